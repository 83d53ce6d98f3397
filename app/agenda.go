package app

import (
	"slices"

	"akashi/record"
	"akashi/rules/lifecycle"
	"akashi/values/fault"
)

// ScheduleInput puts a case on an agenda.
type ScheduleInput struct {
	Session string `json:"session" doc:"ID of the session"`
}

// schedule puts the case on the agenda of a session (上程):
//  1. the session is of this scheme and still takes cases in;
//  2. the fees that the committee waits for are in;
//  3. conflicts that the records show are entered, so that those members leave.
func schedule(w *work, in ScheduleInput) error {
	session, err := w.Session(in.Session)
	if err != nil {
		return missing(err, "/session")
	}
	if session.Scheme != w.c.Scheme {
		return fault.New(fault.NotFound, "session.of-another-scheme", in.Session, "scheme", w.c.Scheme)
	}
	inTime, err := w.inTimeFor(session)
	if err != nil {
		return err
	}
	if err := w.move(lifecycle.Schedule, grounds{lifecycle.InTimeForSession: inTime}); err != nil {
		return err
	}
	agenda, err := w.Agenda(session.ID)
	if err != nil {
		return err
	}
	if err := w.Add(&record.AgendaItem{ID: w.id(), SessionID: session.ID, CaseID: w.c.ID, No: len(agenda) + 1,
		State: record.AgendaPending, Version: 1}); err != nil {
		return err
	}
	w.c.SessionID = session.ID
	if err := w.enterConflicts(); err != nil {
		return err
	}
	return w.save()
}

// inTimeFor asks whether the session still takes the case in, and names the next
// one that does.
func (w *work) inTimeFor(s record.Session) (ground, error) {
	if s.State != record.SessionClosed && !w.today.After(s.Cutoff) {
		return held(true), nil
	}
	next, err := w.nextSession()
	return because(false, w.edition.Sessions.Source, "session", s.ID, "cutoff", s.Cutoff.String(), "next_session", next), err
}

// nextSession is the first session of the scheme that still takes the case in; ""
// where none does.
func (w *work) nextSession() (string, error) {
	sessions, err := w.Sessions(w.c.Scheme)
	i := slices.IndexFunc(sessions, func(s record.Session) bool { return s.State != record.SessionClosed && !w.today.After(s.Cutoff) })
	if err != nil || i < 0 {
		return "", err
	}
	return sessions[i].ID, nil
}

// deferCase puts the case off to a later session (継続審議):
//  1. write the reason;
//  2. mark the item of the agenda as put off;
//  3. the case waits for another session.
func deferCase(w *work, in ReasonInput) error {
	if err := in.check(); err != nil {
		return err
	}
	if err := w.move(lifecycle.Defer, nil); err != nil {
		return err
	}
	if err := w.settleAgenda(record.AgendaDeferred, in.Reason); err != nil {
		return err
	}
	w.c.SessionID, w.c.Reason = "", in.Reason
	return w.save()
}

// leaveAgenda takes a case that is closed before its decision off the agenda.
func (w *work) leaveAgenda(note string) error {
	item, tabled, err := notFound(w.AgendaItem(w.c.SessionID, w.c.ID))
	if err != nil || !tabled || item.State != record.AgendaPending {
		return err
	}
	item.State, item.Note = record.AgendaDeferred, note
	return w.Save(&item)
}

func (w *work) settleAgenda(state record.AgendaState, note string) error {
	item, err := w.AgendaItem(w.c.SessionID, w.c.ID)
	if err != nil {
		return err
	}
	item.State, item.Note = state, note
	return w.Save(&item)
}

// sessionToCome foresees a place on an agenda: some planned session still takes
// cases in.
func (w *work) sessionToCome() (prospect, error) {
	next, err := w.nextSession()
	inTime := because(next != "", w.edition.Sessions.Source)
	return prospect{grounds: grounds{lifecycle.InTimeForSession: inTime}}, err
}
