package web

import (
	"net/http"
	"strings"
)

// ForgottenPath ends the address at which a link is asked for by who has forgotten a password.
const ForgottenPath = "/login/forgotten"

// forgotten asks whose password it is; or says that a letter may be on its way.
func (d *Door) forgotten(v *visit) error {
	v.private()
	return v.show(http.StatusOK, forgottenPage(v.page(), v.query("sent") != ""))
}

// forget sends the link. Nothing of the answer tells whether there is such an account.
func (d *Door) forget(v *visit) error {
	v.private()
	form, err := v.form()
	if err != nil {
		return err
	}
	name := strings.TrimSpace(form.Get("user"))
	if name == "" {
		return v.goTo(ForgottenPath)
	}
	if err := d.Limits.SignUp(d.asker(v.r), name); err != nil {
		return err
	}
	if err := d.Office.Forgotten(v.r.Context(), name); err != nil {
		return err
	}
	return v.goTo(ForgottenPath + "?sent=1")
}
