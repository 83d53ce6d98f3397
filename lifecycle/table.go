package lifecycle

import (
	"slices"

	"akashi/fault"
	"akashi/scheme"
)

// Row says that Event leads from From to To when every guard holds. A row with
// a Step counts only for schemes that take it, one with Without only for those
// that leave it out.
type Row struct {
	From    State
	Event   Event
	To      State
	Step    scheme.Step
	Without scheme.Step
	Guards  []Guard
}

// Table returns the lifecycle of a case, whole, in the order of the procedure.
//
// A scheme leaves out the document review, the on-site review or the agreement;
// one without a document review is evaluated on site. Review of the application,
// report and decision always take place (ISO/IEC 17065, 7.3, 7.5, 7.6): a scheme
// that leaves those steps out asks nothing for them.
func Table() []Row { return slices.Clone(table) }

// table never changes.
var table = rows()

func rows() []Row {
	return []Row{
		{From: Draft, Event: Submit, To: Submitted,
			Guards: []Guard{ClaimsComplete, DeclarationsMade, Eligible, InRenewalWindow, PaidForSubmission}},
		{From: Submitted, Event: Return, To: Draft},
		{From: Submitted, Event: Accept, To: Accepted, Guards: []Guard{PaidForReview}},
		{From: Accepted, Event: BeginReview, To: DocumentReview, Step: scheme.StepDocumentReview,
			Guards: []Guard{ReviewerAssigned}},
		{From: Accepted, Event: BeginReview, To: OnSiteReview, Without: scheme.StepDocumentReview,
			Guards: []Guard{ReviewerAssigned}},

		{From: DocumentReview, Event: RaiseFindings, To: DocumentCorrection, Guards: []Guard{FindingsRaised}},
		{From: DocumentCorrection, Event: AnswerFindings, To: DocumentReview, Guards: []Guard{FindingsAnswered}},
		{From: DocumentReview, Event: PassDocuments, To: OnSiteReview, Step: scheme.StepOnSiteReview,
			Guards: []Guard{DocumentsJudged, FindingsClosed}},
		{From: DocumentReview, Event: PassDocuments, To: Reporting, Without: scheme.StepOnSiteReview,
			Guards: []Guard{DocumentsJudged, FindingsClosed}},

		{From: OnSiteReview, Event: RaiseFindings, To: OnSiteCorrection, Guards: []Guard{FindingsRaised}},
		{From: OnSiteCorrection, Event: AnswerFindings, To: OnSiteReview, Guards: []Guard{FindingsAnswered}},
		{From: OnSiteReview, Event: FinishOnSite, To: Reporting,
			Guards: []Guard{VisitLogged, OnSiteJudged, FindingsClosed}},

		{From: Reporting, Event: FileReport, To: Ready, Guards: []Guard{ReportWritten}},
		{From: Ready, Event: Schedule, To: Scheduled, Guards: []Guard{PaidForCommittee, InTimeForSession}},
		{From: Scheduled, Event: Defer, To: Ready},
		{From: Scheduled, Event: DecideGrant, To: Agreement, Step: scheme.StepAgreement,
			Guards: []Guard{QuorumHolds, VoteToGrant, AllJudged, ScorePasses}},
		{From: Scheduled, Event: DecideGrant, To: Granted, Without: scheme.StepAgreement,
			Guards: []Guard{QuorumHolds, VoteToGrant, AllJudged, ScorePasses, PaidForGrant}},
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

// Facts answers the guards for one case on one day. A guard without an answer
// does not hold.
type Facts map[Guard]bool

// Next returns the state that follows. It refuses, naming each guard that does
// not hold, and reports a conflict when the table has no such row: the case has
// moved on, or was never there.
func Next(p scheme.Process, from State, e Event, facts Facts) (State, error) {
	row, ok := find(p, from, e)
	if !ok {
		return from, fault.New(fault.Conflict, "lifecycle.no-such-step", string(e)+" from "+string(from))
	}
	if missing := row.Missing(facts); len(missing) > 0 {
		return from, &Blocked{Event: e, From: from, Guards: missing}
	}
	return row.To, nil
}

// Missing returns the guards of the row that do not hold.
func (r Row) Missing(facts Facts) []Guard {
	var missing []Guard
	for _, g := range r.Guards {
		if !facts[g] {
			missing = append(missing, g)
		}
	}
	return missing
}

// Guards returns what must hold for the event from the state, and whether the
// scheme's table has such a row at all.
func Guards(p scheme.Process, from State, e Event) ([]Guard, bool) {
	row, ok := find(p, from, e)
	return row.Guards, ok
}

// Open returns the events that the table knows from the state, in its order.
func Open(p scheme.Process, from State) []Event {
	var events []Event
	for _, r := range table {
		if r.From == from && r.counts(p) {
			events = append(events, r.Event)
		}
	}
	return events
}

// IsFinal reports whether nothing can follow the state.
func IsFinal(s State) bool {
	for _, r := range table {
		if r.From == s {
			return false
		}
	}
	return true
}

// Blocked is the refusal of an event whose guards do not all hold.
type Blocked struct {
	Event  Event
	From   State
	Guards []Guard
}

// Error names the event and the guards, for logs.
func (b *Blocked) Error() string {
	s := string(b.Event) + " from " + string(b.From) + " is blocked by"
	for _, g := range b.Guards {
		s += " " + string(g)
	}
	return s
}

// Is makes a Blocked a fault.Refused.
func (b *Blocked) Is(target error) bool { return target == error(fault.Refused) }

func find(p scheme.Process, from State, e Event) (Row, bool) {
	for _, r := range table {
		if r.From == from && r.Event == e && r.counts(p) {
			return r, true
		}
	}
	return Row{}, false
}

func (r Row) counts(p scheme.Process) bool {
	if r.Step != "" && !p.Takes(r.Step) {
		return false
	}
	return r.Without == "" || !p.Takes(r.Without)
}
