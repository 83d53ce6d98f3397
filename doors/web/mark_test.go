package web_test

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"akashi/app"
	"akashi/beside/testkit/clock"
	"akashi/doors/web"
	"akashi/rules/lifecycle"
)

func TestVerdictOfEachStanding(t *testing.T) {
	t.Parallel()
	d := open(t, newOffice(t))
	for _, row := range []struct {
		number, standing, ja, en string
		status                   int
	}{
		{"J0901", "valid", "このマークは有効です", "This mark is valid", 200},
		{"Ｊ０９０１", "valid", "このマークは有効です", "This mark is valid", 200},
		{"J0902", "suspended", "このマークは有効ではありません（一時停止中）", "This mark is not valid (suspended)", 200},
		{"T0903", "withdrawn", "このマークは無効です（取消し）", "This mark is not valid (withdrawn)", 200},
		{"D0904", "ended", "このマークは無効です（使用終了）", "This mark is not valid (its use has ended)", 200},
		{"J0905", "expired", "このマークは有効ではありません（期限切れ）", "This mark is not valid (expired)", 200},
		{"J0906", "not_yet_valid", "このマークはまだ有効ではありません", "This mark is not valid yet", 200},
		{"SA2014-001", "historical", "いま有効かどうかは、ここではわかりません", "Whether it is valid today is not known here", 200},
		{"Z9", "unknown", "この番号のマークは登録されていません", "No mark with this number is registered", 404},
	} {
		for path, heading := range map[string]string{"/v/": row.ja, "/en/v/": row.en} {
			r := get(t, d, path+url.PathEscape(row.number))
			if r.Code != row.status || r.text("h1") != heading {
				t.Errorf("%s%s: got %d %q, want %d %q", path, row.number, r.Code, r.text("h1"), row.status, heading)
			}
			green := strings.Contains(r.Body.String(), "verdict--ok")
			if green != (row.standing == "valid") {
				t.Errorf("%s%s: shown as good: %v", path, row.number, green)
			}
		}
	}
}

func TestVerdictTellsTheGround(t *testing.T) {
	t.Parallel()
	d := open(t, newOffice(t))
	for number, words := range map[string][]string{
		"J0901": {"令和8年4月1日 〜 令和9年3月31日", "4011001098993", "賛成5、反対0、棄権1、回避1（出席6、定足数4）", "98点（合格は91点以上）", "2026年3月12日",
			"見本インターネット株式会社", "実在の事業者ではありません", "2026年11月21日 12時00分（日本時間）"},
		"J0902":      {"2026年10月1日から2027年1月31日までの予定で停止されています", "事故の報告に不備があったため", "B1-03"},
		"T0903":      {"2026年10月1日に取り消されました", "勧告に従わなかったため", "B1-03", "2026年10月1日に終わりました"},
		"SA2014-001": {"2014年7月に公表された一覧に載っています", "この登録簿ではわかりません"},
		"Z9":         {"「Z9」は登録簿にありません", "全角と半角"},
	} {
		body := get(t, d, "/v/"+number).Body.String()
		for _, w := range words {
			if !strings.Contains(body, w) {
				t.Errorf("%s: %q is not there", number, w)
			}
		}
	}
}

