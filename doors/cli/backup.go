package cli

import (
	"github.com/spf13/cobra"
)

func (r *run) backupCreate() *cobra.Command {
	return r.command("create FOLDER", "backup.create", cobra.ExactArgs(1), func(c *cobra.Command, args []string) error {
		found, err := r.Backup.Create(c.Context(), r.storeOnly(), args[0])
		return r.tellFinding(found, err, "backup.created")
	})
}

func (r *run) backupVerify() *cobra.Command {
	return r.command("verify FOLDER", "backup.verify", cobra.ExactArgs(1), func(c *cobra.Command, args []string) error {
		found, err := r.Backup.Verify(c.Context(), args[0])
		return r.tellFinding(found, err, "backup.good")
	})
}

func (r *run) backupRestore() *cobra.Command {
	return r.command("restore FOLDER", "backup.restore", cobra.ExactArgs(1), func(c *cobra.Command, args []string) error {
		found, err := r.Backup.Restore(c.Context(), args[0], r.storeOnly())
		return r.tellFinding(found, err, "backup.restored")
	})
}
