package app_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"akashi/app"
	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/scheme"
	"akashi/values/fault"
)

// TestWhatIsMissingAtTheIntakeIsSentBack looks at steps of an intake: what is missing stands
// against the acceptance, goes to the applicant with the case, and is told to nobody outside
// before.
func TestWhatIsMissingAtTheIntakeIsSentBack(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	no := o.submitted(`{"scheme":"anshin","type":"new","service":"見本ネット","intake_body":"jaipa","applicant":{"name":"見本インターネット株式会社","sample":true}}`)
	id := o.caseView(no).ApplicantID
	o.do(admin(), "add-user", "", `{"id":"tanto","name":"担当者","role":"applicant","scheme":"anshin","applicant_id":"`+id+`","email":"tanto@mihon.example"}`)
	tanto := access.Actor{ID: "tanto", Role: record.RoleApplicant, Scheme: "anshin", ApplicantID: id}

	_, err := o.try(secretariat(), "check-intake", no, `{"steps":["criterion:99-9"],"standing":"missing"}`)
	if problems, _ := errors.AsType[fault.Problems](err); len(problems) != 2 {
		t.Errorf("a step that is not there, missing without a word: %v", err)
	}
	if _, err := o.try(tanto, "check-intake", no, `{"steps":["criterion:1-1-1"],"standing":"whole"}`); !errors.Is(err, fault.Forbidden) {
		t.Errorf("the applicant takes itself in: %v", err)
	}
	o.do(secretariat(), "check-intake", no, `{"steps":["criterion:1-1-1","criterion:1-1-2"],"standing":"whole"}`)
	o.do(secretariat(), "check-intake", no, `{"steps":["criterion:1-1-1"],"standing":"missing","note":"約款の写しを添えてください"}`)
	standing := func(who access.Actor) string {
		view, err := o.app.CaseView(t.Context(), who, no)
		if err != nil {
			t.Fatal(err)
		}
		var told []string
		for _, s := range view.Intake {
			if s.Standing != "" {
				told = append(told, s.ID+" "+string(s.Standing)+" "+s.Note+" "+s.By)
			}
		}
		return strings.Join(told, "|")
	}
	by := secretariat().ID
	if got, want := standing(secretariat()), "criterion:1-1-1 missing 約款の写しを添えてください "+by+"|criterion:1-1-2 whole  "+by; got != want {
		t.Errorf("the office is told %q, not %q", got, want)
	}
	if got := standing(tanto); got != "" {
		t.Errorf("the applicant is told before anything is sent back: %q", got)
	}
	_, err = o.try(secretariat(), "accept", no, `{}`)
	blocked, _ := errors.AsType[*desk.Blockage](err)
	if blocked == nil {
		t.Fatalf("accepted while a step is missing: %v", err)
	}

	o.do(secretariat(), "return", no, `{"reason":"書類が足りません"}`)
	if got, want := standing(tanto), "criterion:1-1-1 missing 約款の写しを添えてください "; got != want {
		t.Errorf("the applicant is told %q, not %q", got, want)
	}
	mails, err := o.app.Mail(t.Context(), secretariat(), app.MailQuery{Case: no})
	if err != nil {
		t.Fatal(err)
	}
	told := false
	for _, l := range mails.Mails {
		told = told || l.Template == "returned" && strings.Contains(l.Data, "1-1-1: 約款の写し")
	}
	if !told {
		t.Error("no letter lists what is missing")
	}
}

// TestASectionIsLookedAtAtOnce takes what is still open of a section together: what was found
// missing before stays missing, and where nothing is open nothing is recorded.
func TestASectionIsLookedAtAtOnce(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	no := o.submitted(`{"scheme":"anshin","type":"new","service":"見本ネット","intake_body":"jaipa","applicant":{"name":"見本インターネット株式会社","sample":true}}`)
	o.do(secretariat(), "check-intake", no, `{"steps":["criterion:1-1-2"],"standing":"missing","note":"監査報告書がありません"}`)
	o.do(secretariat(), "check-intake", no, `{"steps":["section:1","document"],"standing":"whole"}`)
	found := map[record.IntakeStanding]int{}
	for _, s := range o.caseView(no).Intake {
		if s.Section == "1" || s.Kind == scheme.IntakeDocument {
			found[s.Standing]++
			if missing := s.Standing == record.IntakeMissing; missing != (s.ID == "criterion:1-1-2") {
				t.Errorf("%s stands as %s", s.ID, s.Standing)
			}
		} else if s.Standing != "" {
			t.Errorf("%s was looked at as well", s.ID)
		}
	}
	if found[""] > 0 || found[record.IntakeWhole] < 8 {
		t.Errorf("found %v", found)
	}
	_, err := o.try(secretariat(), "check-intake", no, `{"steps":["section:1","section:99"],"standing":"whole"}`)
	if problems, _ := errors.AsType[fault.Problems](err); len(problems) != 2 || problems[0].Code != "intake.looked" || problems[1].Code != "intake.step" {
		t.Errorf("nothing open, and nothing there: %v", err)
	}
	o.do(secretariat(), "check-intake", no, `{"steps":["criterion:1-1-2"],"standing":"whole"}`)
}

