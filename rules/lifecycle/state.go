// Package lifecycle is the one table of what may follow what: for a case on its
// way to a decision, for the mark that is granted, and for the committee's
// session. It is the same for every scheme; a scheme leaves steps out and chooses
// which guards bind. Nobody else compares states.
package lifecycle

//go:generate go test -run TestDocument -update .

import (
	"slices"

	"akashi/record"
)

// State is where a case stands. The states follow ISO/IEC 17065 clause 7.
type State = record.CaseState

// The states of a case.
const (
	Draft              State = "draft"               // 下書き
	Submitted          State = "submitted"           // 提出済み・形式審査待ち (7.2, 7.3)
	Accepted           State = "accepted"            // 受理 (7.3)
	DocumentReview     State = "document_review"     // 文書審査・一次審査 (7.4)
	DocumentCorrection State = "document_correction" // 文書審査の補正待ち
	OnSiteReview       State = "onsite_review"       // 現地審査 (7.4)
	OnSiteCorrection   State = "onsite_correction"   // 現地審査の改善報告待ち
	Reporting          State = "reporting"           // 審査報告の作成 (7.5)
	Ready              State = "ready"               // 委員会待ち
	Scheduled          State = "scheduled"           // 議案に上程済み
	Agreement          State = "agreement"           // 付与契約待ち (7.7)
	Granted            State = "granted"             // 付与 (7.7)
	Refused            State = "refused"             // 否 (7.6)
	Withdrawn          State = "withdrawn"           // 申請取下げ
	Lapsed             State = "lapsed"              // 失効
	Failed             State = "failed"              // 一次審査不合格 (S0-12, I-15)
)

// States lists every state of a case in the order of the procedure.
func States() []State {
	return []State{Draft, Submitted, Accepted, DocumentReview, DocumentCorrection, OnSiteReview,
		OnSiteCorrection, Reporting, Ready, Scheduled, Agreement, Granted, Refused, Withdrawn, Lapsed, Failed}
}

// Event is what happens to a case.
type Event string

// The events of a case.
const (
	Submit         Event = "submit"
	Return         Event = "return" // 差戻し: the set is incomplete
	Accept         Event = "accept"
	BeginReview    Event = "begin_review"
	RaiseFindings  Event = "raise_findings"
	AnswerFindings Event = "answer_findings"
	PassDocuments  Event = "pass_documents"
	FinishOnSite   Event = "finish_onsite"
	FileReport     Event = "file_report"
	Schedule       Event = "schedule"
	Defer          Event = "defer"
	DecideGrant    Event = "decide_grant"
	DecideRefuse   Event = "decide_refuse"
	Conclude       Event = "conclude_agreement"
	Lapse          Event = "lapse"
	Withdraw       Event = "withdraw"
	ResumeReview   Event = "resume_review"    // the review goes on (再審査・再現地審査)
	FailFirstStage Event = "fail_first_stage" // 一次審査不合格
)

// LeadsBack reports whether an event sends a case to where it was before, as a return (差戻し)
// does. An answer to findings is no such event: with it the review goes on.
func LeadsBack(e Event) bool {
	order := States()
	return slices.ContainsFunc(cases.rows, func(r Row[State, Event]) bool {
		return r.Event == e && !IsCorrection(r.From) && slices.Index(order, r.To) < slices.Index(order, r.From)
	})
}

// Guard names a condition that must hold for a row of the table. What each one
// asks is answered by the facts of the case.
type Guard string

// The guards. A scheme that has no such rule has the guard always open.
const (
	BodyTakes         Guard = "body_takes"          // its intake body takes applications on the filing day
	UnderItsEdition   Guard = "under_its_edition"   // pinned to the edition of the filing day
	Eligible          Guard = "eligible"            // no disqualification on the filing day
	InRenewalWindow   Guard = "in_renewal_window"   // renewal only
	ClaimsComplete    Guard = "claims_complete"     // every criterion answered by the applicant
	FirstStagePassed  Guard = "first_stage_passed"  // the first verdicts do not fail, where the first stage can
	FirstStageFailed  Guard = "first_stage_failed"  // they do
	EvidenceComplete  Guard = "evidence_complete"   // what was claimed as met has its evidence
	DocumentsComplete Guard = "documents_complete"  // every document of the checklist is there
	DeclarationsMade  Guard = "declarations_made"   // every statement of the scheme (宣誓)
	PaidForSubmission Guard = "paid_for_submission" // gate: submission
	PaidForReview     Guard = "paid_for_review"     // gate: application review
	IntakeComplete    Guard = "intake_complete"     // no step of the intake stands as missing
	ReviewerAssigned  Guard = "reviewer_assigned"
	FindingsRaised    Guard = "findings_raised" // at least one is open
	FindingsAnswered  Guard = "findings_answered"
	FindingsClosed    Guard = "findings_closed"
	DocumentsJudged   Guard = "documents_judged" // every verdict of the step is given
	OnSiteJudged      Guard = "onsite_judged"
	VisitLogged       Guard = "visit_logged"

	EligibilityConfirmed Guard = "eligibility_confirmed" // on site (S3-05)
	NotBarred            Guard = "not_barred"            // no disqualification was found there
	ReportWritten        Guard = "report_written"
	PaidForCommittee     Guard = "paid_for_committee" // gate: committee
	InTimeForSession     Guard = "in_time_for_session"
	QuorumHolds          Guard = "quorum_holds"
	VoteToGrant          Guard = "vote_to_grant"
	VoteToRefuse         Guard = "vote_to_refuse"
	AllJudged            Guard = "all_judged" // no verdict is left open
	ScorePasses          Guard = "score_passes"
	AgreementInTime      Guard = "agreement_in_time"
	PaidForGrant         Guard = "paid_for_grant" // gate: grant
	DeadlinePassed       Guard = "deadline_passed"
)
