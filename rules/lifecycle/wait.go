package lifecycle

import (
	"akashi/record"
	"akashi/scheme"
	"akashi/values/civil"
)

// TurnOf names the role that a case in the state waits for; "" where it waits for
// nobody.
func TurnOf(s State) record.Role {
	return map[State]record.Role{
		Draft:              record.RoleApplicant,
		Submitted:          record.RoleSecretariat,
		Accepted:           record.RoleSecretariat,
		DocumentReview:     record.RoleReviewer,
		DocumentCorrection: record.RoleApplicant,
		OnSiteReview:       record.RoleAssessor,
		OnSiteCorrection:   record.RoleApplicant,
		Reporting:          record.RoleReviewer,
		Ready:              record.RoleSecretariat,
		Scheduled:          record.RoleMember,
		Agreement:          record.RoleApplicant,
	}[s]
}

// Awaits reports whether a case in the state, which is the turn of one role, waits for whoever
// acts in the other: in the same, or as the intake body's clerk (受付担当), who does what the
// secretariat would until somebody else is to examine it.
func Awaits(who, turn record.Role, s State) bool {
	return turn != "" && who == turn || who == record.RoleClerk && turn == record.RoleSecretariat && IsIntake(s)
}

// IsIntake reports whether a case in the state is taken in: looked at, accepted or sent back, and
// given to those who examine it. That is done by the secretariat or the intake body's clerk.
func IsIntake(s State) bool { return s == Submitted || s == Accepted }

// IsCorrection reports whether a case in the state waits for answers to findings.
func IsCorrection(s State) bool { return s == DocumentCorrection || s == OnSiteCorrection }

// LastDay is the last day of what a case waits for now, with the clock that it is
// counted by; none where it waits for nothing that has one.
func LastDay(c record.Case, findings []record.Finding) (last civil.Date, clock string) {
	if c.State == Agreement {
		return c.AgreementDue, scheme.ClockAgreement
	}
	if !IsCorrection(c.State) {
		return last, ""
	}
	for _, f := range findings {
		if f.State == record.FindingOpen && !f.Expected && !f.Due.IsZero() && (last.IsZero() || f.Due.Before(last)) {
			last = f.Due
		}
	}
	return last, scheme.ClockFindingsAnswer
}

// Findings answers the guards that ask about the findings of a case, and counts
// those that are open.
func Findings(g Guard, findings []record.Finding) (holds bool, open int) {
	closed := 0
	for _, f := range findings {
		if f.State == record.FindingOpen {
			open++
		}
		if f.IsClosed() {
			closed++
		}
	}
	switch g {
	case FindingsRaised:
		return open > 0, open
	case FindingsAnswered:
		return open == 0, open
	case FindingsClosed:
		return closed == len(findings), open
	}
	return false, open
}

// StepOf is the step of the procedure that a state of review belongs to.
func StepOf(s State) scheme.Step {
	if s == OnSiteReview || s == OnSiteCorrection {
		return scheme.StepOnSiteReview
	}
	return scheme.StepDocumentReview
}
