package evidence

import (
	"slices"
	"strings"

	"akashi/app/desk"
	"akashi/record"
	"akashi/scheme"
)

// Follow lets what a draft has handed in follow its items to another edition, by way of
// every edition between: a file, a page of the web and an exception are for the items
// that have taken the place of theirs. The diagnosis is judged by the new rules.
func Follow(w *desk.Work, between []*scheme.Edition) {
	over := func(ids []string) []string {
		for _, e := range between {
			var heirs []string
			for _, id := range ids {
				for _, heir := range e.Heirs(id) {
					if !slices.Contains(heirs, heir) { // of two items that became one
						heirs = append(heirs, heir)
					}
				}
			}
			ids = heirs
		}
		return ids
	}
	for _, a := range desk.Read(w, w.Attachments, w.Case.ID) {
		if now := strings.Join(over(Several(a.Criterion)), ","); now != a.Criterion {
			a.Criterion = now
			w.Save(&a)
		}
	}
	for _, p := range desk.Read(w, w.Pages, w.Case.ID) {
		p.Criteria = over(p.Criteria)
		w.Save(&p)
	}
	for _, x := range desk.Read(w, w.Exceptions, w.Case.ID) {
		x.Criteria = over(x.Criteria)
		w.Save(&x)
	}
	JudgeAgain(w)
}

// stands is the criterion of the edition on the desk that a statement was made about:
// the one whose exact words it has; none where the words are others now.
func stands(w *desk.Work, s record.Stated) string {
	if c, ok := w.Edition.Criterion(s.Item); ok && c.Wording().JA == s.Text {
		return c.ID
	}
	for _, c := range w.Edition.Criteria {
		if c.Wording().JA == s.Text {
			return c.ID
		}
	}
	return ""
}
