package app

import (
	"context"
	"slices"

	sitting "akashi/app/committee"
	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/committee"
	"akashi/rules/lifecycle"
	"akashi/values/civil"
)

// BenchView is what a member of the committee comes for: what is to be done, and the session
// that it is for.
type BenchView struct {
	Turns []BenchTurn    `json:"turns"`
	Next  []BenchSession `json:"next"` // of each scheme the session that is open, or the first to come
}

// BenchTurn is one thing that waits for a member.
type BenchTurn struct {
	What    Turn       `json:"what"`
	Session string     `json:"session"`
	Day     civil.Date `json:"day"` // of the session
	Case    string     `json:"case,omitempty"`
	Caption string     `json:"caption,omitempty"` // what the case is about
}

// Turn says what waits for a member of the committee.
type Turn string

// What can wait.
const (
	TurnDeclare Turn = "declare" // whether there is a conflict of interest
	TurnReply   Turn = "reply"   // whether it means to come
	TurnVote    Turn = "vote"
	TurnConfirm Turn = "confirm" // whether a vote that the office entered is right
	TurnApprove Turn = "approve" // of minutes
)

// BenchSession is a session as a member's home tells it.
type BenchSession struct {
	ID       string              `json:"id"`
	Scheme   string              `json:"scheme"`
	Day      civil.Date          `json:"day"`
	Cutoff   civil.Date          `json:"cutoff"`
	State    record.SessionState `json:"state"`
	Circular bool                `json:"circular,omitempty"` // goes round: the day is the last for answers
	Cases    int                 `json:"cases"`              // on the agenda, of which the actor has not left
	Bench    committee.Foreseen  `json:"bench"`              // the quorum, foreseen or as it stands
}

// Undeclared is a case of which a member has still to say whether there is a conflict of
// interest, with what is needed to say it, and nothing else.
type Undeclared struct {
	No         int      `json:"no"` // on the agenda
	Case       string   `json:"case"`
	Applicant  string   `json:"applicant"`
	Service    string   `json:"service"`
	IntakeBody string   `json:"intake_body,omitempty"`
	Examiners  []string `json:"examiners,omitempty"`
}

// Bench tells a member of the committee what waits for it, and the office the sessions to come.
func (a *App) Bench(ctx context.Context, actor access.Actor) (view BenchView, err error) {
	view.Turns, view.Next = []BenchTurn{}, []BenchSession{}
	if !isBench(actor) {
		return view, nil
	}
	err = a.Look(ctx, actor, func(w *desk.Work) error {
		for _, s := range desk.Read(w, w.Sessions, "") {
			if s.State == record.SessionCancelled {
				continue
			}
			one := w.Beside(actor)
			if err := one.Load(desk.OnSession, s.ID); err != nil {
				return err
			}
			if one.Permit(access.ViewSession) == nil {
				if s.State != record.SessionClosed {
					view.add(one)
				}
				view.Turns = append(view.Turns, afterwards(one)...)
			}
		}
		return nil
	})
	return view, err
}

// add puts a session with what waits in it; sessions come by day, and one that is open is
// told before those to come.
func (v *BenchView) add(w *desk.Work) {
	s := w.Session
	next := BenchSession{ID: s.ID, Scheme: s.Scheme, Day: s.Day, Cutoff: s.Cutoff, State: s.State, Circular: s.IsCircular(), Bench: sitting.Foresee(w)}
	if sitting.ReplyToGive(w) {
		v.Turns = append(v.Turns, BenchTurn{What: TurnReply, Session: s.ID, Day: s.Day})
	}
	for _, item := range desk.Read(w, w.Agenda, s.ID) {
		c := caseOn(w, item)
		if c == nil {
			continue
		}
		next.Cases++
		for _, what := range turnsIn(c) {
			v.Turns = append(v.Turns, BenchTurn{What: what, Session: s.ID, Day: s.Day, Case: c.NoOf(c.Case), Caption: c.Case.Service})
		}
	}
	at := slices.IndexFunc(v.Next, func(o BenchSession) bool { return o.Scheme == s.Scheme })
	switch {
	case at < 0:
		v.Next = append(v.Next, next)
	case v.Next[at].State == record.SessionPlanned && s.State == record.SessionOpen:
		v.Next[at] = next
	}
}

// afterwards is what waits for a member of a session once votes were opened: votes that the
// office entered for it, and minutes to approve.
func afterwards(w *desk.Work) (turns []BenchTurn) {
	if _, approved := committee.Approval(desk.Read(w, w.MinutesSteps, w.Session.ID)); approved || w.Actor.Seat == "" {
		return nil
	}
	for _, item := range desk.Read(w, w.Agenda, w.Session.ID) {
		if item.State != record.AgendaDecided {
			continue
		}
		if c := caseOn(w, item); c != nil && sitting.ProxyToConfirm(c) {
			turns = append(turns, BenchTurn{What: TurnConfirm, Session: w.Session.ID, Day: w.Session.Day, Case: c.NoOf(c.Case), Caption: c.Case.Service})
		}
	}
	if sitting.MinutesToApprove(w) {
		turns = append(turns, BenchTurn{What: TurnApprove, Session: w.Session.ID, Day: w.Session.Day})
	}
	return turns
}

// isBench reports whether the actor is of the committee, or of the office that keeps its record.
func isBench(a access.Actor) bool {
	return a.Role == record.RoleMember || a.Role == record.RoleSecretariat
}

// caseOn is a case on an agenda, as far as the actor may know that it is there; nil where the
// actor has left it.
func caseOn(w *desk.Work, item record.AgendaItem) *desk.Work {
	c := w.Beside(w.Actor)
	w.Fail(c.OfCase(desk.Read(w, w.Tx.Case, item.CaseID)))
	object := c.ObjectOf(c.Case)
	if access.Allows(w.Actor, access.ViewCase, object) || undeclared(c, object) {
		return c
	}
	return nil
}

// undeclared reports whether the actor has still to say whether there is a conflict of
// interest in the case.
func undeclared(c *desk.Work, object access.Object) bool {
	return object.Awaits(c.Actor) && c.Case.State == lifecycle.Scheduled &&
		access.Allows(c.Actor, access.DeclareNoConflict, object.For(c.Actor.Seat, "")) && sitting.ClearanceToGive(c)
}

// turnsIn is what waits for the actor in a case.
func turnsIn(c *desk.Work) []Turn {
	object := c.ObjectOf(c.Case)
	if undeclared(c, object) {
		return []Turn{TurnDeclare}
	}
	vote := func(a desk.Action) bool { return a.Name == access.Vote }
	if access.Allows(c.Actor, access.ViewCase, object) && slices.ContainsFunc(c.OffersOf(vote), func(o desk.Offer) bool { return len(o.Blockers) == 0 }) {
		return []Turn{TurnVote}
	}
	return nil
}

// toDeclare is what a member is told of a case before it may be shown.
func toDeclare(c *desk.Work, item record.AgendaItem) Undeclared {
	told := Undeclared{No: item.No, Case: c.NoOf(c.Case), Applicant: c.Case.Particulars.Name, Service: c.Case.Service, IntakeBody: c.Case.IntakeBody}
	for _, a := range desk.Read(c, c.Assignments, c.Case.ID) {
		if user, known := desk.Find(c, c.Tx.User, a.UserID); known && !slices.Contains(told.Examiners, user.Name) {
			told.Examiners = append(told.Examiners, user.Name)
		}
	}
	return told
}
