package committee

import (
	"cmp"
	"slices"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/committee"
	"akashi/scheme"
	"akashi/values/fault"
)

// enterConflicts writes down the conflicts that can be read off the records.
func enterConflicts(w *desk.Work) {
	known := desk.Read(w, w.Conflicts, w.Case.ID)
	for _, f := range conflicts(w) {
		if !recorded(known, f) {
			w.Add(&record.Conflict{ID: w.NewID(), CaseID: w.Case.ID, Seat: f.Seat, UserID: f.UserID, Kind: string(f.Kind), By: w.Actor.ID, At: w.Now})
		}
	}
}

func recorded(known []record.Conflict, f committee.Found) bool {
	return slices.ContainsFunc(known, func(k record.Conflict) bool { return k.Seat == f.Seat && k.Kind == string(f.Kind) })
}

// conflicts asks the rule for every conflict of a seat in this case.
func conflicts(w *desk.Work) []committee.Found {
	users, err := w.Users()
	w.Fail(err)
	of := committee.Case{Bodies: []string{w.Case.IntakeBody}, ApplicantID: w.Case.ApplicantID, Members: users,
		Recorded: desk.Read(w, w.Conflicts, w.Case.ID)}
	for _, a := range desk.Read(w, w.Assignments, w.Case.ID) {
		of.Evaluators = append(of.Evaluators, a.UserID)
		of.Bodies = append(of.Bodies, bodyOf(users, a.UserID))
	}
	return committee.ConflictsOf(w.Edition.Committee, of)
}

// bodyOf is the intake body that a user examines for; "" for none.
func bodyOf(users []record.User, id string) string {
	u, _ := desk.First(users, func(u record.User) bool { return u.ID == id })
	return u.Body
}

// ConflictInput declares a conflict of interest.
type ConflictInput struct {
	Seat string `json:"seat,omitempty" doc:"committee seat; the actor's own when empty"`
	User string `json:"user,omitempty" doc:"user, when it is not a seat"`
	Kind string `json:"kind,omitempty" doc:"kind of conflict; declared when empty"`
	Note string `json:"note" doc:"what the tie is"`
}

// About says what the policy asks about.
func (in ConflictInput) About() desk.About { return desk.About{Seat: in.Seat} }

// DeclareConflict writes down a tie to the case that somebody declares (利益相反の申告).
func DeclareConflict(w *desk.Work, in ConflictInput) error {
	if in.Seat == "" && in.User == "" {
		in.Seat, in.User = w.Actor.Seat, w.Actor.ID
	}
	in.Kind = cmp.Or(in.Kind, string(scheme.ConflictDeclared))
	if in.Note == "" {
		return fault.Wrong("conflict.note", "/note")
	}
	w.Add(&record.Conflict{ID: w.NewID(), CaseID: w.Case.ID, Seat: in.Seat, UserID: in.User, Kind: in.Kind, Note: in.Note, By: w.Actor.ID, At: w.Now})
	return nil
}
