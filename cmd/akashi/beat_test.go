package main

import (
	"context"
	"flag"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"akashi/beside/testkit"
	"akashi/doors/ask"
	"akashi/doors/limit"
	"akashi/record"
	"akashi/rules/access"
)

// measured is how often each kind of question is asked when times are measured:
// go test ./cmd/akashi -run TestTimesTellNothing -measured 2000 -v
var measured = flag.Int("measured", 0, "ask so often what is foreign and what is missing, and tell how long it took")

// TestWhatIsHiddenIsAnsweredOnTheBeat asks every address that is read as everybody: who is
// known and gets 404 waited for the beat, and nobody else did.
func TestWhatIsHiddenIsAnsweredOnTheBeat(t *testing.T) {
	t.Parallel()
	f := openFilled(t)
	names := f.names()
	names["{no}"] = append(names["{no}"][:2:2], "SA-2026-9999", "PM-2026-9999")
	names["sessions/{id}"] = append(names["sessions/{id}"], "nothing")
	for _, user := range f.cast() {
		f.as(user)
	}
	waited := 0
	held, inner := f.door, beats{func(context.Context, time.Duration) { waited++ }}.keep(f.door)
	f.door = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		inner.ServeHTTP(w, r.WithContext(ask.Traced(r.Context(), &ask.Trace{Actor: public})))
	})
	defer func() { f.door = held }()
	hidden := 0
	for _, r := range routes() {
		open := slices.Contains(access.Who(r.Policy), record.RolePublic)
		if r.Method != http.MethodGet || strings.HasPrefix(r.Path, "/en/") {
			continue
		}
		for _, path := range filledIn(r, names) {
			for _, user := range f.cast() {
				waited = 0
				status := f.reads(user, path)
				want := 0
				if status == http.StatusNotFound && user != "" {
					want, hidden = 1, hidden+1
				}
				if waited != want && !(open && waited == 0) {
					t.Errorf("%s is answered %s with %d, and %d waits", user, path, status, waited)
				}
			}
		}
	}
	if hidden < 500 {
		t.Errorf("only %d answers of something that is hidden", hidden)
	}
}

// TestNobodyWaitsForOneWhoHasLeft ends the wait with the request.
func TestNobodyWaitsForOneWhoHasLeft(t *testing.T) {
	t.Parallel()
	gone, leave := context.WithCancel(t.Context())
	leave()
	begun := time.Now()
	sleep(gone, time.Minute)
	if waited := time.Since(begun); waited > 10*time.Second {
		t.Errorf("waited %v", waited)
	}
	begun = time.Now()
	sleep(t.Context(), 5*time.Millisecond)
	if waited := time.Since(begun); waited < 5*time.Millisecond {
		t.Errorf("waited only %v", waited)
	}
}

// slower is how often one of a is longer than one of b, over all pairs; both are sorted.
func slower(a, b []time.Duration) float64 {
	pairs := 0
	for _, d := range a {
		below, _ := slices.BinarySearch(b, d)
		pairs += below
	}
	return float64(pairs) / float64(len(a)*len(b))
}

// TestTimesTellNothing measures over the network, with and without the beat, how long it takes
// to be told that a case of somebody else, and that no case at all, is not there.
func TestTimesTellNothing(t *testing.T) {
	testkit.Slow(t, "it measures, alone")
	f := openFilled(t)
	const mine, missing = "anshin-applicant-b", "SA-2026-9999"
	cookie := f.as(mine).cookie
	var token string
	for _, x := range f.Tokens {
		if x.User == mine {
			token = x.Token
		}
	}
	var foreign string
	for _, no := range f.names()["{no}"] {
		if f.reads(mine, "/api/v1/cases/"+no) == http.StatusNotFound {
			foreign = no
		}
	}
	if foreign == "" || token == "" {
		t.Fatalf("no foreign case, or no token: %q", foreign)
	}
	told := &ask.Trace{}
	traced := func(next http.Handler) *httptest.Server {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			*told = ask.Trace{Actor: public}
			next.ServeHTTP(w, r.WithContext(ask.Traced(r.Context(), told)))
		}))
		t.Cleanup(server.Close)
		return server
	}
	for _, s := range []struct {
		name string
		at   *httptest.Server
		beat time.Duration
	}{{"without the beat", traced(f.door), 0}, {"on the beat", traced(beats{sleep}.keep(f.door)), limit.Beat}} {
		for _, path := range []string{"/api/v1/cases/", "/o/cases/"} {
			took := map[string][]time.Duration{}
			for range max(*measured, 20) {
				pair := []string{foreign, missing}
				rand.Shuffle(2, func(i, j int) { pair[i], pair[j] = pair[j], pair[i] }) // being second tells, too
				for _, no := range pair {
					r, _ := http.NewRequestWithContext(t.Context(), http.MethodGet, s.at.URL+path+no, nil)
					r.Header.Set("Authorization", "Bearer "+token)
					r.AddCookie(&http.Cookie{Name: "akashi", Value: cookie})
					begun := time.Now()
					answer, err := s.at.Client().Do(r)
					if err != nil {
						t.Fatal(err)
					}
					_ = answer.Body.Close()
					took[no] = append(took[no], time.Since(begun))
					if answer.StatusCode != http.StatusNotFound || took[no][len(took[no])-1] < s.beat {
						t.Fatalf("%s: %s%s: %d after %v", s.name, path, no, answer.StatusCode, time.Since(begun))
					}
				}
			}
			for _, no := range []string{foreign, missing} {
				all := took[no]
				slices.Sort(all)
				t.Logf("%s, %s%s: of %d the middle %v, quarters %v and %v", s.name, path, no, len(all), all[len(all)/2], all[len(all)/4], all[len(all)*3/4])
			}
			t.Logf("%s, %s: of a foreign and a missing one, the slower is the foreign one in %.1f of 100", s.name, path, 100*slower(took[foreign], took[missing]))
		}
	}
}
