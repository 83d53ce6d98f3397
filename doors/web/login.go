package web

import (
	"errors"
	"net/http"
	"net/url"
	"strings"

	"akashi/app"
	"akashi/record"
	"akashi/rules/access"
	"akashi/values/fault"
)

// entrance is what the way in shows.
type entrance struct {
	Link   string       // the secret of a link that has been opened
	Whom   *record.User // whom it is for
	Name   string       // as it was typed
	Next   string       // page to land at
	Failed *failure     // why it did not go on
	Fresh  bool         // no password yet: one may be chosen
	Key    keyForm      // asks for a passkey

	Providers []providerLink
}

// login shows the way in. It does not use a link up: a mail scanner follows links too.
func (d *Door) login(v *visit) error {
	v.private()
	e := entrance{Link: v.query("link"), Next: v.next(v.query("next"))}
	if e.Link == "" {
		if v.actor.Role != "" {
			return v.goTo("/me")
		}
		return d.showEntrance(v, http.StatusOK, e)
	}
	if err := d.Limits.MayGuess(d.asker(v.r)); err != nil {
		return err
	}
	return d.showInvitation(v, e, http.StatusOK)
}

// showEntrance shows the ways in.
func (d *Door) showEntrance(v *visit, status int, e entrance) error {
	e.Key = v.asksForKey(keyForm{Action: "/login/passkey", Label: "passkey.enter", Next: e.Next})
	e.Providers = v.providerLinks(app.ToEnter, e.Next)
	return v.show(status, loginPage(v.page(), e))
}

// showInvitation shows whom a link is for.
func (d *Door) showInvitation(v *visit, e entrance, status int) error {
	whom, err := d.Office.Invitation(v.r.Context(), linkIn(e.Link))
	if err != nil {
		return v.wrongLink(err)
	}
	e.Whom, e.Fresh = &whom, whom.Password == ""
	return v.show(status, loginPage(v.page(), e))
}

// wrongLink counts a link that was wrong, and says what to do.
func (v *visit) wrongLink(err error) error {
	if errors.Is(err, fault.Forbidden) {
		v.door.Limits.Guessed(v.door.asker(v.r))
		return fault.Wrap(fault.Invalid, "link-used", "", err)
	}
	return err
}

// private keeps a page with a secret in its address out of caches and referrers.
func (v *visit) private() {
	v.w.Header().Set("Cache-Control", "no-store")
	v.w.Header().Set("Referrer-Policy", "no-referrer")
}

// form reads what was sent, which is short.
func (v *visit) form() (url.Values, error) {
	const largest = 16 << 10
	v.r.Body = http.MaxBytesReader(v.w, v.r.Body, largest)
	if err := v.r.ParseForm(); err != nil {
		return nil, fault.Wrap(fault.Invalid, "form-malformed", "", err)
	}
	return v.r.PostForm, nil
}

// next is the page that somebody wanted to see, when it is one of ours.
func (v *visit) next(path string) string {
	if !strings.HasPrefix(path, "/") || strings.HasPrefix(path, "//") || strings.ContainsFunc(path, func(r rune) bool { return r < ' ' || r == '\\' }) {
		return ""
	}
	return path
}

// signIn lets in by a link, which it uses up, or by a password, and leads to the visitor's
// room.
func (d *Door) signIn(v *visit) error {
	v.private()
	form, err := v.form()
	if err != nil {
		return err
	}
	entry := app.Entry{Link: linkIn(form.Get("link")), Name: strings.TrimSpace(form.Get("user")), Password: form.Get("password"), Agent: agentOf(v.r.UserAgent())}
	if form.Get("later") != "" {
		entry.Password = ""
	}
	e := entrance{Link: form.Get("link"), Name: entry.Name, Next: v.next(form.Get("next"))}
	account := strings.ToLower(entry.Name)
	if err := errors.Join(d.Limits.MayGuess(d.asker(v.r)), d.Limits.MayTry(account)); err != nil {
		return err
	}
	if form.Get("choose") != "" && entry.Password == "" && form.Get("later") == "" {
		entry.Password = " " // nothing was typed: too short
	}
	secret, err := d.Office.Enter(v.r.Context(), entry)
	if err != nil {
		return d.notIn(v, e, account, err)
	}
	return d.comeIn(v, secret, e.Next)
}

