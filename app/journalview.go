package app

import (
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
	if q.Limit == 0 || q.Limit > desk.MaxPage {
		q.Limit = desk.MaxPage
	}
	err := a.Store.View(ctx, func(r desk.Reader) error {
		object, err := journalObject(r, q.Object)
		if err != nil {
			return err
		}
		if object.Scheme == "" {
			object.Scheme = actor.Scheme
		}
		if err := access.May(actor, access.ViewJournal, object).Err(); err != nil {
			return err
		}
		if view.Size, view.Root, err = r.JournalHead(); err != nil {
			return err
		}
		leaves, err := r.Leaves(q)
		if len(leaves) > 0 {
			view.Leaves = leaves
		}
		if len(leaves) == q.Limit {
			next := leaves[len(leaves)-1].Seq + 1
			view.Next = &next
		}
		return err
	})
	return view, err
}

// journalObject is what the leaves are about, as the policy sees it.
func journalObject(r desk.Reader, name string) (access.Object, error) {
	if name == "" {
		return access.Object{}, nil
	}
	c, known, err := desk.Known(r.Case(name))
	if err != nil {
		return access.Object{}, err
	}
	if known {
		return desk.ObjectOfCase(r, c)
	}
	m, known, err := desk.Known(r.Mark(name))
	if known {
		return access.Object{Kind: access.KindMark, Scheme: m.Scheme}, err
	}
	return access.Object{Kind: access.KindSession}, err
}
