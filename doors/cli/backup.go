package cli

import (
	"context"

	"github.com/spf13/cobra"
)

func (r *run) backups() *cobra.Command {
	return r.group("backup",
		r.copying("verify", "good", func(ctx context.Context, folder string) (Checkup, error) {
			return r.Backup.Verify(ctx, folder, r.storeOnly())
		}),
		r.copying("create", "created", func(ctx context.Context, folder string) (Checkup, error) {
			return r.Backup.Create(ctx, r.storeOnly(), folder)
		}),
		r.copying("restore", "restored", func(ctx context.Context, folder string) (Checkup, error) {
			return r.Backup.Restore(ctx, folder, r.storeOnly())
		}))
}

// copying makes a command that does something with a copy of the store.
func (r *run) copying(name, good string, do func(ctx context.Context, folder string) (Checkup, error)) *cobra.Command {
	return r.command(name+" FOLDER", "backup."+name, cobra.ExactArgs(1), func(c *cobra.Command, args []string) error {
		found, err := during(r, "backup", func(*progress) (Checkup, error) { return do(c.Context(), args[0]) })
		return r.tellCheckup(found, err, "backup."+good)
	})
}
