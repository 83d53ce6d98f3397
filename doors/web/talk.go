package web

import (
	"cmp"
	"crypto/rand"

	"akashi/app"
	"akashi/doors/ask"
	"akashi/record"
	"akashi/rules/access"
)

// talk is what the sides of a case have written to each other about a criterion, or about all
// of it, and the form of whoever may write.
type talk struct {
	Messages []record.Message
	Names    map[string]string
	Items    bool   // the criterion is told with each
	Path     string // of the act; "" where the visitor may not write
	Key      string
	Item     string
	Back     string
}

// talk is the messages of a case about a criterion; "" is all of them.
func (v *visit) talk(list app.MessageList, c *caseView, item, back string) *talk {
	t := &talk{Names: list.Names, Messages: ask.Those(list.Messages, func(m record.Message) bool { return item == "" || m.Criterion == item }), Items: item == "", Item: item, Back: back}
	if o, can := c.offered(access.WriteMessage); can {
		t.Path, t.Key = actAt(o, c.No), rand.Text()
		v.scripted()
	}
	if t.Path == "" && len(t.Messages) == 0 {
		return nil
	}
	return t
}

// writer is who wrote: the name where it is told, else the side.
func (p page) writer(t *talk, m record.Message) string {
	side := p.Name("side", m.Side)
	if m.By == "" {
		return side
	}
	return side + "　" + cmp.Or(t.Names[m.By], m.By)
}
