package access

import (
	"slices"

	"akashi/record"
)

// Actor is whoever asks: a signed-in person, a program with a token, or the
// calendar. The zero Actor is the public.
type Actor struct {
	ID          string
	Role        record.Role // "" is the public
	Scheme      string      // one or several, with commas between; "" for all
	Body        string      // intake body of a reviewer or a clerk
	Seat        string      // committee seat of a member
	ApplicantID string      // whose applications an applicant's officer handles
	Cases       string      // IDs of the cases that a consultant is commissioned with, with commas between; "" for all
	Tasks       string      // what a consultant is commissioned with, with commas between; "" for everything
	TiedTo      string      // applicants for whom the person acts in another role or to which a tie is on record, with commas between
}

// Console signs the acts of the person at the machine, who is no user.
const Console = "console"

// Calendar signs what is done because a day has come (期日の到来); it is no user either.
const Calendar = "calendar"

// Of returns the actor that a user is. A disabled user is nobody.
func Of(u record.User) Actor {
	if u.Disabled {
		return Actor{Role: record.RolePublic}
	}
	return Actor{ID: u.ID, Role: u.Role, Scheme: u.Scheme, Body: u.Body, Seat: u.Seat, ApplicantID: u.ApplicantID}
}

// Deals reports whether the actor names people like that in its acts: to whoever looks at what
// was filed at one intake body there are the reviewers of that body alone.
func (a Actor) Deals(u record.User) bool {
	return looking(a) != AtBody || u.Role == record.RoleReviewer && a.Body != "" && u.Body == a.Body
}

func (a Actor) role() record.Role {
	if a.Role == "" {
		return record.RolePublic
	}
	return a.Role
}

// The kinds of objects. They are the kinds of the journal too.
const (
	KindCase      = "case"
	KindSession   = "session"
	KindMark      = "mark"
	KindUser      = "user"
	KindRegister  = "register"
	KindPending   = "pending"   // an act that waits for a second person
	KindSeat      = "seat"      // of a committee
	KindMail      = "mail"      // a letter in the outbox
	KindPersonnel = "personnel" // what is on record of who examines and decides
	KindMatter    = "matter"    // what was brought to the office beside the cases
	KindBankFile  = "bank-file" // in which a bank told what came in
	KindOffice    = "office"    // the office itself: no object yet
)

// Object is what is acted upon or looked at, as far as the policy asks. What is
// left empty narrows nobody's duty and widens nobody's right.
type Object struct {
	Kind        string
	Scheme      string
	ApplicantID string
	Case        string // ID of the case that it is, or belongs to
	IntakeBody  string
	Filed       bool                // the application has been handed in
	Session     record.SessionState // state of the session that it is on the agenda of, or is; "" none
	Seat        string              // the seat that a vote, an attendance or a conflict is for
	Whose       string              // seat that an act which waits for a second person is entered for
	User        string              // the user that a conflict is for; "" for the actor
	First       string              // user who asked for an act that waits for a second person
	Chair       string              // seat of the committee\'s chair
	Decided     bool                // the committee has decided
	Assigned    []string            // IDs of the users who examine the case
	Relieved    []string            // IDs of the users who examined it and were taken off it
	Conflicted  []string            // user IDs and seats with a conflict of interest, found or declared
	Cleared     []string            // user IDs of the members who have said to have none, at the session that it is on the agenda of
}

// OfCase returns a case as the policy sees it: with the session it is on the
// agenda of, if it is on one, everybody ever assigned to it, every conflict, and who said to
// have none.
func OfCase(c record.Case, s record.Session, assigned []record.Assignment, conflicts []record.Conflict, cleared []record.Clearance) Object {
	o := Object{Kind: KindCase, Case: c.ID, Scheme: c.Scheme, ApplicantID: c.ApplicantID, IntakeBody: c.IntakeBody,
		Filed: !c.Filed.IsZero(), Decided: !c.Decided.IsZero()}
	if c.SessionID != "" {
		o.Session = s.State
	}
	for _, a := range assigned {
		if a.Lasts() {
			o.Assigned = append(o.Assigned, a.UserID)
		} else {
			o.Relieved = append(o.Relieved, a.UserID)
		}
	}
	for _, k := range conflicts {
		if k.Stands() {
			o.Conflicted = append(o.Conflicted, k.UserID, k.Seat)
		}
	}
	for _, k := range cleared {
		if k.SessionID == c.SessionID && k.UserID != "" {
			o.Cleared = append(o.Cleared, k.UserID)
		}
	}
	return o
}

// Awaits reports whether the actor is a member who has still to say whether there is a
// conflict of interest in the case, and until then is told nothing of it.
func (o Object) Awaits(a Actor) bool {
	return a.role() == record.RoleMember && o.Session != "" && !o.Decided && !names(o.Cleared, a.ID)
}

// For returns the object with the seat and the user that the act is for.
func (o Object) For(seat, user string) Object {
	o.Seat, o.User = seat, user
	return o
}

// names reports whether a list of IDs holds one of the given, which are not
// empty.
func names(list []string, ids ...string) bool {
	for _, id := range ids {
		if id != "" && slices.Contains(list, id) {
			return true
		}
	}
	return false
}
