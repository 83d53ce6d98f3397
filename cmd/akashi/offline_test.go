package main

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
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
	mute *atomic.Bool // the next observation arrives, and its answer does not
}

// carries opens a tablet on which somebody is signed in.
func carries(t *testing.T, b browser) tablet {
	t.Helper()
	var cut, mute atomic.Bool
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if cut.Load() {
			if c, _, err := http.NewResponseController(w).Hijack(); err == nil {
				_ = c.Close()
			}
			return
		}
		r.AddCookie(&http.Cookie{Name: "akashi", Value: b.cookie})
		if strings.HasSuffix(r.URL.Path, "/observe") && mute.Swap(false) {
			b.doors.ServeHTTP(httptest.NewRecorder(), r)
			cut.Store(true)
			panic(http.ErrAbortHandler)
		}
		b.doors.ServeHTTP(w, r)
	}))
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	t.Cleanup(server.Close)
	return tablet{t, chromium.Open(t).Page(t, 820), server.URL, &cut, &mute}
}

// sees writes down what was seen, with a photo.
func (f tablet) sees(text, name string, content []byte) {
	f.Helper()
	photo := filepath.Join(f.TempDir(), name)
	if err := os.WriteFile(photo, content, 0o600); err != nil {
		f.Fatal(err)
	}
	f.page.Fill("#s-text", text)
	f.page.Upload("#s-photo", photo)
	f.page.Press("#see .btn")
}

// photoTaken is a photo that says where it was taken.
func photoTaken(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewRGBA(image.Rect(0, 0, 640, 480)), nil); err != nil {
		t.Fatal(err)
	}
	where := "東京都千代田区"
	return slices.Concat(b.Bytes()[:2], []byte{0xff, 0xfe, 0, byte(2 + len(where))}, []byte(where), b.Bytes()[2:])
}

// carried is what of the entries lies on the tablet in clear, and how many photos it has.
func (f tablet) carried() (rows string, photos int) {
	f.Helper()
	f.page.Eval(`(globalThis.__rows = undefined, (async () => {
		const db = await new Promise((done) => { const r = indexedDB.open("akashi-away", 1); r.onsuccess = () => done(r.result); });
		const rows = await new Promise((done) => { const r = db.transaction("entry").objectStore("entry").getAll(); r.onsuccess = () => done(r.result); });
		const text = async (data) => new TextDecoder().decode(data instanceof Blob ? await data.arrayBuffer() : data);
		globalThis.__rows = { photos: rows.filter((row) => row.photo).length, text: JSON.stringify(rows) + (await Promise.all(rows.flatMap((row) => [text(row.closed.data), row.photo ? text(row.photo.data) : ""]))).join() };
	})(), "")`, &rows)
	for range 50 {
		if f.page.Eval(`globalThis.__rows?.text ?? ""`, &rows); rows != "" {
			break
		}
		time.Sleep(100 * time.Millisecond)
	}
	f.page.Eval(`globalThis.__rows?.photos ?? -1`, &photos)
	return rows, photos
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
		tab.sees("入退室の記録に7月の記載がない。", "見取り図.gif", []byte("GIF89a"))
		tab.waits("[data-told]", "写真はJPEGかPNGにしてください。")
		tab.sees("入退室の記録に7月の記載がない。", "記録.jpg", make([]byte, 26<<20))
		tab.waits("[data-told]", "写真は1枚25MBまでです。選んだ写真は26.0MBある")
		photo := photoTaken(t)
		tab.sees("入退室の記録に7月の記載がない。", "記録.jpg", photo)
		tab.waits("[data-told]", "この端末に3件を保存しました（未送信）。")
		tab.waits("[data-told]", "写真1枚、0.0MB（200MBまで）。")
		if rows, photos := tab.carried(); photos != 1 || strings.Contains(rows, "記録") || strings.Contains(rows, "東京都") || strings.Contains(rows, "JFIF") {
			t.Errorf("%d photos lie on the device, or something in clear: %.300q", photos, rows)
		}

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
		tab.waits("[data-entries]", "写真「記録.jpg」")
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
		// The photo arrives and the line is cut before the device hears of it: it is sent again, and is there once.
		tab.cut.Store(false)
		tab.mute.Store(true)
		tab.page.Eval(`void dispatchEvent(new Event("online"))`, nil)
		tab.waits("[data-told]", "4件中1件を保存しました")
		tab.cut.Store(false)
		tab.page.Goto(tab.at + at)
		tab.waits("[data-told]", "3件中2件を保存しました")
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
		if err != nil || len(view.Observed) != 1 || view.Observed[0].Text != "入退室の記録に7月の記載がない。" || view.Observed[0].Name != "記録.jpg" {
			t.Fatalf("seen: %v, %v", view.Observed, err)
		}
		if size := view.Observed[0].Size; size == 0 || size >= int64(len(photo)) {
			t.Errorf("of %d bytes with the place in them %d are kept", len(photo), size)
		}
		tab.sees("施錠は確かめた。", "鍵.jpg", []byte("\xff\xd8 broken"))
		tab.waits("[data-told]", "1件中0件を保存しました")
		tab.waits("[data-entries]", "鍵.jpg")
		tab.page.Press("[data-entries] .btn") // without the photo
		tab.waits("[data-told]", "1件中1件を保存しました")
		if view, err = f.office.CaseView(t.Context(), genchi, no); err != nil || len(view.Observed) != 2 || view.Observed[1].Name != "" {
			t.Errorf("without the photo: %v, %v", view.Observed, err)
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
		tab.sees("棚に鍵がある。", "棚.jpg", photo)
		tab.waits("[data-told]", "この端末に2件を保存しました（未送信）。")
		end, _ := app.FindAction(access.EndCheckOut)
		if _, err := f.office.Do(t.Context(), desk.Request{Actor: access.Actor{ID: "jimukyoku-pmark", Role: record.RoleSecretariat, Scheme: "pmark"}}, end, no,
			&review.EndCheckOutInput{CheckOut: view.CheckOuts[0].ID, Reason: "端末の紛失"}); err != nil {
			t.Fatal(err)
		}
		tab.cut.Store(false)
		var told bool
		tab.page.Eval(`dispatchEvent(new Event("online"))`, &told)
		tab.waits("[data-told]", "持ち出しが終わったか、取り消されたので、この端末からは送れません。2件の文を写してください。")
		tab.waits("[data-entries]", "鍵の貸出簿がない。")
		tab.waits("[data-entries]", "写真「棚.jpg」は、この端末から消しました")
		if _, photos := tab.carried(); photos != 0 {
			t.Errorf("after it was revoked %d photos lie on the device", photos)
		}
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
