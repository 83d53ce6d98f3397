package api

import (
	"akashi/app"
	"akashi/doors/ask"
)

func (d *Door) mail(c *call) (app.MailList, error) {
	q, _ := c.query.(*ask.MailQuery)
	list, err := d.Office.Mail(c.r.Context(), c.actor, q.For())
	for i, l := range list.Mails {
		list.Mails[i].Subject, list.Mails[i].Text = c.book().LetterRead(l.Outgoing, l.Edition, l.Name)
	}
	return list, err
}
