package app

import (
	"context"
	"encoding/json"
	"errors"
	"slices"

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

	// Names are those of the actors, by ID, as far as they are users.
	Names map[string]string `json:"names,omitempty"`
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
		if w.Session.ID != "" {
			for i := range view.Leaves {
				heard(w, &view.Leaves[i])
			}
		}
		view.Names = named(w, view.Leaves, func(l record.Leaf) string { return l.Actor })
		view.Size, view.Root, err = w.JournalHead()
		return err
	})
	return view, err
}

// named are the names of users that some rows name by ID, of those who are users.
func named[R any](w *desk.Work, rows []R, of func(R) string) map[string]string {
	names := map[string]string{}
	for _, row := range rows {
		if id := of(row); id != "" && names[id] == "" {
			if u, known := desk.Find(w, w.Tx.User, id); known {
				names[id] = u.Name
			}
		}
	}
	return names
}

// journalOf finds what the leaves asked for are about: a case, a mark or a session, under
// the name that its leaves have. What the actor may not read is missing alike, whatever
// it is, and so is what has no journal of its own.
func journalOf(w *desk.Work, q *desk.LeafQuery) error {
	if q.Object == "" {
		return access.May(w.Actor, access.ViewJournal, access.Object{Scheme: w.Actor.Scheme}).Err()
	}
	for _, on := range []desk.Kind{desk.OnCase, desk.OnMark, desk.OnSession, desk.OnMatter} {
		err := w.Load(on, q.Object)
		if err == nil {
			err = w.Permit(access.ViewJournal)
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

// heard leaves out of a leaf of a session what was said of cases that the actor must not
// know of, and its hash with it, by which a guess could be tried.
func heard(w *desk.Work, l *record.Leaf) {
	agenda := desk.Read(w, w.Agenda, w.Session.ID)
	if hears(w, w.Session, agenda...) {
		return
	}
	var leaf struct {
		State    string         `json:"state,omitempty"`
		Input    map[string]any `json:"input"`
		Withheld bool           `json:"withheld,omitempty"`
	}
	w.Fail(json.Unmarshal([]byte(l.Data), &leaf))
	for key, said := range leaf.Input {
		parts, apart := said.(map[string]any)
		switch {
		case apart:
			for _, item := range agenda {
				if !hears(w, w.Session, item) {
					no := desk.Read(w, w.Tx.Case, item.CaseID).No
					leaf.Withheld = leaf.Withheld || parts[no] != nil
					delete(parts, no)
				}
			}
		case key == "minutes" && hears(w, w.Session, withoutPart(agenda)...), slices.Contains([]string{"scheme", "day", "cutoff", "seat", "seats"}, key):
		default: // any other text may speak of every case
			leaf.Withheld = true
			delete(leaf.Input, key)
		}
	}
	if leaf.Withheld {
		l.Data, l.Hash = string(w.Written(leaf)), ""
	}
}