// wrong is the status of a password or a code that was not right, as of any other input.
const wrong = http.StatusUnprocessableEntity

// notIn says why somebody is not let in. Whether there is such an account is not said.
func (d *Door) notIn(v *visit, e entrance, account string, err error) error {
	said := v.explain(err)
	switch {
	case e.Link == "" && e.Name != "" && errors.Is(err, fault.Forbidden):
		d.Limits.Guessed(d.asker(v.r))
		d.Limits.Tried(account)
		e.Failed = &said
		return d.showEntrance(v, wrong, e)
	case e.Link != "" && errors.Is(err, fault.Invalid):
		e.Failed = &said
		return d.showInvitation(v, e, said.Status)
	}
	return v.wrongLink(err)
}

// land leads to where the visitor wanted to go, or to where the next factor is asked for.
func (v *visit) land(next string) error {
	if !v.guest.Complete(v.door.Sample) {
		return v.goTo(v.step() + after(next))
	}
	v.actor = v.guest.Actor
	switch {
	case next != "":
		return v.goTo(next)
	case v.works() || v.actor.May(access.ListUsers):
		return v.goTo(roomOf(v.actor.Role))
	}
	return v.goTo("/")
}

// step is the page of the next factor: where it is shown, or made.
func (v *visit) step() string {
	if v.guest.Second {
		return "/login/second"
	}
	return "/me/app"
}

func after(next string) string {
	if next == "" {
		return ""
	}
	return "?" + url.Values{"next": {next}}.Encode()
}

// linkIn takes the secret out of a whole address, when that was pasted.
func linkIn(text string) string {
	if u, err := url.Parse(text); err == nil && u.Query().Has("link") {
		return u.Query().Get("link")
	}
	return text
}

// second asks for the second factor at the entrance.
func (d *Door) second(v *visit) error {
	v.private()
	if v.guest.Role == "" {
		return v.goTo("/login")
	}
	if !v.guest.Second {
		return v.land(v.next(v.query("next")))
	}
	return v.showCode(http.StatusOK, codeForm{Title: "second.title", Text: "second.text", Action: "/login/second", Next: v.next(v.query("next"))})
}

// takeSecond takes it, and leads on.
func (d *Door) takeSecond(v *visit) error {
	return d.takeCode(v, codeForm{Title: "second.title", Text: "second.text", Action: "/login/second"})
}

// confirm asks for the second factor anew, before an act.
func (d *Door) confirm(v *visit) error {
	if !v.guest.Second {
		return fault.New(fault.Forbidden, secondMissing, "")
	}
	return v.showCode(http.StatusOK, codeForm{Title: "confirm.title", Text: "confirm.text", Action: "/me/confirm", Next: v.next(v.query("next"))})
}

// takeConfirm takes it, and leads back.
func (d *Door) takeConfirm(v *visit) error {
	return d.takeCode(v, codeForm{Title: "confirm.title", Text: "confirm.text", Action: "/me/confirm"})
}

func (d *Door) takeCode(v *visit, f codeForm) error {
	v.private()
	form, err := v.form()
	if err != nil {
		return err
	}
	if v.guest.Role == "" {
		return v.goTo("/login")
	}
	f.Next = v.next(form.Get("next"))
	if err := v.showFactor(form); err != nil {
		said := v.explain(err)
		if !errors.Is(err, fault.Forbidden) {
			return err
		}
		f.Failed = &said
		return v.showCode(wrong, f)
	}
	return v.land(f.Next)
}

// showSecond shows the office a code of the visitor's, who has a few guesses.
func (v *visit) showSecond(code string) error {
	d := v.door
	if err := errors.Join(d.Limits.MayGuess(d.asker(v.r)), d.Limits.MayTry("second "+v.guest.ID)); err != nil {
		return err
	}
	err := d.Office.ShowSecond(v.r.Context(), v.guest, code)
	if errors.Is(err, fault.Forbidden) {
		d.Limits.Guessed(d.asker(v.r))
		d.Limits.Tried("second " + v.guest.ID)
	}
	if err == nil {
		v.guest.SignIn.Second = d.Now()
	}
	return err
}
