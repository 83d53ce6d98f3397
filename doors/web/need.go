package web

import (
	"errors"
	"maps"
	"net/http"
	"net/url"
	"slices"

	"akashi/rules/access"
	"akashi/values/fault"
)

// codeForm asks for a code of the second factor.
type codeForm struct {
	Title, Text string // keys of words
	Action      string
	Next        string
	Kept        [][2]string // what had been sent, and goes along
	Failed      *failure
	Key         keyForm        // asks for a passkey instead
	Provider    []providerLink // at which it is shown instead, by who has none of the own
}

// stepUp is that an act asks for the second factor anew.
type stepUp struct{ wrong error }

// Error says so.
func (stepUp) Error() string { return "the second factor is asked for anew" }

// secondMissing is the code of an act that asks for a second factor, of who has none.
const secondMissing = "access.second-missing"

// need is asked before an act that decides, states or opens something (access.NeedsFresh), by
// the page with its form as by what takes it: it is nil where the second factor was shown
// within five minutes. A handler returns its error as it is, and the visitor is asked for a
// code on a page from which what was sent goes on as it came: nothing typed is lost, and the
// handler is called again. Any form may have a field named "second" for it.
func (v *visit) need(act access.Action) error {
	switch {
	case !access.NeedsFresh(act) || v.guest.Fresh(v.door.Now()):
		return nil
	case v.stepsUpBy() != "":
		return stepUp{}
	case !v.guest.Second && v.door.Sample:
		return nil // in the demonstration nobody needs one
	case !v.guest.Second:
		return fault.New(fault.Forbidden, secondMissing, "")
	case v.r.Method == http.MethodPost && v.r.PostFormValue(secondField)+v.r.PostFormValue(answerField) != "":
		err := v.showFactor(v.r.PostForm)
		if errors.Is(err, fault.Forbidden) {
			return stepUp{err}
		}
		return err
	}
	return stepUp{}
}

// secondField is the field of a form that has the code.
const secondField = "second"

// askAnew shows the page on which the second factor is asked for before an act.
func (v *visit) askAnew(up stepUp) error {
	v.private()
	_, here := split(v.r.URL.EscapedPath())
	f := codeForm{Title: "confirm.title", Text: "confirm.text", Action: "/me/confirm", Next: withQuery(here, v.r.URL.Query())} // a form comes back with what was filled in for it
	if v.r.Method == http.MethodPost && !v.sendsFiles() {
		f.Action, f.Next, f.Kept = here, "", carried(v.r.PostForm)
	}
	if up.wrong != nil {
		said := v.explain(up.wrong)
		f.Failed = &said
	}
	return v.showCode(http.StatusForbidden, f)
}

// sendsFiles reports whether a file came along, which cannot wait in a page: after the code
// the form is filled in again.
func (v *visit) sendsFiles() bool {
	for _, f := range v.sent {
		if f.size > 0 {
			return true
		}
	}
	return false
}

// carried is what was sent, but for the code or the passkey.
func carried(form url.Values) (kept [][2]string) {
	for _, name := range slices.Sorted(maps.Keys(form)) {
		for _, value := range form[name] {
			if name != secondField && name != boxField && name != answerField {
				kept = append(kept, [2]string{name, value})
			}
		}
	}
	return kept
}
