package api_test

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"akashi/app"
	"akashi/doors/api"
	"akashi/rules/access"
	"akashi/values/civil"
	"akashi/values/fault"
)

func TestBadBodiesAreRefusedWhole(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.staff()
	no := o.opened("見本ネット")
	at := "/cases/" + no
	for _, c := range []struct {
		name, path, body string
		want             []string
	}{
		{"half a body", "/cases", `{"scheme":"anshin",`, []string{"body.malformed line 1, column 19"}},
		{"not JSON", "/cases", "scheme=anshin", []string{"body.malformed line 1, column 1"}},
		{"two values", "/cases", `{} {}`, []string{"body.malformed line 1, column 4"}},
		{"not UTF-8", "/cases", "{\"scheme\":\"\x83\x7d\"}", []string{"body.not-utf8 line 1, column 12"}},
		{"a list", "/cases", `[]`, []string{"wrong-type /"}},
		{"null", "/cases", `null`, []string{"wrong-type /"}},
		{"too deep", at + "/answer", `{"answers":` + strings.Repeat("[", 100_000) + strings.Repeat("]", 100_000) + `}`, []string{"body.malformed line 1, column 10011"}},
		{"deep enough", at + "/answer", `{"answers":` + strings.Repeat("[", 17) + strings.Repeat("]", 17) + `}`, []string{"body.too-deep line 1, column 27"}},
		{"unknown keys, wrong types and missing ones at once", "/cases",
			`{"schema":"anshin","type":1,"applicant":{"persons":"many","capital":1.5,"sample":"yes"},"service":null}`,
			[]string{"unknown-key /schema", "wrong-type /type", "wrong-type /applicant/sample", "number-malformed /applicant/persons",
				"number-malformed /applicant/capital", "key-missing /applicant/name", "wrong-type /service", "key-missing /scheme"}},
		{"a word that is not one of the list", "/cases", `{"scheme":"anshin","type":"newest"}`, []string{"value-unknown /type"}},
		{"the same key twice", "/cases", `{"scheme":"anshin","scheme":"pmark","type":"new"}`, []string{"key-twice /scheme"}},
		{"the same key twice further in", at + "/answer", `{"answers":{"1-1-1":"met","1-1-1":"unmet"}}`, []string{"key-twice /answers/1-1-1"}},
		{"the same key twice in what the office keeps as it came", at + "/amend", `{"facts":{"refusals":[{"a":1,"a":2}]}}`, []string{"key-twice /facts/refusals/0/a"}},
		{"a NUL in it", at + "/amend", `{"facts":{"region":"\u0000"}}`, []string{"control-character /facts/region"}},
		{"the same key twice in a map", at + "/answer", `{"notes":{"1-1-1":"a","1-1-1":"b"}}`, []string{"key-twice /notes/1-1-1"}},
		{"another case is another key", at + "/withdraw", `{"Reason":"x"}`, []string{"unknown-key /Reason", "key-missing /reason"}},
		{"a day that does not exist", at + "/record-payment", `{"charge":"x","amount":1,"received":"2024-02-30"}`, []string{"date-malformed /received"}},
		{"a moment for a day", at + "/record-payment", `{"charge":"x","amount":1,"received":"2024-02-03T00:00:00Z"}`, []string{"date-malformed /received"}},
		{"a fraction of a yen", at + "/record-payment", `{"charge":"x","amount":1.0}`, []string{"number-malformed /amount"}},
		{"more than there is", at + "/record-payment", `{"charge":"x","amount":99999999999999999999}`, []string{"number-malformed /amount"}},
		{"a NUL", at + "/withdraw", `{"reason":"a\u0000b"}`, []string{"control-character /reason"}},
		{"bytes that are not base64", at + "/attach", `{"name":"a.txt","content":"***"}`, []string{"base64-malformed /content"}},
		{"points that are not there", at + "/answer", `{"answers":{"7-1-1":2.5,"9-9-9":"met"}}`, nil},
	} {
		a := o.send("jimukyoku", http.MethodPost, c.path, c.body)
		a.problem(http.StatusUnprocessableEntity, "invalid")
		got, want := a.errors(), c.want
		slices.Sort(got)
		slices.Sort(want)
		if want != nil && !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", c.name, got, want)
		}
		if len(got) == 0 {
			t.Errorf("%s: nothing is said to be wrong: %s", c.name, a.raw)
		}
	}
	if state := o.get("jimukyoku", at); state.text("version") != "1" || len(o.get("jimukyoku", "/cases").at("cases").([]any)) != 1 {
		t.Errorf("something was stored: %s", state.raw)
	}
}

