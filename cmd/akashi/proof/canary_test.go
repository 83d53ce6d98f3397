package proof

import (
	"cmp"
	"database/sql"
	"encoding/csv"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"

	"akashi/app/desk"
	"akashi/doors/api"
	"akashi/doors/web"
	"akashi/record"
	"akashi/rules/access"
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
	f, err := os.Open("canaries.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.Comment = '#'
	lines, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for i, l := range lines[1:] {
		all = append(all, canary{l[0], l[1], map[bool]string{false: l[2], true: l[3]}, fmt.Sprintf("CNRY%04dQ", i)})
	}
	return all
}

// column is the column of a place, without the path into its JSON.
func (c canary) column() (table, column, path string) {
	place, _, _ := strings.Cut(strings.ReplaceAll(c.place, "#", "."), ":")
	parts := strings.SplitN(place, ".", 3)
	column, index, _ := strings.Cut(parts[1], "[")
	if index != "" {
		return parts[0], column, "$[" + strings.Join(append([]string{index}, parts[2:]...), ".")
	}
	if len(parts) > 2 && !strings.Contains(c.place, "#") {
		path = "$." + parts[2]
	}
	return parts[0], column, path
}

// mayRead reports whether the table names the principal among those who are shown it.
func (c canary) mayRead(p principal, decided bool) bool {
	if !knows(p) && !(inConflict(p) && strings.Contains(c.shown[decided], "even-in-conflict")) {
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

// rows are one of each record that a case can have, with nothing in it.
func (w *world) rows(t testing.TB, c record.Case, team string) {
	id := "canary-" + c.ID
	var charge record.Charge
	w.view(t, func(r desk.Reader) error {
		charges, err := r.Charges(c.ID)
		charge = charges[0]
		return err
	})
	w.add(t,
		&record.Exception{ID: id, CaseID: c.ID, Documents: []string{"x"}, At: w.now},
		&record.Assignment{ID: id, CaseID: c.ID, UserID: team, Role: record.RoleReviewer, Round: 9, At: w.now, Ended: w.now, Version: 1},
		&record.Finding{ID: id, CaseID: c.ID, No: 99, Criterion: "1-1-1", Step: "document_review", Round: 9, State: record.FindingOpen, Version: 1},
		&record.ChargeCorrection{ID: id, ChargeID: charge.ID, CaseID: c.ID, Round: 9, At: w.now},
		&record.Payment{ID: id, ChargeID: charge.ID, CaseID: c.ID, Received: day},
		&record.Visit{ID: id, CaseID: c.ID, Kind: "onsite", Day: day, Minutes: 1, Persons: 1, Version: 1},
		&record.EligibilityCheck{ID: id, CaseID: c.ID, Round: 9, Day: day, At: w.now},
		&record.ScanReport{ID: id, CaseID: c.ID, No: 99, Format: "hand", Hosts: []string{"x"}, Findings: 1, ScanDate: day, Oldest: day, Received: day},
		&record.ScanFinding{ReportID: id, Seq: 1, State: "open", Reported2: 75, Computed2: 75, Reported3: -1, Computed3: -1, Reported4: -1, Computed4: -1, Unversioned: -1},
		&record.ScanPaper{ID: id, CaseID: c.ID, Kind: record.PaperOpinion, Findings: []string{"x"}, Plugins: []string{"x"}, Day: day, At: w.now},
		&record.Conflict{ID: id, CaseID: c.ID, UserID: "x", Kind: "declared", At: w.now, Retracted: w.now},
		&record.Voiding{ID: id, SessionID: c.SessionID, CaseID: c.ID, Seat: "jaipa", Round: 9, Kind: record.VoteRecused, At: w.now},
		&record.Excusal{ID: id, SessionID: c.SessionID, Seat: "jaipa", Round: 9, At: w.now},
		&record.SessionMove{ID: id, SessionID: c.SessionID, Round: 9, FromDay: day, FromCutoff: day, Day: day, Cutoff: day, At: w.now},
		&record.Tenure{ID: id, Scheme: c.Scheme, Seat: "jaipa", From: day.AddMonths(-24), To: day.AddMonths(24), At: w.now, Version: 1},
		&record.Outgoing{ID: id, To: "x", Template: "x", Data: "x", CaseID: c.ID, At: w.now},
		&record.Replay{Key: id, Request: "x", Answer: "{}", At: w.now},
		&record.Safeguard{ID: id, Scheme: c.Scheme, Word: "none", At: w.now},
	)
	if !c.Decided.IsZero() {
		w.add(t, &record.Reexamination{ID: id, CaseID: c.ID, Round: 9, Requested: day, By: "x", At: w.now, Version: 1},
			&record.Notice{ID: id, CaseID: c.ID, Round: 9, Received: day, By: "x", At: w.now})
	}
}

// evidence is stated evidence with a place for every text.
const evidence = `{"audits":[{"completed":"2026-08-01","items":["A01"],"not_applicable":[{"item":"A16","reason":"x"}]}],"assets":[{"class":"dns","hosts":["x"],"reason":"x"}]}`

// explained is the ground of a decision that tells why a seat left the case.
const explained = `[{"rule":"committee.outcome","holds":true,"because":[{"rule":"committee.recusal","holds":true,"because":[{"rule":"committee.conflict","holds":true,"facts":{"note":"x"},"because":[]}]}]}]`

// plant puts every canary into the store, into what belongs to the case. It returns those
// that found a place.
func (w *world) plant(t testing.TB, all []canary, c record.Case) (planted []canary) {
	t.Helper()
	db, err := sql.Open("sqlite", w.path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	run := func(query string, args ...any) int64 {
		done, err := db.ExecContext(t.Context(), query, args...)
		if err != nil {
			t.Fatalf("%s: %v", query, err)
		}
		n, _ := done.RowsAffected()
		return n
	}
	for _, name := range textOf(t, db, `SELECT name FROM sqlite_master WHERE type = 'trigger'`) {
		run(`DROP TRIGGER ` + name) // what is written once is written again, in this copy
	}
	run(`UPDATE case_file SET evidence = ? WHERE id = ?`, evidence, c.ID)
	run(`UPDATE decision SET explained = ? WHERE case_id = ?`, explained, c.ID)
	for _, x := range all {
		table, column, path := x.column()
		if x.kind != "canary" {
			continue
		}
		value, args := "?", []any{x.token}
		if table == "user_account" {
			value = "? || rowid" // secrets are unique
		}
		if path != "" {
			value, args = fmt.Sprintf("json_set(%s, '%s', ?)", column, path), []any{x.token}
		}
		if strings.HasSuffix(x.place, ":content") {
			k, err := kept.Keep(t.Context(), "", []byte(x.token))
			if err != nil {
				t.Fatal(err)
			}
			args = []any{k.SHA256}
		}
		where, given := whose(table, c)
		graded := "criterion IN ('7-1-1', '7-1-2', '7-1-3')"
		if table == "answer" && strings.Contains(column, "_note") && column != "claim_note" {
			where += map[bool]string{true: " AND ", false: " AND NOT "}[strings.HasSuffix(x.place, "#graded")] + graded
		}
		if n := run(fmt.Sprintf("UPDATE %s SET %s = %s WHERE %s", table, column, value, where), append(args, given...)...); n > 0 {
			planted = append(planted, x)
		}
	}
	run(`UPDATE case_file SET folded = folded || lower(service || service_kana), named = lower(json_extract(particulars, '$.name') || json_extract(particulars, '$.name_kana') || json_extract(particulars, '$.name_en')) WHERE id = ?`, c.ID)
	run(`UPDATE applicant SET folded = lower(name || name_kana || name_en) WHERE id = ?`, c.ApplicantID)
	return planted
}

// whose are the rows of a table that belong to the case: those put there for the canaries,
// where there are any.
func whose(table string, c record.Case) (where string, args []any) {
	switch table {
	case "case_file":
		return "id = ?", []any{c.ID}
	case "applicant":
		return "id = ?", []any{c.ApplicantID}
	case "user_account":
		return "id LIKE ?", []any{"%.assigned." + c.No}
	case "session":
		return "id = ?", []any{c.SessionID}
	case "session_move", "excusal", "safeguard", "replay", "tenure":
		return map[bool]string{true: "key", false: "id"}[table == "replay"] + " = ?", []any{"canary-" + c.ID}
	case "attendance":
		return "session_id = ?", []any{c.SessionID}
	case "scan_finding":
		return "report_id = ?", []any{"canary-" + c.ID}
	case "journal":
		return "object = ?", []any{c.No}
	case "pending":
		return "object = ?", []any{c.No}
	case "fee_table", "published_rule":
		return "1 = 1", nil
	case "dossier", "opened_vote", "decision", "answer", "agreement", "declaration", "scan_verdict":
		return "case_id = ?", []any{c.ID}
	}
	return fmt.Sprintf("case_id = ? AND (id LIKE 'canary%%' OR NOT EXISTS (SELECT 1 FROM %s x WHERE x.case_id = ? AND x.id LIKE 'canary%%'))", table), []any{c.ID, c.ID}
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
		said[table+"."+column] = true
		if !slices.Contains([]string{"canary", "public", "code", "search"}, c.kind) {
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
			var c record.Case
			w.view(t, func(r desk.Reader) error {
				cases, err := r.Cases(desk.CaseQuery{Scheme: "anshin", States: []record.CaseState{state}, Visible: access.Everything()})
				c = cases[0]
				return err
			})
			w.stranger = w.applicant(t)
			of := thing{"cases", c.No, string(c.State), c.ID, w.fileOf(t, c), w.castOf(t, c)}
			w.rows(t, c, "reviewer.assigned."+c.No)
			planted := w.plant(t, all, c)
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
	case "own", "assigned", "lent", "examined", "chair":
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
			if x.finds(planted, p, decided) || testing.Short() && !strings.HasPrefix(x.place, "case_file.") {
				continue
			}
			found := w.ask(p.id, http.MethodGet, list+x.token, "")
			if string(found.body) != strings.ReplaceAll(string(missing.body), none, x.token) || found.header.Get("ETag") != missing.header.Get("ETag") {
				t.Errorf("%s is found at %s by the %s (%s)", x.place, list, p.role, p.standing)
			}
		}
	}
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
	for _, r := range slices.Concat(api.Routes(), web.Routes(), commands()) {
		at := of
		switch {
		case about(r.Path, "sessions"):
			at = session
		case about(r.Path, "marks"):
			at = number
		}
		hear(w.asked(t, cell{r, nameOf(r), at, p}))
		if r.Method == http.MethodPost && strings.HasPrefix(r.Path, "/api/v1/cases/{no}/") {
			body := w.bodyOf(t, cell{r, nameOf(r), at, p})
			hear(w.ask(p.id, r.Method, w.address(r.Path, at, p), body, "If-Match", `"v1"`))
			if !testing.Short() {
				hear(w.ask(p.id, r.Method, w.address(r.Path, at, p), `{"nothing":1}`, "Accept-Language", "en"))
			}
		}
	}
	for _, list := range []string{"/api/v1/cases?state=" + url.QueryEscape(string(c.State)), "/api/v1/cases?late=true", "/o?view=late", "/o?state=" + string(c.State),
		"/api/v1/registry?text=a", "/registry?q=%E8%A6%8B%E6%9C%AC", "/en/registry?status=valid", "/api/v1/cases/" + c.No, "/o/cases/" + c.No} {
		hear(w.ask(p.id, http.MethodGet, list, ""))
	}
	return all.String()
}
