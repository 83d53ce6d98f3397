package committee

import (
	"slices"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/deadline"
	"akashi/rules/lifecycle"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
)

// ScheduleInput puts a case on an agenda.
type ScheduleInput struct {
	Session string `json:"session" doc:"ID of the session"`
}

// Schedule puts the case on the agenda of a session (上程):
//  1. the session is of this scheme and still takes cases in;
//  2. the fees that the committee waits for are in;
//  3. conflicts that the records show are entered, so that those members leave;
//  4. where the session has been called, the members who sit are told that a case has come.
func Schedule(w *desk.Work, in ScheduleInput) error {
	session, err := w.Tx.Session(in.Session)
	if err != nil {
		return desk.Missing(err, "/session")
	}
	if session.Scheme != w.Case.Scheme {
		return fault.New(fault.NotFound, "session.of-another-scheme", in.Session, "scheme", w.Case.Scheme)
	}
	if err := w.Move(lifecycle.Schedule, desk.Grounds{lifecycle.InTimeForSession: inTimeFor(w, session)}); err != nil {
		return err
	}
	agenda := desk.Read(w, w.Agenda, session.ID)
	w.Add(&record.AgendaItem{ID: w.NewID(), SessionID: session.ID, CaseID: w.Case.ID, No: len(agenda) + 1,
		State: record.AgendaPending, Version: 1})
	w.Case.SessionID = session.ID
	enterConflicts(w)
	tellOfCase(w, session)
	return nil
}

// inTimeFor asks whether the session still takes the case in, and names the next
// one that does.
func inTimeFor(w *desk.Work, s record.Session) desk.Ground {
	if takesIn(w, s) {
		return desk.Holds(true)
	}
	next := nextSession(w, w.Case.Scheme)
	return desk.Because(false, w.Edition.Sessions.Source, "session", s.ID, "cutoff", s.Cutoff.String(),
		"next_session", next.ID, "next_day", next.Day.String(), "next_month", openMonth(w, w.Edition, desk.Read(w, w.Sessions, w.Case.Scheme)).String())
}

// takesIn reports whether a session still takes cases in; a circular resolution does until it
// goes round.
func takesIn(w *desk.Work, s record.Session) bool {
	if s.IsCircular() && s.State != record.SessionPlanned {
		return false
	}
	return (s.State == record.SessionPlanned || s.State == record.SessionOpen) && !w.Today.After(s.Cutoff)
}

// Sittings lists the sessions that can still take cases in: those planned, then the
// months in which the committee has still to sit.
func Sittings(w *desk.Work) []lifecycle.Sitting {
	return desk.Once(w, func() ([]lifecycle.Sitting, error) { return sittings(w), nil })
}

// Ahead lists the sessions of the scheme that are still to be held, by day.
func Ahead(w *desk.Work) []record.Session {
	return slices.DeleteFunc(slices.Clone(sessionsOf(w)), func(s record.Session) bool {
		return s.State != record.SessionPlanned && s.State != record.SessionOpen
	})
}

func sessionsOf(w *desk.Work) []record.Session {
	return desk.Once(w, func() ([]record.Session, error) { return desk.Read(w, w.Sessions, w.Edition.Scheme), nil })
}

func sittings(w *desk.Work) (all []lifecycle.Sitting) {
	planned := sessionsOf(w)
	for _, s := range planned {
		if takesIn(w, s) && !s.IsCircular() {
			all = append(all, lifecycle.Sitting{Day: s.Day, Cutoff: s.Cutoff})
		}
	}
	for _, month := range deadline.OpenMonths(w.Edition.Sessions.Months, w.Today, daysOf(planned)) {
		all = append(all, lifecycle.Sitting{Day: month.EndOfMonth()})
	}
	slices.SortStableFunc(all, func(a, b lifecycle.Sitting) int { return a.Day.Compare(b.Day) })
	return all
}

// nextSession is the first meeting of a scheme that still takes cases in; none where
// none does.
func nextSession(w *desk.Work, scheme string) record.Session {
	next, _ := desk.First(desk.Read(w, w.Sessions, scheme), func(s record.Session) bool { return takesIn(w, s) && !s.IsCircular() })
	return next
}

// NextDay is the day of the session that a case filed today comes to: the first that still
// takes cases in, else the last day of the next month that the edition names; no day
// where it names none.
func NextDay(w *desk.Work, e *scheme.Edition) civil.Date {
	if next := nextSession(w, e.Scheme); next.ID != "" {
		return next.Day
	}
	month := openMonth(w, e, desk.Read(w, w.Sessions, e.Scheme))
	if month.IsZero() {
		return month
	}
	return month.AddMonths(1).AddDays(-1)
}

// Defer puts the case off to a later session (継続審議):
//  1. write the reason;
//  2. mark the item of the agenda as put off;
//  3. the case waits for another session.
func Defer(w *desk.Work, in desk.ReasonInput) error {
	if err := in.Check(); err != nil {
		return err
	}
	if err := w.Move(lifecycle.Defer, nil); err != nil {
		return err
	}
	settleAgenda(w, record.AgendaDeferred, in.Reason)
	w.Case.SessionID, w.Case.Reason = "", in.Reason
	w.LetterInCharge("office-deferred")
	return nil
}

// LeaveAgenda takes a case that is closed before its decision off the agenda.
func LeaveAgenda(w *desk.Work, note string) {
	item, tabled, err := desk.Known(w.AgendaItem(w.Case.SessionID, w.Case.ID))
	w.Fail(err)
	if tabled && item.State == record.AgendaPending {
		settleAgenda(w, record.AgendaDeferred, note)
	}
}

func settleAgenda(w *desk.Work, state record.AgendaState, note string) {
	item, err := w.AgendaItem(w.Case.SessionID, w.Case.ID)
	w.Fail(err)
	item.State, item.Note = state, note
	w.Save(&item)
}

// SessionToCome foresees a place on an agenda: some planned session still takes
// cases in.
func SessionToCome(w *desk.Work) desk.Prospect {
	takes := slices.ContainsFunc(desk.Read(w, w.Sessions, w.Case.Scheme), func(s record.Session) bool { return takesIn(w, s) })
	inTime := desk.Because(takes, w.Edition.Sessions.Source,
		"next_month", openMonth(w, w.Edition, desk.Read(w, w.Sessions, w.Case.Scheme)).String())
	return desk.Prospect{Grounds: desk.Grounds{lifecycle.InTimeForSession: inTime}}
}
