package web

import (
	"cmp"
	"errors"
	"net/http"
	"net/url"
	"slices"

	"akashi/app"
	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/values/fault"
)

// providerLink is a provider that one may go to.
type providerLink struct{ Path, Label string }

// providerLinks are those of the office, for a purpose.
func (v *visit) providerLinks(purpose app.Purpose, next string) (all []providerLink) {
	for _, p := range v.door.Office.AllProviders() {
		all = append(all, providerLink{v.wayTo(p.ID, purpose, next), v.nameOf(p)})
	}
	return all
}

// wayTo is the address from which a browser is sent on to a provider.
func (v *visit) wayTo(id string, purpose app.Purpose, next string) string {
	return "/login/oidc/" + id + "?" + url.Values{"for": {string(purpose)}, "next": {next}}.Encode()
}

// nameOf is what a provider is called in the language of the page.
func (v *visit) nameOf(p desk.Provider) string {
	return cmp.Or(p.Name[string(v.book.Lang())], p.Name["ja"], p.ID)
}

// called is the provider of an ID, by its name; the ID where there is none.
func (v *visit) called(id string) string {
	all := v.door.Office.AllProviders()
	if i := slices.IndexFunc(all, func(p desk.Provider) bool { return p.ID == id }); i >= 0 {
		return v.nameOf(all[i])
	}
	return id
}

// tripCookie holds what a browser brings back from a provider.
const tripCookie = "akashi-oidc"

func (v *visit) setTrip(box string, age int) {
	http.SetCookie(v.w, &http.Cookie{Name: tripCookie, Value: box, Path: "/", MaxAge: age, HttpOnly: true, Secure: v.door.Secure, SameSite: http.SameSiteStrictMode})
}

// toProvider sends the browser to a provider. The office keeps nothing of it.
func (d *Door) toProvider(v *visit) error {
	v.private()
	purpose := app.Purpose(cmp.Or(v.query("for"), string(app.ToEnter)))
	if purpose != app.ToEnter && v.guest.Role == "" {
		return v.goTo("/login")
	}
	id := v.r.PathValue("provider")
	to, box, err := d.Office.SendTo(v.r.Context(), v.guest, app.Trip{Provider: id, Purpose: purpose, Next: v.next(v.query("next")), Back: v.absolute("/login/oidc/" + id + "/callback")})
	if err != nil {
		return err
	}
	const minutes = 15
	v.setTrip(box, minutes*60)
	http.Redirect(v.w, v.r, to, http.StatusSeeOther)
	return nil
}

// absolute is a page as the outside knows it, the Japanese one: a provider knows one address.
func (v *visit) absolute(path string) string {
	scheme := map[bool]string{true: "https", false: "http"}[v.door.Secure]
	return cmp.Or(v.door.PublicURL, scheme+"://"+v.r.Host) + path
}

// arrival is the page on which somebody is back from a provider.
type arrival struct {
	Provider, ID string
	State, Code  string
	Failed       *failure
}

// fromProvider shows that the browser is back; the button goes on. Looking at it changes
// nothing, and the browser sends what it has brought along from a page of our own.
func (d *Door) fromProvider(v *visit) error {
	v.private()
	id := v.r.PathValue("provider")
	a := arrival{Provider: v.called(id), ID: id, State: v.query("state"), Code: v.r.URL.Query().Get("code")}
	if a.Code == "" {
		said := v.explain(fault.New(fault.Invalid, "oidc.not-agreed", ""))
		a.Failed = &said
		return v.show(wrong, arrivalPage(v.page(), a))
	}
	return v.show(http.StatusOK, arrivalPage(v.page(), a))
}

// byProvider takes what the browser has brought back, for what it was sent.
func (d *Door) byProvider(v *visit) error {
	v.private()
	form, err := v.form()
	if err != nil {
		return err
	}
	if err := d.Limits.MayGuess(d.asker(v.r)); err != nil {
		return err
	}
	r := app.Returned{Provider: v.r.PathValue("provider"), State: form.Get("state"), Code: form.Get("code")}
	if cookie, err := v.r.Cookie(tripCookie); err == nil {
		r.Box = cookie.Value
	}
	v.setTrip("", -1)
	err = d.arrive(v, r)
	if !isTheirs(err) && !errors.Is(err, fault.Conflict) {
		return err
	}
	if errors.Is(err, fault.Forbidden) {
		d.Limits.Guessed(d.asker(v.r))
		d.Log.WarnContext(v.r.Context(), "provider refused", "provider", r.Provider, "error", err)
	}
	said := v.explain(err)
	return v.show(wrong, arrivalPage(v.page(), arrival{Provider: v.called(r.Provider), ID: r.Provider, Failed: &said}))
}

func (d *Door) arrive(v *visit, r app.Returned) error {
	ctx := v.r.Context()
	sent, err := d.Office.Opened(r)
	if err != nil {
		return err
	}
	switch sent.Purpose {
	case app.ToBind:
		if _, err := d.Office.Bind(ctx, v.guest, r); err != nil {
			return err
		}
		return v.goTo("/me?done=identity")
	case app.ToStep:
		if _, err := d.Office.StepUpBy(ctx, v.guest, r); err != nil {
			return err
		}
		v.guest.SignIn.Second = d.Now()
		return v.land(v.next(sent.Next))
	}
	secret, _, err := d.Office.EnterBy(ctx, r, agentOf(v.r.UserAgent()))
	if err != nil {
		return err
	}
	return d.comeIn(v, secret, v.next(sent.Next))
}

// endIdentity takes a provider away from the own account.
func (d *Door) endIdentity(v *visit) error {
	form, err := v.form()
	if err != nil {
		return err
	}
	if err := v.need(access.RotateUser); v.guest.Second && err != nil {
		return err
	}
	if err := d.Office.EndIdentity(v.r.Context(), v.guest, form.Get("id")); err != nil {
		return err
	}
	return v.goTo("/me?done=identity-end")
}

// ownProviders are those of the office that the own account is not tied to, and the names of
// those that it is.
type ownProviders struct {
	Tied []tied
	More []providerLink
}

type tied struct{ ID, Name, Since string }

func (v *visit) ownProviders(a app.AccountView) (own ownProviders) {
	p := v.page()
	for _, i := range a.Identities {
		own.Tied = append(own.Tied, tied{i.ID, v.called(i.Provider), p.Moment(i.At)})
	}
	for _, one := range v.door.Office.AllProviders() {
		if !slices.ContainsFunc(a.Identities, func(i record.Identity) bool { return i.Provider == one.ID }) {
			own.More = append(own.More, providerLink{v.wayTo(one.ID, app.ToBind, ""), v.nameOf(one)})
		}
	}
	return own
}

// stepsUpBy is the provider by which the visitor came in and shows a second factor anew, where
// it has none of the own.
func (v *visit) stepsUpBy() string {
	if v.guest.Second || v.guest.SignIn.Provider == "" {
		return ""
	}
	for _, p := range v.door.Office.AllProviders() {
		if p.ID == v.guest.SignIn.Provider && p.IsSecond {
			return p.ID
		}
	}
	return ""
}