func TestOnlyJSONIsRead(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.staff()
	body := `{"scheme":"anshin","day":"2014-11-14"}`
	for _, media := range []string{"text/plain", "application/x-www-form-urlencoded", "application/json; charset=shift_jis", "multipart/form-data; boundary=x", "json", ""} {
		o.send("jimukyoku", http.MethodPost, "/sessions", body, "Content-Type", media).problem(http.StatusUnsupportedMediaType, "unsupported-media-type")
	}
	o.send("jimukyoku", http.MethodPost, "/sessions", body, "Content-Encoding", "gzip").problem(http.StatusUnsupportedMediaType, "unsupported-media-type")
	o.must("jimukyoku", http.MethodPost, "/sessions", body, "Content-Type", "application/json; charset=UTF-8")
}

// endless is a body of junk without an end.
type endless struct{ read int }

func (e *endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	e.read += len(p)
	return len(p), nil
}

func TestHugeBodiesAreNotReadThrough(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.staff()
	no := o.opened("見本ネット")
	for _, c := range []struct {
		user, path string
		most       int
		status     int
	}{
		{"jimukyoku", "/cases/" + no + "/amend", 2 << 20, http.StatusRequestEntityTooLarge},
		{"jimukyoku", "/cases/" + no + "/answer", 12 << 20, http.StatusRequestEntityTooLarge},
		{"jimukyoku", "/cases/" + no + "/attach", 40 << 20, http.StatusRequestEntityTooLarge},
		{"", "/rules/score", 2 << 20, http.StatusRequestEntityTooLarge},
		{"", "/cases/" + no + "/attach", 0, http.StatusUnauthorized},
		{"rev", "/cases/" + no + "/attach", 0, http.StatusForbidden}, // no role for it: nothing is read
	} {
		junk := &endless{}
		r := httptest.NewRequest(http.MethodPost, "/api/v1"+c.path, io.LimitReader(junk, 100<<20))
		r.Header.Set("Content-Type", "application/json")
		if c.user != "" {
			r.Header.Set("Authorization", "Bearer "+o.tokens[c.user])
		}
		w := httptest.NewRecorder()
		o.door.ServeHTTP(w, r)
		if w.Code != c.status || junk.read > c.most {
			t.Errorf("%s %s: %d after %d bytes", c.user, c.path, w.Code, junk.read)
		}
	}
	declared := httptest.NewRequest(http.MethodPost, "/api/v1/rules/score", http.NoBody)
	declared.ContentLength = 100 << 20
	w := httptest.NewRecorder()
	if o.door.ServeHTTP(w, declared); w.Code != http.StatusRequestEntityTooLarge {
		t.Errorf("100 MB announced: %d", w.Code)
	}
}

func TestAFileOfSomeMegabytesIsTaken(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.staff()
	no := o.opened("見本ネット")
	content := base64.StdEncoding.EncodeToString([]byte(strings.Repeat("証跡", 700_000)))
	a := o.must("jimukyoku", http.MethodPost, "/cases/"+no+"/attach", `{"name":"証跡.txt","content":"`+content+`"}`)
	if a.text("attachments", "0", "size") != "4.2e+06" {
		t.Errorf("attachments: %v", a.at("attachments"))
	}
}

// TestJunkCostsLittle sends bodies in which everything is wrong and expects a
// short answer.
func TestJunkCostsLittle(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.staff()
	keys := func(n int) string {
		var all strings.Builder
		for i := range n {
			fmt.Fprintf(&all, `"k%d":0,`, i)
		}
		return strings.TrimSuffix(all.String(), ",")
	}
	for path, body := range map[string]string{
		"/cases":           `{` + keys(20_000) + `}`,
		"/rules/score":     `{"scheme":"anshin","case":"new","answers":{` + keys(6_000) + `}}`,
		"/registry/import": `{"scheme":"anshin","rows":[` + strings.TrimSuffix(strings.Repeat("{},", 20_000), ",") + `]}`,
	} {
		a := o.send("jimukyoku", http.MethodPost, path, body).problem(http.StatusUnprocessableEntity, "invalid")
		if len(a.errors()) > 200 || a.at("more_errors") == nil || len(a.raw) > 100_000 {
			t.Errorf("%s: %d errors, %d bytes, more: %v", path, len(a.errors()), len(a.raw), a.at("more_errors"))
		}
	}
}

