package web

import (
	"strconv"

	"akashi/scheme"
)

// sectionView is one chapter of the criteria with what it asks.
type sectionView struct {
	scheme.Section
	Counts string
	Groups []groupView
}

type groupView struct {
	scheme.Subsection
	Criteria []criterionView
}

// criterionView is one criterion with the words for what it asks.
type criterionView struct {
	*scheme.Criterion
	Asks      []string // "mandatory", or one line for each case type where they differ
	Method    string
	LevelName string
}

// sections lays out the criteria by chapter.
func (p page) sections(ed *scheme.Edition) []sectionView {
	bySub := map[string][]criterionView{}
	for i := range ed.Criteria {
		c := &ed.Criteria[i]
		bySub[c.Subsection] = append(bySub[c.Subsection], p.criterion(ed, c))
	}
	var views []sectionView
	for _, s := range ed.Sections {
		view := sectionView{Section: s, Counts: p.counts(ed, s.ID)}
		for _, sub := range ed.Subsections {
			if sub.Section == s.ID {
				view.Groups = append(view.Groups, groupView{sub, bySub[sub.ID]})
				delete(bySub, sub.ID)
			}
		}
		if direct := bySub[s.ID]; len(direct) > 0 { // a chapter without parts
			view.Groups = append(view.Groups, groupView{Criteria: direct})
		}
		views = append(views, view)
	}
	return views
}

func (p page) criterion(ed *scheme.Edition, c *scheme.Criterion) criterionView {
	view := criterionView{Criterion: c, Asks: []string{p.asks(c.For(scheme.New))}}
	if renewal := p.asks(c.For(scheme.Renewal)); renewal != view.Asks[0] {
		view.Asks = []string{
			p.T("criterion.case", "case", p.Label(ed, scheme.TermNew), "asks", view.Asks[0]),
			p.T("criterion.case", "case", p.Label(ed, scheme.TermRenewal), "asks", renewal),
		}
	}
	for _, l := range ed.Levels {
		if l.ID == c.Level {
			view.LevelName = p.Text(l.Title)
		}
	}
	for _, m := range ed.Methods {
		if m.ID == c.Method {
			view.Method = p.Text(m.Text)
		}
	}
	return view
}

// asks says in a few words what a criterion asks of a case type.
func (p page) asks(s scheme.Treatment) string {
	text := p.Name("kind", s.Kind, "points", strconv.Itoa(s.Points))
	if s.Grading == scheme.Graded {
		text = p.T("kind.graded", "points", strconv.Itoa(s.Points))
	}
	if s.ZeroFails {
		text += p.T("kind.zero_fails")
	}
	if s.NA == scheme.NAWithJustification {
		text += p.T("kind.na")
	}
	return text
}

// counts says how many criteria a chapter has.
func (p page) counts(ed *scheme.Edition, section string) string {
	in := map[string]bool{section: true}
	for _, sub := range ed.Subsections {
		in[sub.ID] = in[sub.ID] || sub.Section == section
	}
	n := 0
	for _, c := range ed.Criteria {
		if in[c.Subsection] {
			n++
		}
	}
	return p.T("criteria.n", "n", strconv.Itoa(n))
}
