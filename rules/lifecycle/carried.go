package lifecycle

import (
	"slices"

	"akashi/record"
	"akashi/scheme"
)

// Against says why a case cannot be taken over in a state (引継ぎ); its sentence is found
// by it.
type Against string

// The reasons.
const (
	AgainstNoStep   Against = "move.against-no-step"  // the scheme has no such step
	AgainstVerdicts Against = "move.against-verdicts" // what follows rests on verdicts that only paper has
	AgainstDecision Against = "move.against-decision" // it was decided on paper, and its votes are not here
	AgainstMark     Against = "move.against-mark"     // it is a mark by now, which the register takes in
	AgainstOver     Against = "move.against-over"     // nothing is to come
)

// carriage says of each state of a case what stands against taking a case over in it. Up
// to the reviews what is still to be done can be done here; from the report on it rests
// on verdicts, on votes and on a frozen dossier, none of which may be made up.
var carriage = map[State]Against{
	Draft: "", Submitted: "", Accepted: "", DocumentReview: "", DocumentCorrection: "", OnSiteReview: "", OnSiteCorrection: "",
	Reporting: AgainstVerdicts, Ready: AgainstVerdicts, Scheduled: AgainstVerdicts, Agreement: AgainstDecision,
	Granted: AgainstMark, Refused: AgainstOver, Withdrawn: AgainstOver, Lapsed: AgainstOver, Failed: AgainstOver,
}

// takes are the states that only a step of the procedure leads to.
var takes = map[State]scheme.Step{
	DocumentReview: scheme.StepDocumentReview, DocumentCorrection: scheme.StepDocumentReview,
	OnSiteReview: scheme.StepOnSiteReview, OnSiteCorrection: scheme.StepOnSiteReview, Agreement: scheme.StepAgreement,
}

// CarriedInto says what stands against taking a case over in a state; "" where nothing
// does.
func CarriedInto(p scheme.Process, s State) Against {
	if step, named := takes[s]; named && !p.Takes(step) {
		return AgainstNoStep
	}
	return carriage[s]
}

// Placeable are the states in which a scheme's cases can be taken over.
func Placeable(p scheme.Process) []State {
	return slices.DeleteFunc(States(), func(s State) bool { return CarriedInto(p, s) != "" })
}

// behind says for each guard that asks about what is done before a step, from which state
// on a case that was taken over has that behind it, on paper.
var behind = map[Guard]State{
	UnderItsEdition: Submitted, BodyTakes: Submitted, Eligible: Submitted, InRenewalWindow: Submitted,
	ClaimsComplete: Submitted, EvidenceComplete: Submitted, DocumentsComplete: Submitted, DeclarationsMade: Submitted,
	PaidForSubmission: Submitted, PaidForReview: Submitted,
	DocumentsJudged: OnSiteReview,
}

// OnPaper reports whether what a guard asks about was done before the case was taken over.
// Nothing was in a draft: that is filed here, and so is a case that was sent back.
func OnPaper(g Guard, c record.Case) bool {
	from, known := behind[g]
	return known && c.IsCarried() && c.State != Draft && slices.Index(States(), c.Carried.State) >= slices.Index(States(), from)
}
