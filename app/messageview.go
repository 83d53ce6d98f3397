package app

import (
	"context"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
)

// MessageList is what the sides of a case have written to each other, in its order.
type MessageList struct {
	Messages []record.Message  `json:"messages"`
	Names    map[string]string `json:"names,omitempty"` // of those who wrote, by ID, for whoever is told who examines the case
}

// Messages are those of a case, for whoever is shown its findings; to others there are none.
// Who of the office wrote is told to whom the team is.
func (a *App) Messages(ctx context.Context, actor access.Actor, no string) (MessageList, error) {
	list := MessageList{Messages: []record.Message{}}
	err := a.LookAt(ctx, actor, desk.OnCase, no, func(w *desk.Work) { list = messages(w) })
	return list, err
}

func messages(w *desk.Work) MessageList {
	list := MessageList{Messages: []record.Message{}}
	object, err := w.Object()
	w.Fail(err)
	v := viewer{Work: w, mask: access.Fields(w.Actor, object)}
	if !v.mask[access.Findings] {
		return list
	}
	for _, m := range desk.Read(w, w.Messages, w.Case.ID) {
		if m.Side == record.SideOffice {
			v.byTeam(&m.By)
		}
		list.Messages = append(list.Messages, m)
	}
	if v.mask[access.Team] {
		list.Names = named(w, list.Messages, func(m record.Message) string { return m.By })
	}
	return list
}
