package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"akashi/app"
	"akashi/app/desk"
	"akashi/app/review"
	"akashi/beside/testkit"
	chromium "akashi/beside/testkit/browser"
	"akashi/record"
	"akashi/rules/access"
)

// tablet is a device at the applicant's, whose connection can be cut.
type tablet struct {
	*testing.T
	page *chromium.Page
	at   string
	cut  *atomic.Bool
}

// carries opens a tablet on which somebody is signed in.
func carries(t *testing.T, b browser) tablet {
	t.Helper()
	var cut atomic.Bool
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if cut.Load() {
			if c, _, err := http.NewResponseController(w).Hijack(); err == nil {
				_ = c.Close()
			}
			return
		}
		r.AddCookie(&http.Cookie{Name: "akashi", Value: b.cookie})
		b.doors.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	return tablet{t, chromium.Open(t).Page(t, 820), server.URL, &cut}
}

// waits until the page says something in a part.
func (f tablet) waits(selector, says string) {
	f.Helper()
	text := ""
	for range 150 {
		f.page.Eval(fmt.Sprintf(`(document.querySelector(%q)?.innerText ?? "")`, selector), &text)
		if strings.Contains(text, says) {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	var body string
	f.page.Eval(`document.body.innerText.slice(0, 1500)`, &body)
	f.Fatalf("%s does not say %q but %q; %v\n%s", selector, says, text, f.page.ConsoleErrors(), body)
}

// judges chooses a verdict on an item of the checklist, the first is 0, and returns its name.
func (f tablet) judges(n int, verdict, note string) (item string) {
	f.Helper()
	f.page.Eval(fmt.Sprintf(`(() => {
		const one = [...document.querySelectorAll("form[data-items] fieldset")][%d], pick = one.querySelector("[value=%s]"), note = one.querySelector("[name^='notes.']");
		pick.checked = true; pick.dispatchEvent(new Event("input", {bubbles: true}));
		if (%q) { note.value = %q; note.dispatchEvent(new Event("input", {bubbles: true})); }
		return pick.name;
	})()`, n, verdict, note, note), &item)
	return strings.TrimPrefix(item, "answers.")
}

// TestTheAssessorThroughACut takes a case along on a tablet, loses the connection in the middle
// of the checklist and then the page itself, goes on under the own words, and is told what was
// saved once the connection is back: where somebody else has judged the same meanwhile, the
// assessor chooses. After the office has revoked it nothing is taken from the tablet, and
// what was written stands there to be copied.
func TestTheAssessorThroughACut(t *testing.T) {
	t.Parallel()
	testkit.Slow(t, "it is a story in a browser")
	onBothStores(t, func(t *testing.T, store string) {
		f := openFilledOn(t, store)
		no, genchi := onSiteCase(t, f), access.Actor{ID: "genchi", Role: record.RoleAssessor, Scheme: "pmark"}
		b := enteredAs(t, f.office, "genchi")
		at, tab := "/f/"+no, carries(t, b)
		found := func(item string) (record.Verdict, string) {
			t.Helper()
			view, err := f.office.CaseView(t.Context(), genchi, no)
			if err != nil {
				t.Fatal(err)
			}
			for _, a := range view.Answers {
				if a.Criterion+"/"+a.Aspect == item {
					return a.First, a.FirstNote
				}
			}
			t.Fatalf("no item %s", item)
			return "", ""
		}

		tab.page.Goto(tab.at + at)
		tab.page.Click("#away form:not([data-take]) .btn")
		tab.waits("#away", "持ち出しています")
		tab.page.Fill("#a-phrase", "ゆきどけの沢")
		tab.page.Press("[data-take] .btn")
		tab.waits("[data-told]", "この端末に持ち出してあります")

		// In the middle of the checklist the connection goes.
		before := tab.judges(0, "met", "")
		tab.waits("[data-told]", "1件中1件を保存しました")
		if first, _ := found(before); first != record.Met {
			t.Errorf("before the cut: %q", first)
		}
		tab.cut.Store(true)
		contested, second := tab.judges(1, "unmet", "記録に署名がない。"), tab.judges(2, "met", "")
		tab.waits("[data-told]", "圏外です。この端末に2件を保存しました（未送信）。")
		tab.page.Fill("#s-text", "入退室の記録に7月の記載がない。")
		tab.page.Press("#see .btn")
		tab.waits("[data-told]", "この端末に3件を保存しました（未送信）。")

		// The page is gone, and comes back without a connection, under the own words alone.
		tab.page.Goto("about:blank")
		tab.page.Goto(tab.at + at)
		tab.waits("h1", "つながっていません")
		tab.page.Fill("#a-again", "ちがう言葉です")
		tab.page.Press("[data-unlock] .btn")
		tab.waits("[data-told]", "合い言葉が違います。")
		tab.page.Fill("#a-again", "ゆきどけの沢")
		tab.page.Press("[data-unlock] .btn")
		tab.waits("[data-told]", "この端末に3件を保存しました（未送信）。")
		var note string
		tab.page.Eval(fmt.Sprintf(`document.querySelector("[name='notes.%s']").value`, contested), &note)
		if note != "記録に署名がない。" {
			t.Errorf("after the page was gone the note is %q", note)
		}
		// The clock goes on without a connection, and fills the next entry of the time sheet.
		tab.page.Press("[data-begin]")
		tab.waits("[data-clock]", "に始めました")
		tab.page.Eval(`localStorage.setItem("akashi-clock:" + location.pathname, Date.now() - 95 * 60000)`, nil)
		tab.page.Press("[data-end]")
		var entry string
		tab.page.Eval(`document.querySelector("#t-minutes").value + " " + document.querySelector("#t-note").value`, &entry)
		if !strings.HasPrefix(entry, "95 ") || !strings.Contains(entry, "から") {
			t.Errorf("after an hour and 35 minutes the entry is %q", entry)
		}
		third := tab.judges(3, "cannot_judge", "")
		tab.waits("[data-told]", "この端末に4件を保存しました（未送信）。")
		if first, _ := found(second); first != "" {
			t.Errorf("something arrived through the cut: %q", first)
		}

		// Meanwhile the same item is judged at another device.
		other := b.blank(at)
		other.Set("answers."+contested, "met")
		if done := b.ask(http.MethodPost, "/do/cases/"+no+"/judge", other); done.status != http.StatusSeeOther {
			t.Fatalf("judged elsewhere: %d %s", done.status, done.text)
		}
		tab.cut.Store(false)
		tab.page.Goto(tab.at + at)
		tab.waits("[data-told]", "4件中3件を保存しました")
		tab.waits("[data-entries]", "ほかの人が先に書き換えました。")
		if first, _ := found(contested); first != record.Met {
			t.Errorf("what was judged elsewhere was written over: %q", first)
		}
		tab.page.Press("[data-entries] dl + p .btn")
		tab.waits("[data-told]", "1件中1件を保存しました")
		for item, want := range map[string]record.Verdict{before: record.Met, contested: record.Unmet, second: record.Met, third: record.CannotJudge} {
			if first, _ := found(item); first != want {
				t.Errorf("%s is %q in the end, want %q", item, first, want)
			}
		}
		view, err := f.office.CaseView(t.Context(), genchi, no)
		if err != nil || len(view.Observed) != 1 || view.Observed[0].Text != "入退室の記録に7月の記載がない。" {
			t.Errorf("seen: %v, %v", view.Observed, err)
		}

		// Nothing of the case lies on the device in clear.
		var clear string
		tab.page.Eval(`(async () => {
			const db = await new Promise((done) => { const r = indexedDB.open("akashi-away", 1); r.onsuccess = () => done(r.result); });
			const rows = await new Promise((done) => { const r = db.transaction("copy").objectStore("copy").getAll(); r.onsuccess = () => done(r.result); });
			const raw = new Uint8Array(rows[0].page.data), cached = [];
			for (const name of await caches.keys()) for (const one of await (await caches.open(name)).keys()) cached.push(new URL(one.url).pathname);
			globalThis.__clear = JSON.stringify({ keys: Object.keys(rows[0]).sort(), text: new TextDecoder().decode(raw).includes("fieldset"), cached: cached.filter((p) => !p.startsWith("/static/")) });
		})() && ""`, &clear)
		for range 50 {
			if tab.page.Eval(`globalThis.__clear ?? ""`, &clear); clear != "" {
				break
			}
			time.Sleep(100 * time.Millisecond)
		}
		if clear != `{"keys":["ends","out","page","path","until","wrapped"],"text":false,"cached":["/f/away"]}` {
			t.Errorf("on the device lies %s", clear)
		}

		// Once the office has revoked it, nothing is taken, and the text is not lost.
		tab.cut.Store(true)
		tab.judges(4, "unmet", "鍵の貸出簿がない。")
		tab.waits("[data-told]", "この端末に1件を保存しました（未送信）。")
		end, _ := app.FindAction(access.EndCheckOut)
		if _, err := f.office.Do(t.Context(), desk.Request{Actor: access.Actor{ID: "jimukyoku-pmark", Role: record.RoleSecretariat, Scheme: "pmark"}}, end, no,
			&review.EndCheckOutInput{CheckOut: view.CheckOuts[0].ID, Reason: "端末の紛失"}); err != nil {
			t.Fatal(err)
		}
		tab.cut.Store(false)
		var told bool
		tab.page.Eval(`dispatchEvent(new Event("online"))`, &told)
		tab.waits("[data-told]", "持ち出しが終わったか、取り消されたので、この端末からは送れません。1件の文を写してください。")
		tab.waits("[data-entries]", "鍵の貸出簿がない。")
		late := b.blank(at)
		late.Set("_checkout", view.CheckOuts[0].ID)
		late.Set("text", "遅れて届いた")
		if done := b.ask(http.MethodPost, "/do/cases/"+no+"/observe", late); !strings.Contains(done.text, "持ち出しの期限が過ぎたか、取り消された") {
			t.Errorf("what comes late is taken: %d", done.status)
		}
		tab.page.Goto(tab.at + at) // the words are asked for, since the office gives no key
		tab.page.Fill("#a-again", "ゆきどけの沢")
		tab.page.Press("[data-unlock] .btn")
		tab.waits("[data-entries]", "鍵の貸出簿がない。")
	})
}