func TestQueriesAreStrict(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.staff()
	for query, want := range map[string][]string{
		"/registry?limit=ten&status=good&sort=asc": {"number-malformed ?limit", "unknown-key ?sort", "value-unknown ?status"},
		"/registry?limit=0":                        {"number-range ?limit"},
		"/registry?limit=101":                      {"number-range ?limit"},
		"/registry?q=a&q=b":                        {"key-twice ?q"},
		"/registry?q=%00":                          {"control-character ?q"},
		"/registry?q=%FF":                          {"control-character ?q"},
		"/registry?q=%ZZ":                          {"query.malformed ?"},
		"/registry/J0001?on=2024-02-30":            {"date-malformed ?on"},
		"/cases?state=draft,gone":                  {"value-unknown ?state"},
		"/schemes?x=1":                             {"unknown-key ?x"},
		"/rules/fees?scheme=pmark":                 {"key-missing ?case"},
		"/rules/deadlines?scheme=pmark&malicious=1&expiry=soon": {"date-malformed ?expiry", "wrong-type ?malicious"},
	} {
		a := o.send("jimukyoku", http.MethodGet, query, "").problem(http.StatusUnprocessableEntity, "invalid")
		if got := a.errors(); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", query, got, want)
		}
	}
	for _, name := range []string{"%00", "%FF", "%0A"} {
		if a := o.send("", http.MethodGet, "/registry/"+name, "").problem(http.StatusNotFound, "not-found"); a.text("code") != "name.malformed" {
			t.Errorf("%s reached the office: %s", name, a.raw)
		}
	}
	o.send("", http.MethodGet, "/registry/"+strings.Repeat("9", 5000), "").problem(http.StatusNotFound, "not-found")
}

// broken is an office whose own system has failed.
type broken struct {
	api.Office
	how func(context.Context) error
}

func (b broken) Verify(ctx context.Context, _ string, _ civil.Date) (app.MarkView, error) {
	return app.MarkView{}, b.how(ctx)
}

func (b broken) Actor(context.Context, string) (access.Actor, error) {
	return access.Actor{}, errors.New("dial tcp 10.1.2.3: secret")
}

func TestOurOwnFailuresTellNothing(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		how    func(context.Context) error
		status int
		kind   string
	}{
		"an error":      {func(context.Context) error { return errors.New("dial tcp 10.1.2.3: secret") }, http.StatusInternalServerError, "internal"},
		"a panic":       {func(context.Context) error { panic("secret") }, http.StatusInternalServerError, "internal"},
		"no time left":  {func(ctx context.Context) error { <-ctx.Done(); return fmt.Errorf("read: %w", ctx.Err()) }, http.StatusServiceUnavailable, "unavailable"},
		"a full disk":   {func(context.Context) error { return fault.New(fault.Unavailable, "store.full", "", "seconds", 60) }, http.StatusServiceUnavailable, "unavailable"},
		"nothing to do": {func(context.Context) error { return nil }, http.StatusNotFound, "not-found"},
	} {
		o := newOffice(t)
		door, err := api.New(api.Config{Office: broken{o.app, c.how}, Shelf: o.app.Shelf, Now: o.clock, Patience: 20 * time.Millisecond})
		if err != nil {
			t.Fatal(err)
		}
		o.door = door
		a := o.send("", http.MethodGet, "/registry/J0001", "").problem(c.status, c.kind)
		if strings.Contains(string(a.raw), "secret") {
			t.Errorf("%s: %s", name, a.raw)
		}
		if c.status == http.StatusServiceUnavailable && a.header.Get("Retry-After") == "" {
			t.Errorf("%s: not said when to come again", name)
		}
		o.send("admin", http.MethodGet, "/registry/J0001", "").problem(http.StatusInternalServerError, "internal")
	}
}

func FuzzBody(f *testing.F) {
	o := newOffice(f)
	for _, seed := range []string{`{}`, `{"scheme":"anshin","case":"new","answers":{"1-1-1":"met","7-1-1":4}}`, `{"scheme":"anshin","case":"new","answers":null}`,
		`{"scheme":"pmark","case":"new","answers":{"3.1":{"document":"met"}}}`, `[[[`, `{"a":1,"a":2}`, "\xff", `{"scheme":"anshin","case":"renewal","answers":[]}`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, body string) {
		r := httptest.NewRequest(http.MethodPost, "/api/v1/rules/score", strings.NewReader(body))
		r.Header.Set("Content-Type", "application/json")
		w := httptest.NewRecorder()
		o.door.ServeHTTP(w, r)
		if w.Code >= 500 || !json.Valid(w.Body.Bytes()) {
			t.Errorf("%q: %d %s", body, w.Code, w.Body)
		}
	})
}
