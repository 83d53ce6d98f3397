package web

import (
	"errors"
	"net/http"
	"net/url"

	"akashi/app/people"
	"akashi/record"
	"akashi/rules/access"
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

// phrasesFor are the phrases that the form of an act offers: where findings are written those of
// the office and of one's own. Where the office's own are written down, it holds them as they are.
func (d *Door) phrasesFor(v *visit, f *paper, of about) []record.Phrase {
	key := f.given.Get("scheme")
	if of.ed != nil {
		key = of.ed.Scheme
	}
	if key == "" || f.act.Name != access.RaiseFindings && f.act.Name != access.SetPhrases {
		return nil
	}
	kept, err := d.Office.OfficePhrases(v.r.Context(), v.actor, key)
	if !v.had(err) {
		return nil // who may not see them is offered none
	}
	if f.act.Name == access.RaiseFindings {
		return append(kept.Phrases, v.guest.Phrases...)
	}
	if !f.given.Has("phrases") {
		given := url.Values{"phrases": {people.WritePhrases(kept.Phrases)}}
		for key, values := range f.given {
			given[key] = values
		}
		f.given = given
	}
	return nil
}
