package proof

import (
	"cmp"
	"database/sql"
	"encoding/json"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver pgx

	"akashi/app/desk"
	"akashi/record"
)

// rows are one of each record that a case can have, with nothing in it.
func (w *world) rows(t testing.TB, c record.Case, team string) {
	id := "canary-" + c.ID
	var charge record.Charge
	secretary := ""
	w.view(t, func(r desk.Reader) error {
		charges, err := r.Charges(c.ID)
		charge = charges[0]
		users, lost := r.Users()
		for _, u := range users {
			if u.Role == record.RoleSecretariat && u.Serves(c.Scheme) {
				secretary = u.ID
			}
		}
		return cmp.Or(err, lost)
	})
	w.add(t,
		&record.Message{ID: id, CaseID: c.ID, Side: record.SideOffice, At: w.now},
		&record.Allotment{ID: id, CaseID: c.ID, Criterion: "1-1-1", At: w.now},
		&record.IntakeCheck{ID: id, CaseID: c.ID, Dossier: c.Dossier, Step: "criterion:1-1-1", Standing: record.IntakeMissing, At: w.now},
		&record.Reading{ID: id, CaseID: c.ID, UserID: team, Criterion: "1-1-1", Verdict: record.Unmet, At: w.now, Version: 1},
		&record.Exception{ID: id, CaseID: c.ID, Documents: []string{"x"}, At: w.now},
		&record.Assignment{ID: id, CaseID: c.ID, UserID: team, Role: record.RoleReviewer, Round: 9, At: w.now, Ended: w.now, Version: 1},
		&record.Finding{ID: id, CaseID: c.ID, No: 99, Criterion: "1-1-1", Step: "document_review", Round: 9, State: record.FindingOpen, Version: 1},
		&record.ChargeCorrection{ID: id, ChargeID: charge.ID, CaseID: c.ID, Round: 9, At: w.now},
		&record.Payment{ID: id, ChargeID: charge.ID, CaseID: c.ID, Received: day},
		&record.BankFile{ID: id, Scheme: c.Scheme, At: w.now, Version: 1},
		&record.BankRecord{ID: id, FileID: id, Scheme: c.Scheme, Record: 1, Day: day, Amount: 1, Fingerprint: id},
		&record.Issuer{ID: id, Scheme: c.Scheme, Payee: c.Scheme, Round: 9, Prefix: "X", At: w.now},
		&record.Invoice{ID: id, No: "X-" + c.ID, Kind: record.Billed, Scheme: c.Scheme, CaseID: c.ID, Payee: c.Scheme, Seq: 1, Issued: day, Lines: []record.InvoiceLine{{ChargeID: charge.ID}}, At: w.now},
		&record.InvoiceStanding{InvoiceID: id, CaseID: c.ID, Settled: day, Version: 1},
		&record.Dispatch{ID: id, No: "D-" + c.ID, Kind: record.DispatchPassing, Scheme: c.Scheme, CaseID: c.ID, Year: 9, Seq: 1, Issued: day, At: w.now},
		&record.Visit{ID: id, CaseID: c.ID, Kind: "onsite", Day: day, Minutes: 1, Persons: 1, Version: 1},
		&record.EligibilityCheck{ID: id, CaseID: c.ID, Round: 9, Day: day, At: w.now},
		&record.Observation{ID: id, CaseID: c.ID, At: w.now},
		&record.Closing{ID: id, CaseID: c.ID, Round: 9, Day: day, At: w.now},
		&record.CheckOut{ID: id, CaseID: c.ID, UserID: team, At: w.now, Until: w.now.Add(-time.Hour), Version: 1},
		&record.ScanReport{ID: id, CaseID: c.ID, No: 99, Format: "hand", Hosts: []string{"x"}, Findings: 1, ScanDate: day, Oldest: day, Received: day},
		&record.ScanPage{ReportID: id, No: 1, Findings: json.RawMessage(`[{"host":"x","state":"open","reported2":75,"computed2":75,"reported3":-1,"computed3":-1,"reported4":-1,"computed4":-1,"unversioned":-1}]`)},
		&record.ScanPaper{ID: id, CaseID: c.ID, Kind: record.PaperOpinion, Findings: []string{"x"}, Plugins: []string{"x"}, Day: day, At: w.now},
		&record.Conflict{ID: id, CaseID: c.ID, UserID: "x", Kind: "declared", At: w.now, Retracted: w.now},
		&record.Voiding{ID: id, SessionID: c.SessionID, CaseID: c.ID, Seat: "jaipa", Round: 9, Kind: record.VoteRecused, At: w.now},
		&record.Excusal{ID: id, SessionID: c.SessionID, Seat: "jaipa", Round: 9, At: w.now},
		&record.MinutesStep{ID: id, SessionID: c.SessionID, CaseID: c.ID, Round: 9, Kind: record.MinutesCorrected, At: w.now},
		&record.VoteWord{ID: id, SessionID: c.SessionID, CaseID: c.ID, Seat: "jaipa", Round: 9, Kind: record.VoteDissent, At: w.now},
		&record.SessionMove{ID: id, SessionID: c.SessionID, Round: 9, FromDay: day, FromCutoff: day, Day: day, Cutoff: day, At: w.now},
		&record.Tie{ID: id, Scheme: c.Scheme, UserID: secretary, Kind: record.TieEmployed, Organisation: "x", From: day.AddMonths(-90), To: day.AddMonths(-80), At: w.now, Version: 1},
		&record.Competence{ID: id, Scheme: c.Scheme, UserID: secretary, Competence: "first_stage", From: day.AddMonths(-24), To: day.AddMonths(24), At: w.now, Version: 1},
		&record.Matter{ID: id, No: "R-" + c.ID, Kind: record.Misuse, Scheme: c.Scheme, State: record.MatterLooking, Ground: record.GroundSite, Received: day, At: w.now, Version: 1},
		&record.MatterNote{ID: id, MatterID: id, Round: 1, Day: day, At: w.now},
		&record.Deputy{ID: id, Scheme: c.Scheme, Seat: "jaipa", From: day.AddMonths(-24), To: day.AddMonths(-23), Role: record.RoleMember, At: w.now, Version: 1},
		&record.Tenure{ID: id, Scheme: c.Scheme, Seat: "jaipa", From: day.AddMonths(-24), To: day.AddMonths(24), At: w.now, Version: 1},
		&record.Outgoing{ID: id, To: "x", Address: "x", Template: "x", Data: "{}", CaseID: c.ID, At: w.now, MessageID: id, State: record.LetterFailed, Version: 1},
		&record.Replay{Key: id, Request: "x", Answer: "{}", At: w.now},
		&record.SignUp{ID: id, Scheme: c.Scheme, Email: "x", Link: id, Until: w.now.Add(time.Hour), At: w.now, Version: 1},
		&record.Safeguard{ID: id, Scheme: c.Scheme, Word: "none", At: w.now},
		&record.Hold{ID: id, CaseID: c.ID, Round: 1, Reason: "x", By: "x", At: w.now, Version: 1},
		&record.Erasure{FileID: "erased " + id, CaseID: c.ID, Class: record.ClassEvidence, Months: 1, KeptTo: day, Reason: "x", By: "x", At: w.now},
	)
	if !c.Decided.IsZero() {
		w.add(t, &record.Reexamination{ID: id, CaseID: c.ID, Round: 9, Requested: day, By: "x", At: w.now, Version: 1},
			&record.Notice{ID: id, CaseID: c.ID, Round: 9, Received: day, By: "x", At: w.now})
	}
}

