package app

import (
	"context"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/scheme"
	"akashi/values/fault"
)

// SessionView is a session with its agenda.
type SessionView struct {
	record.Session
	SchemeName scheme.Text  `json:"scheme_name"`
	Seats      int          `json:"seats"`
	Quorum     int          `json:"quorum"`
	Present    []string     `json:"present"`
	Agenda     []AgendaLine `json:"agenda"`
}

// AgendaLine is one case on the agenda.
type AgendaLine struct {
	No    int                `json:"no"`
	Case  string             `json:"case"`
	State record.AgendaState `json:"state"`
	Note  string             `json:"note,omitempty"`
}

// Sessions lists the sessions of a scheme, by day.
func (a *App) Sessions(ctx context.Context, scheme string) (list []record.Session, err error) {
	var p fault.Problems
	if desk.Among(&p, "filter.scheme", "scheme", scheme, a.Shelf.Keys()); len(p) > 0 {
		return nil, p
	}
	err = a.Store.View(ctx, func(r desk.Reader) error {
		list, err = r.Sessions(scheme)
		return err
	})
	return list, err
}

func sessionView(w *desk.Work) (SessionView, error) {
	seats := len(w.Edition.Committee.Seats)
	view := SessionView{Session: w.Session, SchemeName: w.Edition.Name, Seats: seats,
		Quorum: w.Edition.Committee.Quorum.Value.Of(seats), Present: []string{}, Agenda: []AgendaLine{}}
	present, err := w.Attendance(w.Session.ID)
	if err != nil {
		return view, err
	}
	for _, a := range present {
		view.Present = append(view.Present, a.Seat)
	}
	agenda, err := w.Agenda(w.Session.ID)
	if err != nil {
		return view, err
	}
	for _, item := range agenda {
		c, err := w.Tx.Case(item.CaseID)
		if err != nil {
			return view, err
		}
		object, err := desk.ObjectOfCase(w.Tx, c)
		if err != nil {
			return view, err
		}
		if access.May(w.Actor, access.ViewCase, object).Allowed {
			view.Agenda = append(view.Agenda, AgendaLine{item.No, c.No, item.State, item.Note})
		}
	}
	return view, nil
}

// SessionView returns a session as the actor may see it: cases in which the actor
// has a conflict of interest are left out.
func (a *App) SessionView(ctx context.Context, actor access.Actor, id string) (SessionView, error) {
	var view SessionView
	err := a.Store.View(ctx, func(r desk.Reader) error {
		w := a.Reading(ctx, r, actor)
		if err := w.Load(desk.OnSession, id); err != nil {
			return err
		}
		if err := w.Permit(access.ViewSession); err != nil {
			return err
		}
		var err error
		view, err = sessionView(w)
		return err
	})
	return view, err
}
