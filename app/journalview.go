package app

import (
	"cmp"
	"context"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
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
		object := journalObject(w, q.Object)
		object.Scheme = cmp.Or(object.Scheme, actor.Scheme)
		if err := access.May(actor, access.ViewJournal, object).Err(); err != nil {
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

// journalObject is what the leaves are about, as the policy sees it.
func journalObject(w *desk.Work, name string) access.Object {
	if name == "" {
		return access.Object{}
	}
	if c, known := desk.Find(w, w.Tx.Case, name); known {
		return w.ObjectOf(c)
	}
	if m, known := desk.Find(w, w.Tx.Mark, name); known {
		return access.Object{Kind: access.KindMark, Scheme: m.Scheme}
	}
	return access.Object{Kind: access.KindSession}
}
