package web

import (
	"cmp"
	"errors"
	"net"
	"net/http"
	"net/url"
	"strings"

	"akashi/app"
	"akashi/app/desk"
	"akashi/app/people"
	"akashi/rules/access"
	"akashi/values/fault"
	"akashi/words"
)

// keyForm asks the device of the visitor for a passkey, or to make one.
type keyForm struct {
	app.KeyOffer
	Action, Label, Kind string
	Next                string
	Kept                [][2]string
}

// The fields in which a passkey comes.
const (
	boxField    = "_box"
	answerField = "_answer"
)

// site is the office as the visitor's browser knows it. The zero site has no passkeys: they
// need a name, and https unless it is this machine.
func (v *visit) site() desk.Site {
	scheme := map[bool]string{true: "https", false: "http"}[v.door.Secure]
	at, err := url.Parse(cmp.Or(v.door.PublicURL, scheme+"://"+v.r.Host))
	if err != nil || at.Hostname() == "" || net.ParseIP(at.Hostname()) != nil || at.Scheme != "https" && at.Hostname() != "localhost" {
		return desk.Site{}
	}
	return desk.Site{Host: at.Hostname(), Origin: at.Scheme + "://" + at.Host, Name: words.In(words.English).Say("brand")}
}

// asksForKey fills a form in that asks for a passkey. Where none can be asked for it stays
// empty, and is not shown.
func (v *visit) asksForKey(f keyForm) keyForm {
	at := v.site()
	if at.Host == "" {
		return f
	}
	offer, err := app.KeyOffer{}, error(nil)
	if f.Kind == "create" {
		offer, err = v.door.Office.OfferPasskey(v.r.Context(), v.guest, at)
	} else {
		offer, err = v.door.Office.AskPasskey(v.r.Context(), at)
	}
	if err != nil {
		v.door.Log.Warn("no passkey can be asked for", "error", err)
		return f
	}
	v.scripted()
	f.KeyOffer = offer
	return f
}

// shown is the passkey that a form has brought.
func (v *visit) shown(form url.Values) app.KeyShown {
	return app.KeyShown{At: v.site(), Box: form.Get(boxField), Answer: form.Get(answerField)}
}

// byKey signs in by a passkey.
func (d *Door) byKey(v *visit) error {
	v.private()
	form, err := v.form()
	if err != nil {
		return err
	}
	if err := d.Limits.MayGuess(d.asker(v.r)); err != nil {
		return err
	}
	e := entrance{Next: v.next(form.Get("next"))}
	secret, err := d.Office.EnterByKey(v.r.Context(), v.shown(form), agentOf(v.r.UserAgent()))
	if isTheirs(err) {
		d.Limits.Guessed(d.asker(v.r))
		said := v.explain(err)
		e.Failed = &said
		return d.showEntrance(v, wrong, e)
	}
	if err != nil {
		return err
	}
	return d.comeIn(v, secret, e.Next)
}

// passkey shows where a device is asked to make a key.
func (d *Door) passkey(v *visit) error {
	v.private()
	if back := v.unready(); back != "" {
		return v.goTo(back)
	}
	return d.showNewKey(v, http.StatusOK, v.next(v.query("next")), nil)
}

// unready is where a visitor is led who has still to show a second factor before another is
// added.
func (v *visit) unready() string {
	switch {
	case v.guest.Role == "" || v.actor.Role == "" && v.guest.Second:
		return "/login/second"
	case v.guest.Second && !v.guest.Fresh(v.door.Now()):
		return "/me/confirm?next=" + v.path
	}
	return ""
}

func (d *Door) showNewKey(v *visit, status int, next string, failed *failure) error {
	f := v.asksForKey(keyForm{Action: "/me/passkey", Label: "passkey.make", Kind: "create", Next: next})
	p := v.page()
	return v.show(status, passkeyPage(p, f, p.Agent(agentOf(v.r.UserAgent())), v.actor.Role == "", failed))
}

// takeKey keeps the key that a device has made, and shows recovery codes to who had none.
func (d *Door) takeKey(v *visit) error {
	v.private()
	form, err := v.form()
	if err != nil {
		return err
	}
	if back := v.unready(); back != "" {
		return v.goTo(back)
	}
	next, name := v.next(form.Get("next")), strings.TrimSpace(form.Get("name"))
	codes, err := d.Office.TakePasskey(v.r.Context(), v.guest, v.shown(form), cmp.Or(name, v.page().Agent(agentOf(v.r.UserAgent()))))
	if isTheirs(err) {
		said := v.explain(err)
		return d.showNewKey(v, wrong, next, &said)
	}
	if err != nil {
		return err
	}
	v.guest.Second, v.guest.SignIn.Second, v.actor = true, d.Now(), v.guest.Actor
	if len(codes) > 0 {
		return v.show(http.StatusOK, codesPage(v.page(), v.guest.ID, codes, next))
	}
	return v.goTo(cmp.Or(next, "/me?done=passkey"))
}

// endFactor takes a passkey or the app away.
func (d *Door) endFactor(v *visit) error {
	form, err := v.form()
	if err != nil {
		return err
	}
	if err := v.need(access.RotateUser); err != nil { // a key of one's own
		return err
	}
	if err := d.Office.EndFactor(v.r.Context(), v.guest, form.Get("id")); err != nil {
		return err
	}
	return v.goTo("/me?done=factor")
}

// comeIn gives the browser its secret, and leads on.
func (d *Door) comeIn(v *visit, secret, next string) (err error) {
	if v.guest, err = d.Office.Visitor(v.r.Context(), secret); err != nil {
		return err
	}
	http.SetCookie(v.w, d.cookie(secret, int(people.SessionLasts.Seconds())))
	return v.land(next)
}

// showCode asks for the second factor: by a code, or by a passkey of who has one.
func (v *visit) showCode(status int, f codeForm) error {
	account, err := v.door.Office.Account(v.r.Context(), v.guest)
	if err != nil {
		return err
	}
	if len(account.Keys) > 0 {
		f.Key = v.asksForKey(keyForm{Action: f.Action, Label: "passkey.use", Next: f.Next, Kept: f.Kept})
	}
	if id := v.stepsUpBy(); id != "" {
		f.Provider = []providerLink{{v.wayTo(id, app.ToStep, cmp.Or(f.Next, v.path)), v.called(id)}}
	}
	return v.show(status, codePage(v.page(), f))
}

// showFactor shows the office the second factor that a form has brought: a passkey or a code.
func (v *visit) showFactor(form url.Values) error {
	if form.Get(answerField) == "" {
		return v.showSecond(form.Get(secondField))
	}
	if err := v.door.Limits.MayGuess(v.door.asker(v.r)); err != nil {
		return err
	}
	err := v.door.Office.ShowPasskey(v.r.Context(), v.guest, v.shown(form))
	if errors.Is(err, fault.Forbidden) {
		v.door.Limits.Guessed(v.door.asker(v.r))
	}
	if err == nil {
		v.guest.SignIn.Second = v.door.Now()
	}
	return err
}
