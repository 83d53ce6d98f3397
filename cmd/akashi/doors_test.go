package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"akashi/app"
	"akashi/app/application"
	"akashi/app/committee"
	"akashi/app/desk"
	"akashi/app/people"
	"akashi/doors/cli"
	"akashi/doors/limit"
	"akashi/doors/web"
	"akashi/record"
	"akashi/rules/access"
	"akashi/schemes"
	"akashi/values/civil"
)

// TestBothDoorsAnswerAlike asks the pages and the API for the same thing that fails:
// a kind of failure has one status, whoever asks.
func TestBothDoorsAnswerAlike(t *testing.T) {
	t.Parallel()
	shelf, err := schemes.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	noon := time.Date(2026, 11, 21, 3, 0, 0, 0, time.UTC)
	office, err := makeOffice(t.Context(), cli.Site{Data: t.TempDir(), Shelf: shelf, Now: func() time.Time { return noon }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = office.Close() })
	handler, err := doors(office, cli.Address{})
	if err != nil {
		t.Fatal(err)
	}
	limits, err := limit.Read("off address=1/h:1", "")
	if err != nil {
		t.Fatal(err)
	}
	narrow, err := doors(office, cli.Address{Limits: limits})
	if err != nil {
		t.Fatal(err)
	}
	narrow.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, "/help", nil))
	for _, path := range []string{"/help", "/api/v1/schemes"} {
		answer := httptest.NewRecorder()
		narrow.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, path, nil))
		if answer.Code != http.StatusTooManyRequests || answer.Header().Get("Retry-After") != "3600" {
			t.Errorf("%s over the limit: %d %v", path, answer.Code, answer.Header())
		}
	}
	status := func(path string) int {
		answer := httptest.NewRecorder()
		handler.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, path, nil))
		return answer.Code
	}
	for _, same := range []struct {
		name, page, api string
		want            int
	}{
		{"a day that is none", "/v/J0001?on=2026-02-30", "/api/v1/registry/J0001?on=2026-02-30", http.StatusUnprocessableEntity},
		{"a status that there is not", "/registry?status=fine", "/api/v1/registry?status=fine", http.StatusUnprocessableEntity},
		{"a scheme that there is not", "/s/nowhere", "/api/v1/schemes/nowhere", http.StatusNotFound},
		{"an inner page to a stranger", "/o", "/api/v1/cases", http.StatusUnauthorized},
	} {
		if page, api := status(same.page), status(same.api); page != same.want || api != same.want {
			t.Errorf("%s: page %d, API %d, want %d", same.name, page, api, same.want)
		}
	}
}

// On every page of a case, one that is foreign is missing in the words of one that is not
// there.
func TestForeignIsMissingOnEveryPage(t *testing.T) {
	t.Parallel()
	shelf, err := schemes.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	office, err := makeOffice(t.Context(), cli.Site{Data: t.TempDir(), Shelf: shelf, Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = office.Close() })
	handler, err := doors(office, cli.Address{})
	if err != nil {
		t.Fatal(err)
	}
	do := func(role record.Role, act access.Action, input any) desk.Outcome {
		action, _ := app.FindAction(act)
		out, err := office.Do(t.Context(), desk.Request{Actor: access.Actor{ID: "console", Role: role}}, action, "", input)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	no := do(record.RoleSecretariat, access.Open, &application.OpenInput{Scheme: "anshin", Type: "new", Service: "s", IntakeBody: "jaipa",
		Applicant: &application.ApplicantInput{Name: "見本", Sample: true}}).Object
	sitting := do(record.RoleSecretariat, access.PlanSession, &committee.PlanSessionInput{Scheme: "anshin", Day: civil.MustOf(2030, 11, 15), Reason: "s"}).Object
	var made people.Credentials
	if err := json.Unmarshal(do(record.RoleAdmin, access.AddUser, &people.UserInput{ID: "pm", Name: "P", Role: record.RoleSecretariat, Scheme: "pmark"}).Body, &made); err != nil {
		t.Fatal(err)
	}
	session, err := office.SignIn(t.Context(), made.Link)
	if err != nil {
		t.Fatal(err)
	}
	withSecond(t, office, session)
	const none = "SA-2014-9999"
	page := func(method, path string) string {
		answer, request := httptest.NewRecorder(), httptest.NewRequest(method, path, nil)
		request.AddCookie(&http.Cookie{Name: "akashi", Value: session})
		handler.ServeHTTP(answer, request)
		return fmt.Sprint(answer.Code, answer.Header(), answer.Body)
	}
	tried := 0
	for _, r := range web.Routes() {
		name, there := "{no}", no
		if strings.Contains(r.Path, "/o/sessions/") {
			name, there = "{id}", sitting
		}
		if !strings.Contains(r.Path, "/o/") || !strings.Contains(r.Path, name) {
			continue
		}
		tried++
		at := func(given string) string {
			return page(r.Method, strings.ReplaceAll(strings.ReplaceAll(strings.ReplaceAll(strings.ReplaceAll(r.Path, name, given), "{id}", "x"), "{item}", "1-1-1"), "{page}", "1"))
		}
		foreign, missing := at(there), at(none)
		if !strings.HasPrefix(missing, "404 ") || foreign != strings.ReplaceAll(missing, none, there) {
			t.Errorf("%s: foreign %s, missing %s", r.Path, foreign, missing)
		}
	}
	if tried != 64 {
		t.Errorf("%d pages were tried", tried)
	}
}