// TestEveryStepIsLookedAtWhereTheSchemeSaysSo accepts under an edition that wants each step looked
// at: not before, and not when the last one is only known from the records.
func TestEveryStepIsLookedAtWhereTheSchemeSaysSo(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	no := o.submitted(`{"scheme":"anshin","type":"new","service":"見本ネット","intake_body":"jaipa","applicant":{"name":"見本インターネット株式会社","sample":true}}`)
	ed, err := o.app.Shelf.Edition("anshin", "2014-07")
	if err != nil {
		t.Fatal(err)
	}
	now := *ed
	now.Process.EveryIntakeStep = scheme.Setting[bool]{Value: true, Source: "I-13"}
	o.app.Shelf, _ = scheme.NewShelf([]*scheme.Edition{&now})
	var sections []string
	for _, s := range now.IntakeSteps(scheme.New) {
		if name := string(s.Kind); !slices.Contains(sections, name) {
			sections = append(sections, name)
		}
	}
	if len(sections) < 3 {
		t.Fatalf("the edition has steps of %q only", sections)
	}
	for i, section := range sections {
		_, err := o.try(secretariat(), "accept", no, `{}`)
		blocked, _ := errors.AsType[*desk.Blockage](err)
		if blocked == nil || len(blocked.Guards) != 1 || blocked.Guards[0].Detail["open"] == "" {
			t.Errorf("accepted with %q to be looked at: %v", sections[i:], err)
		}
		o.do(secretariat(), "check-intake", no, `{"steps":["`+section+`"],"standing":"whole"}`)
	}
	o.do(secretariat(), "accept", no, `{}`)
}

// TestAnApplicationThatComesAgainSaysSo: from the second filing until the review begins it is
// told since when it was away, on the board as on the case, to whoever is told why.
func TestAnApplicationThatComesAgainSaysSo(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	no := o.submitted(`{"scheme":"anshin","type":"new","service":"見本ネット","intake_body":"jaipa","applicant":{"name":"見本インターネット株式会社","sample":true}}`)
	clerk := access.Actor{ID: "uke", Role: record.RoleClerk, Scheme: "anshin", Body: "jaipa"}
	observer := access.Actor{ID: "obs", Role: record.RoleObserver, Scheme: "anshin"}
	returned := func(when, want string, of ...access.Actor) {
		t.Helper()
		for _, who := range of {
			view, err := o.app.CaseView(t.Context(), who, no)
			if who.Role == record.RoleObserver {
				view, err = app.CaseView{}, nil // under its alias; the board is enough
			}
			board, broken := o.app.Board(t.Context(), who, desk.CaseQuery{})
			if err != nil || broken != nil || len(board.Cases) != 1 || board.Cases[0].Returned.String() != want || who.Role != record.RoleObserver && view.Returned.String() != want {
				t.Errorf("%s: the %s is told %q and %+v, want %q (%v, %v)", when, who.Role, view.Returned, board.Cases, want, err, broken)
			}
		}
	}
	returned("filed", "", clerk, secretariat(), observer)
	o.at("2014-08-05")
	o.do(secretariat(), "return", no, `{"reason":"書類が足りません"}`)
	returned("sent back", "", secretariat())
	o.at("2014-08-20")
	o.do(secretariat(), "submit", no, `{}`)
	returned("filed again", "2014-08-05", clerk, secretariat())
	returned("filed again", "", observer)
	o.do(clerk, "accept", no, `{}`)
	returned("accepted", "2014-08-05", clerk, secretariat())
	o.do(secretariat(), "assign", no, `{"user":"rev1"}`)
	o.do(access.Actor{ID: "rev1", Role: record.RoleReviewer, Body: "jaipa"}, "begin-review", no, `{}`)
	returned("under review", "", clerk, secretariat())
}
