package main

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"
	"time"

	"akashi/beside/testkit/postgres"
	"akashi/cmd/akashi/demo"
	"akashi/doors/cli"
)

// filled is the office of the demonstration, with a door for each of its people.
type filled struct {
	*entrance
	cli.Demo
	guests map[string]*guest // who is signed in, since a link lets in once
}

// openFilled fills an office as `akashi demo` does, on a day before a session of anshin.
func openFilled(t *testing.T) *filled { return openFilledOn(t, "") }

func openFilledOn(t *testing.T, store string) *filled {
	t.Helper()
	e := openEntranceOn(t, "off", store)
	f := &filled{entrance: e, guests: map[string]*guest{"": {entrance: e}}}
	f.now = time.Date(2026, 11, 10, 1, 0, 0, 0, time.UTC)
	var err error
	if f.Demo, err = demo.Fill(t.Context(), f.office.App); err != nil {
		t.Fatal(err)
	}
	if f.door, err = doors(f.office, cli.Address{Silent: true}); err != nil {
		t.Fatal(err)
	}
	return f
}

// onBothStores runs a test with the address of an empty store on each engine.
func onBothStores(t *testing.T, test func(t *testing.T, store string)) {
	t.Run("sqlite", func(t *testing.T) { t.Parallel(); test(t, "") })
	t.Run("postgres", func(t *testing.T) { t.Parallel(); test(t, postgres.Empty(t)) })
}

// as is one of the people, who stays signed in. Nobody is the public.
func (f *filled) as(user string) *guest {
	f.Helper()
	if f.guests[user] == nil {
		g := &guest{entrance: f.entrance}
		i := slices.IndexFunc(f.People, func(p cli.DemoPerson) bool { return p.User == user })
		if in := g.post("/login", "link", f.People[i].Login, "later", "1"); in.status != http.StatusSeeOther {
			f.Fatalf("%s is not let in: %d %s", user, in.status, in.body)
		}
		f.guests[user] = g
	}
	return f.guests[user]
}

// served is the address of a door at which the guest is signed in.
func (b *guest) served() string {
	b.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if b.cookie != "" {
			r.AddCookie(&http.Cookie{Name: "akashi", Value: b.cookie})
		}
		b.door.ServeHTTP(w, r)
	}))
	b.Cleanup(server.Close)
	return server.URL
}
