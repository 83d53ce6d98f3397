package web

import (
	"errors"
	"net/http"
	"net/url"

	"akashi/app/people"
	"akashi/rules/access"
	"akashi/values/fault"
)

// recognise finds out who the visitor is. A cookie that the office does not know
// is nobody's.
func (v *visit) recognise() error {
	cookie, err := v.r.Cookie(v.door.cookieName())
	if err != nil || cookie.Value == "" {
		return nil
	}
	v.w.Header().Set("Cache-Control", "no-store")
	actor, err := v.door.Office.Visitor(v.r.Context(), cookie.Value)
	if isTheirs(err) {
		return nil
	}
	v.actor = actor
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

// login shows a button. It does not use the link up: a mail scanner follows
// links too.
func (d *Door) login(v *visit) error {
	v.private()
	return v.show(http.StatusOK, loginPage(v.page(), v.query("link")))
}

// private keeps a page with a secret in its address out of caches and referrers.
func (v *visit) private() {
	v.w.Header().Set("Cache-Control", "no-store")
	v.w.Header().Set("Referrer-Policy", "no-referrer")
}

// signIn uses the link up and leads to the visitor's room.
func (d *Door) signIn(v *visit) error {
	v.private()
	const largest = 4096
	v.r.Body = http.MaxBytesReader(v.w, v.r.Body, largest)
	if err := v.r.ParseForm(); err != nil {
		return fault.Wrap(fault.Invalid, "form-malformed", "", err)
	}
	if err := d.Limits.MayGuess(d.asker(v.r)); err != nil {
		return err
	}
	secret, err := d.Office.SignIn(v.r.Context(), linkIn(v.r.PostForm.Get("link")))
	if err != nil {
		if isTheirs(err) {
			d.Limits.Guessed(d.asker(v.r))
			return fault.Wrap(fault.Invalid, "link-used", "", err)
		}
		return err
	}
	if v.actor, err = d.Office.Visitor(v.r.Context(), secret); err != nil {
		return err
	}
	http.SetCookie(v.w, d.cookie(secret, int(people.SessionLasts.Seconds())))
	if v.works() {
		return v.goTo(roomOf(v.actor.Role))
	}
	return v.goTo("/")
}

// works reports whether the visitor has a board of cases.
func (v *visit) works() bool {
	return access.May(v.actor, access.ListCases, access.Object{Kind: access.KindCase, Scheme: v.actor.Scheme}).Allowed
}

// linkIn takes the secret out of a whole address, when that was pasted.
func linkIn(text string) string {
	if u, err := url.Parse(text); err == nil && u.Query().Has("link") {
		return u.Query().Get("link")
	}
	return text
}

func (d *Door) logout(v *visit) error { return v.show(http.StatusOK, logoutPage(v.page())) }

// signOut ends the session in the office, which may know nothing of it any more; here it
// has ended already.
func (d *Door) signOut(v *visit) error {
	cookie, err := v.r.Cookie(d.cookieName())
	if err == nil {
		if err := d.Office.SignOut(v.r.Context(), cookie.Value); err != nil && !isTheirs(err) {
			return err
		}
	}
	return v.goTo("/")
}
