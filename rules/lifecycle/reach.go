package lifecycle

import (
	"slices"

	"akashi/record"
	"akashi/scheme"
	"akashi/values/civil"
)

// way are the states on the way to the committee, the first last: what a case has still to take
// is what stands before its own.
func way() []State { return []State{Reporting, OnSiteReview, DocumentReview, Accepted, Submitted} }

// waits says to which of those a case comes back that waits for answers.
var waits = map[State]State{DocumentCorrection: DocumentReview, OnSiteCorrection: OnSiteReview}

// Reaches is the day of the first sitting that a case can still come to (間に合う見込み), if each
// step that it has still to take takes as long as it usually does; the day that it is tabled for;
// none where it is not on its way there, or comes too late for all of them.
func Reaches(e *scheme.Edition, c record.Case, a Ahead) civil.Date {
	if c.State == Scheduled {
		return a.Session
	}
	if c.State != Draft && c.State != Ready && !slices.Contains(way(), c.State) && waits[c.State] == "" {
		return civil.Date{}
	}
	for _, s := range a.Sittings {
		if !leaveBy(e, c.State, s).Before(a.Today) {
			return s.Day
		}
	}
	return civil.Date{}
}

// leaveBy counts back from a session what a case usually takes to come before it, once it leaves
// the state where it stands.
func leaveBy(e *scheme.Edition, from State, s Sitting) civil.Date {
	by := s.Cutoff
	if by.IsZero() {
		by = s.Day
	}
	if from == Ready {
		return by
	}
	for _, state := range way() {
		if state == from {
			break
		}
		if step := scheme.Step(expected(state)); state == Accepted || e.Process.Takes(step) {
			by = e.Expects(expected(state)).Value.Before(by)
		}
		if state == waits[from] {
			break
		}
	}
	return by
}
