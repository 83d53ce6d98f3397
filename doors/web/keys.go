package web

import (
	"net/http"

	"akashi/app/people"
	"akashi/record"
	"akashi/values/fault"
)

// keyLine is one thing that a key does on the page of a criterion.
type keyLine struct {
	Does, Label, Key, Usual, Error string
}

// keyLines are all of them, with the keys that somebody has or has filled in.
func (p page) keyLines(keys record.Keys) (lines []keyLine) {
	has := people.Shortcuts(record.Keys{Own: keys.Own})
	for _, u := range people.Usuals() {
		lines = append(lines, keyLine{Does: u.Does, Label: p.T("keys." + u.Does), Key: has[u.Does], Usual: u.Key})
	}
	return lines
}

// keys shows the visitor's keys, to be changed.
func (d *Door) keys(v *visit) error {
	return v.show(http.StatusOK, keysPage(v.page(), v.guest.Keys, v.page().keyLines(v.guest.Keys), v.next(v.query("next")), nil))
}

// takeKeys keeps them, or the usual ones again.
func (d *Door) takeKeys(v *visit) error {
	form, err := v.form()
	if err != nil {
		return err
	}
	keys := record.Keys{Off: form.Get("on") == "", Own: map[string]string{}}
	for _, u := range people.Usuals() {
		if given := form.Get("key." + u.Does); given != u.Key && given != "" && form.Get("usual") == "" {
			keys.Own[u.Does] = given
		}
	}
	p := v.page()
	err = d.Office.SetKeys(v.r.Context(), v.guest, keys)
	if problems, wrongly := err.(fault.Problems); wrongly {
		said, lines := v.explain(err), p.keyLines(keys)
		for i, problem := range problems {
			for j := range lines {
				if "/"+lines[j].Does == problem.Where {
					lines[j].Error = said.Problems[i].Message
				}
			}
		}
		return v.show(wrong, keysPage(p, keys, lines, v.next(form.Get("next")), &said))
	}
	if err != nil {
		return err
	}
	if next := v.next(form.Get("next")); next != "" {
		return v.goTo(next)
	}
	return v.goTo("/me?done=keys")
}
