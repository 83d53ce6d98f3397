package main

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"akashi/app"
	"akashi/app/desk"
	"akashi/app/register"
	"akashi/doors/cli"
	"akashi/record"
	"akashi/rules/access"
	"akashi/schemes"
	"akashi/values/civil"
	"akashi/values/fault"
)

// faulty is a store that can be taken away, or break after everything was written and before
// it is kept.
type faulty struct {
	desk.Store
	why  atomic.Pointer[string]
	late atomic.Bool
}

// breakable lets the store of an office break.
func (e *entrance) breakable() *faulty {
	f := &faulty{Store: e.office.Store}
	e.office.App.Store = f
	return f
}

func (f *faulty) err() error {
	if why := f.why.Load(); why != nil {
		return fault.New(fault.Unavailable, *why, "", "seconds", 5)
	}
	return nil
}

// View fails while the store is away.
func (f *faulty) View(ctx context.Context, read func(desk.Reader) error) error {
	if err := f.err(); err != nil {
		return err
	}
	return f.Store.View(ctx, read)
}

// Update fails while the store is away.
func (f *faulty) Update(ctx context.Context, write func(desk.Tx) error) error {
	if err := f.err(); err != nil {
		return err
	}
	return f.Store.Update(ctx, func(tx desk.Tx) error {
		if err := write(tx); err != nil || !f.late.Load() {
			return err
		}
		return errors.New("the disk is full")
	})
}

// TestThePublicIsToldWhileTheDatabaseIsAway: what has been told goes on, the rest comes
// again, and all of it is there when the database is, without a new start.
func TestThePublicIsToldWhileTheDatabaseIsAway(t *testing.T) {
	t.Parallel()
	shelf, err := schemes.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 11, 26, 3, 0, 0, 0, time.UTC)
	office, err := makeOffice(t.Context(), cli.Site{Data: t.TempDir() + "/office", Shelf: shelf, Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = office.Close() })
	act := func() error {
		action, _ := app.FindAction(access.ImportRegister)
		in := &register.ImportInput{Scheme: "anshin", Encoding: "utf-8", Rows: []register.ImportRow{{Row: 2, Number: "J0901", Holder: "見本株式会社", Service: "見本ネット",
			ValidFrom: civil.MustOf(2026, 1, 1), ValidTo: civil.MustOf(2027, 12, 31)}}}
		_, err := office.Do(t.Context(), desk.Request{Actor: access.Actor{ID: "console", Role: record.RoleSecretariat}}, action, "", in)
		return err
	}
	if err := act(); err != nil {
		t.Fatal(err)
	}
	store := &faulty{Store: office.Store}
	office.App.Store = store
	handler, err := doors(office, cli.Address{})
	if err != nil {
		t.Fatal(err)
	}
	ask := func(method, path string) *httptest.ResponseRecorder {
		answer, request := httptest.NewRecorder(), httptest.NewRequest(method, path, nil)
		request.AddCookie(&http.Cookie{Name: "akashi", Value: "of-somebody"})
		handler.ServeHTTP(answer, request)
		return answer
	}
	public := []string{"/v/J0901.json", "/v/J0901.svg", "/v/J0901", "/en/v/J0901", "/registry", "/registry/J0901", "/s/anshin", "/help", "/", "/api/v1/registry/J0901", "/api/v1/schemes/anshin"}
	all := func(when string) {
		t.Helper()
		for _, path := range public {
			if r := ask(http.MethodGet, path); r.Code != http.StatusOK {
				t.Errorf("%s: %s: %d %s", when, path, r.Code, r.Body)
			}
		}
	}
	all("before")
	gone := "store.away"
	store.why.Store(&gone)
	all("while the database is away")
	if r := ask(http.MethodGet, "/v/J0901.json"); !strings.Contains(r.Body.String(), `"valid":true`) {
		t.Errorf("the verdict is %s", r.Body)
	}
	for _, path := range []string{"/v/J0902.json", "/v/J0902", "/registry?q=x", "/api/v1/registry/J0902"} {
		if r := ask(http.MethodGet, path); r.Code != http.StatusServiceUnavailable || r.Header().Get("Retry-After") != "5" {
			t.Errorf("%s: %d %v", path, r.Code, r.Header())
		}
	}
	for method, path := range map[string]string{http.MethodPost: "/login", http.MethodGet: "/o"} {
		if r := ask(method, path); r.Code != http.StatusServiceUnavailable || r.Header().Get("Retry-After") != "5" {
			t.Errorf("%s: %d %v", path, r.Code, r.Header())
		}
	}
	now = now.AddDate(0, 0, 1)
	if r := ask(http.MethodGet, "/v/J0901"); r.Code != http.StatusServiceUnavailable {
		t.Errorf("what was worth something yesterday: %d", r.Code)
	}
	store.why.Store(nil)
	public = append(public, "/registry?q=x")
	if r := ask(http.MethodGet, "/o"); r.Code != http.StatusUnauthorized {
		t.Errorf("a secret that nobody holds: %d", r.Code)
	}
	all("when it is there again")
}
