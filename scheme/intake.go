package scheme

import "slices"

// IntakeKind is what a step of the intake looks at.
type IntakeKind string

// The kinds, in the order in which they are looked at: a document of the checklist, a criterion
// with the evidence that its method asks for, a declaration, a fee that opens a gate.
const (
	IntakeDocument    IntakeKind = "document"
	IntakeCriterion   IntakeKind = "criterion"
	IntakeDeclaration IntakeKind = "declaration"
	IntakeFee         IntakeKind = "fee"
)

// IntakeStep is one thing that is looked at before an application is accepted (受付の確認).
type IntakeStep struct {
	ID      string     `json:"id"` // such as document:outline
	Kind    IntakeKind `json:"kind"`
	Of      string     `json:"of"`                // what of that kind
	Section string     `json:"section,omitempty"` // chapter of a criterion
	Title   Text       `json:"title"`
	Source  string     `json:"source,omitempty"`
}

// IntakeSteps lists what the edition asks for when an application of the type is filed: its
// required documents, the criteria whose method asks for evidence, its declarations, and the fees
// before submission and before the review of the application.
func (e *Edition) IntakeSteps(t CaseType) (steps []IntakeStep) {
	add := func(kind IntakeKind, of, section string, title Text, source string) {
		steps = append(steps, IntakeStep{string(kind) + ":" + of, kind, of, section, title, source})
	}
	for _, d := range e.Documents {
		if d.Required && slices.Contains(d.Cases, t) {
			add(IntakeDocument, d.ID, "", d.Title, d.Source)
		}
	}
	for _, s := range e.Sections {
		for _, c := range e.inSection(s.ID) {
			if len(e.Method(c.For(t).Method).Asks) > 0 {
				add(IntakeCriterion, c.ID, s.ID, c.Wording(), c.Source)
			}
		}
	}
	for _, d := range e.Eligibility.Declarations {
		add(IntakeDeclaration, d.ID, "", d.Text, d.Source)
	}
	for _, g := range e.Process.Gates {
		before := g.Gate == GateSubmission || g.Gate == GateApplicationReview
		if !before || e.Fees == nil {
			continue
		}
		if line, known := e.Fees.Line(g.Fee); known && line.Applies(t) {
			add(IntakeFee, g.Fee, "", line.Label, g.Source)
		}
	}
	return steps
}
