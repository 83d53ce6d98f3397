package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"akashi/app"
	"akashi/app/desk"
	"akashi/app/people"
	"akashi/doors/cli"
	"akashi/record"
	"akashi/rules/access"
	"akashi/schemes"
)

func officeOf(t *testing.T) *cli.Office {
	t.Helper()
	shelf, err := schemes.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	office, err := makeOffice(t.Context(), cli.Site{Data: filepath.Join(t.TempDir(), "office"), Shelf: shelf, Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = office.Close() })
	return office
}

// TestTheLogTellsWhatKindOfPersonAskedForWhat, and no secret, name or search.
func TestTheLogTellsWhatKindOfPersonAskedForWhat(t *testing.T) {
	t.Parallel()
	office := officeOf(t)
	add, _ := app.FindAction(access.AddUser)
	out, err := office.Do(t.Context(), desk.Request{Actor: access.Actor{ID: "console", Role: record.RoleAdmin}}, add, "",
		&people.UserInput{ID: "canary", Name: "CANARY", Role: record.RoleAdmin})
	if err != nil {
		t.Fatal(err)
	}
	var given people.Credentials
	if err := json.Unmarshal(out.Body, &given); err != nil {
		t.Fatal(err)
	}
	var log bytes.Buffer
	s, err := atDoors(office, cli.Address{})
	if err != nil {
		t.Fatal(err)
	}
	told, done := newTraffic(s.seen, cli.Address{}, &log)
	doors := told.watch(s.doors)
	ask := func(method, path, token, body string) *httptest.ResponseRecorder {
		answer, r := httptest.NewRecorder(), httptest.NewRequest(method, path, strings.NewReader(body))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		if token != "" {
			r.Header.Set("Authorization", "Bearer "+token)
		}
		doors.ServeHTTP(answer, r)
		return answer
	}
	ask(http.MethodGet, "/v/canary-number.json", "", "")
	ask(http.MethodGet, "/registry?q=canary", "", "")
	ask(http.MethodGet, "/login?link="+given.Link, "", "")
	ask(http.MethodGet, "/api/v1/cases?text=canary", given.Token, "")
	ask(http.MethodGet, "/api/v1/cases/canary", "wrong-canary", "")
	ask(http.MethodPost, "/login", "", "link="+given.Link)
	done()
	var told1 []string
	ids := map[string]bool{}
	for line := range strings.Lines(log.String()) {
		var l struct {
			ID, Method, Route, Actor string
			Status                   int
			Duration                 int64 `json:"duration_us"`
		}
		if err := json.Unmarshal([]byte(line), &l); err != nil {
			t.Fatal(err)
		}
		ids[l.ID] = true
		told1 = append(told1, strings.Join([]string{l.Method, l.Route, l.Actor, http.StatusText(l.Status)}, " "))
	}
	want := []string{"GET /v/{number}.json public Not Found", "GET /registry public OK", "GET /login public OK",
		"GET /api/v1/cases admin Forbidden", "GET /api/v1/cases/{no} public Unauthorized", "POST /login public See Other"}
	if strings.Join(told1, "\n") != strings.Join(want, "\n") || len(ids) != len(want) {
		t.Errorf("got\n%s\nof %d requests, want\n%s", strings.Join(told1, "\n"), len(ids), strings.Join(want, "\n"))
	}
	for _, secret := range []string{given.Link, given.Token, "canary", "CANARY"} {
		if strings.Contains(log.String(), secret) {
			t.Errorf("the log tells %q", secret)
		}
	}
	figures := httptest.NewRecorder()
	told.ServeHTTP(figures, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	for _, line := range []string{`akashi_requests_total{route="/v/{number}.json",status="404"} 1`, `akashi_database_up 1`, `akashi_request_seconds_count{route="/login"} 2`, "process_resident_memory_bytes "} {
		if !strings.Contains(figures.Body.String(), line) {
			t.Errorf("%s is not in the figures", line)
		}
	}
	if strings.Contains(figures.Body.String(), "canary") {
		t.Error("the figures tell what was asked for")
	}
}

// TestReadyIsNotAlive: what starts programs anew must not do so because a database is
// away, and what sends requests there must know.
func TestReadyIsNotAlive(t *testing.T) {
	t.Parallel()
	office := officeOf(t)
	store := &faulty{Store: office.Store}
	office.App.Store = store
	s, err := atDoors(office, cli.Address{})
	if err != nil {
		t.Fatal(err)
	}
	status := func(path string) (int, string) {
		answer := httptest.NewRecorder()
		s.doors.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, path, nil))
		return answer.Code, answer.Body.String()
	}
	gone := "store.away"
	for _, c := range []struct {
		why   *string
		path  string
		code  int
		words string
	}{
		{nil, "/healthz", 200, "ok\n"}, {nil, "/readyz", 200, "ok\n"},
		{&gone, "/healthz", 200, "ok\n"}, {&gone, "/readyz", 503, "store.away\n"}, {nil, "/readyz", 200, "ok\n"},
	} {
		store.why.Store(c.why)
		s.seen.looked.Store(0)
		if code, words := status(c.path); code != c.code || words != c.words {
			t.Errorf("%s: %d %q, want %d %q", c.path, code, words, c.code, c.words)
		}
	}
}

