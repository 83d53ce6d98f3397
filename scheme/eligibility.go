package scheme

import "akashi/values/civil"

// Fact names a kind of fact in an applicant's past that can bar an application.
type Fact string

// The facts that windows may count from. An incident carries its own length, in
// months fixed by the measure taken; the others share the window's period.
const (
	FactRefusal      Fact = "refusals"
	FactCancellation Fact = "cancellations"
	FactIncident     Fact = "incidents"
	FactSentence     Fact = "sentences"
)

// Facts lists the vocabulary.
func Facts() []Fact { return []Fact{FactRefusal, FactCancellation, FactIncident, FactSentence} }

// Eligibility says who may apply (申請資格・欠格事項).
type Eligibility struct {
	Regions      []Region      `yaml:"regions"` // none: anywhere
	Windows      []Window      `yaml:"windows"`
	Declarations []Declaration `yaml:"declarations"`
	RegionSource string        `yaml:"region_source"`
}

// OnSite lists the declarations that are checked at the on-site review.
func (e Eligibility) OnSite() (checked []Declaration) {
	for _, d := range e.Declarations {
		if d.Onsite {
			checked = append(checked, d)
		}
	}
	return checked
}

// Grounds lists what can be found on site to stand against an applicant: the windows, and
// the declarations that are checked there.
func (e Eligibility) Grounds() []string {
	var ids []string
	for _, w := range e.Windows {
		ids = append(ids, w.ID)
	}
	return append(ids, IDs(e.OnSite())...)
}

// Region is a place in which the applicant must have a base of activity.
type Region struct {
	ID    string `yaml:"id"`
	Title Text   `yaml:"title"`
}

// Window is a disqualification window (欠格期間): a fact on day D bars every
// application up to and including the last day of the period after D (rule P2,
// the day of the fact is not counted).
type Window struct {
	ID     string                `yaml:"id"`
	Clause string                `yaml:"clause"` // as cited in a refusal
	Fact   Fact                  `yaml:"fact"`
	Period Setting[civil.Period] `yaml:"period"` // empty for incidents
	Label  Text                  `yaml:"label"`
	Source string                `yaml:"source"`
}

// Declaration is a statement that the applicant makes in the application (宣誓)
// and that a reviewer checks where Onsite is set.
type Declaration struct {
	ID     string `yaml:"id"`
	Text   Text   `yaml:"text"`
	Onsite bool   `yaml:"checked_on_site"`
	Source string `yaml:"source"`
}
