package web

import (
	"errors"
	"net/http"

	"akashi/app/people"
	"akashi/values/fault"
)

// phrases shows the visitor's phrases, to be changed.
func (d *Door) phrases(v *visit) error {
	return v.show(http.StatusOK, phrasesPage(v.page(), people.WritePhrases(v.guest.Phrases), v.next(v.query("next")), nil))
}

// takePhrases keeps them.
func (d *Door) takePhrases(v *visit) error {
	form, err := v.form()
	if err != nil {
		return err
	}
	next := v.next(form.Get("next"))
	err = d.Office.SetPhrases(v.r.Context(), v.guest, form.Get("phrases"))
	if errors.Is(err, fault.Invalid) {
		said := v.explain(err)
		return v.show(wrong, phrasesPage(v.page(), form.Get("phrases"), next, &said))
	}
	if err != nil {
		return err
	}
	if next != "" {
		return v.goTo(next)
	}
	return v.goTo("/me?done=phrases")
}
