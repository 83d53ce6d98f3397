package main

import (
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"akashi/app/people"
	chromium "akashi/beside/testkit/browser"
	"akashi/record"
	"akashi/scheme"
	"akashi/values/civil"
)

// hand is somebody with a browser.
type hand struct {
	*guest
	page *chromium.Page
	at   string
	keys bool        // nothing but keys
	sent int         // forms
	away atomic.Bool // the line is cut
}

// sits gives somebody a browser, in which the scripts of pages may be turned off.
func (e *entrance) sits(b *chromium.Browser, width int, script bool) *hand {
	e.Helper()
	h := &hand{guest: &guest{entrance: e}, page: b.Page(e, width)}
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if h.away.Load() {
			panic(http.ErrAbortHandler)
		}
		e.door.ServeHTTP(w, r)
	}))
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	server.Start()
	e.Cleanup(server.Close)
	h.at = server.URL
	if !script {
		h.page.WithoutScript()
	}
	return h
}

// comes opens an invitation, chooses a password, and makes an app the second factor where
// that is asked for at once.
func (h *hand) comes(link string) *hand {
	h.Helper()
	h.page.Goto(h.at + "/login?link=" + link)
	h.fills("#password", password).clicks("main form .btn:not(.btn--line)")
	h.page.Goto(h.at + "/me/app")
	h.secret = strings.ReplaceAll(h.page.Text(".secret"), " ", "")
	h.fills("#second", h.code()).clicks("main form .btn:not(.btn--line)")
	if !strings.Contains(h.page.Text("main"), "この番号は、いまだけ表示されます。") {
		h.Fatalf("no second factor: %s", h.page.Text("main"))
	}
	return h
}

// goes opens a page, which has to be there and without fault.
func (h *hand) goes(path string) *hand {
	h.Helper()
	h.page.Goto(h.at + path)
	h.confirms()
	h.sound()
	return h
}

// confirms shows the second factor where it is asked for anew.
func (h *hand) confirms() {
	h.Helper()
	if h.page.Status() != http.StatusForbidden || h.page.Count("#second") == 0 {
		return
	}
	h.now = h.now.Add(people.StepLasts)
	h.fills("#second", h.code()).clicks("main form:not([data-passkey]) .btn[type=submit]:not(.btn--line)")
}

// fills writes into a field, and clicks goes on by a button or a link: by keys where the hand
// has nothing else.
func (h *hand) fills(selector, value string) *hand {
	h.Helper()
	if !h.keys {
		h.page.Fill(selector, value)
		return h
	}
	h.page.TabTo(selector)
	h.page.Type(value)
	return h
}

func (h *hand) clicks(selector string) *hand {
	h.Helper()
	if !h.keys {
		h.page.Click(selector)
		return h
	}
	h.page.TabTo(selector)
	h.page.TypeOn(chromium.Enter)
	return h
}

// byKeysOnly takes the mouse away.
func (h *hand) byKeysOnly() *hand {
	h.keys = true
	h.page.ByKeysOnly()
	return h
}

// refusedOnTheWay is what a browser says of an answer that the story is about: the sign-in has
// ended, the factor is asked for, somebody else was first, a code was wrong, the store broke. Another
// provider has no icon.
var refusedOnTheWay = regexp.MustCompile(`with a status of (401|403|409|422|500)|/favicon\.ico$`)

func (h *hand) sound() {
	h.Helper()
	if s := h.page.Status(); s != 200 {
		h.Fatalf("%s: %d %s", h.page.Address(), s, h.page.Text("main"))
	}
	for _, problem := range append(h.page.Problems(), h.page.ConsoleErrors()...) {
		if refusedOnTheWay.MatchString(problem) {
			continue
		}
		h.Errorf("%s: %s", h.page.Address(), problem)
	}
}

// sends opens a form, fills fields in by their names, sends it, and sees it taken. A value
// that begins with @ is a file.
func (h *hand) sends(path string, pairs ...string) *hand {
	h.Helper()
	return h.goes(path).sendsHere(pairs...)
}

