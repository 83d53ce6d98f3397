package committee

import (
	"cmp"
	"slices"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/committee"
	"akashi/rules/lifecycle"
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
	return slices.ContainsFunc(known, func(k record.Conflict) bool { return k.Stands() && k.Seat == f.Seat && k.Kind == string(f.Kind) })
}

// conflicts asks the rule for every conflict of a seat in this case.
func conflicts(w *desk.Work) []committee.Found { return conflictsBeside(w, standing(w)) }

// ConflictsOf are the conflicts of interest in the case on the desk, for whoever may know of them.
func ConflictsOf(w *desk.Work) []committee.Found { return conflicts(w) }

// conflictsBeside are those that the records show, and those declared ones.
func conflictsBeside(w *desk.Work, declared []record.Conflict) []committee.Found {
	users := w.Everybody()
	for i, u := range users { // whoever acts for the applicant in another role, or is kept out by a tie on record, is tied to it in this one
		barred := false
		if u.Seat != "" {
			_, barred = w.BarredFrom(u.ID, w.Case.ApplicantID)
		}
		if barred || slices.ContainsFunc(users, func(o record.User) bool { return one(o, u) && o.ApplicantID == w.Case.ApplicantID }) {
			users[i].ApplicantID = w.Case.ApplicantID
		}
	}
	of := committee.Case{Bodies: []string{w.Case.IntakeBody}, ApplicantID: w.Case.ApplicantID, Members: users,
		Recorded: declared}
	for _, a := range desk.Read(w, w.Assignments, w.Case.ID) {
		of.Evaluators = append(of.Evaluators, a.UserID)
		for _, u := range users { // whoever examined it with another account took part in it too
			if slices.ContainsFunc(users, func(o record.User) bool { return o.ID == a.UserID && one(o, u) }) {
				of.Evaluators = append(of.Evaluators, u.ID)
			}
		}
		of.Bodies = append(of.Bodies, bodiesOf(users, a.UserID)...)
	}
	return committee.ConflictsOf(w.Edition.Committee, of)
}

// one reports whether two accounts are of one person: they are the same, or have the same
// address and are both in use.
func one(a, b record.User) bool {
	return a.ID == b.ID || a.Email != "" && a.Email == b.Email && !a.Disabled && !b.Disabled
}

// bodiesOf are the intake bodies that a user examines for; "" for none.
func bodiesOf(users []record.User, id string) (bodies []string) {
	for _, u := range users {
		if u.ID == id {
			bodies = append(bodies, u.Body)
		}
	}
	return bodies
}

// person completes whom a conflict is for: whoever has a seat beside other roles is tied in
// all of them.
func (in *ConflictInput) person(w *desk.Work) {
	roles := map[string]int{}
	holder := ""
	for _, u := range w.Everybody() {
		roles[u.ID]++
		if in.User == u.ID {
			in.Seat = cmp.Or(in.Seat, u.Seat)
		}
		if in.Seat != "" && u.Seat == in.Seat && u.Serves(w.Case.Scheme) {
			holder = u.ID
		}
	}
	if in.User == "" && roles[holder] > 1 {
		in.User = holder
	}
}

// ConflictInput declares a conflict of interest.
type ConflictInput struct {
	Seat string `json:"seat,omitempty" doc:"committee seat; the actor's own when empty"`
	User string `json:"user,omitempty" doc:"user, when it is not a seat"`
	Kind string `json:"kind,omitempty" doc:"kind of conflict; declared when empty"`
	Note string `json:"note" doc:"what the tie is"`
}

// About says what the policy asks about.
func (in ConflictInput) About() desk.About { return desk.About{Seat: in.Seat, User: in.User} }