// evidence is stated evidence with a place for every text.
const evidence = `{"audits":[{"completed":"2026-08-01","items":["A01"],"not_applicable":[{"item":"A16","reason":"x"}]}],"assets":[{"class":"dns","hosts":["x"],"reason":"x"}]}`

// explained is the ground of a decision that tells why a seat left the case, and the points of
// an item whose rubric is confidential.
const explained = `[{"rule":"committee.outcome","holds":true,"because":[{"rule":"committee.recusal","holds":true,"because":[{"rule":"committee.conflict","holds":true,"facts":{"note":"x"},"because":[]}]}]},` +
	`{"rule":"scoring.points_at_least_pass","holds":true,"because":[{"rule":"scoring.item.points","holds":true,"facts":{"item":"7-1-1","points":4},"because":[]}]}]`

// hand writes in the store of a world, past the program.
type hand struct {
	testing.TB
	db       *sql.DB
	postgres bool
}

// byHand opens the store of a world for writing. What is written once is written again.
func (w *world) byHand(t testing.TB) hand {
	t.Helper()
	h := hand{t, nil, strings.HasPrefix(w.path, "postgres")}
	var err error
	if h.db, err = sql.Open(map[bool]string{true: "pgx", false: "sqlite"}[h.postgres], w.path); err != nil {
		t.Fatal(err)
	}
	h.db.SetMaxOpenConns(1)
	t.Cleanup(func() { _ = h.db.Close() })
	if h.postgres {
		h.run(`SET session_replication_role = replica`)
		return h
	}
	for _, name := range textOf(t, h.db, `SELECT name FROM sqlite_master WHERE type = 'trigger'`) {
		h.run(`DROP TRIGGER ` + name)
	}
	return h
}

// said is a statement in the engine's own words.
func (h hand) said(query string) string {
	if !h.postgres {
		return query
	}
	n := 0
	return regexp.MustCompile(`\?`).ReplaceAllStringFunc(query, func(string) string { n++; return "$" + strconv.Itoa(n) })
}

func (h hand) run(query string, args ...any) int64 {
	h.Helper()
	done, err := h.db.ExecContext(h.Context(), h.said(query), args...)
	if err != nil {
		h.Fatalf("%s: %v", query, err)
	}
	n, _ := done.RowsAffected()
	return n
}

// each is what a query finds, rows of texts.
func (h hand) each(query string, args ...any) (all [][2]string) {
	h.Helper()
	rows, err := h.db.QueryContext(h.Context(), h.said(query), args...)
	if err != nil {
		h.Fatalf("%s: %v", query, err)
	}
	defer rows.Close()
	for rows.Next() {
		var row [2]string
		if err := rows.Scan(&row[0], &row[1]); err != nil {
			h.Fatal(err)
		}
		all = append(all, row)
	}
	return all
}

