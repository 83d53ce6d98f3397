package app_test

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"akashi/app"
	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/lifecycle"
	"akashi/scheme"
	"akashi/values/fault"
)

// TestWhatIsMissingTellsNoVerdict: of an item that the applicant does not call met and that has
// no evidence, a verdict of met waits for evidence. Whoever is not shown the verdict is told the
// same whatever it is: by what is due, statements, acts with what stands against them, refusals.
func TestWhatIsMissingTellsNoVerdict(t *testing.T) {
	t.Parallel()
	const item = "1-1-3"
	told := func(verdict record.Verdict) map[string]string {
		o := newOffice(t)
		no := o.reported(`{"scheme":"anshin","type":"new","service":"見本ネット","intake_body":"jaipa","applicant":{"name":"見本インターネット株式会社","sample":true}}`)
		err := o.app.Change(t.Context(), secretariat(), func(w *desk.Work) error {
			c := desk.Read(w, w.Tx.Case, no)
			for _, a := range desk.Read(w, w.Answers, c.ID) {
				if a.Criterion == item {
					a.Claim, a.First = record.Unmet, verdict
					w.Save(&a)
				}
			}
			for _, s := range desk.Read(w, w.Statements, c.ID) {
				s.Items = slices.DeleteFunc(s.Items, func(one record.Stated) bool { return strings.HasPrefix(one.Item, item) })
				w.Save(&s)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		id := o.caseView(no).ApplicantID
		all := map[string]string{}
		for _, who := range []access.Actor{
			{ID: "a", Role: record.RoleApplicant, Scheme: "anshin", ApplicantID: id},
			{ID: "r", Role: record.RoleResponsible, Scheme: "anshin", ApplicantID: id},
			{ID: "uke", Role: record.RoleClerk, Scheme: "anshin", Body: "jaipa"},
			{ID: "keiri", Role: record.RoleAccounts, Scheme: "anshin"},
			{ID: "rev1", Role: record.RoleReviewer, Body: "jaipa"},
		} {
			says := []string{o.shown(who, no)}
			add := func(v any, err error) {
				text, broken := json.Marshal(v)
				if broken != nil {
					t.Fatal(broken)
				}
				says = append(says, string(text))
				if err != nil {
					says = append(says, err.Error())
				}
			}
			add(o.app.Doable(t.Context(), who, desk.OnCase, no))
			add(o.app.ToState(t.Context(), who, []string{no}))
			for _, a := range o.app.Actions {
				if a.On == desk.OnCase && !a.Begins {
					add(o.app.Ahead(t.Context(), who, a, no))
				}
			}
			all[string(who.Role)] = strings.Join(says, "\n")
		}
		return all
	}
	met, unmet := told(record.Met), told(record.Unmet)
	for role, text := range met {
		if hidden := role != string(record.RoleReviewer); (text == unmet[role]) != hidden {
			t.Errorf("what the %s is told differs by a verdict: %v, want %v", role, text != unmet[role], !hidden)
		}
	}
}

// TestEveryGuardSaysWhatItTells: none tells its figures by being forgotten.
func TestEveryGuardSaysWhatItTells(t *testing.T) {
	t.Parallel()
	tells := newOffice(t).app.Tells
	for _, row := range lifecycle.Cases().Rows() {
		for _, g := range row.Guards {
			if _, named := tells[g]; !named {
				t.Errorf("%s does not say what it tells", g)
			}
		}
	}
}

// TestAClerkIsToldOfNoFees: where a fee stands before the acceptance, a clerk learns that it does
// and neither which nor how much; the office learns both.
func TestAClerkIsToldOfNoFees(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	no := o.submitted(`{"scheme":"anshin","type":"new","service":"見本ネット","intake_body":"jaipa","applicant":{"name":"見本インターネット株式会社","sample":true}}`)
	ed, err := o.app.Shelf.Edition("anshin", "2014-07")
	if err != nil {
		t.Fatal(err)
	}
	now := *ed
	now.Process.Gates = append(slices.Clone(now.Process.Gates), scheme.PaymentGate{Gate: scheme.GateApplicationReview, Fee: "annual", Source: "S0-15"})
	o.app.Shelf, _ = scheme.NewShelf([]*scheme.Edition{&now})
	for _, who := range []access.Actor{secretariat(), {ID: "uke", Role: record.RoleClerk, Scheme: "anshin", Body: "jaipa"}} {
		_, err := o.try(who, "accept", no, `{}`)
		blocked, _ := errors.AsType[*desk.Blockage](err)
		if blocked == nil || len(blocked.Guards) != 1 || blocked.Guards[0].Code != "guard.paid_for_review" {
			t.Fatalf("the %s accepts: %v", who.Role, err)
		}
		if told := blocked.Guards[0].Detail["fee"] != ""; told != (who.Role == record.RoleSecretariat) {
			t.Errorf("the %s is told %v", who.Role, blocked.Guards[0].Detail)
		}
	}
}

// TestAClerkIsToldOfNoConflict: neither a tie nor a conflict of a reviewer is told to whoever
// gives a case at an intake body, but that it cannot be given; both alike.
func TestAClerkIsToldOfNoConflict(t *testing.T) {
	t.Parallel()
	clerk := access.Actor{ID: "uke", Role: record.RoleClerk, Scheme: "anshin", Body: "jaipa"}
	rev := access.Actor{ID: "rev1", Role: record.RoleReviewer, Scheme: "anshin", Body: "jaipa"}
	for name, bar := range map[string]func(o *office, no string){
		"a tie": func(o *office, _ string) {
			o.do(rev, "state-tie", "", `{"scheme":"anshin","kind":"employed","organisation":"見本インターネット株式会社","from":"2014-01-01","note":"在籍"}`)
		},
		"a conflict": func(o *office, no string) {
			o.do(secretariat(), "declare-conflict", no, `{"user":"rev1","note":"親族"}`)
		},
	} {
		o := newOffice(t)
		no := o.submitted(`{"scheme":"anshin","type":"new","service":"見本ネット","intake_body":"jaipa","applicant":{"name":"見本インターネット株式会社","sample":true}}`)
		o.do(secretariat(), "accept", no, `{}`)
		bar(o, no)
		for _, who := range []access.Actor{clerk, secretariat()} {
			all, err := o.app.Candidates(t.Context(), who, no)
			at := slices.IndexFunc(all, func(c app.Candidate) bool { return c.ID == "rev1" })
			if err != nil || at < 0 || all[at].Against == nil {
				t.Fatalf("%s, to the %s: %+v, %v", name, who.Role, all, err)
			}
			refused, _ := errors.AsType[*fault.Refusal](all[at].Against)
			_, again := o.try(who, "assign", no, `{"user":"rev1"}`)
			told := all[at].Conflict || all[at].Tied != nil || refused.Reason != "assign.barred"
			if want := who.Role == record.RoleSecretariat; told != want || !strings.Contains(again.Error(), refused.Reason) {
				t.Errorf("%s, the %s is told %v, want %v: %v, %v", name, who.Role, told, want, all[at].Against, again)
			}
		}
	}
}

// TestASessionIsNotClosedOverAHiddenCase: one of the office who has a conflict in a case that
// stands open on the agenda is refused like everybody, without its number.
func TestASessionIsNotClosedOverAHiddenCase(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	no, session := o.tabled()
	o.do(admin(), "add-user", "", `{"id":"jimu2","name":"事務局B","role":"secretariat","scheme":"anshin"}`)
	second := access.Actor{ID: "jimu2", Role: record.RoleSecretariat, Scheme: "anshin"}
	o.do(second, "declare-conflict", no, `{"user":"jimu2","note":"親族"}`)
	o.at("2014-11-14")
	o.do(secretariat(), "open-session", session, `{}`)
	for _, who := range []access.Actor{secretariat(), second} {
		_, err := o.try(who, "close-session", session, `{"minutes":"議事録"}`)
		refused, _ := errors.AsType[*fault.Refusal](err)
		if refused == nil || refused.Reason != "session.agenda-pending" {
			t.Fatalf("closed by %s: %v", who.ID, err)
		}
		if told := refused.Detail["case"] != ""; told != (who.ID != "jimu2") {
			t.Errorf("%s is told %v", who.ID, refused.Detail)
		}
	}
}
