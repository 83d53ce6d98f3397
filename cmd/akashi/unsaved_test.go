package main

import (
	"strings"
	"testing"
	"time"

	"akashi/app/people"
	"akashi/beside/testkit"
	chromium "akashi/beside/testkit/browser"
	"akashi/record"
)

// TestASessionEndsWhileSomebodyWrites: the text stands in the browser, in nobody else's form, is
// saved after its owner has signed in again, and is there no longer once it is; where it cannot
// be saved, the sign-out shows it and takes it away.
func TestASessionEndsWhileSomebodyWrites(t *testing.T) {
	t.Parallel()
	testkit.Slow(t, "a browser takes its time")
	onBothStores(t, func(t *testing.T, store string) {
		b := chromium.Open(t)
		e := openEntranceOn(t, "off", store)
		office := e.come(people.UserInput{ID: "jimukyoku", Name: "事務局", Role: record.RoleSecretariat, Scheme: "anshin"})
		h := e.sits(b, chromium.Desktop, true).comes(e.invite(people.UserInput{ID: "tanto", Name: "担当 花子", Role: record.RoleApplicant, Scheme: "anshin"}))
		h.sends("/do/cases/open", "scheme", "anshin", "type", "new", "applicant.name", "見本インターネット株式会社", "service", "見本ネット", "intake_body", "jaipa")
		no := hasCase.FindStringSubmatch(strings.TrimPrefix(h.page.Address(), h.at))[1]
		item := "/o/cases/" + no + "/items/1-1-1"
		ends := func() {
			t.Helper()
			if err := e.office.SignOut(t.Context(), h.page.Cookie("akashi")); err != nil {
				t.Fatal(err)
			}
		}
		kept := func(want bool) {
			t.Helper()
			var texts int
			h.page.Eval(`Object.keys(localStorage).filter((n) => n.startsWith("akashi:text:")).length`, &texts)
			if told := h.page.Cookie("akashi-unsaved") != ""; texts > 0 != want || told != want {
				t.Errorf("%d texts are kept, the sign-out is told %t; want %t", texts, told, want)
			}
		}

		h.goes(item).writes("規程第3条", "保存しました")
		kept(false)
		ends()
		h.writes("規程第3条による。", "まだ保存できていません")
		kept(true)
		h.enters("tanto").goes(item).becomes("[data-saved]", "保存しました").says("規程第3条による。")
		kept(false)
		office.wants(office.get(item), 200, "", "規程第3条による。")

		// Somebody else at the same browser is shown nothing of it, and sends nothing.
		ends()
		h.writes("規程第3条による。続き。", "まだ保存できていません")
		owner := h.secret
		other := e.invite(people.UserInput{ID: "douryo", Name: "同僚 次郎", Role: record.RoleApplicant, Scheme: "anshin", ApplicantID: e.caseOf(no).applicant})
		h.comes(other).goes(item).says("規程第3条による。").leaves().page.Click("form[data-leaves] button")
		h.secret = owner
		h.enters("tanto").goes(item).becomes("[data-saved]", "保存しました").says("規程第3条による。続き。")

		// A hand that goes on at once is let go once it is saved, and the sign-out too.
		h.write("規程第3条による。続きの続き。")
		h.page.Click("a[rel=next]")
		kept(false)
		h.goes(item).write("規程第3条による。完。")
		h.leaves()
		kept(false)
		office.wants(office.get(item), 200, "", "規程第3条による。完。")

		// What cannot be saved goes with the sign-out, which says so first.
		h.enters("tanto").goes(item)
		office.wants(office.get("/do/cases/"+no+"/begin-review"), 409, "", `href="/o/cases/`+no+`"`, "申請 "+no+" を開く")
		changed := office.key("/do/cases/" + no + "/answer")
		if done := office.post("/do/cases/"+no+"/answer", append(changed, "notes.1-1-2", "事務局の覚え")...); done.status != 303 {
			t.Fatalf("changed: %+v", done)
		}
		h.writes("遅れて書いた文", "")
		h.leaves().becomes("main", "まだ保存できていない文").sees("1-1-1", "遅れて書いた文")
		kept(true)
		h.sound()
		h.page.Click("form[data-leaves] button")
		kept(false)
		if h.page.Cookie("akashi") != "" || strings.Contains(office.get(item).body, "遅れて書いた文") {
			t.Error("signed in after the sign-out, or saved over somebody else's")
		}
	})
}

