package desk

import (
	"errors"
	"slices"

	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/sending"
	"akashi/values/civil"
	"akashi/values/fault"
)

// Kind names a kind of object.
type Kind string

// The kinds of objects that the office works on.
const (
	OnCase      Kind = access.KindCase
	OnSession   Kind = access.KindSession
	OnMark      Kind = access.KindMark
	OnRegister  Kind = access.KindRegister
	OnUser      Kind = access.KindUser
	OnPending   Kind = access.KindPending
	OnOffice    Kind = access.KindOffice
	OnSeat      Kind = access.KindSeat
	OnMail      Kind = access.KindMail
	OnPersonnel Kind = access.KindPersonnel
	OnMatter    Kind = access.KindMatter
	OnBankFile  Kind = access.KindBankFile
)

// Thing is one kind of object: how it is found, who may do what to it, how it is
// kept, what is shown of it and what it is called at the doors. A further kind is
// a further row of Things.
type Thing struct {
	Kind  Kind
	Look  access.Action // looking at one
	View  any           // zero value of what is shown of one
	Words Words
	Keeping
	Show func(w *Work) any // it, as the actor may see it
}

// Keeping is how the things of a kind are found and kept.
type Keeping struct {
	load   func(w *Work, name string) error     // finds it, with the edition it is pinned to
	policy func(w *Work) (access.Object, error) // it, as far as the policy looks at it
	kept   func(w *Work) kept                   // it, as it is kept
	none   string                               // code of the answer that there is none of the name
}

