package web

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"rsc.io/qr"

	"akashi/app"
	"akashi/record"
	"akashi/rules/access"
	"akashi/scheme"
	"akashi/values/fault"
	"akashi/words"
)

// me shows the visitor's own account.
func (d *Door) me(v *visit) error {
	account, err := d.Office.Account(v.r.Context(), v.guest)
	if err != nil {
		return err
	}
	return v.show(http.StatusOK, mePage(v.page(), account, v.ownProviders(account), d.Sample))
}

// password shows the form for another password.
func (d *Door) password(v *visit) error { return d.showPassword(v, http.StatusOK, nil) }

func (d *Door) showPassword(v *visit, status int, failed *failure) error {
	account, err := d.Office.Account(v.r.Context(), v.guest)
	if err != nil {
		return err
	}
	asks := account.HasPassword && v.guest.SignIn.Way != record.ByLink
	return v.show(status, passwordPage(v.page(), account.User, asks, failed))
}

// setPassword takes another password.
func (d *Door) setPassword(v *visit) error {
	form, err := v.form()
	if err != nil {
		return err
	}
	if err := d.Limits.MayTry("password " + v.guest.ID); err != nil {
		return err
	}
	err = d.Office.SetPassword(v.r.Context(), v.guest, form.Get("before"), form.Get("password"))
	if errors.Is(err, fault.Forbidden) {
		d.Limits.Tried("password " + v.guest.ID)
	}
	if errors.Is(err, fault.Forbidden) || errors.Is(err, fault.Invalid) {
		said := v.explain(err)
		return d.showPassword(v, wrong, &said)
	}
	if err != nil {
		return err
	}
	return v.goTo("/me?done=password")
}

// appForm is where an authenticator app is made the second factor.
type appForm struct {
	Secret, Box, Picture, Next string
	Size                       int
	Replaces, Needed           bool
	Failed                     *failure
}

// apparatus offers a secret for an authenticator app; nothing is kept of it.
func (d *Door) apparatus(v *visit) error {
	v.private()
	if back := v.unready(); back != "" {
		return v.goTo(back)
	}
	return d.offerApp(v, http.StatusOK, v.next(v.query("next")), nil)
}

func (d *Door) offerApp(v *visit, status int, next string, failed *failure) error {
	offer, err := d.Office.OfferApp(v.r.Context(), v.guest)
	if err != nil {
		return err
	}
	picture, size, err := squares(setUp(offer.Secret, v.guest.ID, words.In(words.English).Say("brand")))
	if err != nil {
		return err
	}
	return v.show(status, appPage(v.page(), appForm{offer.Secret, offer.Box, picture, next, size, v.guest.Second, v.actor.Role == "", failed}))
}

// setUp is the address by which an app takes a secret over.
func setUp(secret, user, issuer string) string {
	return "otpauth://totp/" + url.PathEscape(issuer+":"+user) + "?" + strings.ReplaceAll(url.Values{"secret": {secret}, "issuer": {issuer}}.Encode(), "+", "%20")
}

// squares are a text as the path of a QR code, of so many squares a side with a margin of four.
func squares(text string) (path string, size int, err error) {
	code, err := qr.Encode(text, qr.M)
	if err != nil {
		return "", 0, fmt.Errorf("draw a QR code: %w", err)
	}
	const margin = 4
	var b strings.Builder
	for y := range code.Size {
		for x := range code.Size {
			if code.Black(x, y) {
				fmt.Fprintf(&b, "M%d %dh1v1h-1z", x+margin, y+margin)
			}
		}
	}
	return b.String(), code.Size + 2*margin, nil
}

// takeApp makes the app the second factor, and shows recovery codes to who had none.
func (d *Door) takeApp(v *visit) error {
	v.private()
	form, err := v.form()
	if err != nil {
		return err
	}
	if v.guest.Role == "" || v.actor.Role == "" && v.guest.Second {
		return v.goTo("/login/second")
	}
	if err := d.Limits.MayTry("second " + v.guest.ID); err != nil {
		return err
	}
	next := v.next(form.Get("next"))
	codes, err := d.Office.TakeApp(v.r.Context(), v.guest, form.Get("box"), form.Get("second"))
	if errors.Is(err, fault.Forbidden) || errors.Is(err, fault.Conflict) {
		d.Limits.Tried("second " + v.guest.ID)
		said := v.explain(err)
		return d.offerApp(v, wrong, next, &said)
	}
	if err != nil {
		return err
	}
	v.guest.Second, v.guest.SignIn.Second = true, d.Now()
	if len(codes) == 0 {
		return v.goTo("/me?done=app")
	}
	v.actor = v.guest.Actor
	return v.show(http.StatusOK, codesPage(v.page(), v.guest.ID, codes, next))
}