// What goes by a button alone is kept until it has arrived: who was signed out meanwhile finds
// it again and sends it once; who thinks better of it takes it away.
func TestADraftIsKeptUntilItHasArrived(t *testing.T) {
	t.Parallel()
	testkit.Slow(t, "a browser takes its time")
	b := chromium.Open(t)
	e := openEntrance(t, "off")
	h := e.sits(b, chromium.Desktop, true).comes(e.invite(people.UserInput{ID: "tanto", Name: "担当 花子", Role: record.RoleApplicant, Scheme: "anshin"}))
	h.sends("/do/cases/open", "scheme", "anshin", "type", "new", "applicant.name", "見本インターネット株式会社", "service", "見本ネット", "intake_body", "jaipa")
	no := hasCase.FindStringSubmatch(strings.TrimPrefix(h.page.Address(), h.at))[1]
	form := "/do/cases/" + no + "/write-message"
	writes := func(text string) {
		h.page.Eval(`(() => { const f = document.querySelector("main textarea"); f.value = `+"`"+text+"`"+`; f.dispatchEvent(new Event("input", {bubbles: true})); return true })()`, new(bool))
	}
	stands := func(text string, back, asks bool) {
		t.Helper()
		var at struct {
			Text string
			Back bool
		}
		h.page.Eval(`(() => ({Text: document.querySelector("main textarea").value, Back: !document.querySelector("[data-drafted]").hidden}))()`, &at)
		if told := h.page.Cookie("akashi-unsaved") != ""; at.Text != text || at.Back != back || told != asks {
			t.Errorf("the form says %q, come back %t, the sign-out asks %t; want %q, %t, %t", at.Text, at.Back, told, text, back, asks)
		}
	}

	h.goes(form)
	writes("いつまでに出せばよいでしょうか。")
	stands("いつまでに出せばよいでしょうか。", false, true)
	if err := e.office.SignOut(t.Context(), h.page.Cookie("akashi")); err != nil {
		t.Fatal(err)
	}
	h.page.Click("main form .btn[type=submit]")
	h.enters("tanto").goes(form)
	stands("いつまでに出せばよいでしょうか。", true, false)
	h.clicks("main form .btn[type=submit]")
	first := h.page.Cookie("akashi-arrived")
	h.goes(form)
	stands("", false, false)
	h.goes("/o/cases/" + no + "/history").writesTo("もう一つあります。")
	if both := h.page.Cookie("akashi-arrived"); first == "" || !strings.HasSuffix(both, "."+first) {
		t.Errorf("arrived are %q, after %q", both, first)
	}
	h.goes("/o/cases/" + no + "/history")
	if text := h.page.Text("#talk ol"); strings.Count(text, "いつまでに出せばよいでしょうか。") != 1 {
		t.Errorf("sent not once: %q", text)
	}

	h.goes(form)
	writes("やめた")
	h.goes(form)
	stands("やめた", true, true)
	h.page.Press("[data-drafted] button")
	stands("", false, false)

	// An audit is a grid to fill in, and is kept like a text.
	day := func() (value string) {
		h.page.Eval(`document.querySelector("#completed").value`, &value)
		return value
	}
	h.goes("/o/cases/" + no + "/audits")
	h.page.Eval(`(() => { const f = document.querySelector("#completed"); f.value = "2026-04-01"; f.dispatchEvent(new Event("input", {bubbles: true})); return true })()`, new(bool))
	if h.goes("/o/cases/" + no + "/audits"); day() != "2026-04-01" {
		t.Errorf("the audit's day is %q at the next opening", day())
	}
	h.page.Press("#add input[type=checkbox]")
	h.clicks("#add .btn[type=submit]")
	if h.goes("/o/cases/" + no + "/audits"); day() != "" {
		t.Errorf("the audit has arrived, and its day %q stands there again", day())
	}
	h.sound()
}

// write writes into the text of the page; a moment later it is saved.
func (h *hand) write(text string) *hand {
	h.Helper()
	h.page.Eval(`(() => { const f = document.querySelector(".item textarea"); f.value = `+"`"+text+"`"+`; f.dispatchEvent(new Event("input", {bubbles: true})); return true })()`, new(bool))
	return h
}

// writes writes, and waits for what the page says of it.
func (h *hand) writes(text, said string) *hand {
	h.Helper()
	before := h.page.Text("[data-saved]")
	h.write(text)
	for range 100 {
		if now := h.page.Text("[data-saved]"); now != before && strings.Contains(now, said) {
			return h
		}
		time.Sleep(50 * time.Millisecond)
	}
	h.Fatalf("after %q the page says %q, want %q", text, h.page.Text("[data-saved]"), said)
	return h
}

// becomes waits until a place of the page says something.
func (h *hand) becomes(selector, said string) *hand {
	h.Helper()
	for range 100 {
		if strings.Contains(h.page.Text(selector), said) {
			return h
		}
		time.Sleep(50 * time.Millisecond)
	}
	h.Fatalf("%s: %s says %q, want %q", h.page.Address(), selector, h.page.Text(selector), said)
	return h
}

// says looks at what stands in the text of the page.
func (h *hand) says(want string) *hand {
	h.Helper()
	var got string
	h.page.Eval(`document.querySelector(".item textarea").value`, &got)
	if got != want {
		h.Errorf("%s: the field says %q, want %q", h.page.Address(), got, want)
	}
	return h
}

// leaves presses the button of every page that signs out.
func (h *hand) leaves() *hand {
	h.Helper()
	h.page.Click(`header form[action$="/logout"] button`)
	return h
}

// enters signs in by name, password, and the app.
func (h *hand) enters(name string) *hand {
	h.Helper()
	h.now = h.now.Add(people.StepLasts)
	h.page.Goto(h.at + "/login")
	h.fills("#user", name).fills("#password", password).clicks(`form[action$="/login"] .btn:not(.btn--line)`)
	if h.page.Count("#second") > 0 {
		h.fills("#second", h.code()).clicks("main form:not([data-passkey]) .btn[type=submit]:not(.btn--line)")
	}
	if h.page.Cookie("akashi") == "" {
		h.Fatalf("%s is not let in: %s", name, h.page.Text("main"))
	}
	return h
}