// A verdict for another day has no colour and stands above today's, which has: nobody
// can show an old one for a mark that has ended since.
func TestVerdictOnADay(t *testing.T) {
	t.Parallel()
	d := open(t, newOffice(t))
	for _, row := range []struct{ number, on, heading, now string }{
		{"J0901", "2026-05-01", "2026年5月1日には有効でした", "現在：このマークは有効です"},
		{"J0901", "２０２６-05-01", "2026年5月1日には有効でした", "現在：このマークは有効です"},
		{"J0901", "令和8年5月1日", "2026年5月1日には有効でした", "現在：このマークは有効です"},
		{"J0901", "2026/5/1", "2026年5月1日には有効でした", "現在：このマークは有効です"},
		{"J0901", "2027-02-01", "2027年2月1日は、まだ来ていない日です", "現在：このマークは有効です"},
		{"J0901", "2030-01-01", "2030年1月1日は、まだ来ていない日です", "現在：このマークは有効です"},
		{"T0903", "2026-05-01", "2026年5月1日には有効でした", "現在：このマークは無効です（取消し）"},
		{"J0901", "2026-11-21", "このマークは有効です", "このマークを使える"},
	} {
		r := get(t, d, "/v/"+row.number+"?on="+url.QueryEscape(row.on))
		body := r.Body.String()
		if r.text("h1") != row.heading || !strings.Contains(body, row.now) && row.on != "2026-11-21" {
			t.Errorf("%s on %s: got %q", row.number, row.on, r.text("h1"))
		}
		first := body[:strings.Index(body, "<h1>")]
		first = first[strings.LastIndex(first, "<section"):]
		if strings.Contains(first, "verdict--off") != (row.on != "2026-11-21") {
			t.Errorf("%s on %s: the day that was asked for has a colour: %s", row.number, row.on, first)
		}
	}
	for _, on := range []string{"2024-02-30", "yesterday", "0000-00-00", strings.Repeat("9", 5000), "<b>"} {
		page, data := get(t, d, "/v/J0901?on="+url.QueryEscape(on)), get(t, d, "/v/J0901.json?on="+url.QueryEscape(on))
		if page.Code != http.StatusUnprocessableEntity || data.Code != http.StatusUnprocessableEntity {
			t.Errorf("%.20s: got %d and %d, want 422", on, page.Code, data.Code)
		}
		if !strings.Contains(page.Body.String(), "2014-07-31 のように") || strings.Contains(page.Body.String(), "verdict--") {
			t.Errorf("%.20s: no clear message", on)
		}
	}
}

func TestVerdictJSON(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	d := open(t, o)
	for number, want := range o.marks {
		r := get(t, d, "/v/"+url.PathEscape(number)+".json")
		var got app.MarkView
		if err := json.Unmarshal(r.Body.Bytes(), &got); err != nil {
			t.Fatal(err)
		}
		exact, err := json.Marshal(want)
		if err != nil {
			t.Fatal(err)
		}
		if r.Code != 200 || r.Header().Get("Content-Type") != "application/json" || strings.TrimSpace(r.Body.String()) != string(exact) {
			t.Fatalf("%s: got %d %s, want %s", number, r.Code, r.Body, exact)
		}
		if got.Valid != (got.Standing == lifecycle.Valid) {
			t.Errorf("%s: %s is valid: %v", number, got.Standing, got.Valid)
		}
	}
	r := get(t, d, "/v/Z9.json")
	if r.Code != 404 || !strings.Contains(r.Body.String(), `"status":"unknown","valid":false`) {
		t.Errorf("unknown: got %d %s", r.Code, r.Body)
	}
}

func TestAVerdictIsAskedForAgainAndNotSentTwice(t *testing.T) {
	t.Parallel()
	o, c := newOffice(t), clock.At("2026-11-21T12:00:00+09:00")
	o.now = c.Now
	d, err := web.New(web.Config{Office: o, Shelf: o.shelf, Now: c.Now})
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"/v/J0901.json", "/v/J0901.svg", "/v/J0901.svg?lang=en&on=2026-11-01"} {
		first := get(t, d, path)
		c.Advance(time.Minute) // the moment of the check differs, the verdict does not
		again := httptest.NewRequest(http.MethodGet, path, nil)
		again.Header.Set("If-None-Match", first.Header().Get("ETag"))
		if r := send(t, d, again); r.Code != http.StatusNotModified || r.Body.Len() != 0 {
			t.Errorf("%s: got %d with %d bytes, want 304", path, r.Code, r.Body.Len())
		}
		if control := first.Header().Get("Cache-Control"); control != "public, no-cache" {
			t.Errorf("%s: cache control %q lets an old verdict be shown unasked", path, control)
		}
	}
}

