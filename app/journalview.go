package app

import (
	"context"
	"errors"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/values/fault"
)

// JournalView is a stretch of the journal with the head of its tree.
type JournalView struct {
	Size   int64         `json:"size"`
	Root   string        `json:"root"` // RFC 6962 tree head, hex
	Leaves []record.Leaf `json:"leaves"`
	Next   *int64        `json:"next,omitempty"` // where the stretch after this one begins
}

// Journal returns what was done to one case, mark or session; with no object, the
// whole journal from a place on.
func (a *App) Journal(ctx context.Context, actor access.Actor, q desk.LeafQuery) (JournalView, error) {
	view := JournalView{Leaves: []record.Leaf{}}
	q.Limit = desk.Page(q.Limit)
	err := a.Look(ctx, actor, func(w *desk.Work) (err error) {
		if err := journalOf(w, &q); err != nil {
			return err
		}
		view.Leaves = append(view.Leaves, desk.Read(w, w.Leaves, q)...)
		if len(view.Leaves) == q.Limit {
			next := view.Leaves[q.Limit-1].Seq + 1
			view.Next = &next
		}
		view.Size, view.Root, err = w.JournalHead()
		return err
	})
	return view, err
}

// journalOf finds what the leaves asked for are about: a case, a mark or a session, under
// the name that its leaves have. What the actor may not read is missing alike, whatever
// it is, and so is what has no journal of its own.
func journalOf(w *desk.Work, q *desk.LeafQuery) error {
	if q.Object == "" {
		return access.May(w.Actor, access.ViewJournal, access.Object{Scheme: w.Actor.Scheme}).Err()
	}
	for _, on := range []desk.Kind{desk.OnCase, desk.OnMark, desk.OnSession} {
		err := w.Load(on, q.Object)
		if err == nil {
			err = w.Permit(access.ViewJournal)
		}
		if err == nil && w.Session.ID != "" {
			err = access.May(w.Actor, access.ViewJournal, spokenOf(w, w.Session, desk.Read(w, w.Agenda, w.Session.ID)...)).Err()
		}
		if err == nil {
			q.Kind, q.Object = on, w.Name()
			return nil
		}
		if !errors.Is(err, fault.NotFound) && !errors.Is(err, fault.Forbidden) {
			return err
		}
	}
	return fault.New(fault.NotFound, "store.no-such-case-file", q.Object)
}