// put writes a text into a place of a JSON value, and makes the place where it is not.
func put(value any, path []string, text string) any {
	if len(path) == 0 {
		return text
	}
	if i, err := strconv.Atoi(path[0]); err == nil {
		list, _ := value.([]any)
		for len(list) <= i {
			list = append(list, nil)
		}
		list[i] = put(list[i], path[1:], text)
		return list
	}
	object, _ := value.(map[string]any)
	if object == nil {
		object = map[string]any{}
	}
	object[path[0]] = put(object[path[0]], path[1:], text)
	return object
}

// plant puts every canary into the store, into what belongs to the case. It returns those
// that found a place.
func (w *world) plant(t testing.TB, all []canary, c record.Case, token func(canary) string) (planted []canary) {
	t.Helper()
	h := w.byHand(t)
	h.run(`UPDATE case_file SET evidence = ? WHERE id = ?`, evidence, c.ID)
	h.run(`UPDATE decision SET explained = ? WHERE case_id = ?`, explained, c.ID)
	for _, x := range all {
		if x.kind == "canary" && h.plant(x, c, token(x)) {
			planted = append(planted, x)
		}
	}
	h.run(`UPDATE case_file SET folded = folded || lower(service || service_kana) WHERE id = ?`, c.ID)
	for _, row := range h.each(`SELECT id, particulars FROM case_file WHERE id = ?`, c.ID) {
		var of record.Particulars
		if err := json.Unmarshal([]byte(row[1]), &of); err != nil {
			t.Fatal(err)
		}
		h.run(`UPDATE case_file SET named = ? WHERE id = ?`, strings.ToLower(of.Name+of.NameKana+of.NameEN), c.ID)
	}
	return planted
}

// plant puts a text into one place, and reports whether there is one.
func (h hand) plant(x canary, c record.Case, token string) bool {
	table, column, path := x.column()
	where, args := whose(table, c)
	if table == "answer" && (column == "first_note" || column == "final_note") {
		where += map[bool]string{true: " AND ", false: " AND NOT "}[strings.HasSuffix(x.place, "#graded")] + "criterion IN ('7-1-1', '7-1-2', '7-1-3')"
	}
	switch {
	case table == "user_account" && len(path) == 0 || table == "sign_in" || table == "passkey" || x.place == "sign_up.link" || table == "identity": // secrets are unique
		return h.run(fmt.Sprintf("UPDATE "+table+" SET %s = CAST(? AS TEXT) || id WHERE %s", column, where), append([]any{token}, args...)...) > 0
	case strings.HasSuffix(x.place, ":content"):
		k, err := kept.Keep(h.Context(), "", []byte(token))
		if err != nil {
			h.Fatal(err)
		}
		token = k.SHA256
	case len(path) > 0:
		key := cmp.Or(map[string]string{"scan_verdict": "case_id", "scan_page": "report_id"}[table], "id")
		rows := h.each(fmt.Sprintf("SELECT %s, %s FROM %s WHERE %s", key, column, table, where), args...)
		for _, row := range rows {
			var value any
			if err := json.Unmarshal([]byte(row[1]), &value); err != nil && row[1] != "" {
				h.Fatalf("%s: %v", x.place, err)
			}
			text, err := json.Marshal(put(value, path, token))
			if err != nil {
				h.Fatal(err)
			}
			h.run(fmt.Sprintf("UPDATE %s SET %s = ? WHERE %s = ?", table, column, key), string(text), row[0])
		}
		return len(rows) > 0
	}
	return h.run(fmt.Sprintf("UPDATE %s SET %s = ? WHERE %s", table, column, where), append([]any{token}, args...)...) > 0
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
	case "sign_in", "passkey", "identity":
		return "user_id LIKE ?", []any{"%.assigned." + c.No}
	case "session":
		return "id = ?", []any{c.SessionID}
	case "session_move", "excusal", "safeguard", "sign_up", "replay", "tenure", "deputy", "tie", "competence", "matter", "matter_note", "issuer", "bank_file", "bank_record":
		return map[bool]string{true: "key", false: "id"}[table == "replay"] + " = ?", []any{"canary-" + c.ID}
	case "attendance", "session_reply", "session_call":
		return "session_id = ?", []any{c.SessionID}
	case "scan_page":
		return "report_id = ?", []any{"canary-" + c.ID}
	case "journal":
		return "object = ?", []any{c.No}
	case "pending":
		return "object = ? AND state = ?", []any{c.No, record.PendingWaiting}
	case "fee_table", "published_rule":
		return "1 = 1", nil
	case "dossier", "opened_vote", "decision", "answer", "agreement", "declaration", "scan_verdict", "erasure":
		return "case_id = ?", []any{c.ID}
	}
	return fmt.Sprintf("case_id = ? AND (id LIKE 'canary%%' OR NOT EXISTS (SELECT 1 FROM %s x WHERE x.case_id = ? AND x.id LIKE 'canary%%'))", table), []any{c.ID, c.ID}
}
