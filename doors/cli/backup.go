package cli

import (
	"context"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"akashi/words"
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

// sealEvidence is the command that encrypts what is kept as it came.
func (r *run) sealEvidence() *cobra.Command {
	type dryFlag struct {
		DryRun bool `json:"dry_run,omitempty"`
	}
	return asks(r, "seal-evidence", "office.seal-evidence", cobra.NoArgs, func(c *cobra.Command, q *dryFlag, _ []string) error {
		found, err := during(r, "seal-evidence", func(p *progress) (Sealed, error) { return r.SealEvidence(c.Context(), r.storeOnly(), q.DryRun, p.at) })
		if err != nil {
			return err
		}
		view := struct {
			OK bool `json:"ok"`
			Sealed
			Breaches []words.Problem `json:"breaches"`
		}{len(found.Left) == 0, found, r.say.Problems(found.Left)}
		return r.judge(view.OK, view, func(w io.Writer) {
			said := "seal-evidence.done"
			if found.DryRun {
				said = "seal-evidence.dry"
			}
			fmt.Fprintln(w, r.say.Say(said, "files", fmt.Sprint(found.Files), "size", fmt.Sprint(found.Size)))
			for _, p := range view.Breaches {
				fmt.Fprintln(w, r.problemLine(p))
			}
		})
	})
}

// copying makes a command that does something with a copy of the store.
func (r *run) copying(name, good string, do func(ctx context.Context, folder string) (Checkup, error)) *cobra.Command {
	return r.command(name+" FOLDER", "backup."+name, cobra.ExactArgs(1), func(c *cobra.Command, args []string) error {
		found, err := during(r, "backup", func(*progress) (Checkup, error) { return do(c.Context(), args[0]) })
		return r.tellCheckup(found, err, "backup."+good)
	})
}
