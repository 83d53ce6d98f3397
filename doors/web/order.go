package web

import (
	"slices"
	"strconv"

	"akashi/app/committee"
	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
)

// orderStep is one of the acts of a session, in the order in which they follow each other.
type orderStep struct {
	Title string
	State string // done, now or later
	Note  string
	Path  string // of the act, where it is the visitor's and can be done
}

// order are the steps of a session: opened, who is there, the cases, closed. What follows
// stays shut until what comes before is done, and says why.
func (p page) order(s sessionView) []orderStep {
	done := 0
	for _, a := range s.Agenda {
		if a.State != record.AgendaPending {
			done++
		}
	}
	sat, over := s.State != record.SessionPlanned, s.State == record.SessionClosed
	steps := []orderStep{
		p.orderStep(s, access.OpenSession, sat),
		p.orderStep(s, access.Attend, over || sat && s.Bench != nil && s.Bench.Holds),
		{Title: p.T("order.cases"), Note: p.settled(done, len(s.Agenda)), State: stateOf(len(s.Agenda) > 0 && done == len(s.Agenda), sat)},
		p.orderStep(s, access.CloseSession, over),
		p.approval(s),
	}
	if s.IsCircular() { // nobody comes: it goes round
		steps[0].Title, steps[2].Title = p.T("circular.send"), p.T("circular.cases")
		steps = slices.Delete(steps, 1, 2)
	}
	return steps
}

// settled says how many of the cases that the visitor is shown are settled.
func (p page) settled(done, of int) string {
	if of == 0 {
		return ""
	}
	return p.T("order.cases.n", "n", strconv.Itoa(done), "of", strconv.Itoa(of))
}

func stateOf(done, now bool) string {
	switch {
	case done:
		return "done"
	case now:
		return "now"
	}
	return "later"
}

// orderStep is an act of the session as a step.
func (p page) orderStep(s sessionView, name access.Action, done bool) orderStep {
	step := orderStep{Title: p.T("order." + string(name)), State: stateOf(done, false)}
	for _, o := range s.offers {
		if o.Action != name {
			continue
		}
		if len(o.Blockers) == 0 {
			step.Path = actAt(o, s.ID)
			step.State = stateOf(done, true)
			continue
		}
		for _, b := range o.Blockers {
			step.Note = p.Against(b.Blocked).Message
		}
	}
	return step
}

// approval is the approval of the minutes as a step.
func (p page) approval(s sessionView) orderStep {
	done := len(s.Steps) > 0 && s.Steps[len(s.Steps)-1].Kind == record.MinutesApproved
	step := p.orderStep(s, access.ApproveMinutes, done)
	if step.State == "later" {
		step.State = stateOf(false, s.State == record.SessionClosed)
	}
	return step
}

// inOrder reports whether the page has a place of its own for an act.
func inOrder(name access.Action) bool {
	return name == access.OpenSession || name == access.Attend || name == access.CloseSession || name == access.ApproveMinutes
}

// nextPath is the page of the act that brings a case on, where it is the visitor's and nothing
// stands against it.
func nextPath(o *desk.Offer, no string) string {
	if o == nil || len(o.Blockers) > 0 {
		return ""
	}
	return actAt(*o, no)
}

// progress says how far a case has come.
func (p page) progress(a committee.Progress) string {
	return p.T("progress."+string(a.Step), "n", strconv.Itoa(a.Unjudged), "voted", strconv.Itoa(a.Voted), "of", strconv.Itoa(a.Entitled))
}
