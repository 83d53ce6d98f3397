package cli

import (
	"github.com/spf13/cobra"

	"akashi/words"
)

// Tree is every command as the program knows it, with its flags, none of them
// performed: for manual pages, and for the test that pins their names.
func Tree(p Parts, lang words.Language) *cobra.Command {
	r := &run{Parts: p, now: p.Now, say: words.In(lang)}
	return r.root()
}
