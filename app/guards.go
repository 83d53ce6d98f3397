package app

import (
	"akashi/app/application"
	"akashi/app/desk"
	"akashi/app/evidence"
	"akashi/app/judging"
	"akashi/app/mark"
	"akashi/app/money"
	"akashi/app/review"
	"akashi/rules/access"
	"akashi/rules/lifecycle"
	"akashi/scheme"
)

// guards answers each guard of the lifecycle that can be read off the records.
func guards() map[lifecycle.Guard]func(*desk.Work) desk.Ground {
	return map[lifecycle.Guard]func(*desk.Work) desk.Ground{
		lifecycle.UnderItsEdition:      application.UnderItsEdition,
		lifecycle.BodyTakes:            application.BodyTakes,
		lifecycle.Eligible:             application.Eligible,
		lifecycle.InRenewalWindow:      application.InRenewalWindow,
		lifecycle.ClaimsComplete:       judging.ClaimsComplete,
		lifecycle.EvidenceComplete:     evidence.EvidenceComplete,
		lifecycle.DocumentsComplete:    evidence.DocumentsComplete,
		lifecycle.DeclarationsMade:     application.DeclarationsMade,
		lifecycle.PaidForSubmission:    money.PaidFor(scheme.GateSubmission),
		lifecycle.PaidForReview:        money.PaidFor(scheme.GateApplicationReview),
		lifecycle.PaidForCommittee:     money.PaidFor(scheme.GateCommittee),
		lifecycle.PaidForGrant:         money.PaidFor(scheme.GateGrant),
		lifecycle.IntakeComplete:       application.IntakeComplete,
		lifecycle.ReviewerAssigned:     review.ReviewerAssigned,
		lifecycle.FindingsRaised:       review.FindingsHold(lifecycle.FindingsRaised),
		lifecycle.FindingsAnswered:     review.FindingsHold(lifecycle.FindingsAnswered),
		lifecycle.FindingsClosed:       review.FindingsHold(lifecycle.FindingsClosed),
		lifecycle.FirstStagePassed:     judging.FirstStage(true),
		lifecycle.FirstStageFailed:     judging.FirstStage(false),
		lifecycle.DocumentsJudged:      judging.JudgedAt(scheme.StepDocumentReview),
		lifecycle.OnSiteJudged:         judging.JudgedAt(scheme.StepOnSiteReview),
		lifecycle.VisitLogged:          review.VisitLogged,
		lifecycle.EligibilityConfirmed: review.EligibilityConfirmed,
		lifecycle.NotBarred:            review.NotBarred,
		lifecycle.AgreementInTime:      mark.AgreementInTime,
		lifecycle.DeadlinePassed:       application.DeadlinePassed,
	}
}

// tells is what the figures and reasons of a guard tell, as a field of a case: whoever is not
// shown the field learns that the guard stands against an act, and no more. A guard of no field
// tells what everybody knows who may take the step.
func tells() map[lifecycle.Guard]access.Field {
	return map[lifecycle.Guard]access.Field{
		lifecycle.UnderItsEdition:      "",
		lifecycle.BodyTakes:            "",
		lifecycle.Eligible:             access.Identity,
		lifecycle.InRenewalWindow:      "",
		lifecycle.ClaimsComplete:       access.Evidence,
		lifecycle.EvidenceComplete:     access.Evidence,
		lifecycle.DocumentsComplete:    access.Evidence,
		lifecycle.DeclarationsMade:     access.Evidence,
		lifecycle.PaidForSubmission:    access.Money,
		lifecycle.PaidForReview:        access.Money,
		lifecycle.PaidForCommittee:     access.Money,
		lifecycle.PaidForGrant:         access.Money,
		lifecycle.IntakeComplete:       access.Team,
		lifecycle.ReviewerAssigned:     access.Team,
		lifecycle.FindingsRaised:       access.Findings,
		lifecycle.FindingsAnswered:     access.Findings,
		lifecycle.FindingsClosed:       access.Findings,
		lifecycle.FirstStagePassed:     access.FirstNotes,
		lifecycle.FirstStageFailed:     access.FirstNotes,
		lifecycle.DocumentsJudged:      access.FirstNotes,
		lifecycle.OnSiteJudged:         access.FirstNotes,
		lifecycle.VisitLogged:          access.FirstNotes,
		lifecycle.EligibilityConfirmed: access.FirstNotes,
		lifecycle.NotBarred:            access.FirstNotes,
		lifecycle.ReportWritten:        access.FirstNotes,
		lifecycle.InTimeForSession:     "",
		lifecycle.QuorumHolds:          access.Conflicts,
		lifecycle.VoteToGrant:          access.VoteCount,
		lifecycle.VoteToRefuse:         access.VoteCount,
		lifecycle.AllJudged:            access.FinalNotes,
		lifecycle.ScorePasses:          access.FinalNotes,
		lifecycle.AgreementInTime:      access.Days,
		lifecycle.DeadlinePassed:       access.Days,
	}
}
