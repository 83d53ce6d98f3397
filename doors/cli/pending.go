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

// ownWords are the acts that are called otherwise than others: in another group, or with
// one value of their input as a word of its own.
func ownWords() map[access.Action]ownWord {
	return map[access.Action]ownWord{
		access.SecondPerson:    {"state", "office", "second-person on|off"},
		access.JoinApplicant:   {"", "office", "join-applicant"},
		access.AddFeeTable:     {"file", "scheme fees", "add FILE"},
		access.SetPhrases:      {"", "office", "set-phrases"},
		access.SetIssuer:       {"", "office", "set"},
		access.AddBody:         {"", "office", "add-body"},
		access.CloseBody:       {"", "office", "close-body"},
		access.RecordAbsence:   {"", "office", "record-absence"},
		access.EndAbsence:      {"", "office", "end-absence"},
		access.SetRetention:    {"", "office", "set-retention"},
		access.TrustBody:       {"", "office", "trust-body"},
		access.ReceiveHandover: {"", "office", "receive-handover"},
		access.ReturnHandover:  {"", "office", "return-handover"},
		access.SetDays:         {"", "office", "set-days"},
		access.AllowCircular:   {"", "office", "allow-circular"},
		access.PublishRule:     {"", "scheme", "publish-rule"},
	}
}

type ownWord struct{ flag, among, use string }

// worded is the command of such an act.
func (r *run) worded(name access.Action) *cobra.Command {
	action, _ := app.FindAction(name)
	own, c := ownWords()[name], r.action(action)
	perform, was := c.RunE, app.Group(action)+" "+c.Name()
	c.Use = own.use
	r.later(c, func() { c.Example = strings.Replace(c.Example, was, own.among+" "+c.Name(), 1) })
	if own.flag == "" {
		return c
	}
	c.Args = arguments(cobra.ExactArgs(1))
	r.later(c, func() {
		c.Example = strings.Replace(c.Example, "--"+own.flag+" ", "", 1)
		_ = c.Flags().MarkHidden(own.flag) // it is there
	})
	c.RunE = func(c *cobra.Command, args []string) error {
		if err := c.Flags().Set(own.flag, args[0]); err != nil {
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
