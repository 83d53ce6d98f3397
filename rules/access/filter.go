package access

import (
	"slices"
	"strings"
)

// Filter says which rows an actor may know of. It narrows every list, count,
// search and export of cases. The zero Filter admits nothing.
//
// A row is admitted when it matches at least one of All, ApplicantID, IntakeBody
// and AssignedTo, matches every one of Scheme, Filed, Tabled, Cleared and Cases that is set, and
// has no conflict of interest recorded for NotUser or NotSeat, nor is of NotApplicant.
type Filter struct {
	All         bool
	ApplicantID string
	IntakeBody  string
	AssignedTo  string // user ID

	Scheme  string // one or several, with commas between; "" for all
	Filed   bool   // only what has been handed in
	Tabled  bool   // only what is on the agenda of a session
	Cleared bool   // of what is on an agenda and undecided, only that in which NotUser has said to have no conflict
	NotUser string // leaves out rows in which this user has a conflict
	NotSeat string // leaves out rows in which this seat has a conflict

	Cases string // IDs of the only cases, with commas between; "" for all

	NotApplicant string // leaves out rows of these applicants, with commas between

	// Unnamed rows are shown without the applicant's name and under their alias in the place
	// of the number, which the public register has beside the name. A search must not look
	// at either.
	Unnamed bool
}

// Everything admits every row, for the acts of the calendar and the office's
// own checks.
func Everything() Filter { return Filter{All: true} }

// IsEmpty reports whether the filter admits no row at all.
func (f Filter) IsEmpty() bool {
	return !f.All && f.ApplicantID == "" && f.IntakeBody == "" && f.AssignedTo == ""
}

// Admits reports whether the actor may know of the object.
func (f Filter) Admits(o Object) bool {
	return f.reaches(o) && f.inScope(o) && !f.conflicts(o)
}

func (f Filter) reaches(o Object) bool {
	return f.All ||
		f.ApplicantID != "" && f.ApplicantID == o.ApplicantID ||
		f.IntakeBody != "" && f.IntakeBody == o.IntakeBody ||
		names(o.Assigned, f.AssignedTo)
}

func (f Filter) inScope(o Object) bool {
	return (f.Scheme == "" || f.Scheme == o.Scheme || within(o.Scheme, f.Schemes())) &&
		(!f.Filed || o.Filed) &&
		(!f.Tabled || o.Session != "") &&
		(!f.Cleared || o.Session == "" || o.Decided || names(o.Cleared, f.NotUser)) &&
		f.among(o)
}

// within reports whether every scheme of an object, with commas between, is among those.
func within(of string, schemes []string) bool {
	return of != "" && !slices.ContainsFunc(strings.Split(of, ","), func(key string) bool { return !slices.Contains(schemes, key) })
}

// Schemes lists the schemes that the rows are of; none for all.
func (f Filter) Schemes() []string {
	return strings.FieldsFunc(f.Scheme, func(r rune) bool { return r == ',' })
}

// Tied lists the applicants whose rows are left out.
func (f Filter) Tied() []string {
	return strings.FieldsFunc(f.NotApplicant, func(r rune) bool { return r == ',' })
}

func (f Filter) conflicts(o Object) bool {
	return names(o.Conflicted, f.NotUser, f.NotSeat) || o.ApplicantID != "" && slices.Contains(f.Tied(), o.ApplicantID)
}

// Visible returns the rows that the actor may know of: those of which the table
// lets it view the case.
func Visible(a Actor) Filter { return looking(a).reach(a) }

// looking is how the actor stands to the cases that it may view.
func looking(a Actor) Relation {
	r, _ := rule(ViewCase)
	rel, _ := r.For(a.role())
	return rel
}

// Relation says how an actor must stand to an object to act on it.
type Relation string

// The relations. Each of them also asks that the scheme is the actor's, and that
// the actor has no conflict of interest.
const (
	Anyone   Relation = "anyone"
	Within   Relation = "scheme"   // any object of the actor's scheme
	Own      Relation = "own"      // the applicant's own
	Assigned Relation = "assigned" // examined by the actor
	OfBody   Relation = "body"     // filed at the actor's intake body, or assigned
	AtBody   Relation = "at-body"  // filed at the actor's intake body, whoever examines it
	Tabled   Relation = "tabled"   // on the agenda of a session
	Cleared  Relation = "cleared"  // on the agenda of a session, and decided or stated by the actor to be free of a conflict of interest
	Heard    Relation = "heard"    // of the actor's scheme, and not on an agenda without being cleared
	Unnamed  Relation = "unnamed"  // filed, and shown without names
)

// reach turns a relation into the rows that stand in it to the actor. No relation
// reaches nothing.
func (r Relation) reach(a Actor) Filter {
	f := Filter{Scheme: a.Scheme, Cases: a.Cases, NotUser: a.ID, NotSeat: a.Seat, NotApplicant: a.TiedTo}
	switch r {
	case Anyone, Within:
		f.All = true
	case Own:
		f.ApplicantID = a.ApplicantID
	case Assigned:
		f.AssignedTo = a.ID
	case OfBody:
		f.IntakeBody, f.AssignedTo, f.Filed = a.Body, a.ID, true
	case AtBody:
		f.IntakeBody, f.Filed = a.Body, true
	case Tabled:
		f.All, f.Tabled = true, true
	case Cleared:
		f.All, f.Tabled, f.Cleared = true, true, true
	case Heard:
		f.All, f.Cleared = true, true
	case Unnamed:
		f.All, f.Filed, f.Unnamed = true, true, true
	}
	if r == Anyone {
		f.Scheme, f.Cases = "", ""
	}
	return f
}
