package cli

import (
	"cmp"
	"io"

	"github.com/spf13/cobra"

	"akashi/app"
	"akashi/doors/ask"
)

// mailList lists the letters of the outbox, or of one case.
func (r *run) mailList() *cobra.Command {
	return looks(r, "list", "mail.list", cobra.NoArgs, func(v visit, q *ask.MailQuery, _ []string) error {
		list, err := v.Mail(v, v.who, q.For())
		if err != nil {
			return err
		}
		for i, l := range list.Mails {
			list.Mails[i].Subject, list.Mails[i].Text = r.say.LetterRead(l.Outgoing, l.Edition, l.Name)
		}
		return r.emit(list, func(w io.Writer) {
			listed(r, w, list.Mails, func(l app.LetterLine) []string {
				return []string{l.ID, l.At.Format("2006-01-02 15:04Z"), l.Case, cmp.Or(l.Name, l.To), l.Subject, r.say.LetterState(l.Outgoing)}
			}, "id", "at", "no", "to", "subject", "state")
		})
	})
}
