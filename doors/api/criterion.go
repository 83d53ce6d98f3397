package api

import (
	"akashi/doors/ask"
	"akashi/scheme"
)

// criteriaView is the published part of an edition's criteria.
type criteriaView struct {
	Scheme      string          `json:"scheme"`
	Edition     string          `json:"edition"`
	Sections    []sectionView   `json:"sections"`
	Subsections []partView      `json:"subsections"`
	Methods     []Named         `json:"methods"`
	Aspects     []partView      `json:"aspects"`
	Levels      []Named         `json:"levels"`
	Criteria    []criterionView `json:"criteria"`
}

type sectionView struct {
	Named
	Purpose scheme.Text `json:"purpose"`
}

// partView is a part of something larger: a subsection of its section, an aspect of
// the step at which it is judged.
type partView struct {
	Named
	Of string `json:"of"`
}

// criterionView is one criterion. Its rubric is there only when it is published.
type criterionView struct {
	ID                 string        `json:"id"`
	Aliases            []string      `json:"aliases,omitempty"`
	Subsection         string        `json:"subsection"`
	Level              string        `json:"level,omitempty"`
	Aspects            []string      `json:"aspects,omitempty"`
	Text               scheme.Text   `json:"text"`
	Items              []scheme.Text `json:"items,omitempty"`
	Note               *scheme.Text  `json:"note,omitempty"`
	New                standingView  `json:"new"`
	Renewal            standingView  `json:"renewal"`
	Rubric             *scheme.Text  `json:"rubric,omitempty"`
	RubricConfidential bool          `json:"rubric_confidential,omitempty"`
}

// standingView is how one case type treats a criterion.
type standingView struct {
	Kind      scheme.Kind     `json:"kind"`
	Points    int             `json:"points,omitempty"`
	Grading   scheme.Grading  `json:"grading,omitempty"`
	ZeroFails bool            `json:"zero_fails,omitempty"`
	NA        scheme.NAPolicy `json:"not_applicable,omitempty"`
	Method    string          `json:"method,omitempty"`
}

func (d *Door) criteria(c *call) (view criteriaView, err error) {
	ed, err := d.Shelf.Edition(c.name, c.r.PathValue("id"))
	if err != nil {
		return view, err
	}
	return criteriaView{Scheme: ed.Scheme, Edition: ed.ID,
		Sections:    ask.Each(ed.Sections, func(s scheme.Section) sectionView { return sectionView{Named{s.ID, s.Title}, s.Purpose} }),
		Subsections: ask.Each(ed.Subsections, func(s scheme.Subsection) partView { return partView{Named{s.ID, s.Title}, s.Section} }),
		Aspects:     ask.Each(ed.Aspects, func(a scheme.Aspect) partView { return partView{Named{a.ID, a.Title}, string(a.Step)} }),
		Criteria:    ask.Each(ed.Criteria, criterionOf),
		Methods:     ask.Each(ed.Methods, func(m scheme.Method) Named { return Named{m.ID, m.Text} }),
		Levels:      ask.Each(ed.Levels, func(l scheme.Level) Named { return Named{l.ID, l.Title} })}, nil
}

func criterionOf(c scheme.Criterion) criterionView {
	view := criterionView{ID: c.ID, Aliases: c.Aliases, Subsection: c.Subsection, Level: c.Level, Aspects: c.Aspects,
		Text: c.Wording(), Items: c.Items, New: standingView(c.For(scheme.New)), Renewal: standingView(c.For(scheme.Renewal))}
	if !c.Note.IsZero() {
		view.Note = &c.Note
	}
	switch {
	case c.Rubric == nil:
	case c.Rubric.Confidential:
		view.RubricConfidential = true
	default:
		view.Rubric = &c.Rubric.Text
	}
	return view
}
