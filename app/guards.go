package app

import (
	"akashi/rules/lifecycle"
	"akashi/scheme"
)

// guards answers each guard of the lifecycle that can be read off the records.
func guards() map[lifecycle.Guard]func(*work) (ground, error) {
	return map[lifecycle.Guard]func(*work) (ground, error){
		lifecycle.Eligible:          (*work).eligible,
		lifecycle.InRenewalWindow:   (*work).inRenewalWindow,
		lifecycle.ClaimsComplete:    (*work).claimsComplete,
		lifecycle.DeclarationsMade:  (*work).declarationsMade,
		lifecycle.PaidForSubmission: paidFor(scheme.GateSubmission),
		lifecycle.PaidForReview:     paidFor(scheme.GateApplicationReview),
		lifecycle.PaidForCommittee:  paidFor(scheme.GateCommittee),
		lifecycle.PaidForGrant:      paidFor(scheme.GateGrant),
		lifecycle.ReviewerAssigned:  (*work).reviewerAssigned,
		lifecycle.FindingsRaised:    findingsHold(anyOpen),
		lifecycle.FindingsAnswered:  findingsHold(noneOpen),
		lifecycle.FindingsClosed:    findingsHold(allClosed),
		lifecycle.DocumentsJudged:   judgedAt(scheme.StepDocumentReview),
		lifecycle.OnSiteJudged:      judgedAt(scheme.StepOnSiteReview),
		lifecycle.VisitLogged:       (*work).visitLogged,
		lifecycle.AgreementInTime:   (*work).agreementInTime,
		lifecycle.DeadlinePassed:    (*work).deadlinePassed,
	}
}
