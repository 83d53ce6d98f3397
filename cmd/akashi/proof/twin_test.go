package proof

import (
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"akashi/app/committee"
	"akashi/app/desk"
	"akashi/doors/api"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/lifecycle"
)

// figure is a secret that is no text: a value that may be one or another, with nobody the
// wiser to whom it is not shown.
type figure struct {
	canary
	one, other string // as SQL
}

// figures are the secrets that are no texts, by hand as canaries.csv is.
func figures() []figure {
	of := func(place, underWay, decided, one, other string) figure {
		return figure{canary{place: place, kind: "figure", shown: map[bool]string{false: underWay, true: decided}}, one, other}
	}
	const money, first, dated = "own secretariat accounts", "inside", "own inside accounts clerk"
	return []figure{
		of("charge.amount", money, money, "80001", "70001"),
		of("charge.status", money, money, "'paid'", "'owed'"),
		of("charge.due", money, money, "'2026-11-20'", "'2026-10-02'"),
		of("payment.amount", money, money, "80001", "70001"),
		of("answer.first", first, "own inside", "'met'", "'unmet'"),
		of("answer.first#graded", first, "inside", "'met'", "'unmet'"),
		of("answer.first_points#graded", first, "inside", "4", "3"),
		of("answer.final_points#graded", "bench", "inside", "CASE criterion WHEN '7-1-1' THEN 4 ELSE 3 END", "CASE criterion WHEN '7-1-2' THEN 4 ELSE 3 END"), // in sum the same
		of("decision.explained", "bench", "inside", "explained", `replace(explained, '"points":4', '"points":2')`),
		of("answer.final", "bench", "own inside", "'met'", "'unmet'"),
		of("report.recommendation", first, "own inside", "'grant'", "'undecided'"),
		of("report.points", first, "own inside", "100", "92"),
		of("visit.minutes", first, "own inside", "100", "200"),
		of("eligibility_check.bar", first, "own inside", "''", "'refusal'"),
		of("attachment.size", "own inside clerk", "own inside clerk", "100", "200"),
		of("scan_report.findings", "own inside clerk", "own inside clerk", "1", "2"),
		of("scan_verdict.verdict", "own inside clerk", "own inside clerk", "'PASS_V2'", "'FAIL_V2'"),
		of("finding.state", "own inside", "own inside", "'open'", "'accepted'"),
		of("conflict.kind", "bench", "bench", "'declared'", "'tie'"),
		of("case_file.opened", dated, dated, "'2026-08-10T01:00:00.000000Z'", "'2026-08-11T01:00:00.000000Z'"),
		of("case_file.filed", dated, "everybody", "'2026-08-14'", "'2026-08-15'"), // the register has the day
		of("case_file.accepted", dated, dated, "'2026-08-20'", "'2026-08-21'"),
		of("case_file.since", dated, dated, "'2026-08-22'", "'2026-08-23'"),
		of("finding.due", dated, dated, "'2026-11-20'", "'2026-11-10'"),
		of("exception.at", "own inside clerk", "own inside clerk", "at", "'2026-01-01T00:00:00.000000Z'"),
	}
}

// twins are two worlds that differ in nothing but what some principals must not know.
type twins struct {
	t     testing.TB
	a, b  *world
	of    thing
	c     record.Case
	pairs int
	told  map[string]bool // what was reported
}

// twinsOf makes two worlds alike, each with everybody who may stand somehow to a case.
func twinsOf(t testing.TB, make func(testing.TB) string, state record.CaseState) *twins {
	t.Helper()
	pair := &twins{t: t, told: map[string]bool{}}
	for _, w := range []**world{&pair.a, &pair.b} {
		*w = worldAt(t, make(t)).withRule(t)
		pair.of, pair.c = (*w).around(t, state)
	}
	return pair
}

// around puts everybody around a case of a state.
func (w *world) around(t testing.TB, state record.CaseState) (thing, record.Case) {
	t.Helper()
	var c record.Case
	w.view(t, func(r desk.Reader) error {
		cases, err := r.Cases(desk.CaseQuery{Scheme: "anshin", States: []record.CaseState{state}, Visible: access.Everything()})
		c = cases[0]
		return err
	})
	w.stranger = w.applicant(t)
	of := thing{"cases", c.No, string(c.State), c.Alias(), w.fileOf(t, c), itemOf(c), w.castOf(t, c)}
	w.rows(t, c, "reviewer.assigned."+c.No)
	return of, c
}

