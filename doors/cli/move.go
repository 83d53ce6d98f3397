package cli

import (
	"fmt"
	"io"
	"path/filepath"

	"github.com/spf13/cobra"

	"akashi/app"
	"akashi/app/desk"
	"akashi/app/moving"
	"akashi/record"
	"akashi/values/civil"
	"akashi/values/fault"
)

// moveFlags are the flags of moving in.
type moveFlags struct {
	Scheme string     `json:"scheme"`
	Source string     `json:"source,omitempty"`
	AsOf   civil.Date `json:"as_of,omitempty"`
	Key    string     `json:"idempotency_key,omitempty"`
	Dry    bool       `json:"dry_run,omitempty"`
}

// moveIn takes over what runs on paper from a workbook; template beside it writes the empty
// one.
func (r *run) moveIn() *cobra.Command {
	c := asks(r, "move-in FILE", "action.move-in", cobra.ExactArgs(1), func(c *cobra.Command, q *moveFlags, args []string) error {
		content, err := r.read(args[0], maxFile)
		if err != nil {
			return err
		}
		in := moving.Input{Scheme: q.Scheme, Source: q.Source, AsOf: q.AsOf, Sheet: content}
		if in.Source == "" {
			in.Source = filepath.Base(args[0])
		}
		role := record.Role("")
		if q.Dry { // the person at the machine may look
			role = record.RoleSecretariat
		}
		return r.inOffice(c.Context(), role, func(v visit) error { return r.movedIn(v, q, in) })
	})
	r.later(c, func() { c.Example = "  akashi office move-in move.xlsx --scheme anshin --dry-run" })
	c.AddCommand(r.moveTemplate())
	return c
}

// movedIn takes the workbook over, or says what it would bring in.
func (r *run) movedIn(v visit, q *moveFlags, in moving.Input) error {
	var view app.MoveView
	var out desk.Outcome
	var err error
	if q.Dry {
		view, err = v.RehearseMove(v, v.who, in)
	} else {
		view, out, err = v.MoveIn(v, desk.Request{Actor: v.who, Key: q.Key}, in)
	}
	switch {
	case err != nil:
		return err
	case out.Waits:
		return r.tellHeld(out)
	}
	return r.emit(view.MoveReport, func(w io.Writer) {
		figures := fault.With("n", view.Taken, "already", view.Already)
		if q.Dry {
			fmt.Fprintln(w, r.say.Fill("move.told", figures))
		} else {
			fmt.Fprintln(w, r.say.Fill("done.move-in", figures))
		}
		for _, l := range view.Lines {
			done := "move.result.new"
			if l.Already {
				done = "move.result.done"
			}
			fmt.Fprintf(w, "  %s %d: %s → %s (%s)\n", r.say.Name("workbook.move.page", l.Page), l.Row, l.Of, l.Object, r.say.Say(done))
		}
		if q.Dry {
			fmt.Fprintln(w, r.say.Say("move.dry"))
		}
	})
}

// moveTemplate writes the workbook in which a scheme's office writes down what runs on paper.
func (r *run) moveTemplate() *cobra.Command {
	type templateFlags struct {
		Scheme string `json:"scheme"`
		outFlag
	}
	return looks(r, "template", "office.move-in.template", cobra.NoArgs, func(v visit, q *templateFlags, _ []string) error {
		file, err := v.MoveTemplate(v, v.who, q.Scheme, string(r.say.Lang()))
		if err != nil {
			return err
		}
		return r.save(q.Out, func(w io.Writer) error {
			_, err := w.Write(file.Content)
			return err
		})
	})
}
