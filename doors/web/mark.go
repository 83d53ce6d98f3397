package web

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"net/url"
	"time"

	"akashi/app"
	"akashi/app/desk"
	"akashi/doors/ask"
	"akashi/rules/lifecycle"
	"akashi/values/civil"
	"akashi/values/fault"
	"akashi/words"
)

// longestNumber is longer than any number of a mark in any spelling. What is
// longer is unknown without a look.
const longestNumber = 100

// ask tells what a number is worth on a day. It never asks the office about what
// cannot be a number.
func (d *Door) ask(ctx context.Context, number string, day civil.Date) (app.MarkView, error) {
	if number == "" || len(number) > longestNumber {
		now := d.Now()
		if day.IsZero() {
			day = civil.In(now)
		}
		return app.MarkView{Number: clip(number), Standing: lifecycle.StandUnknown, AsOf: day,
			CheckedAt: now.UTC().Truncate(time.Second), History: []app.HistoryLine{}}, nil
	}
	return d.Office.Verify(ctx, number, day)
}

// clip shortens what a visitor asked for to what a page can print.
func clip(text string) string {
	if runes := []rune(text); len(runes) > longestNumber/2 {
		return string(runes[:longestNumber/2]) + "…"
	}
	return text
}

// verdictJSON gives the verdict to a program: the view as the office gave it.
func (d *Door) verdictJSON(w http.ResponseWriter, r *http.Request, number string) {
	if r.URL.RawQuery != "" {
		d.datedJSON(w, r, number)
		return
	}
	q := asked{"json", number}
	a, ok := d.verdicts.get(q)
	if !ok {
		a, ok = d.passing.get(q)
	}
	if !ok {
		err := d.Limits.Verdict(d.asker(r))
		if err != nil {
			d.problem(w, err)
			return
		}
		if a, err = d.freshJSON(r.Context(), number, civil.Date{}); err != nil {
			d.problem(w, err)
			return
		}
		if a.status == http.StatusOK {
			d.verdicts.put(q, a)
		} else {
			d.passing.put(q, a)
		}
	}
	a.give(w, r, d.Now())
}

// datedJSON gives the verdict for the day that the address names.
func (d *Door) datedJSON(w http.ResponseWriter, r *http.Request, number string) {
	day, err := dayOf(r.URL.Query().Get("on"))
	if err != nil {
		d.problem(w, err)
		return
	}
	var a *answer
	if err = d.Limits.Verdict(d.asker(r)); err == nil {
		a, err = d.freshJSON(r.Context(), number, day)
	}
	if err != nil {
		d.problem(w, err)
		return
	}
	a.give(w, r, a.made)
}

func (d *Door) freshJSON(ctx context.Context, number string, day civil.Date) (*answer, error) {
	version := d.Office.RegisterVersion()
	view, err := d.ask(ctx, number, day)
	if err != nil {
		return nil, err
	}
	body, err := json.Marshal(view)
	if err != nil {
		return nil, err
	}
	tag, err := tagOf(view)
	return &answer{status: statusOf(view), body: append(body, '\n'), etag: [1]string{tag}, version: version, made: d.Now(), moment: momentIn(body, view.CheckedAt),
		headers: verdictHeaders}, err
}

var verdictHeaders = publicHeaders("application/json")

// publicHeaders are those of a verdict for programs. Pages elsewhere may ask
// too: a verdict is public. Whoever holds one asks whether it still stands before it is
// shown again, a shared cache too: a suspension is seen at once, and "not changed" is
// answered from memory.
func publicHeaders(kind string) []header {
	return []header{
		{"Content-Type", []string{kind}},
		{"Cache-Control", []string{"public, no-cache"}},
		{"Access-Control-Allow-Origin", []string{"*"}},
		{"X-Content-Type-Options", []string{"nosniff"}},
	}
}

// tagOf names the content of a verdict, whenever it was asked for. It is weak:
// the moment of the check in the body differs.
func tagOf(view app.MarkView) (string, error) {
	view.CheckedAt = time.Time{}
	body, err := json.Marshal(view)
	return hashTag(body), err
}

func hashTag(body []byte) string {
	sum := sha256.Sum256(body)
	return `W/"` + hex.EncodeToString(sum[:12]) + `"`
}

func statusOf(view app.MarkView) int {
	if view.Mark == nil && view.CorrectedTo == "" {
		return http.StatusNotFound
	}
	return http.StatusOK
}

// give sends the answer, checked at the moment, or says that the asker has it already.
func (a *answer) give(w http.ResponseWriter, r *http.Request, now time.Time) {
	h := w.Header()
	for _, line := range a.headers {
		h[line.name] = line.values
	}
	h["Etag"] = a.etag[:]
	if a.status == http.StatusOK && r.Header.Get("If-None-Match") == a.etag[0] {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	w.WriteHeader(a.status)
	a.say(w, now)
}

// problem is an error in the words of a program (RFC 9457).
func (d *Door) problem(w http.ResponseWriter, err error) {
	later(w, err)
	kind := fault.KindOf(err)
	code := ask.EndingOf(kind).HTTP
	if code >= http.StatusInternalServerError {
		d.Log.Error("verdict failed", "error", err)
	}
	body, err := json.Marshal(map[string]any{"status": code, "title": http.StatusText(code), "code": string(kind),
		"detail": words.In(words.English).Say("error." + nameOf(kind))})
	if err != nil {
		d.Log.Error("problem failed", "error", err)
	}
	w.Header().Set("Content-Type", "application/problem+json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(code)
	_, _ = w.Write(body)
}

// dayOf reads the day of ?on= as people write days; no day is today.
func dayOf(text string) (civil.Date, error) {
	if text == "" {
		return civil.Date{}, nil
	}
	day, err := civil.Read(text)
	return day, fault.Wrap(fault.Invalid, "on-malformed", clip(text), err)
}

// markPath returns the address of a number's verdict, and entryPath of its entry.
func markPath(number string) string  { return verdictPath + url.PathEscape(number) }
func entryPath(number string) string { return "/registry/" + url.PathEscape(number) }

// verdict shows in one line what a mark is worth.
func (d *Door) verdict(v *visit) error {
	number, form := v.r.PathValue("number"), dateForm{Value: v.query("on")}
	p := v.page()
	day, err := dayOf(form.Value)
	if err != nil {
		form.Error = v.book.Say("fault.on-malformed")
		return v.show(ask.EndingOf(fault.Invalid).HTTP, badDayPage(p, number, form))
	}
	view, err := d.ask(v.r.Context(), number, day)
	if err != nil {
		return err
	}
	now := view
	if view.Today != nil {
		if now, err = d.ask(v.r.Context(), number, civil.Date{}); err != nil {
			return err
		}
	}
	return v.show(statusOf(view), verdictPage(p, p.verdict(view), p.verdict(now), form))
}

// dateForm is the question for a verdict on another day.
type dateForm struct {
	Value string
	Error string
}

// entry shows an entry of the register with its whole history, and what the visitor may do
// to the mark.
func (d *Door) entry(v *visit) error {
	view, err := d.ask(v.r.Context(), v.r.PathValue("number"), civil.Date{})
	if err != nil {
		return err
	}
	p := v.page()
	shown := p.verdict(view)
	if shown.Known && v.actor.Role != "" {
		if shown.offers, err = d.Office.Doable(v.r.Context(), v.actor, desk.OnMark, view.Number); err != nil {
			return err
		}
	}
	return v.show(statusOf(view), entryPage(p, shown))
}