// fresh is what a form makes up each time it is shown, in any world.
var fresh = regexp.MustCompile(`name="_key" value="[A-Z2-7]{26}"`)

// same asks both worlds the same and compares what comes, byte by byte.
func (p *twins) same(who principal, method, path, body string, headers ...string) {
	p.pairs++
	var got [2]answer
	for i, w := range []*world{p.a, p.b} {
		w.ids.begin(1000 + p.pairs)
		got[i] = w.ask(who.id, method, path, body, headers...)
		got[i].body = fresh.ReplaceAll(got[i].body, nil)
	}
	at, _, _ := strings.Cut(path, "?")
	key := who.role + who.standing + method + at
	if p.told[key] || got[0].status == got[1].status && string(got[0].body) == string(got[1].body) && maps.EqualFunc(got[0].header, got[1].header, slices.Equal) {
		return
	}
	p.told[key] = true
	p.t.Errorf("%s %s tells the %s (%s) which world it is:\n%s", method, path, who.role, who.standing, difference(got[0], got[1]))
}

// difference is where two answers part.
func difference(a, b answer) string {
	if a.status != b.status {
		return fmt.Sprintf("%d and %d: %.200s\n%.200s", a.status, b.status, a.body, b.body)
	}
	for i := range min(len(a.body), len(b.body)) {
		if a.body[i] != b.body[i] {
			from := max(0, i-120)
			return fmt.Sprintf("…%s\n…%s", a.body[from:min(len(a.body), i+60)], b.body[from:min(len(b.body), i+60)])
		}
	}
	return fmt.Sprintf("%d and %d bytes, %v, %v", len(a.body), len(b.body), a.header, b.header)
}

// walk asks, as a principal, for everything in every way: addresses, acts that are refused
// or taken back, versions, keys, languages, lists and searches.
func (p *twins) walk(who principal, words []string, journal bool) {
	other := p.a.other(p.t, p.c)
	objects := map[string]thing{"cases": p.of, "sessions": {name: p.c.SessionID, alias: p.c.SessionID}, "marks": {name: "J0001", alias: "J0001"},
		"pending": p.a.waiting(p.t), "users": {name: "observer", alias: "observer"}, "": p.of}
	for _, r := range slices.Concat(api.Routes(), pages()) {
		for kind, of := range objects {
			if !about(r.Path, kind) || journal && strings.HasSuffix(r.Path, "/journal") || opens(r, who) {
				continue
			}
			path, body := p.a.address(r.Path, of, who), ""
			if isForm(r) { // another door to the same act
				if r.Method == http.MethodPost {
					body = p.a.filled(p.t, cell{r, nameOf(r), of, who})
				}
				p.same(who, r.Method, path, body, "Content-Type", "application/x-www-form-urlencoded", "Sec-Fetch-Site", "same-origin")
				continue
			}
			if r.Method != http.MethodPost {
				p.same(who, r.Method, path, "")
				p.same(who, r.Method, path, "", "Accept-Language", "en", "If-None-Match", `"v1"`)
				continue
			}
			if strings.HasPrefix(path, "/api/") {
				body = p.a.bodyOf(p.t, cell{r, nameOf(r), of, who})
			}
			for _, headers := range [][]string{nil, {"If-Match", `"v1"`}, {"If-Match", `"v7"`}, {"Idempotency-Key", "k"}} {
				p.same(who, r.Method, path, body, headers...)
			}
			p.same(who, r.Method, path, `{"nothing":1}`, "Accept-Language", "en")
		}
	}
	lists := []string{"/api/v1/cases?limit=1", "/api/v1/cases?after=" + p.of.name, "/api/v1/cases?late=true", "/api/v1/cases?type=new", "/api/v1/sessions?scheme=anshin",
		"/o?view=late", "/o?view=secretariat", "/o?as=csv", "/o/clocks?as=csv", "/api/v1/clocks", "/api/v1/clocks?when=late", "/o/renewals?as=csv", "/o/exceptions?as=csv", "/o/check-outs?as=csv", "/o/handover?as=csv", "/o/matters?as=csv", "/o/seats?as=csv", "/o/billing?view=all", "/o/billing?view=all&as=csv", "/o/invoices?as=csv", "/o/issuers?as=csv", "/o/payments?as=csv", "/api/v1/payments", "/api/v1/invoices", "/api/v1/invoices?late=true", "/o/letters?as=csv", "/api/v1/letters", "/o/personnel?as=csv", "/admin?as=csv", "/en/o?scheme=anshin", "/api/v1/registry?limit=2", "/api/v1/registry/J0001?on=2026-01-01", "/api/v1/cases/" + other, "/o/cases/" + other}
	for _, s := range lifecycle.States() {
		lists = append(lists, "/api/v1/cases?state="+string(s), "/o?state="+string(s))
	}
	for _, word := range words {
		lists = append(lists, "/api/v1/cases?text="+url.QueryEscape(word), "/o?q="+url.QueryEscape(word), "/api/v1/registry?text="+url.QueryEscape(word))
	}
	for _, list := range lists {
		p.same(who, http.MethodGet, list, "")
	}
}

