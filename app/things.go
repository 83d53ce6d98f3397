package app

import (
	"akashi/record"
	"akashi/rules/access"
	"akashi/values/fault"
	"context"
	"errors"
)

// Things lists the kinds of objects.
func Things() []Thing {
	return []Thing{
		{OnCase, access.ViewCase, CaseView{}, Words{"cases", "no", "case", "NO"},
			(*work).loadCase, (*work).policyOfCase, (*work).keptCase, (*work).showCase},
		{OnSession, access.ViewSession, SessionView{}, Words{"sessions", "id", "session", "ID"},
			(*work).loadSession, (*work).policyOfSession, (*work).keptSession, (*work).showSession},
		{OnMark, access.ViewRegister, MarkView{}, Words{"marks", "number", "mark", "NUMBER"},
			(*work).loadMark, (*work).policyOfMark, (*work).keptMark, (*work).showMark},
		{OnRegister, access.ViewRegister, ImportReport{}, Words{"registry", "", "register", ""},
			(*work).loadNothing, (*work).policyOfNothing, (*work).keptNothing, (*work).showResult},
		{OnUser, access.AddUser, Credentials{}, Words{"users", "id", "user", "ID"},
			(*work).loadUser, (*work).policyOfNothing, (*work).keptUser, (*work).showResult},
		{OnPending, access.ViewPending, PendingView{}, Words{"pending", "id", "", "ID"},
			(*work).loadPending, (*work).policyOfPending, (*work).keptPending, (*work).showPending},
		{OnOffice, access.SecondPerson, SafeguardView{}, Words{"office", "", "office", ""},
			(*work).loadNothing, (*work).policyOfNothing, (*work).keptNothing, (*work).showResult},
	}
}

// ThingOf returns the row of a kind; the zero Thing where there is none.
func ThingOf(k Kind) Thing {
	for _, t := range Things() {
		if t.Kind == k {
			return t
		}
	}
	return Thing{}
}

func (w *work) showCase() (any, error) {
	if err := w.permit(access.ViewCase); err != nil {
		return map[string]string{"no": w.c.No}, nil // whoever has just left the case sees no more of it
	}
	return w.caseView()
}

func (w *work) showSession() (any, error) { return w.sessionView() }

func (w *work) showMark() (any, error) { return w.markView(w.today) }

func (w *work) showResult() (any, error) { return w.result, nil }

// PendingView is one act that waits for a second person, as the actor may see it.
type PendingView struct {
	record.Pending
	Can []Offer `json:"can,omitempty"`
}

func (w *work) showPending() (any, error) {
	view := PendingView{Pending: w.pending}
	if w.pending.State != record.PendingWaiting {
		return view, nil
	}
	var err error
	view.Can, err = w.offers()
	return view, err
}

// PendingList is everything that waits for a second person and that the actor may
// know of.
type PendingList struct {
	Pending []PendingView `json:"pending"`
}

// PendingActs lists what waits for a second person.
func (a *App) PendingActs(ctx context.Context, actor access.Actor) (PendingList, error) {
	list := PendingList{Pending: []PendingView{}}
	err := a.Store.View(ctx, func(r Reader) error {
		all, err := r.AllPending()
		if err != nil {
			return err
		}
		for _, p := range all {
			w := a.work(ctx, readOnly{r}, actor)
			w.thing, w.pending = ThingOf(OnPending), p
			if err := w.permit(access.ViewPending); errors.Is(err, fault.Forbidden) || errors.Is(err, fault.NotFound) {
				continue
			} else if err != nil {
				return err
			}
			offers, err := w.offers()
			if err != nil {
				return err
			}
			list.Pending = append(list.Pending, PendingView{p, offers})
		}
		return nil
	})
	return list, err
}
