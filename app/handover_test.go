package app_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"akashi/beside/testkit/seals"
	"akashi/values/fault"
)

// note reads the signed note of an answer.
func note(t *testing.T, out map[string]any) []byte {
	t.Helper()
	text, ok := out["note"].(string)
	if !ok {
		t.Fatalf("no note in %v", out)
	}
	return []byte(text)
}

// handed writes a member of an input that is a file.
func handed(scheme, name string, text []byte) string {
	body, _ := json.Marshal(map[string]any{"scheme": scheme, name: text})
	return string(body)
}

// twoBodies is an office with both keys on record and two cases that wait for their agreement, each
// handed over, received and answered. It plays both bodies.
func twoBodies(t *testing.T) (o *office, cases []string, returns [][]byte) {
	t.Helper()
	o = newPmarkOffice(t)
	_, key, err := o.app.Seals.SignedBy()
	if err != nil {
		t.Fatal(err)
	}
	for _, side := range []string{"granting", "deciding"} {
		o.do(secretariat(), "trust-body", "", `{"scheme":"pmark","side":"`+side+`","key":"`+key+`","reason":"見本"}`)
	}
	for _, row := range [][2]string{{"2016-04-01", "見本情報株式会社"}, {"2016-04-08", "見本商会株式会社"}} {
		day, name := row[0], row[1]
		o.at(day)
		no := o.pmarkDraft(name, "1000000", "5", "new")
		o.reviewed(no, 5*60)
		o.pay(no)
		if view, err := o.decided(no, "grant"); err != nil || view["state"] != "agreement" {
			t.Fatal(view["state"], err)
		}
		o.do(secretariat(), "hand-over", no, `{}`)
		over, err := o.app.HandoverNote(t.Context(), secretariat(), no)
		if err != nil {
			t.Fatal(err)
		}
		o.do(secretariat(), "receive-handover", "", handed("pmark", "handover", over.Content))
		out := o.do(secretariat(), "return-handover", "", `{"scheme":"pmark","receipt":"`+no+`","paid":"`+day+`"}`)
		cases, returns = append(cases, no), append(returns, note(t, out))
	}
	return o, cases, returns
}

// TestNothingButItsOwnReturnClosesACase: a return of another key, of another case, with any one of
// its bytes changed, or one that was taken in before, changes nothing.
func TestNothingButItsOwnReturnClosesACase(t *testing.T) {
	t.Parallel()
	o, cases, returns := twoBodies(t)
	mine, text := cases[0], returns[0]
	_, signature, _ := strings.Cut(string(returns[1]), "\n\n")
	said, _, _ := strings.Cut(string(text), "\n\n")
	said += "\n"
	stranger, err := seals.Office(t).Sign([]byte(said))
	if err != nil {
		t.Fatal(err)
	}
	for name, row := range map[string]struct {
		code string
		note []byte
	}{
		"signed by another key":     {"handover.signature", stranger},
		"signed by nobody":          {"handover.signature", []byte(said)},
		"of another case":           {"handover.another-case", returns[1]},
		"the handover itself":       {"handover.kind", note(t, o.noteOf(mine))},
		"another's signature below": {"handover.signature", []byte(said + "\n" + signature)},
	} {
		if _, err := o.try(secretariat(), "conclude-agreement", mine, handed("", "return", row.note)); !has(err, row.code) {
			t.Errorf("%s: %v, want %s", name, err, row.code)
		}
	}
	for i := range text {
		changed := bytes.Clone(text)
		changed[i] ^= 1
		if _, err := o.try(secretariat(), "conclude-agreement", mine, handed("", "return", changed)); !has(err, "handover.signature") {
			t.Fatalf("byte %d changed, %q: %v", i, changed[max(0, i-9):i+1], err)
		}
	}
	view := o.do(secretariat(), "conclude-agreement", mine, handed("", "return", text))
	if view["state"] != "granted" {
		t.Fatalf("its own return left it %v", view["state"])
	}
	if _, err := o.try(secretariat(), "conclude-agreement", mine, handed("", "return", text)); !errors.Is(err, fault.Conflict) && !errors.Is(err, fault.Refused) {
		t.Errorf("taken in twice: %v", err)
	}
	if _, err := o.try(secretariat(), "conclude-agreement", cases[1], handed("", "return", text)); !has(err, "handover.another-case") {
		t.Errorf("the return of a granted case closed another: %v", err)
	}
}

// TestAReturnKeepsItsClauses: what is late or unpaid is refused by the clause that says so.
func TestAReturnKeepsItsClauses(t *testing.T) {
	t.Parallel()
	o := newPmarkOffice(t)
	_, key, err := o.app.Seals.SignedBy()
	if err != nil {
		t.Fatal(err)
	}
	o.do(secretariat(), "trust-body", "", `{"scheme":"pmark","side":"deciding","key":"`+key+`","reason":"見本"}`)
	over, err := o.app.Seals.Sign([]byte(`{"akashi":"akashi-handover-v1","agreement_due":"2016-07-01","case":"DP-1","decided":"2016-04-01","fee":51429,"scheme":"pmark"}` + "\n"))
	if err != nil {
		t.Fatal(err)
	}
	o.do(secretariat(), "receive-handover", "", handed("pmark", "handover", over))
	o.at("2016-07-02")
	for _, row := range []struct{ concluded, paid, reason, clause string }{
		{"2016-07-01", "2016-07-02", "handover.late", "B2-03"},
		{"2016-07-02", "2016-07-01", "handover.late", "B2-03"},
		{"2016-07-01", "", "handover.unpaid", "S3-11"},
	} {
		in, _ := json.Marshal(map[string]string{"scheme": "pmark", "receipt": "DP-1", "concluded": row.concluded, "paid": row.paid})
		_, err := o.try(secretariat(), "return-handover", "", string(in))
		var refusal *fault.Refusal
		if !errors.As(err, &refusal) || refusal.Reason != row.reason || refusal.Clause != row.clause {
			t.Errorf("concluded %s, paid %s: %v, want %s by %s", row.concluded, row.paid, err, row.reason, row.clause)
		}
	}
	o.do(secretariat(), "return-handover", "", `{"scheme":"pmark","receipt":"DP-1","concluded":"2016-07-01","paid":"2016-07-01"}`)
}

// noteOf is the handover of a case as the office keeps it.
func (o *office) noteOf(no string) map[string]any {
	o.t.Helper()
	file, err := o.app.HandoverNote(o.t.Context(), secretariat(), no)
	if err != nil {
		o.t.Fatal(err)
	}
	return map[string]any{"note": string(file.Content)}
}

// has reports whether a code is among what is wrong with an input.
func has(err error, code string) bool {
	for _, p := range fault.ProblemsIn(err) {
		if p.Code == code {
			return true
		}
	}
	return false
}
