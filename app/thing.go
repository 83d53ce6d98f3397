package app

import (
	"akashi/record"
	"akashi/rules/access"
)

// Kind names a kind of object.
type Kind string

// The kinds of objects that the office works on.
const (
	OnCase     Kind = access.KindCase
	OnSession  Kind = access.KindSession
	OnMark     Kind = access.KindMark
	OnRegister Kind = access.KindRegister
	OnUser     Kind = access.KindUser
	OnPending  Kind = access.KindPending
	OnOffice   Kind = access.KindOffice
)

// Thing is one kind of object: how it is found, who may do what to it, how it is
// kept, what is shown of it and what it is called at the doors. A further kind is
// a further row of Things.
type Thing struct {
	Kind  Kind
	Look  access.Action // looking at one
	View  any           // zero value of what is shown of one
	Words Words

	load   func(w *work, name string) error     // finds it, with the edition it is pinned to
	policy func(w *work) (access.Object, error) // it, as far as the policy looks at it
	kept   func(w *work) kept                   // it, as it is kept
	show   func(w *work) (any, error)           // it, as the actor may see it
}

// Words are what a kind is called in addresses and commands.
type Words struct {
	Plural  string // /cases
	Param   string // of the part of an address that names one; "" when there is only one
	Command string // group of the command line, which an action's name leaves out
	Arg     string // that names one on the command line
}

// kept is an object as it is kept: its name for people and the journal, where it
// stands, and its record.
type kept struct {
	name    string
	state   string
	version int
	record  any // a pointer; nil for what is kept by other means
}

func (w *work) loadCase(no string) error {
	c, err := w.Case(no)
	if err != nil {
		return err
	}
	return w.ofCase(c)
}

func (w *work) loadSession(id string) (err error) {
	if w.session, err = w.Session(id); err != nil {
		return err
	}
	w.edition, err = w.app.Shelf.EditionAt(w.session.Scheme, w.session.Day)
	return err
}

func (w *work) loadMark(number string) error {
	m, err := w.Mark(number)
	if err != nil {
		return err
	}
	return w.ofMark(m)
}

func (w *work) loadUser(id string) (err error) {
	w.user, err = w.User(id)
	return err
}

func (w *work) loadPending(id string) (err error) {
	w.pending, err = w.Pending(id)
	return err
}

func (w *work) loadNothing(string) error { return nil }

// ofCase makes the work one on a case that has been read.
func (w *work) ofCase(c record.Case) (err error) {
	w.c, w.thing = c, ThingOf(OnCase)
	w.edition, err = w.app.Shelf.Edition(c.Scheme, c.Edition)
	return err
}

// ofMark makes the work one on a mark that has been read.
func (w *work) ofMark(m record.Mark) (err error) {
	w.mark, w.thing = m, ThingOf(OnMark)
	w.edition, err = w.app.Shelf.Edition(m.Scheme, m.Edition)
	return err
}

func (w *work) policyOfCase() (access.Object, error) { return objectOfCase(w, w.c) }

func (w *work) policyOfSession() (access.Object, error) {
	return access.Object{Kind: access.KindSession, Scheme: w.session.Scheme, Session: w.session.State}, nil
}

func (w *work) policyOfMark() (access.Object, error) {
	return access.Object{Kind: access.KindMark, Scheme: w.mark.Scheme, ApplicantID: w.mark.ApplicantID}, nil
}

// policyOfNothing is for what is not there yet: what the act is about is all that
// the policy can look at.
func (w *work) policyOfNothing() (access.Object, error) {
	return access.Object{Scheme: w.about.scheme, ApplicantID: w.about.applicant}, nil
}

func objectOfCase(r Reader, c record.Case) (access.Object, error) {
	assigned, err := r.Assignments(c.ID)
	if err != nil {
		return access.Object{}, err
	}
	conflicts, err := r.Conflicts(c.ID)
	if err != nil || c.SessionID == "" {
		return access.OfCase(c, record.Session{}, assigned, conflicts), err
	}
	session, err := r.Session(c.SessionID)
	return access.OfCase(c, session, assigned, conflicts), err
}

func (w *work) keptCase() kept { return kept{w.c.No, string(w.c.State), w.c.Version, &w.c} }

func (w *work) keptSession() kept {
	return kept{w.session.ID, string(w.session.State), w.session.Version, &w.session}
}

func (w *work) keptMark() kept {
	return kept{w.mark.Number, string(w.mark.Status), w.mark.Version, &w.mark}
}

func (w *work) keptUser() kept { return kept{w.user.ID, "", w.user.Version, &w.user} }

func (w *work) keptPending() kept {
	return kept{w.pending.ID, string(w.pending.State), w.pending.Version, &w.pending}
}

func (w *work) keptNothing() kept { return kept{} }
