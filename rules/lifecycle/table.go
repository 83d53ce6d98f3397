package lifecycle

import "akashi/scheme"

// Cases returns the lifecycle of a case, whole, in the order of the procedure.
//
// A scheme leaves out the document review, the on-site review or the agreement;
// one without a document review is evaluated on site. Review of the application,
// report and decision always take place (ISO/IEC 17065, 7.3, 7.5, 7.6): a scheme
// that leaves those steps out asks nothing for them.
func Cases() Table[State, Event] { return cases }

// cases never changes.
var cases = Table[State, Event]{"case", caseRows()}

func caseRows() []Row[State, Event] {
	return []Row[State, Event]{
		{From: Draft, Event: Submit, To: Submitted,
			Guards: []Guard{UnderItsEdition, BodyTakes, ClaimsComplete, EvidenceComplete, DocumentsComplete, DeclarationsMade, Eligible, InRenewalWindow, PaidForSubmission}},
		{From: Submitted, Event: Accept, To: Accepted, Guards: []Guard{PaidForReview, IntakeComplete}},
		{From: Accepted, Event: BeginReview, To: DocumentReview, Step: scheme.StepDocumentReview,
			Guards: []Guard{ReviewerAssigned}},
		{From: Accepted, Event: BeginReview, To: OnSiteReview, Without: scheme.StepDocumentReview,
			Guards: []Guard{ReviewerAssigned}},
		{From: Submitted, Event: Return, To: Draft},
		{From: Accepted, Event: Return, To: Draft},

		{From: DocumentReview, Event: RaiseFindings, To: DocumentCorrection, Guards: []Guard{FindingsRaised}},
		{From: DocumentCorrection, Event: AnswerFindings, To: DocumentReview, Guards: []Guard{FindingsAnswered}},
		{From: DocumentReview, Event: PassDocuments, To: OnSiteReview, Step: scheme.StepOnSiteReview,
			Guards: []Guard{DocumentsJudged, FindingsClosed}},
		{From: DocumentReview, Event: PassDocuments, To: Reporting, Without: scheme.StepOnSiteReview,
			Guards: []Guard{DocumentsJudged, FindingsClosed}},

		{From: OnSiteReview, Event: RaiseFindings, To: OnSiteCorrection, Guards: []Guard{FindingsRaised}},
		{From: OnSiteCorrection, Event: AnswerFindings, To: OnSiteReview, Guards: []Guard{FindingsAnswered}},
		{From: OnSiteReview, Event: FinishOnSite, To: Reporting,
			Guards: []Guard{VisitLogged, EligibilityConfirmed, OnSiteJudged, FindingsClosed}},

		{From: Reporting, Event: FileReport, To: Ready, Guards: []Guard{ReportWritten}},
		{From: Ready, Event: Schedule, To: Scheduled, Guards: []Guard{FirstStagePassed, PaidForCommittee, InTimeForSession}},
		{From: Reporting, Event: ResumeReview, To: DocumentReview, Step: scheme.StepDocumentReview},
		{From: Reporting, Event: ResumeReview, To: OnSiteReview, Without: scheme.StepDocumentReview},
		{From: Ready, Event: ResumeReview, To: DocumentReview, Step: scheme.StepDocumentReview},
		{From: Ready, Event: ResumeReview, To: OnSiteReview, Without: scheme.StepDocumentReview},
		{From: Ready, Event: FailFirstStage, To: Failed, Guards: []Guard{FirstStageFailed}},
		{From: Scheduled, Event: Defer, To: Ready},
		{From: Scheduled, Event: DecideGrant, To: Agreement, Step: scheme.StepAgreement,
			Guards: []Guard{QuorumHolds, VoteToGrant, AllJudged, ScorePasses, NotBarred}},
		{From: Scheduled, Event: DecideGrant, To: Granted, Without: scheme.StepAgreement,
			Guards: []Guard{QuorumHolds, VoteToGrant, AllJudged, ScorePasses, NotBarred, PaidForGrant}},
		{From: Scheduled, Event: DecideRefuse, To: Refused, Guards: []Guard{QuorumHolds, VoteToRefuse}},

		{From: Agreement, Event: Conclude, To: Granted, Guards: []Guard{AgreementInTime, PaidForGrant}},
		{From: Agreement, Event: Lapse, To: Lapsed, Guards: []Guard{DeadlinePassed}},
		{From: DocumentCorrection, Event: Lapse, To: Lapsed, Guards: []Guard{DeadlinePassed}},
		{From: OnSiteCorrection, Event: Lapse, To: Lapsed, Guards: []Guard{DeadlinePassed}},

		{From: Draft, Event: Withdraw, To: Withdrawn},
		{From: Submitted, Event: Withdraw, To: Withdrawn},
		{From: Accepted, Event: Withdraw, To: Withdrawn},
		{From: DocumentReview, Event: Withdraw, To: Withdrawn},
		{From: DocumentCorrection, Event: Withdraw, To: Withdrawn},
		{From: OnSiteReview, Event: Withdraw, To: Withdrawn},
		{From: OnSiteCorrection, Event: Withdraw, To: Withdrawn},
		{From: Reporting, Event: Withdraw, To: Withdrawn},
		{From: Ready, Event: Withdraw, To: Withdrawn},
		{From: Scheduled, Event: Withdraw, To: Withdrawn},
		{From: Agreement, Event: Withdraw, To: Withdrawn},
	}
}
