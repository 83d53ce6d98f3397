package main

import (
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"akashi/doors/cli"
	"akashi/schemes"
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
