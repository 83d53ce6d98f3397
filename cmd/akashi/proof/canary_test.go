package proof

import (
	"cmp"
	"database/sql"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"akashi/doors/ask"
	"akashi/record"
	"akashi/rules/lifecycle"
)

// canary is a line of canaries.csv: a text of people, and who is shown it.
type canary struct {
	place, kind string
	shown       map[bool]string // before the decision, and after the session has closed
	token       string
}

func readCanaries(t testing.TB) (all []canary) {
	t.Helper()
	for i, l := range rowsOf(t, "canaries.csv") {
		all = append(all, canary{l[0], l[1], map[bool]string{false: l[2], true: l[3]}, fmt.Sprintf("CNRY%04dQ", i)})
	}
	return all
}

// column is the column of a place, with the path into its JSON.
func (c canary) column() (table, column string, path []string) {
	place, _, _ := strings.Cut(c.place, ":")
	place, _, _ = strings.Cut(place, "#")
	parts := strings.FieldsFunc(place, func(r rune) bool { return strings.ContainsRune(".[]", r) })
	return parts[0], parts[1], parts[2:]
}

// mayRead reports whether the table names the principal among those who are shown it.
func (c canary) mayRead(p principal, decided bool) bool {
	if c.shown[decided] == "everybody" {
		return true
	}
	undeclared := p.standing == "undeclared" && !decided
	if undeclared && slices.Contains(strings.Fields(c.shown[decided]), p.standing) {
		return true // it is needed to say whether there is a conflict of interest
	}
	apart := strings.Contains(c.shown[decided], "even-in-conflict") || slices.Contains(strings.Fields(c.shown[decided]), p.role+"-in-conflict")
	if !knows(p) && !(p.standing == "undeclared" && decided) && !((inConflict(p) || undeclared) && apart) {
		return false
	}
	groups := map[string]string{"own": "applicant responsible", "inside": "secretariat reviewer assessor member", "bench": "secretariat member"}
	for _, name := range strings.Fields(c.shown[decided]) {
		if slices.Contains(strings.Fields(cmp.Or(groups[name], name)), p.role) {
			return true
		}
	}
	return false
}

// finds reports whether the principal may find the text: whoever is shown a name finds it by
// its readings too.
func (c canary) finds(all []canary, p principal, decided bool) bool {
	name := strings.TrimSuffix(strings.TrimSuffix(c.place, "_kana"), "_en")
	return slices.ContainsFunc(all, func(x canary) bool { return x.place == name && x.mayRead(p, decided) })
}

func textOf(t testing.TB, db *sql.DB, query string) (all []string) {
	t.Helper()
	rows, err := db.QueryContext(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			t.Fatal(err)
		}
		all = append(all, text)
	}
	return all
}

