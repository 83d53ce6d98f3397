package web

import (
	"net/http"
	"slices"

	"akashi/app"
	"akashi/doors/ask"
)

// differencesView is where those who judged a case each alone differ, item by item.
type differencesView struct {
	*caseView
	Lines   []itemLine
	Settles bool // the visitor settles them
}

// differences shows both verdicts on each item on which those who judged alone differ, side
// by side. Before all are done it says no more than how many are.
func (d *Door) differences(v *visit) error {
	p, c, err := d.caseAt(v)
	if err != nil {
		return err
	}
	c.Tabs = p.tabLinks(c, tabItems)
	view := differencesView{caseView: c, Settles: c.Alone != nil && c.Alone.InCharge == v.actor.ID}
	for _, chapter := range p.chapters(c) {
		view.Lines = append(view.Lines, ask.Those(chapter.Items, func(l itemLine) bool { return l.divided(c) })...)
	}
	return v.show(http.StatusOK, differencesPage(p, view))
}

// divided reports whether those who judged the item alone differ on it.
func (l itemLine) divided(c *caseView) bool {
	place := l.Criterion
	if l.AnswerView.Aspect != "" {
		place += "/" + l.AnswerView.Aspect
	}
	return c.Alone != nil && (slices.Contains(c.Alone.Differ, place) || slices.Contains(c.Alone.Settled, place))
}

// readers are the names of those who judged alone, in the order of their readings.
func (v differencesView) readers() (names []string) {
	for _, line := range v.Lines {
		for _, x := range line.Readings {
			if !slices.Contains(names, x.Name) {
				names = append(names, x.Name)
			}
		}
	}
	return names
}

// readingOf is what one of them found.
func (l itemLine) readingOf(name string) app.ReadingView {
	for _, x := range l.Readings {
		if x.Name == name {
			return x
		}
	}
	return app.ReadingView{}
}
