package cli

import (
	"os"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
)

// man writes a manual page for every command into a folder.
func (r *run) man() *cobra.Command {
	return r.command("man FOLDER", "man", cobra.ExactArgs(1), func(c *cobra.Command, args []string) error {
		if err := os.MkdirAll(args[0], 0o755); err != nil {
			return err
		}
		return doc.GenManTree(c.Root(), &doc.GenManHeader{Title: "AKASHI", Section: "1", Source: "Akashi " + r.Version}, args[0])
	})
}