// TestEveryTextColumnHasItsCanary asks the store for its text columns: one that is not in
// canaries.csv, as a canary, as public or as no text of people, is nobody's decision.
func TestEveryTextColumnHasItsCanary(t *testing.T) {
	t.Parallel()
	w, said := newWorld(t), map[string]bool{}
	for _, c := range readCanaries(t) {
		table, column, _ := c.column()
		said[table+"."+column] = c.kind != "figure"
		if !slices.Contains([]string{"canary", "figure", "public", "code", "search"}, c.kind) {
			t.Errorf("%s is %q", c.place, c.kind)
		}
	}
	db, err := sql.Open("sqlite", w.path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	there := textOf(t, db, `SELECT m.name || '.' || c.name FROM sqlite_master m, pragma_table_info(m.name) c
		WHERE m.type = 'table' AND c.type = 'TEXT' AND m.name NOT LIKE 'goose%' AND m.name NOT LIKE 'mark_search%' AND m.name NOT LIKE 'sqlite%'`)
	for _, place := range there {
		if !said[place] {
			t.Errorf("%s is not in canaries.csv: say who is shown it, or that it is public or no text of people", place)
		}
		delete(said, place)
	}
	for place := range said {
		if !said[place] {
			continue // a figure
		}
		t.Errorf("%s of canaries.csv is no text column", place)
	}
}

// TestCanariesAreSeenByWhomTheTableNames puts a text of its own into every confidential
// field, and reads everything that there is as everybody: each is seen by those whom
// canaries.csv names, and by nobody else.
func TestCanariesAreSeenByWhomTheTableNames(t *testing.T) {
	t.Parallel()
	for _, state := range []record.CaseState{lifecycle.Scheduled, lifecycle.Granted} {
		t.Run(string(state), func(t *testing.T) {
			t.Parallel()
			w, all := matrixWorld(t), readCanaries(t)
			of, c := w.around(t, state)
			planted := w.plant(t, all, c, func(x canary) string { return x.token })
			w.keep = false
			seen := 0
			for _, p := range of.cast {
				text := w.everythingSaid(t, of, p, c)
				for _, x := range planted {
					may := x.mayRead(p, state == lifecycle.Granted)
					switch said := strings.Contains(text, x.token); {
					case said && !may:
						t.Errorf("%s is seen by the %s (%s)", x.place, p.role, p.standing)
					case !said && may:
						t.Errorf("%s is not seen by the %s (%s)", x.place, p.role, p.standing)
					}
					seen++
				}
				w.searches(t, p, planted, state == lifecycle.Granted)
			}
			if strings.Contains(w.log.String(), "CNRY") {
				t.Errorf("the log tells a canary: %s", w.log.String())
			}
			t.Logf("%d canaries, looked for %d times", len(planted), seen)
			if len(planted) < 60 {
				t.Errorf("only %d canaries found a place", len(planted))
			}
		})
	}
}

// knows reports whether the principal stands to the case so that it may know of it.
func knows(p principal) bool {
	switch p.standing {
	case "own", "prepares", "sees", "assigned", "lent", "examined", "chair":
		return true
	}
	return false
}

// searches asks every list for every canary: to whoever may not read it, a text that is there
// is like one that is not, but for the text that was asked for.
func (w *world) searches(t testing.TB, p principal, planted []canary, decided bool) {
	t.Helper()
	const none = "NONE0000Q"
	for _, list := range []string{"/api/v1/cases?text=", "/o?q=", "/api/v1/registry?text=", "/registry?q="} {
		missing := w.ask(p.id, http.MethodGet, list+none, "")
		for _, x := range planted {
			if x.finds(planted, p, decided) || !whole() && !strings.HasPrefix(x.place, "case_file.") {
				continue
			}
			found := w.ask(p.id, http.MethodGet, list+x.token, "")
			if string(found.body) != strings.ReplaceAll(string(missing.body), none, x.token) || found.header.Get("ETag") != missing.header.Get("ETag") {
				t.Errorf("%s is found at %s by the %s (%s)", x.place, list, p.role, p.standing)
			}
		}
	}
}

// opens reports whether the act is the one by which a member who has not said whether there
// is a conflict of interest says so, and is answered with the case.
func opens(r ask.Route, p principal) bool {
	return p.standing == "undeclared" && r.Method == http.MethodPost && strings.HasSuffix(r.Path, "/declare-no-conflict")
}

// inConflict reports whether only a conflict of interest keeps the principal from the case.
func inConflict(p principal) bool { return p.standing == "conflicted" || p.standing == "struck" }

// everythingSaid is all that a principal is told: at every address that can be read, of the
// case and of everything else, in both languages, and by every act that is tried.
func (w *world) everythingSaid(t testing.TB, of thing, p principal, c record.Case) string {
	var all strings.Builder
	hear := func(a answer) {
		all.Write(a.body)
		for name, values := range a.header {
			all.WriteString(name + strings.Join(values, " "))
		}
	}
	session := thing{kind: "sessions", name: c.SessionID, alias: c.SessionID}
	number := thing{kind: "marks", name: "J0001", alias: "J0001"}
	for _, r := range routes() {
		if opens(r, p) {
			continue
		}
		at := of
		switch {
		case about(r.Path, "sessions"):
			at = session
		case about(r.Path, "marks"):
			at = number
		}
		hear(w.question(t, cell{r, nameOf(r), at, p}))
		if r.Method == http.MethodPost && strings.HasPrefix(r.Path, "/api/v1/cases/{no}/") {
			body := w.bodyOf(t, cell{r, nameOf(r), at, p})
			hear(w.ask(p.id, r.Method, w.address(r.Path, at, p), body, "If-Match", `"v1"`))
			if whole() {
				hear(w.ask(p.id, r.Method, w.address(r.Path, at, p), `{"nothing":1}`, "Accept-Language", "en"))
			}
		}
	}
	for _, list := range []string{"/api/v1/cases?state=" + url.QueryEscape(string(c.State)), "/api/v1/cases?late=true", "/o?view=late", "/o?view=unpaid", "/o?as=csv", "/o?as=csv&state=" + string(c.State), "/o/clocks?as=csv", "/o/clocks", "/api/v1/clocks", "/o/renewals?as=csv", "/o/exceptions?as=csv", "/o/check-outs?as=csv", "/o/billing?view=all", "/o/billing?view=all&as=csv", "/o/invoices?as=csv", "/o/issuers?as=csv", "/o/payments", "/o/payments?as=csv", "/api/v1/payments", "/api/v1/payments/canary-" + c.ID, "/o/payments/canary-" + c.ID, "/api/v1/invoices", "/o/letters?as=csv", "/api/v1/letters", "/o/personnel?as=csv", "/o/matters?as=csv", "/o/matters", "/api/v1/matters", "/api/v1/matters/R-" + c.ID, "/o/matters/R-" + c.ID, "/admin?as=csv", "/o?state=" + string(c.State),
		"/api/v1/registry?text=a", "/registry?q=%E8%A6%8B%E6%9C%AC", "/en/registry?status=valid", "/api/v1/cases/" + c.No, "/o/cases/" + c.No, "/o/cases/" + c.No + "/files/canary-" + c.ID, "/api/v1/cases/" + c.No + "/attachments/canary-" + c.ID} {
		hear(w.ask(p.id, http.MethodGet, list, ""))
	}
	return all.String()
}