// sendsHere fills in and sends the form that is shown.
func (h *hand) sendsHere(pairs ...string) *hand {
	h.Helper()
	given := [][2]string{}
	for i := 0; i < len(pairs); i += 2 {
		if name, ok := strings.CutPrefix(pairs[i+1], "@"); ok {
			h.page.Upload(fmt.Sprintf("[name=%q]", pairs[i]), name)
			continue
		}
		given = append(given, [2]string{pairs[i], pairs[i+1]})
	}
	given = h.ofScheme(given)
	if h.keys {
		h.typesInto(given)
	} else {
		h.putsInto(given)
	}
	h.clicks("main form .btn[type=submit]:not(.btn--line)")
	h.confirms()
	h.sent++
	h.now = h.now.Add(time.Minute)
	if h.page.Count("[role=alert]") > 0 {
		h.Fatalf("%s is refused: %s", h.page.Address(), h.page.Text("[role=alert]"))
	}
	h.sound()
	return h
}

// ofScheme says of which scheme the form is, where it asks that before the rest; one that
// stands fixed in it has to be the same.
func (h *hand) ofScheme(given [][2]string) [][2]string {
	h.Helper()
	i := slices.IndexFunc(given, func(one [2]string) bool { return one[0] == "scheme" })
	if i < 0 {
		return given
	}
	var fixed string
	h.page.Eval(`document.querySelector("main form input[type=hidden][name=scheme]")?.value ?? ""`, &fixed)
	switch first := "main form[method=get] select[name=scheme]"; {
	case fixed == given[i][1]:
	case h.page.Count(first) == 0:
		return given
	case h.keys:
		h.page.Choose("scheme", given[i][1])
		h.clicks("main form[method=get] .btn[type=submit]")
	default:
		h.putsInto(given[i : i+1])
		h.clicks("main form[method=get] .btn[type=submit]")
	}
	return slices.Delete(slices.Clone(given), i, i+1)
}

// typesInto fills fields in by keys, in their order on the page.
func (h *hand) typesInto(given [][2]string) {
	h.Helper()
	for _, one := range given {
		var kind string
		h.page.Eval(fmt.Sprintf("[...document.getElementsByName(%q)].find((e) => e.type !== 'hidden')?.type ?? ''", one[0]), &kind)
		switch kind {
		case "":
			h.Fatalf("%s has no field for %q", h.page.Address(), one[0])
		case "radio", "checkbox", "select-one":
			h.page.Choose(one[0], one[1])
		default:
			h.fills(fmt.Sprintf("[name=%q]", one[0]), one[1])
		}
	}
}

// putsInto fills fields in at once.
func (h *hand) putsInto(given [][2]string) {
	h.Helper()
	text, _ := json.Marshal(given) // strings always can be
	var missing []string
	h.page.Eval(`(`+string(text)+`).filter(([name, value]) => {
		const all = [...document.getElementsByName(name)].filter((e) => e.type !== "hidden");
		const box = all.find((e) => ["radio", "checkbox"].includes(e.type) && e.value === value);
		if (box) box.checked = true; else if (all[0] && !["radio", "checkbox"].includes(all[0].type)) { all[0].value = value; return all[0].value !== value; } else return true;
		return false;
	}).map((p) => p.join("="))`, &missing)
	if len(missing) > 0 {
		h.Fatalf("%s has no field for %q", h.page.Address(), missing)
	}
}

// sendsAtOnce sends an empty form fifty times at once, as a hand that presses again and
// again: it is done once, and every answer leads to the same page.
func (h *hand) sendsAtOnce(path, to string) {
	h.Helper()
	h.goes(path)
	if h.page.Count("[name=_key]") == 0 {
		h.Fatalf("%s has no form: %s", path, h.page.Text("main"))
	}
	form := url.Values{}
	for _, name := range []string{"_key", "_version"} {
		var value string
		h.page.Eval(`document.getElementsByName("`+name+`")[0].value`, &value)
		form.Set(name, value)
	}
	h.cookie = h.page.Cookie("akashi")
	before, _ := h.head("jimukyoku")
	var wait sync.WaitGroup
	answers := make([]replied, 50)
	for i := range answers {
		wait.Go(func() {
			g := &guest{entrance: h.entrance, cookie: h.cookie}
			answers[i] = g.ask(http.MethodPost, path, form)
		})
	}
	wait.Wait()
	for _, a := range answers {
		if a.status != http.StatusSeeOther || !strings.HasPrefix(a.location, to) {
			h.Errorf("one of fifty: %d %s %.300s", a.status, a.location, a.body)
		}
	}
	if after, _ := h.head("jimukyoku"); after != before+1 {
		h.Errorf("fifty forms made %d leaves of the journal", after-before)
	}
	h.sent++
	h.now = h.now.Add(time.Minute)
}