// codes offers new recovery codes.
func (d *Door) codes(v *visit) error {
	if !v.guest.Second {
		return fault.New(fault.Forbidden, secondMissing, "")
	}
	account, err := d.Office.Account(v.r.Context(), v.guest)
	if err != nil {
		return err
	}
	return v.show(http.StatusOK, newCodesPage(v.page(), account.CodesLeft))
}

// newCodes makes and shows them, this once.
func (d *Door) newCodes(v *visit) error {
	v.private()
	if _, err := v.form(); err != nil {
		return err
	}
	if err := v.need(access.RotateUser); err != nil { // a key of one's own
		return err
	}
	codes, err := d.Office.NewCodes(v.r.Context(), v.guest)
	if err != nil {
		return err
	}
	return v.show(http.StatusOK, codesPage(v.page(), v.guest.ID, codes, ""))
}

// endSignIns signs one browser out, or all others.
func (d *Door) endSignIns(v *visit) error {
	form, err := v.form()
	if err != nil {
		return err
	}
	if err := d.Office.EndSignIn(v.r.Context(), v.guest, form.Get("id")); err != nil {
		return err
	}
	if form.Get("id") == v.guest.SignIn.ID {
		http.SetCookie(v.w, d.cookie("", -1))
		return v.goTo("/")
	}
	return v.goTo("/me?done=ended")
}

// switchRole lets the visitor go on in another role.
func (d *Door) switchRole(v *visit) error {
	form, err := v.form()
	if err != nil {
		return err
	}
	if err := d.Office.SwitchRole(v.r.Context(), v.guest, form.Get("role")); err != nil {
		return err
	}
	cookie, err := v.r.Cookie(d.cookieName())
	if err != nil {
		return v.goTo("/login")
	}
	return d.comeIn(v, cookie.Value, "")
}

// seenAs is who is signed in, and in which role.
type seenAs struct {
	Name, Role, Scheme string
	Others             []option // further roles, to switch to
}

// seenAs is the visitor as the head of each page shows one.
func (v *visit) seenAs(p page) (s seenAs) {
	if v.actor.Role == "" {
		return s
	}
	s = seenAs{Name: v.guest.Name, Role: p.Name("role", v.actor.Role), Scheme: p.schemesOf(record.User{Scheme: v.actor.Scheme})}
	for _, r := range v.guest.Roles {
		if r.RoleID != v.guest.SignIn.RoleID {
			s.Others = append(s.Others, option{Value: r.RoleID, Label: p.T("role.of", "role", p.roleOf(r.User), "scheme", p.schemesOf(r.User))})
		}
	}
	return s
}

// roleOf is a user's office in words.
func (p page) roleOf(u record.User) string {
	name := p.Name("role", u.Role)
	ed := cmp.Or(p.shelf.Latest(u.Scheme), &scheme.Edition{}) // nothing has a name there but its ID
	if u.Body != "" {
		name = p.T("role.at", "role", name, "at", p.body(ed, u.Body))
	}
	if u.Seat != "" {
		name = p.T("role.seat", "role", name, "seat", p.seat(ed, u.Seat))
	}
	return name
}

// body is an intake body as the scheme, or the office that added it, calls it.
func (p page) body(ed *scheme.Edition, id string) string {
	if b, known := p.joined(ed).Organisation.IntakeBody(id); known {
		return p.Text(b.Name)
	}
	return id
}

// schemesOf is what a user works for, as the menu calls it.
func (p page) schemesOf(u record.User) string {
	if u.Scheme == "" {
		return p.T("me.scheme.all")
	}
	names := strings.Split(u.Scheme, ",")
	for i, key := range names {
		for _, l := range slices.Concat(p.menu, p.foot) {
			if l.Path == "/s/"+key {
				names[i] = l.Label
			}
		}
	}
	return p.List(names)
}

// grouped is a secret in groups of four, as people copy it.
func grouped(secret string) string {
	var b strings.Builder
	for i, r := range secret {
		if i > 0 && i%4 == 0 {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// done is what was done on the page before.
func (p page) done() string {
	_, query, _ := strings.Cut(p.here, "?")
	values, err := url.ParseQuery(query)
	if key := "me.done." + values.Get("done"); err == nil && values.Has("done") && p.Has(key) {
		return p.T(key)
	}
	return ""
}

// usedAgain reports whether a browser has been seen since it was signed in.
func usedAgain(l app.SignInLine) bool { return l.Used.After(l.Begun) }