// KeepingOf is how things of a kind are found and kept: by number or ID, unless there
// is only one.
func KeepingOf(on Kind) Keeping {
	only := Keeping{(*Work).loadNothing, (*Work).policyOfNothing, (*Work).keptNothing, ""}
	return map[Kind]Keeping{
		OnCase:     {(*Work).loadCase, (*Work).policyOfCase, (*Work).keptCase, "store.no-such-case-file"},
		OnSession:  {(*Work).loadSession, (*Work).policyOfSession, (*Work).keptSession, "store.no-such-session"},
		OnMark:     {(*Work).loadMark, (*Work).policyOfMark, (*Work).keptMark, "store.no-such-mark"},
		OnUser:     {(*Work).loadUser, (*Work).policyOfUser, (*Work).keptUser, "store.no-such-user-account"},
		OnPending:  {(*Work).loadPending, (*Work).policyOfPending, (*Work).keptPending, "store.no-such-pending"},
		OnMail:     {(*Work).loadLetter, (*Work).policyOfLetter, (*Work).keptLetter, "store.no-such-outgoing"},
		OnMatter:   {(*Work).loadMatter, (*Work).policyOfMatter, (*Work).keptMatter, "store.no-such-matter"},
		OnBankFile: {(*Work).loadBankFile, (*Work).policyOfBankFile, (*Work).keptBankFile, "store.no-such-bank-file"},
		OnRegister: only, OnOffice: only, OnSeat: only, OnPersonnel: only,
	}[on]
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

func (w *Work) loadCase(no string) error {
	c, err := w.Tx.Case(no)
	if err != nil {
		return err
	}
	if access.Visible(w.Actor).Unnamed && c.Alias() != no {
		return w.missing // the number is in the public register, beside the name
	}
	return w.OfCase(c)
}

// NoOf is what the actor calls a case by: its receipt number, or, to whoever reads without
// names, its alias in that place.
func (w *Work) NoOf(c record.Case) string {
	if access.Visible(w.Actor).Unnamed {
		return c.Alias()
	}
	return c.No
}

func (w *Work) loadSession(id string) (err error) {
	if w.Session, err = w.Tx.Session(id); err != nil {
		return err
	}
	w.Edition, err = w.Desk.Shelf.EditionAt(w.Session.Scheme, w.Session.Day)
	return err
}

func (w *Work) loadMatter(no string) error {
	m, err := w.Tx.Matter(no)
	if err != nil {
		return err
	}
	return w.OfMatter(m)
}

// OfMatter makes the work one on a matter that has been read.
func (w *Work) OfMatter(m record.Matter) (err error) {
	w.Matter, w.Thing = m, w.Desk.Thing(OnMatter)
	w.Edition, err = w.Desk.Shelf.EditionAt(m.Scheme, m.Received)
	return err
}

func (w *Work) policyOfMatter() (access.Object, error) {
	return access.Object{Kind: access.KindMatter, Scheme: w.Matter.Scheme}, nil
}

func (w *Work) keptMatter() kept {
	return kept{w.Matter.No, string(w.Matter.State), w.Matter.Version, &w.Matter}
}

func (w *Work) loadBankFile(id string) error {
	f, err := w.Tx.BankFile(id)
	if err != nil {
		return err
	}
	return w.OfBankFile(f)
}

// OfBankFile makes the work one on a bank's file that has been read.
func (w *Work) OfBankFile(f record.BankFile) (err error) {
	if w.BankFile, w.Thing = f, w.Desk.Thing(OnBankFile); f.Scheme == "" {
		return nil // of all schemes: no edition
	}
	w.Edition, err = w.Desk.Shelf.EditionAt(f.Scheme, w.Today)
	return err
}

func (w *Work) policyOfBankFile() (access.Object, error) {
	return access.Object{Kind: access.KindBankFile, Scheme: w.BankFile.Scheme}, nil
}

func (w *Work) keptBankFile() kept {
	return kept{w.BankFile.ID, "", w.BankFile.Version, &w.BankFile}
}

func (w *Work) loadMark(number string) error {
	m, err := w.Tx.Mark(number)
	if err != nil {
		return err
	}
	return w.OfMark(m)
}

func (w *Work) loadUser(id string) (err error) {
	w.User, err = w.Tx.User(id)
	return err
}

func (w *Work) loadPending(id string) (err error) {
	w.Pending, err = w.Tx.Pending(id)
	if errors.Is(err, fault.NotFound) { // the one act that waits on an object goes by its name too
		all, lost := w.AllPending()
		all = slices.DeleteFunc(all, func(p record.Pending) bool { return p.Object != id })
		if lost != nil {
			return lost
		}
		if len(all) == 1 {
			w.Pending, err = all[0], nil
		}
	}
	return err
}

func (w *Work) loadNothing(string) error { return nil }

// OfCase makes the work one on a case that has been read.
func (w *Work) OfCase(c record.Case) error {
	w.Case = c
	return w.pin(OnCase, c.Scheme, c.Edition)
}

// OfMark makes the work one on a mark that has been read.
func (w *Work) OfMark(m record.Mark) error {
	w.Mark = m
	return w.pin(OnMark, m.Scheme, m.Edition)
}

// pin puts the rule book of the object on the desk, in the place of another one.
func (w *Work) pin(on Kind, scheme, edition string) (err error) {
	w.Thing = w.Desk.Thing(on)
	w.Edition, err = w.Desk.Shelf.Edition(scheme, edition)
	return err
}

func (w *Work) policyOfCase() (access.Object, error) {
	o := w.ObjectOf(w.Case)
	o.Chair = w.Edition.Committee.Chair()
	return o, nil
}

func (w *Work) policyOfSession() (access.Object, error) {
	return access.Object{Kind: access.KindSession, Scheme: w.Session.Scheme, Session: w.Session.State}, nil
}

func (w *Work) policyOfMark() (access.Object, error) {
	return access.Object{Kind: access.KindMark, Case: w.Mark.CaseID, Scheme: w.Mark.Scheme, ApplicantID: w.Mark.ApplicantID}, nil
}

// policyOfUser is a user: whoever administers some schemes has those users alone.
func (w *Work) policyOfUser() (access.Object, error) {
	return access.Object{Kind: access.KindUser, Scheme: w.User.Scheme}, nil
}

// policyOfNothing is for what is not there yet: what the act is about is all that
// the policy can look at.
func (w *Work) policyOfNothing() (access.Object, error) {
	return access.Object{Scheme: w.about.Scheme, ApplicantID: w.about.Applicant, Chair: w.Desk.chair(w.about.Scheme, w.Today)}, nil
}

// chair is the seat of the chair of a scheme's committee on a day; "" where none is named.
func (d *Desk) chair(scheme string, day civil.Date) string {
	ed, err := d.Shelf.EditionAt(scheme, day)
	if err != nil {
		return ""
	}
	return ed.Committee.Chair()
}

// ObjectOf is a case as far as the policy looks at it.
func (w *Work) ObjectOf(c record.Case) access.Object {
	session := record.Session{}
	if c.SessionID != "" {
		session = Read(w, w.Tx.Session, c.SessionID)
	}
	return access.OfCase(c, session, Read(w, w.Assignments, c.ID), Read(w, w.Conflicts, c.ID), Read(w, w.Clearances, c.ID))
}

func (w *Work) keptCase() kept {
	return kept{w.Case.No, string(w.Case.State), w.CaseVersion(), &w.Case}
}

// CaseVersion is the version of the case as the actor may know it: outside the bench, and of it
// to whoever has still to say whether there is a conflict, without what was done behind its doors.
func (w *Work) CaseVersion() int {
	if w.Actor.Sees(access.Conflicts) && !w.ObjectOf(w.Case).Awaits(w.Actor) {
		return w.Case.Version
	}
	return w.Case.Version - w.Case.Unseen + w.alone()
}

// alone is how often the actor has judged the case where nobody else is told of it: to the
// actor each is a further version.
func (w *Work) alone() (acts int) {
	if w.Actor.Role != record.RoleReviewer || w.Edition.Process.Reviewers.Value < 2 {
		return 0
	}
	for _, a := range Read(w, w.Assignments, w.Case.ID) {
		if a.UserID == w.Actor.ID {
			acts += a.Acts
		}
	}
	return acts
}

func (w *Work) keptSession() kept {
	return kept{w.Session.ID, string(w.Session.State), w.Session.Version, &w.Session}
}

func (w *Work) keptMark() kept {
	return kept{w.Mark.Number, string(w.Mark.Status), w.Mark.Version, &w.Mark}
}

func (w *Work) keptUser() kept { return kept{w.User.ID, "", w.User.Version, &w.User} }

func (w *Work) keptPending() kept {
	return kept{w.Pending.ID, string(w.Pending.State), w.Pending.Version, &w.Pending}
}

func (w *Work) keptNothing() kept { return kept{} }

// OfUser makes the work one on a user who has been read.
func (w *Work) OfUser(u record.User) { w.User, w.Thing = u, w.Desk.Thing(OnUser) }

// OfPending makes the work one on an act that waits and has been read.
func (w *Work) OfPending(p record.Pending) { w.Pending, w.Thing = p, w.Desk.Thing(OnPending) }

func (w *Work) loadLetter(id string) error {
	o, err := w.Tx.Letter(id)
	if err != nil {
		return err
	}
	return w.OfLetter(o)
}

// OfLetter makes the work one on a letter that has been read, with the case or the user that
// it is about.
func (w *Work) OfLetter(o record.Outgoing) (err error) {
	switch {
	case o.CaseID != "":
		err = w.OfCase(Read(w, w.Tx.Case, o.CaseID))
	default:
		known := false
		if w.User, known = Find(w, w.Tx.User, o.To); !known {
			if s, known := Find(w, w.SignUp, o.To); known {
				w.User = s.Reader()
			}
		}
	}
	w.Outgoing, w.Thing = sending.Standing(o, w.Now), w.Desk.Thing(OnMail)
	return err
}

// policyOfLetter is what the letter is about.
func (w *Work) policyOfLetter() (access.Object, error) {
	if w.Outgoing.CaseID != "" {
		return w.policyOfCase()
	}
	return access.Object{Kind: access.KindMail, Scheme: w.User.Scheme}, nil
}

func (w *Work) keptLetter() kept {
	return kept{w.Outgoing.ID, string(w.Outgoing.State), w.Outgoing.Version, &w.Outgoing}
}
