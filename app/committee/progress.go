package committee

import (
	"akashi/app/desk"
	"akashi/app/judging"
	"akashi/record"
	"akashi/rules/committee"
	"akashi/rules/scoring"
)

// Step is how far a case has come at its session, in the order in which the committee acts.
type Step string

// The steps.
const (
	StepDeclare  Step = "declare"  // conflicts of interest are declared and papers read; the session is to come
	StepVerdicts Step = "verdicts" // items are without a final verdict
	StepVote     Step = "vote"     // somebody has still to vote
	StepDecide   Step = "decide"   // the decision is to be recorded
	StepDecided  Step = "decided"
	StepDeferred Step = "deferred"
)

// Progress is how far a case has come, and who of how many have voted.
type Progress struct {
	Step     Step `json:"step"`
	Unjudged int  `json:"unjudged,omitempty"` // items without a final verdict
	Voted    int  `json:"voted"`
	Entitled int  `json:"entitled"`         // those present who have not left the case
	Over     bool `json:"over,omitempty"`   // the last day for answers has passed without enough of them
	Voided   int  `json:"voided,omitempty"` // votes that no longer stand
}

// ProgressOf is how far the case on the desk has come as an item of a session.
func ProgressOf(w *desk.Work, s record.Session, item record.AgendaItem) (p Progress) {
	switch item.State {
	case record.AgendaDecided:
		return Progress{Step: StepDecided}
	case record.AgendaDeferred:
		return Progress{Step: StepDeferred}
	}
	if s.State == record.SessionPlanned {
		return Progress{Step: StepDeclare}
	}
	now := tally(w, sitting(w))
	score, _ := judging.Score(w, scoring.Final)
	p = Progress{Step: StepDecide, Unjudged: len(score.Unanswered), Voted: now.For + now.Against + now.Abstained + now.Sealed, Entitled: now.Entitled}
	p.Over = now.Outcome == committee.Unanswered
	p.Voided = len(voidings(w))
	switch {
	case p.Unjudged > 0:
		p.Step = StepVerdicts
	case p.Voted < p.Entitled || p.Entitled == 0:
		p.Step = StepVote
	}
	return p
}