// other is another case than that, which everybody may ask for in vain.
func (w *world) other(t testing.TB, c record.Case) (no string) {
	w.view(t, func(r desk.Reader) error {
		cases, err := r.Cases(desk.CaseQuery{Scheme: c.Scheme, Visible: access.Everything()})
		for _, o := range cases {
			if o.ID != c.ID {
				no = o.No
			}
		}
		return err
	})
	return no
}

// waiting is the act that waits for its second person.
func (w *world) waiting(t testing.TB) (of thing) {
	w.view(t, func(r desk.Reader) error {
		all, err := r.AllPending()
		of = thing{name: all[0].ID, alias: all[0].ID}
		return err
	})
	return of
}

// ignorance groups principals by what they must not know.
func ignorance(cast []principal, all []canary, more []figure, decided bool) map[string][]principal {
	groups := map[string][]principal{}
	for _, p := range cast {
		var hidden strings.Builder
		for _, x := range all {
			fmt.Fprint(&hidden, x.finds(all, p, decided), " ")
		}
		for _, x := range more {
			fmt.Fprint(&hidden, x.mayRead(p, decided), " ")
		}
		groups[hidden.String()] = append(groups[hidden.String()], p)
	}
	return groups
}

// differ makes the two worlds different in every field that the principal must not know.
func (p *twins) differ(who principal, all []canary, more []figure, decided bool) (words []string) {
	known := func(x canary) string { return x.token }
	p.a.plant(p.t, all, p.c, known)
	p.b.plant(p.t, all, p.c, func(x canary) string {
		if x.kind != "canary" || x.finds(all, who, decided) || x.mayRead(who, decided) {
			return x.token
		}
		other := strings.Replace(x.token, "CNRY", "TWIN", 1)
		words = append(words, x.token, other)
		return other
	})
	for i, w := range []*world{p.a, p.b} {
		h := w.byHand(p.t)
		for _, x := range more {
			if x.mayRead(who, decided) {
				continue
			}
			table, column, _ := x.column()
			where, args := whose(table, p.c)
			if graded := "criterion IN ('7-1-1', '7-1-2', '7-1-3')"; table == "answer" {
				where += map[bool]string{true: " AND ", false: " AND NOT "}[strings.HasSuffix(x.place, "#graded")] + graded
			}
			h.run(fmt.Sprintf("UPDATE %s SET %s = %s WHERE %s", table, column, []string{x.one, x.other}[i], where), args...)
		}
	}
	return words
}

