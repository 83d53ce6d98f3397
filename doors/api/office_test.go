package api_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"akashi/app"
	"akashi/app/desk"
	"akashi/app/people"
	"akashi/beside/testkit/blank"
	"akashi/beside/testkit/papers"
	"akashi/beside/testkit/seals"
	"akashi/doors/api"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/diagnosis"
	"akashi/schemes"
	"akashi/tools/factor"
	"akashi/tools/scan"
	"akashi/values/civil"
)

// shipped reads the scheme files once; nothing changes them.
var shipped = sync.OnceValues(schemes.Shipped)

// office is an office on an empty store with the API in front of it.
type office struct {
	t      testing.TB
	app    *app.App
	door   http.Handler
	log    bytes.Buffer
	tokens map[string]string // by user ID

	mu  sync.Mutex
	now time.Time
	ids int
}

func newOffice(t testing.TB) *office {
	t.Helper()
	s, _ := blank.Store(t)
	shelf, err := shipped()
	if err != nil {
		t.Fatal(err)
	}
	o := &office{t: t, tokens: map[string]string{}}
	o.app = app.New(desk.Desk{Store: s, Shelf: shelf, Files: files{}, Scans: readers{}, Books: schemes.Office{}, Seals: seals.Office(t), Factor: factor.New(), Now: o.clock, NewID: o.id, Secret: o.id})
	o.at("2014-08-01")
	o.door, err = api.New(api.Config{Office: o.app, Shelf: shelf, Now: o.clock, Version: "test",
		Log: slog.New(slog.NewTextHandler(&o.log, nil))})
	if err != nil {
		t.Fatal(err)
	}
	add, _ := app.FindAction(access.AddUser)
	made, err := o.app.Do(context.Background(), desk.Request{Actor: access.Actor{ID: "setup", Role: record.RoleAdmin}}, add, "",
		&people.UserInput{ID: "admin", Name: "管理者", Role: record.RoleAdmin})
	if err != nil {
		t.Fatal(err)
	}
	var c people.Credentials
	if err := json.Unmarshal(made.Body, &c); err != nil {
		t.Fatal(err)
	}
	o.tokens["admin"] = c.Token
	return o
}

func (o *office) id() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.ids++
	return fmt.Sprintf("id-%06d", o.ids)
}

func (o *office) clock() time.Time {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.now
}

func (o *office) at(day string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.now = civil.MustOf(atoi(day[:4]), atoi(day[5:7]), atoi(day[8:])).Start().Add(10 * time.Hour)
}

func atoi(s string) (n int) {
	for _, c := range s {
		n = n*10 + int(c-'0')
	}
	return n
}

// files keeps nothing and says what it would have kept.
type files struct{}

func (files) Erase(context.Context, string) error { return nil }

func (files) Bare(photo []byte) ([]byte, error) { return photo, nil }

func (files) Keep(_ context.Context, _ string, content []byte) (desk.Kept, error) {
	sum := sha256.Sum256(content)
	return desk.Kept{SHA256: hex.EncodeToString(sum[:]), Type: "text/plain", Size: int64(len(content))}, nil
}

func (files) Open(context.Context, string) (io.ReadCloser, error) { return nil, io.EOF }

// readers reads reports as the office does.
type readers struct{}

func (readers) Read(r io.Reader, as desk.ReadAs, each func(diagnosis.Finding) error) (diagnosis.Report, error) {
	return scan.Read(r, scan.Options{Format: as.Format}, each)
}

// answer is what came back over HTTP.
type answer struct {
	t      testing.TB
	status int
	header http.Header
	raw    []byte
	body   map[string]any
}

// send sends a request; headers are given in pairs.
func (o *office) send(user, method, path, body string, headers ...string) answer {
	o.t.Helper()
	r := httptest.NewRequest(method, "/api/v1"+path, strings.NewReader(body))
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	if user != "" {
		token, known := o.tokens[user]
		if !known {
			o.t.Fatalf("no user %s", user)
		}
		r.Header.Set("Authorization", "Bearer "+token)
	}
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	o.door.ServeHTTP(w, r)
	a := answer{t: o.t, status: w.Code, header: w.Header(), raw: w.Body.Bytes()}
	if len(a.raw) > 0 {
		if err := json.Unmarshal(a.raw, &a.body); err != nil {
			o.t.Fatalf("%s %s: %d %s: %v", method, path, w.Code, a.raw, err)
		}
	}
	return a
}

// must is send for a request that has to come out well.
func (o *office) must(user, method, path, body string, headers ...string) answer {
	o.t.Helper()
	a := o.send(user, method, path, body, headers...)
	if a.status >= 300 {
		o.t.Fatalf("%s %s: %d %s", method, path, a.status, a.raw)
	}
	return a
}

// post does an act; where it waits for a second person, the other of the office confirms.
func (o *office) post(user, path, body string) answer {
	o.t.Helper()
	a := o.must(user, http.MethodPost, path, body)
	if a.status != http.StatusAccepted {
		return a
	}
	second := "jimukyoku"
	if user == second {
		second = "fukujimu"
	}
	return o.must(second, http.MethodPost, "/pending/"+a.text("pending", "id")+"/confirm", "")
}

func (o *office) get(user, path string) answer {
	o.t.Helper()
	return o.must(user, http.MethodGet, path, "")
}

// text is a string in an answer, by the keys that lead to it.
func (a answer) text(keys ...string) string { return fmt.Sprint(a.at(keys...)) }

