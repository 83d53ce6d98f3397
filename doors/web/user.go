package web

import (
	"errors"
	"net/http"

	"akashi/rules/access"
	"akashi/values/fault"
)

// recognise finds out who the visitor is. A cookie that the office does not know
// is nobody's. Who has still to show a second factor is a guest, and nobody yet.
func (v *visit) recognise() error {
	cookie, err := v.r.Cookie(v.door.cookieName())
	if err != nil || cookie.Value == "" {
		return nil
	}
	v.w.Header().Set("Cache-Control", "no-store")
	guest, err := v.door.Office.Visitor(v.r.Context(), cookie.Value)
	if isTheirs(err) {
		return nil
	}
	v.guest = guest
	if guest.Complete(v.door.Sample) {
		v.actor = guest.Actor
	}
	return err
}

// isTheirs reports whether it failed for what was shown, and not because the store could
// not be asked.
func isTheirs(err error) bool {
	return fault.KindOf(err) != "" && !errors.Is(err, fault.Unavailable)
}

// cookieName names the cookie of the session. Over https its prefix makes the
// browser refuse one that was not set by this host over https.
func (d *Door) cookieName() string {
	if d.Secure {
		return "__Host-akashi"
	}
	return "akashi"
}

func (d *Door) cookie(value string, maxAge int) *http.Cookie {
	return &http.Cookie{Name: d.cookieName(), Value: value, Path: "/", MaxAge: maxAge,
		HttpOnly: true, Secure: d.Secure, SameSite: http.SameSiteLaxMode}
}

// works reports whether the visitor has a board of cases.
func (v *visit) works() bool {
	return access.Allows(v.actor, access.ListCases, access.Object{Kind: access.KindCase, Scheme: v.actor.Scheme})
}

// logout asks before it leads out.
func (d *Door) logout(v *visit) error {
	v.scripted()
	return v.show(http.StatusOK, logoutPage(v.page()))
}

// signOut ends the session in the office, which may know nothing of it any more; here it
// has ended already, but for who is asked first.
func (d *Door) signOut(v *visit) error {
	if v.asksFirst() {
		return v.goTo("/logout")
	}
	cookie, err := v.r.Cookie(d.cookieName())
	if err == nil {
		if err := d.Office.SignOut(v.r.Context(), cookie.Value); err != nil && !isTheirs(err) {
			return err
		}
	}
	return v.goTo("/")
}
