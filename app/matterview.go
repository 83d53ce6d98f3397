package app

import (
	"context"
	"encoding/json"

	"akashi/app/desk"
	"akashi/app/matter"
	"akashi/record"
	"akashi/rules/access"
	"akashi/values/fault"
)

// MatterView is a matter as the office sees it.
type MatterView struct {
	record.Matter
	Mark     string              `json:"mark,omitempty"`     // number in the register that it is about
	Notes    []record.MatterNote `json:"notes"`              // what was seen, the first first
	Measures []MeasureLine       `json:"measures,omitempty"` // on the mark since the matter was received
	Can      []desk.Offer        `json:"can,omitempty"`
}

// MeasureLine is a measure that was taken on a mark.
type MeasureLine struct {
	Kind record.MarkEventKind `json:"kind"`
	Day  string               `json:"day"`
}

// MatterList are matters, the latest first.
type MatterList struct {
	Matters []MatterView `json:"matters"`
}

// MatterQuery narrows the list of matters. Empty fields do not.
type MatterQuery struct {
	Scheme string
	State  record.MatterState // MatterOpen asks for all that wait for the office
}

// MatterOpen is the state of none, and asks for the matters that have not ended.
const MatterOpen record.MatterState = "open"

// MatterStates are the words by which a list of matters is narrowed.
func MatterStates() []record.MatterState {
	return append([]record.MatterState{MatterOpen}, record.MatterStates()...)
}

// asks reports whether the list is to have a matter.
func (q MatterQuery) asks(m record.Matter) bool {
	return q.State == "" || m.State == q.State || q.State == MatterOpen && m.Ended.IsZero()
}

// MatterCount is how many matters wait for the office, and how many of them nobody has taken up.
type MatterCount struct{ Open, Received int }

// OpenMatters counts what waits of the matters that the actor may see; nothing for who may see none.
func (a *App) OpenMatters(ctx context.Context, actor access.Actor, scheme string) (n MatterCount, err error) {
	if !actor.May(access.ViewMatter) {
		return n, nil
	}
	err = a.visibleMatters(ctx, actor, MatterQuery{Scheme: scheme, State: MatterOpen}, func(w *desk.Work) {
		n.Open++
		if w.Matter.State == record.MatterReceived {
			n.Received++
		}
	})
	return n, err
}

// visibleMatters goes through those that a list asks for and the actor may see, the latest first.
func (a *App) visibleMatters(ctx context.Context, actor access.Actor, q MatterQuery, each func(*desk.Work)) error {
	return a.Look(ctx, actor, func(w *desk.Work) error {
		for _, m := range desk.Read(w, w.Matters, q.Scheme) {
			if !q.asks(m) {
				continue
			}
			one := w.Beside(actor)
			if err := one.OfMatter(m); err != nil {
				return err
			}
			if one.Permit(access.ViewMatter) == nil {
				each(one)
			}
		}
		return nil
	})
}

// ReportMisuse takes up what a visitor says of a mark that looks to be shown wrongly, and
// returns the receipt number. The journal keeps neither text nor contact.
func (a *App) ReportMisuse(ctx context.Context, in matter.Misuse) (no string, err error) {
	err = a.Change(ctx, access.Actor{}, func(w *desk.Work) error {
		if err := matter.ReportMisuse(w, in); err != nil {
			return err
		}
		no = w.Matter.No
		data, err := json.Marshal(map[string]any{"scheme": w.Matter.Scheme, "ground": w.Matter.Ground})
		if err != nil {
			return err
		}
		return w.Append(&record.Leaf{At: w.Now, Action: string(access.ReportMisuse), Kind: access.KindMatter, Object: no, Data: string(data)})
	})
	return no, err
}

// Matters lists what was brought to the office beside the cases, the latest first.
func (a *App) Matters(ctx context.Context, actor access.Actor, q MatterQuery) (MatterList, error) {
	list := MatterList{Matters: []MatterView{}}
	var p fault.Problems
	desk.Among(&p, "filter.scheme", "scheme", q.Scheme, a.Shelf.Keys())
	desk.Among(&p, "filter.state", "state", q.State, MatterStates())
	if len(p) > 0 {
		return list, p
	}
	if !actor.May(access.ViewMatter) {
		return list, fault.New(fault.Forbidden, actor.WhyNot(access.ViewMatter), string(access.ViewMatter))
	}
	if ruling := access.May(actor, access.ViewMatter, access.Object{Scheme: q.Scheme}); q.Scheme != "" && !ruling.Allowed {
		return list, ruling.Err()
	}
	err := a.visibleMatters(ctx, actor, q, func(w *desk.Work) { list.Matters = append(list.Matters, matterView(w)) })
	return list, err
}

// MatterView shows one matter.
func (a *App) MatterView(ctx context.Context, actor access.Actor, no string) (view MatterView, err error) {
	err = a.LookAt(ctx, actor, desk.OnMatter, no, func(w *desk.Work) { view = matterView(w) })
	return view, err
}

func showMatter(w *desk.Work) any { return matterView(w) }

func matterView(w *desk.Work) MatterView {
	view := MatterView{Matter: w.Matter, Notes: append([]record.MatterNote{}, desk.Read(w, w.MatterNotes, w.Matter.ID)...), Can: w.Offers()}
	if w.Matter.MarkID != "" {
		view.Mark = desk.Read(w, w.Tx.Mark, w.Matter.MarkID).Number
	}
	for _, e := range matter.Measures(w) {
		view.Measures = append(view.Measures, MeasureLine{e.Kind, e.Day.String()})
	}
	return view
}
