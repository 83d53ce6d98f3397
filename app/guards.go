package app

import (
	"akashi/app/application"
	"akashi/app/desk"
	"akashi/app/evidence"
	"akashi/app/judging"
	"akashi/app/mark"
	"akashi/app/money"
	"akashi/app/review"
	"akashi/rules/lifecycle"
	"akashi/scheme"
)

// guards answers each guard of the lifecycle that can be read off the records.
func guards() map[lifecycle.Guard]func(*desk.Work) desk.Ground {
	return map[lifecycle.Guard]func(*desk.Work) desk.Ground{
		lifecycle.UnderItsEdition:      application.UnderItsEdition,
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
