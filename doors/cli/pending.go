package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"akashi/app"
	"akashi/app/desk"
	"akashi/rules/access"
)

func (r *run) pendingList() *cobra.Command {
	return looks(r, "pending", "pending.list", cobra.NoArgs, func(v visit, _ *struct{}, _ []string) error {
		list, err := v.PendingActs(v, v.who)
		if err != nil {
			return err
		}
		return r.emit(list, func(w io.Writer) {
			listed(r, w, list.Pending, func(p app.PendingView) []string {
				return []string{p.ID, p.Object, r.say.Say("help.action." + p.Act), p.First, p.At.Format("2006-01-02 15:04Z")}
			}, "id", "object", "act", "first", "since")
		})
	})
}

// secondPerson is the office's decision, with on or off as a word of its own.
func (r *run) secondPerson() *cobra.Command {
	action, _ := app.FindAction(access.SecondPerson)
	c := r.action(action)
	perform := c.RunE
	c.Use, c.Args = c.Name()+" on|off", cobra.ExactArgs(1)
	c.Example = strings.Replace(c.Example, "--state ", "", 1)
	c.RunE = func(c *cobra.Command, args []string) error {
		if err := c.Flags().Set("state", args[0]); err != nil {
			return err
		}
		return perform(c, nil)
	}
	return c
}

// tellHeld says that an act waits, and how somebody else completes it.
func (r *run) tellHeld(out desk.Outcome) error {
	return r.emit(out.Body, func(w io.Writer) {
		fmt.Fprintln(w, r.say.Say("pending.held", "id", out.Object))
	})
}
