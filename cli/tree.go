package cli

import "github.com/spf13/cobra"

// Tree is every command as the program knows it, with its flags, none of them
// performed: for manual pages, and for the test that pins their names.
func Tree(p Parts, lang string) (*cobra.Command, error) {
	r := &run{Parts: p, now: p.Now}
	var err error
	if r.say, err = loadTexts(lang); err != nil {
		return nil, err
	}
	return r.root(), nil
}