func TestBadge(t *testing.T) {
	t.Parallel()
	d := open(t, newOffice(t))
	seen := map[string]string{}
	for number, words := range map[string][2]string{
		"J0901": {"有効（見本）", "Valid (sample)"}, "J0902": {"一時停止中（見本）", "Suspended (sample)"}, "T0903": {"取消し（見本）", "Withdrawn (sample)"},
		"D0904": {"終了（見本）", "Ended (sample)"}, "J0905": {"期限切れ（見本）", "Expired (sample)"}, "J0906": {"開始前（見本）", "Not yet valid (sample)"},
		"SA2014-001": {"過去の一覧", "Past list"}, "Z9": {"登録なし", "Not registered"},
	} {
		for i, lang := range []string{"", "?lang=en"} {
			r := get(t, d, "/v/"+number+".svg"+lang)
			if r.Header().Get("Content-Type") != "image/svg+xml; charset=utf-8" || !strings.Contains(r.Body.String(), ">"+words[i]+"<") {
				t.Errorf("%s%s: got %s", number, lang, r.Body)
			}
			wellFormed(t, r.Body.String())
		}
		svg := get(t, d, "/v/"+number+".svg").Body.String()
		shape := svg[strings.Index(svg, "<svg x="):strings.LastIndex(svg, "<text")]
		shape = shape[strings.Index(shape, "viewBox"):]
		if other, double := seen[shape]; double {
			t.Errorf("%s and %s have the same sign", number, other)
		}
		seen[shape] = number
	}
	if strings.Contains(get(t, d, "/v/Z9.svg").Body.String(), "Z9") {
		t.Error("an unknown number is repeated in an image of ours")
	}
}

func wellFormed(t *testing.T, text string) {
	t.Helper()
	for d := xml.NewDecoder(strings.NewReader(text)); ; {
		_, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Errorf("%v in %s", err, text)
			return
		}
	}
}

func TestHostileNumbers(t *testing.T) {
	t.Parallel()
	d := open(t, newOffice(t))
	for _, number := range []string{"%00", "%2e%2e%2f%2e%2e%2fetc%2fpasswd", "%FF%FE", strings.Repeat("9", 8000), "%F0%A0%AE%B7", "a%2Fb",
		"%3Cscript%3Ealert(1)%3C%2Fscript%3E", "%E2%80%AEJ0901", "J0901%20", "'%20OR%201=1--", "%0d%0aSet-Cookie:%20a=b", "."} {
		for _, form := range []string{"/v/%s", "/v/%s.json", "/v/%s.svg", "/registry/%s", "/en/v/%s"} {
			r := get(t, d, strings.Replace(form, "%s", number, 1))
			if r.Code != 404 && r.Code != 301 && r.Code != 307 {
				t.Errorf("%s of %.60s: got %d, want 404", form, number, r.Code)
			}
			if strings.Contains(r.Body.String(), "<script") || r.Header().Get("Set-Cookie") != "" || r.Body.Len() > 60_000 {
				t.Errorf("%s of %.60s: got %.300s", form, number, r.Body)
			}
		}
	}
}

func TestHostileHolder(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	evil := `</title></svg><script>alert("1")</script>" onload="x`
	view := o.marks["J0902"]
	mark := *view.Mark
	mark.Holder, mark.Service, mark.Website, mark.HolderKana, mark.Address = evil, evil, "javascript:alert(1)", evil, evil
	view.Mark, view.Number = &mark, `J<b>&"'`
	view.History = []app.HistoryLine{{Kind: "suspended", Day: day("2026-10-01"), Clause: evil, Reason: evil}}
	o.marks["J0999"] = view
	d := open(t, o)
	for _, path := range []string{"/v/J0999", "/en/v/J0999", "/registry/J0999", "/registry"} {
		checkPage(t, get(t, d, path), map[bool]string{true: "en", false: "ja"}[strings.HasPrefix(path, "/en")])
	}
	r := get(t, d, "/v/J0999.svg")
	wellFormed(t, r.Body.String())
	if strings.Contains(r.Body.String(), "<script") {
		t.Errorf("got %s", r.Body)
	}
}

func TestOfficeOutOfOrder(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.broken = errors.New("disk full at /secret/path")
	d := open(t, o)
	for _, path := range []string{"/v/J0901", "/v/J0901.json", "/v/J0901.svg", "/registry", "/registry/J0901"} {
		r := get(t, d, path)
		if r.Code != http.StatusInternalServerError || strings.Contains(r.Body.String(), "secret") {
			t.Errorf("%s: got %d %s", path, r.Code, r.Body)
		}
	}
}
