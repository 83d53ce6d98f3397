package api

import (
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
	Kind          scheme.Kind     `json:"kind"`
	Points        int             `json:"points,omitempty"`
	Grading       scheme.Grading  `json:"grading,omitempty"`
	ZeroFails     bool            `json:"zero_fails,omitempty"`
	NotApplicable scheme.NAPolicy `json:"not_applicable,omitempty"`
	Method        string          `json:"method,omitempty"`
}

func (d *Door) criteria(c *call) (reply, error) {
	ed, err := d.Shelf.Edition(c.name, c.r.PathValue("id"))
	if err != nil {
		return reply{}, err
	}
	view := criteriaView{Scheme: ed.Scheme, Edition: ed.ID, Sections: []sectionView{}, Subsections: []partView{}, Aspects: []partView{}, Criteria: []criterionView{},
		Methods: namesOf(ed.Methods, func(m scheme.Method) (string, scheme.Text) { return m.ID, m.Text }),
		Levels:  namesOf(ed.Levels, func(l scheme.Level) (string, scheme.Text) { return l.ID, l.Title })}
	for _, s := range ed.Sections {
		view.Sections = append(view.Sections, sectionView{Named{s.ID, s.Title}, s.Purpose})
	}
	for _, s := range ed.Subsections {
		view.Subsections = append(view.Subsections, partView{Named{s.ID, s.Title}, s.Section})
	}
	for _, a := range ed.Aspects {
		view.Aspects = append(view.Aspects, partView{Named{a.ID, a.Title}, string(a.Step)})
	}
	for i := range ed.Criteria {
		view.Criteria = append(view.Criteria, criterionOf(&ed.Criteria[i]))
	}
	return reply{body: view}, nil
}

func criterionOf(c *scheme.Criterion) criterionView {
	view := criterionView{ID: c.ID, Aliases: c.Aliases, Subsection: c.Subsection, Level: c.Level, Aspects: c.Aspects,
		Text: c.Wording(), Items: c.Items, New: standingOf(c.For(scheme.New)), Renewal: standingOf(c.For(scheme.Renewal))}
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

func standingOf(s scheme.Treatment) standingView {
	return standingView{s.Kind, s.Points, s.Grading, s.ZeroFails, s.NA, s.Method}
}