// TestTwinWorlds makes, for everybody who may stand somehow to a case, two offices that
// differ in every field that this person must not know, and asks both for everything: each
// answer is the same, byte by byte.
func TestTwinWorlds(t *testing.T) {
	t.Parallel()
	engines := map[string]func(testing.TB) string{"sqlite": sqlite, "postgres": onPostgres}
	total := 0
	for engine, address := range engines {
		for _, state := range []record.CaseState{lifecycle.Scheduled, lifecycle.Granted} {
			if !whole() && state == lifecycle.Granted {
				continue
			}
			t.Run(engine+"/"+string(state), func(t *testing.T) {
				all, more, decided := readCanaries(t), figures(), state == lifecycle.Granted
				around, _ := worldAt(t, address(t)).around(t, state)
				asked := 0
				for _, group := range ignorance(around.cast, all, more, decided) {
					pair := twinsOf(t, address, state)
					words := pair.differ(group[0], all, more, decided)
					pair.a.keep, pair.b.keep = false, false
					if !whole() {
						group, words = group[:1], words[:min(8, len(words))] // each kind of ignorance once
					}
					words = words[:min(60, len(words))]
					for _, who := range group {
						pair.walk(who, words, false)
					}
					asked += pair.pairs
				}
				if least := map[bool]int{false: 2000, true: 20000}[whole()]; asked < least {
					t.Errorf("only %d pairs were asked, want %d", asked, least)
				}
				total += asked
			})
		}
	}
	t.Logf("%d pairs of answers", total)
}

// secret is something done, or not done, of which some must not know.
type secret struct {
	name    string
	a, b    func(*world, record.Case) error
	hidden  func(p principal) bool
	journal bool // differs to whoever reads it: it holds a commitment to the choice, made to be compared later
}

// secrets are acts of the bench that nobody outside may notice, and choices that nobody may.
func secrets(t testing.TB) []secret {
	nothing := func(*world, record.Case) error { return nil }
	outside := func(p principal) bool {
		bench := p.role == "secretariat" || p.role == "member"
		return !bench || !knows(p)
	}
	vote := func(choice record.Choice) func(*world, record.Case) error {
		return func(w *world, c record.Case) error {
			return w.do(t.Context(), "anshin-consumer_affairs", access.Vote, c.No, &committee.VoteInput{Choice: choice})
		}
	}
	reached := func(address string) func(*world, record.Case) error {
		return func(w *world, _ record.Case) error {
			return w.store.Update(t.Context(), func(tx desk.Tx) error {
				u, err := tx.User("anshin-consumer_affairs")
				if err == nil {
					u.Email = address
					err = tx.Save(&u)
				}
				return err
			})
		}
	}
	return []secret{
		{"the choice of a vote", vote(record.VoteGrant), vote(record.VoteRefuse), func(p principal) bool { return p.role != "member" || p.standing == "chair" || !knows(p) }, true},
		{"that somebody voted", nothing, vote(record.VoteGrant), outside, false},
		{"that somebody left the case", nothing, func(w *world, c record.Case) error {
			return w.do(t.Context(), "anshin-consumer_affairs", access.DeclareConflict, c.No, &committee.ConflictInput{Note: "x"})
		}, outside, false},
		{"that somebody said to have no conflict", nothing, func(w *world, c record.Case) error {
			return w.do(t.Context(), "anshin-tca", access.DeclareNoConflict, c.No, &committee.ClearanceInput{})
		}, outside, false},
		{"that no letter reaches a seat", reached("x@example.jp"), reached(""), func(p principal) bool { return p.role != "secretariat" && p.role != "admin" }, false},
		{"that a conflict was retracted", nothing, func(w *world, c record.Case) error {
			return w.do(t.Context(), secretary, access.RetractConflict, c.No, &committee.RetractInput{Seat: "university", Reason: "x"})
		}, outside, false},
	}
}

// TestTwinWorldsOfTheBench does something behind the doors of the committee in one of two
// offices, and asks both for everything as those who must not know of it.
func TestTwinWorldsOfTheBench(t *testing.T) {
	t.Parallel()
	total := 0
	for engine, address := range map[string]func(testing.TB) string{"sqlite": sqlite, "postgres": onPostgres} {
		t.Run(engine, func(t *testing.T) {
			for _, s := range secrets(t) {
				pair := twinsOf(t, address, lifecycle.Scheduled)
				for i, do := range []func(*world, record.Case) error{s.a, s.b} {
					w := []*world{pair.a, pair.b}[i]
					w.ids.begin(999)
					if err := do(w, pair.c); err != nil {
						t.Fatalf("%s: %v", s.name, err)
					}
					w.keep = false
				}
				for i, who := range pair.of.cast {
					if s.hidden(who) && (i%10 == 0 || whole() && i%2 == 0) {
						pair.walk(who, nil, s.journal)
					}
				}
				total += pair.pairs
			}
		})
	}
	t.Logf("%d pairs of answers", total)
}