// DeclareConflict writes down a tie to the case that somebody declares (利益相反の申告):
//  1. everybody declares their own; the secretariat enters that of others, with a second
//     person once somebody has voted;
//  2. the person and the seat leave the case;
//  3. a vote that the seat has given loses its effect, and stays on record beside that.
func DeclareConflict(w *desk.Work, in ConflictInput) error {
	if in.Note == "" {
		return fault.Wrong("conflict.note", "/note")
	}
	if in.Seat == "" && in.User == "" {
		in.Seat, in.User = w.Actor.Seat, w.Actor.ID
	}
	in.person(w)
	w.Add(&record.Conflict{ID: w.NewID(), CaseID: w.Case.ID, Seat: in.Seat, UserID: in.User,
		Kind: cmp.Or(in.Kind, string(scheme.ConflictDeclared)), Note: in.Note, By: w.Actor.ID, At: w.Now})
	if w.Case.State != lifecycle.Scheduled {
		return nil
	}
	for _, v := range sitting(w).Votes {
		if v.Seat == in.Seat {
			void(w, v, record.VoteRecused, in.Note)
		}
	}
	return nil
}

// ConflictOfAnother reports a conflict that is entered for somebody else after the first
// vote: whoever strikes a voter out then could choose whose vote counts.
func ConflictOfAnother(w *desk.Work, in ConflictInput) bool {
	own := (in.Seat == "" || in.Seat == w.Actor.Seat) && (in.User == "" || in.User == w.Actor.ID)
	return !own && votesCast(w)
}

// votesCast reports whether anybody has ever voted on the case in its session.
func votesCast(w *desk.Work) bool {
	return len(VotesOf(w)) > 0
}

// RetractInput says which conflict of interest is retracted, and why.
type RetractInput struct {
	Conflict string `json:"conflict,omitempty" doc:"ID of the conflict, as the case shows it"`
	Seat     string `json:"seat,omitempty" doc:"committee seat that comes back to the case"`
	User     string `json:"user,omitempty" doc:"user who comes back to the case"`
	Reason   string `json:"reason" doc:"why"`
}

// RetractConflict retracts a conflict of interest that was declared wrongly (申告の取下げ):
//  1. it stands, why it does not hold is said, and the records themselves do not show it;
//  2. it loses its effect from here on, and stays on record beside that;
//  3. a vote that it has voided stays void: the seat votes again.
func RetractConflict(w *desk.Work, in RetractInput) error {
	p := fault.ProblemsIn(desk.ReasonInput{Reason: in.Reason}.Check())
	meant := slices.DeleteFunc(standing(w), func(k record.Conflict) bool {
		return k.ID != in.Conflict && (in.Seat == "" || k.Seat != in.Seat) && (in.User == "" || k.UserID != in.User)
	})
	where := "/seat"
	if in.Conflict != "" {
		where = "/conflict"
	}
	p.Want(len(meant) > 0, "retract.none", where, "given", cmp.Or(in.Conflict, in.Seat, in.User))
	if err := p.Err(); err != nil {
		return err
	}
	shown := conflictsBeside(w, nil)
	for _, k := range meant {
		if f, is := desk.First(shown, func(f committee.Found) bool { return recorded([]record.Conflict{k}, f) }); is {
			return &fault.Refusal{Clause: f.Why.Clause, Reason: "retract.on-record", Detail: fault.With("seat", f.Seat, "conflict", f.Kind)}
		}
		k.Retracted, k.RetractedBy, k.Retraction = w.Now, w.Actor.ID, in.Reason
		w.Save(&k)
	}
	return nil
}

// standing are the conflicts on record that have not been retracted.
func standing(w *desk.Work) []record.Conflict {
	return slices.DeleteFunc(desk.Read(w, w.Conflicts, w.Case.ID), func(k record.Conflict) bool { return !k.Stands() })
}

// ConflictsToRetract reports whether a conflict that somebody declared stands.
func ConflictsToRetract(w *desk.Work) bool {
	return slices.ContainsFunc(standing(w), func(k record.Conflict) bool { return k.Kind == string(scheme.ConflictDeclared) })
}

// RetractedAfterVotes reports a retraction after the first vote.
func RetractedAfterVotes(w *desk.Work, _ RetractInput) bool { return votesCast(w) }