func (a answer) at(keys ...string) any {
	var v any = a.body
	for _, k := range keys {
		switch in := v.(type) {
		case map[string]any:
			v = in[k]
		case []any:
			if n := atoi(k); n < len(in) {
				v = in[n]
				continue
			}
			return nil
		default:
			return nil
		}
	}
	return v
}

// problem checks that the answer is a problem of the kind and the status.
func (a answer) problem(status int, kind string) answer {
	a.t.Helper()
	if a.status != status || a.text("type") != "/api/v1/problems/"+kind || a.header.Get("Content-Type") != "application/problem+json" ||
		a.at("status") != float64(status) || a.text("title") == "" {
		a.t.Errorf("got %d %v %s\nwant %d %s", a.status, a.header, a.raw, status, kind)
	}
	return a
}

// errors lists code and place of every error of a problem.
func (a answer) errors() []string {
	var all []string
	list, _ := a.body["errors"].([]any)
	for i := range list {
		n := fmt.Sprint(i)
		all = append(all, a.text("errors", n, "code")+" "+a.text("errors", n, "where"))
	}
	return all
}

func (o *office) user(id string, role record.Role, more string) {
	o.t.Helper()
	a := o.post("admin", "/users", fmt.Sprintf(`{"id":%q,"name":%q,"role":%q%s}`, id, id, role, more))
	o.tokens[id] = a.text("token")
}

// staff hires an office of two, a reviewer and an observer.
func (o *office) staff() {
	o.user("jimukyoku", record.RoleSecretariat, `,"scheme":"all"`)
	o.user("fukujimu", record.RoleSecretariat, `,"scheme":"all"`)
	o.user("rev", record.RoleReviewer, `,"scheme":"anshin","body":"jaipa"`)
	o.user("kansatsu", record.RoleObserver, `,"scheme":"all"`)
}

// allMet answers every criterion with full marks.
func (o *office) allMet() string {
	ed, err := o.app.Shelf.Edition("anshin", "2014-07")
	if err != nil {
		o.t.Fatal(err)
	}
	answers := map[string]any{}
	for _, c := range ed.Criteria {
		answers[c.ID] = "met"
		if c.Grading == "graded" {
			answers[c.ID] = c.Points
		}
	}
	body, _ := json.Marshal(answers)
	return `{"answers":` + string(body) + `}`
}

// seats lists the seats of the committee: those of the intake body, which leave,
// and the others.
func (o *office) seats() (all, free []string) {
	ed, err := o.app.Shelf.Edition("anshin", "2014-07")
	if err != nil {
		o.t.Fatal(err)
	}
	for _, s := range ed.Committee.Seats {
		all = append(all, s.ID)
		if s.Body != "jaipa" {
			free = append(free, s.ID)
		}
	}
	return all, free
}

// opened opens a case and returns its number.
func (o *office) opened(service string) string {
	o.t.Helper()
	return o.post("jimukyoku", "/cases", `{"scheme":"anshin","type":"new","service":"`+service+`","intake_body":"jaipa",
		"applicant":{"name":"見本インターネット株式会社","sample":true},"another":"同じ名前の見本"}`).text("no")
}

// submitted opens a case and files it.
func (o *office) submitted(service string) string {
	o.t.Helper()
	no := o.opened(service)
	charge := o.get("jimukyoku", "/cases/"+no).text("charges", "0", "code")
	o.post("jimukyoku", "/cases/"+no+"/answer", o.allMet())
	steps, err := papers.For(o.get("jimukyoku", "/cases/"+no).raw, "2014-08-01")
	if err != nil {
		o.t.Fatal(err)
	}
	for _, s := range steps {
		input, _ := json.Marshal(s.Input)
		o.post("jimukyoku", "/cases/"+no+"/"+s.Action, string(input))
	}
	o.post("jimukyoku", "/cases/"+no+"/record-payment", `{"charge":"`+charge+`","amount":80000}`)
	o.post("jimukyoku", "/cases/"+no+"/submit", "")
	return no
}

// scheduled brings a case onto the agenda of a session and opens it; every free
// seat has voted to grant.
func (o *office) scheduled(service string) (no, session string) {
	o.t.Helper()
	no = o.submitted(service)
	at := "/cases/" + no
	o.post("jimukyoku", at+"/accept", `{}`)
	o.post("jimukyoku", at+"/assign", `{"user":"rev"}`)
	o.post("rev", at+"/begin-review", ``)
	o.post("rev", at+"/judge", o.allMet())
	o.post("rev", at+"/pass-documents", ``)
	o.post("rev", at+"/file-report", `{"recommendation":"grant","summary":"すべて確認した"}`)
	session = o.post("jimukyoku", "/sessions", `{"scheme":"anshin","day":"2014-11-14"}`).text("id")
	o.post("jimukyoku", at+"/schedule", `{"session":"`+session+`"}`)
	o.at("2014-11-14")
	o.post("jimukyoku", "/sessions/"+session+"/open-session", ``)
	all, free := o.seats()
	present, _ := json.Marshal(all)
	o.post("jimukyoku", "/sessions/"+session+"/attend", `{"seats":`+string(present)+`}`)
	for _, seat := range free {
		o.post("jimukyoku", at+"/vote", `{"seat":"`+seat+`","choice":"grant"}`)
	}
	return no, session
}

// users lists everybody who has a token.
func (o *office) users() []string { return slices.Sorted(maps.Keys(o.tokens)) }