// TestHangUpTakesTheSettings sends the signal to a program that serves, over one
// connection that stays open.
func TestHangUpTakesTheSettings(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	config := filepath.Join(dir, "config.yaml")
	write := func(text string) {
		if err := os.WriteFile(config, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("limits: address=1/h:2\n")
	said := &listener{found: make(chan string, 1)}
	cmd := exec.Command(built(t), "serve", "--init", "--data", filepath.Join(dir, "office"), "--addr", "127.0.0.1:0", "--config", config)
	cmd.Dir, cmd.Stderr = dir, said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() { _, _ = cmd.Process.Kill(), cmd.Wait() }()
	var url string
	select {
	case url = <-said.found:
	case <-time.After(patience):
		t.Fatalf("the office did not open: %s", said)
	}
	client := http.Client{}
	status := func() int {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url+"/help", nil)
		if err != nil {
			t.Fatal(err)
		}
		answer, err := client.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		_ = answer.Body.Close()
		return answer.StatusCode
	}
	for _, want := range []int{200, 200, 429} {
		if got := status(); got != want {
			t.Errorf("got %d, want %d", got, want)
		}
	}
	hangUp := func(until string) {
		if err := cmd.Process.Signal(syscall.SIGHUP); err != nil {
			t.Fatal(err)
		}
		for deadline := time.Now().Add(patience); !strings.Contains(said.String(), until); time.Sleep(10 * time.Millisecond) {
			if time.Now().After(deadline) {
				t.Fatalf("not said: %s\n%s", until, said)
			}
		}
	}
	write("limits: address=1/h:3\n")
	hangUp("settings taken")
	write("limitz: off\n")
	hangUp("settings not taken")
	for _, want := range []int{200, 200, 200, 429} {
		if got := status(); got != want {
			t.Errorf("after the signal: got %d, want %d", got, want)
		}
	}
	if !strings.Contains(said.String(), `"msg":"serving"`) || !strings.Contains(said.String(), `"editions":["anshin/2014-07","pmark/2006"]`) {
		t.Errorf("the first line does not name store and editions:\n%s", said)
	}
}

// TestAnswersAreForgottenAfterNinetyDays, and no sooner.
func TestAnswersAreForgottenAfterNinetyDays(t *testing.T) {
	t.Parallel()
	office := officeOf(t)
	now := time.Now()
	office.Now = func() time.Time { return now }
	known := func(key string) bool {
		var err error
		look := office.Store.View(t.Context(), func(r desk.Reader) error { _, err = r.Replay(key); return nil })
		return errors.Join(err, look) == nil
	}
	err := office.Store.Update(context.Background(), func(tx desk.Tx) error {
		return tx.Add(&record.Replay{Key: "old", Request: "r", Answer: "{}", At: now.AddDate(0, 0, -91)},
			&record.Replay{Key: "young", Request: "r", Answer: "{}", At: now.AddDate(0, 0, -89)})
	})
	if err != nil {
		t.Fatal(err)
	}
	if n, err := office.Tidy(t.Context()); n != 1 || err != nil || known("old") || !known("young") {
		t.Errorf("%d forgotten, %v; old %t, young %t", n, err, known("old"), known("young"))
	}
}