// isRefusedBy sends the form that is shown and is told that nothing was stored.
func (h *hand) isRefusedBy(broken *faulty, path string) {
	h.Helper()
	h.goes(path)
	broken.late.Store(true)
	h.page.Click("main form .btn[type=submit]:not(.btn--line)")
	if s := h.page.Status(); s < http.StatusInternalServerError || strings.Contains(h.page.Text("body"), "受付票") {
		h.Errorf("the store breaks and %s is answered with %d: %s", path, s, h.page.Text("main"))
	}
	h.sees("保存されたことを、確かめられませんでした")
	broken.late.Store(false)
}

// sees looks for words on the page.
func (h *hand) sees(words ...string) *hand {
	h.Helper()
	text := h.page.Text("body")
	for _, w := range words {
		if !strings.Contains(text, w) {
			h.Errorf("%s: %q is not there: %s", h.page.Address(), w, h.page.Text("main"))
		}
	}
	return h
}

// tabs goes on by the tabulator to what is called so, and presses Enter.
func (h *hand) tabs(called string) *hand {
	h.Helper()
	const most = 200
	for range most {
		h.page.Type("\t")
		var name string
		h.page.Eval(`(document.activeElement.innerText || document.activeElement.labels?.[0]?.innerText || "").trim()`, &name)
		if strings.HasPrefix(name, called) {
			h.page.TypeOn("\r")
			h.sound()
			return h
		}
	}
	h.Fatalf("%s: no key leads to %q", h.page.Address(), called)
	return h
}

// handsIn hands in everything that a case waits for, but for statements.
func (h *hand) handsIn(of stood, no, paper, scanned string, audited civil.Date) {
	h.Helper()
	at := "/do/cases/" + no + "/"
	both := append(repeat("criterion", of.waiting(scheme.EvidenceDocument)), repeat("document", of.documents)...)
	h.sends(at+"attach", append([]string{"content", "@" + paper}, both...)...)
	h.sends(at+"record-page", append([]string{"url", "https://mihon.example/", "seen", "約款がある"}, repeat("item", of.waiting(scheme.EvidenceWeb))...)...)
	audits, _ := json.Marshal([]record.Audit{{Completed: audited, Items: scheme.IDs(of.edition.Audit.Items())}})
	h.sends(at+"record-evidence", "audits", string(audits))
	h.sends(at+"record-report", "content", "@"+scanned)
}

// states says of every sentence that it is so, office by office, and makes the declarations.
func (h *hand) states(of stood, no string) {
	h.Helper()
	for _, post := range scheme.Posts() {
		var says []string
		for _, d := range of.due {
			if d.Asks == scheme.EvidenceStatement && d.Post == post {
				says = append(says, "say."+d.Item, "so")
			}
		}
		h.sends("/t/"+no+"?post="+string(post), says...)
	}
	h.sends("/do/cases/" + no + "/declare")
}

// judges gives full marks to the criterion that is shown, by its key, and goes on by another.
func (h *hand) judges(item scheme.Criterion) {
	h.Helper()
	key := "1"
	if asked := item.For(scheme.New); asked.Grading == scheme.Graded {
		key = fmt.Sprint(asked.Points)
	}
	if at := h.page.Text("h1"); at != item.ID {
		h.Fatalf("%s is shown, not %s", at, item.ID)
	}
	h.page.Type(key)
	if h.page.Count("a[rel=next]") > 0 {
		h.page.TypeOn("j")
	} else {
		h.becomes("[data-saved]", "保存しました")
	}
}

// begins signs up, from the question whether one may apply, and comes by the link of the letter.
func (h *hand) begins(scheme, name, email, organisation string) *hand {
	h.Helper()
	h.goes("/a/check/" + scheme + "?case=new")
	h.clicks(`a[href^="/a/begin"]`)
	h.fills("#f-name", name).fills("#f-email", email).fills("#f-organisation", organisation).clicks("main form .btn")
	h.sees("申込みを受け付けました")
	template, to, link := h.letter()
	if template != "sign-up" || to != email {
		h.Fatalf("%s went to %s", template, to)
	}
	return h.comes(link)
}

// writesTo writes to the other side of the case on the page that is shown.
func (h *hand) writesTo(text string) *hand {
	h.Helper()
	h.fills(`form[action$="/write-message"] [name="text"]`, text).clicks(`form[action$="/write-message"] button[type=submit]`)
	h.sound()
	h.sent++
	h.now = h.now.Add(time.Minute)
	return h
}

// repeat pairs one name with each of some values.
func repeat(name string, values []string) (pairs []string) {
	for _, v := range values {
		pairs = append(pairs, name, v)
	}
	return pairs
}
