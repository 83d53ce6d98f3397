package app_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"akashi/app"
	"akashi/app/desk"
	"akashi/beside/testkit/blank"
	"akashi/beside/testkit/papers"
	"akashi/beside/testkit/seals"
	"akashi/record"
	"akashi/rules/access"
	"akashi/schemes"
	"akashi/tools/bank"
	"akashi/tools/factor"
	"akashi/tools/sheet"
	"akashi/values/civil"
	"akashi/values/fault"
)

// office is an office on an empty store with a clock that the test moves.
type office struct {
	t   *testing.T
	app *app.App
	now time.Time
	ids atomic.Int64
}

func newOffice(t *testing.T) *office {
	t.Helper()
	s, _ := blank.Store(t)
	shelf, err := schemes.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	o := &office{t: t}
	o.app = app.New(desk.Desk{Store: s, Shelf: shelf, Now: func() time.Time { return o.now }, NewID: o.id, Secret: o.id, Files: memory{}, Scans: readers{}, Books: schemes.Office{}, Sheets: sheet.Office{}, Banks: bank.Office{Table: tableOf}, Seals: seals.Office(t), Factor: factor.New()})
	o.at("2014-08-01")
	return o
}

func (o *office) id() string { return fmt.Sprintf("id-%06d", o.ids.Add(1)) }

func (o *office) at(day string) {
	d, err := civil.Parse(day)
	if err != nil {
		o.t.Fatal(err)
	}
	o.now = d.Start().Add(10 * time.Hour)
}

func secretariat() access.Actor { return access.Actor{ID: "jimukyoku", Role: record.RoleSecretariat} }

// try performs an action with an input written as JSON; where it waits, a second person
// of the office confirms it.
func (o *office) try(who access.Actor, name, object, input string) (json.RawMessage, error) {
	o.t.Helper()
	out, err := o.ask(who, name, object, input)
	if err == nil && out.Waits {
		out, err = o.ask(access.Actor{ID: "fukujimu", Role: record.RoleSecretariat}, "confirm", out.Object, `{}`)
	}
	return out.Body, err
}

// ask performs an action, which may then wait for a second person.
func (o *office) ask(who access.Actor, name, object, input string) (desk.Outcome, error) {
	o.t.Helper()
	action, ok := app.FindAction(access.Action(name))
	if !ok {
		o.t.Fatalf("no action %s", name)
	}
	in := action.Input()
	if err := json.Unmarshal([]byte(input), in); err != nil {
		o.t.Fatalf("input of %s: %v", name, err)
	}
	out, err := o.app.Do(context.Background(), desk.Request{Actor: who}, action, object, in)
	var blockage *desk.Blockage
	if errors.As(err, &blockage) {
		for _, g := range blockage.Guards {
			if g.Clause == "" {
				o.t.Errorf("%s of %s is refused without a clause: %s", name, object, g.Code)
			}
		}
	}
	return out, err
}

func (o *office) do(who access.Actor, name, object, input string) map[string]any {
	o.t.Helper()
	out, err := o.try(who, name, object, input)
	if err != nil {
		o.t.Fatalf("%s %s: %v", name, object, err)
	}
	var view map[string]any
	if err := json.Unmarshal(out, &view); err != nil {
		o.t.Fatal(err)
	}
	return view
}

// allMet answers every criterion of an edition with full marks.
func (o *office) allMet(scheme, edition string) string {
	ed, err := o.app.Shelf.Edition(scheme, edition)
	if err != nil {
		o.t.Fatal(err)
	}
	answers := map[string]any{}
	for _, c := range ed.Criteria {
		answers[c.ID] = "met"
		if c.Grading == "graded" {
			answers[c.ID] = c.Points
		}
	}
	body, _ := json.Marshal(answers)
	return string(body)
}

// papers hands in whatever the case waits for.
func (o *office) papers(no string) {
	o.t.Helper()
	view, err := json.Marshal(o.caseView(no))
	if err != nil {
		o.t.Fatal(err)
	}
	steps, err := papers.For(view, civil.In(o.now).String())
	if err != nil {
		o.t.Fatal(err)
	}
	for _, s := range steps {
		input, _ := json.Marshal(s.Input)
		o.do(secretariat(), s.Action, no, string(input))
	}
}

// tabled takes a service with full marks onto the agenda of a session.
func (o *office) tabled() (no, session string) {
	o.t.Helper()
	return o.tabledOn("2014-11-14", `{"scheme":"anshin","type":"new","service":"見本ネット","intake_body":"jaipa",
		"applicant":{"name":"見本インターネット株式会社","sample":true}}`)
}

// tabledOn takes an application with full marks onto the agenda of a session.
func (o *office) tabledOn(day, application string) (no, session string) {
	o.t.Helper()
	no = o.reported(application)
	s := o.do(secretariat(), "plan-session", "", `{"scheme":"anshin","day":"`+day+`"}`)
	session = s["id"].(string)
	o.do(secretariat(), "schedule", no, `{"session":"`+session+`"}`)
	return no, session
}

// submitted hands an application with full marks in.
func (o *office) submitted(application string) (no string) {
	o.t.Helper()
	admin := access.Actor{ID: "admin", Role: record.RoleAdmin}
	if _, err := o.app.UserActor(context.Background(), "rev1"); err != nil {
		o.do(admin, "add-user", "", `{"id":"jimukyoku","name":"事務局","role":"secretariat","scheme":"all"}`)
		o.do(admin, "add-user", "", `{"id":"rev1","name":"審査員A","role":"reviewer","scheme":"anshin","body":"jaipa"}`)
	}
	c := o.do(secretariat(), "open", "", application)
	no = c["no"].(string)
	all := o.allMet("anshin", "2014-07")
	o.do(secretariat(), "answer", no, `{"answers":`+all+`}`)
	o.papers(no)
	_, err := o.try(secretariat(), "submit", no, `{}`)
	if !errors.Is(err, fault.Refused) || !strings.Contains(err.Error(), "paid_for_submission") {
		o.t.Fatalf("submit before payment: %v", err)
	}
	o.do(secretariat(), "record-payment", no, `{"charge":"`+firstCharge(c)+`","amount":`+firstAmount(c)+`}`)
	o.do(secretariat(), "submit", no, `{}`)
	return no
}

// reported takes an application with full marks to the report of its first stage.
func (o *office) reported(application string) (no string) {
	o.t.Helper()
	no = o.submitted(application)
	all := o.allMet("anshin", "2014-07")
	o.do(secretariat(), "accept", no, `{}`)
	o.do(secretariat(), "assign", no, `{"user":"rev1"}`)
	rev := access.Actor{ID: "rev1", Role: record.RoleReviewer, Body: "jaipa"}
	o.do(rev, "begin-review", no, `{}`)
	o.do(rev, "judge", no, `{"answers":`+all+`}`)
	o.do(rev, "pass-documents", no, `{}`)
	o.do(rev, "file-report", no, `{"recommendation":"grant","summary":"すべて確認した"}`)
	return no
}

// sat holds the session with every seat present and has all of them vote for the
// grant; a seat of the body that did the first stage cannot.
func (o *office) sat(no, session string) {
	o.t.Helper()
	o.do(secretariat(), "open-session", session, `{}`)
	ed, _ := o.app.Shelf.Edition("anshin", "2014-07")
	var seats []string
	for _, seat := range ed.Committee.Seats {
		seats = append(seats, seat.ID)
	}
	body, _ := json.Marshal(seats)
	o.do(secretariat(), "attend", session, `{"seats":`+string(body)+`}`)
	for _, seat := range ed.Committee.Seats {
		_, err := o.try(secretariat(), "vote", no, `{"seat":"`+seat.ID+`","choice":"grant"}`)
		if conflicted := seat.Body == "jaipa"; conflicted != (err != nil) {
			o.t.Errorf("vote of seat %s of body %q: %v", seat.ID, seat.Body, err)
		}
	}
}

func TestAnISPIsGrantedTheMark(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	no, session := o.tabled()
	o.at("2014-11-14")
	o.sat(no, session)
	v := o.do(secretariat(), "decide", no, `{"reasons":"基準に適合","valid_to":"2016-11-30"}`)
	if v["state"] != "granted" || v["number"] != "J0001" {
		t.Fatalf("state %v, number %v", v["state"], v["number"])
	}
	m, err := o.app.Verify(context.Background(), "ｊ０００１", civil.Date{})
	if err != nil || !m.Valid || *m.Decision.Points != 122 {
		t.Fatalf("verdict %+v %v", m, err)
	}
	o.do(secretariat(), "record-notice", no, `{"received":"2014-11-14"}`)

	// The yearly fee: received 2014-11-14, that day counted, due 2014-12-13 and on
	// its anniversary while the mark is valid (S0-15, I-18).
	o.at("2015-11-01")
	v = o.do(secretariat(), "raise-yearly-fees", no, `{}`)
	if got := dues(v, "annual"); got != "[2014-12-13]" {
		t.Errorf("more than a month before: due %s", got)
	}
	o.at("2015-11-20")
	o.do(secretariat(), "raise-yearly-fees", no, `{}`)
	v = o.do(secretariat(), "raise-yearly-fees", no, `{"until":"2030-01-01"}`)
	if got := dues(v, "annual"); got != "[2014-12-13 2015-12-13]" {
		t.Errorf("raised once each, as long as the mark is valid: due %s", got)
	}
}

// The yearly fee is one line of anniversaries, however often the mark is renewed: four
// years are four fees, and one forgotten before the renewal is raised after it (S0-15,
// I-18).
func TestYearlyFeesRunOnAcrossARenewal(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	no, session := o.tabled()
	o.at("2014-11-14")
	o.sat(no, session)
	o.do(secretariat(), "decide", no, `{"reasons":"基準に適合","valid_to":"2016-11-30"}`)
	first := o.do(secretariat(), "record-notice", no, `{"received":"2014-11-14"}`)
	o.at("2016-06-20")
	body, _ := json.Marshal(map[string]any{"scheme": "anshin", "type": "renewal", "service": "見本ネット", "intake_body": "jaipa",
		"renews": first["number"], "applicant_id": first["applicant_id"]})
	again, session := o.tabledOn("2016-07-14", string(body))
	o.at("2016-07-14")
	o.sat(again, session)
	o.do(secretariat(), "decide", again, `{"reasons":"基準に適合","valid_to":"2018-11-30"}`)
	view := o.do(secretariat(), "record-notice", again, `{"received":"2016-07-14"}`)
	if got := dues(view, "annual"); got != "[]" {
		t.Errorf("the notice of a renewal makes due %s", got)
	}
	o.at("2018-11-20")
	view = o.do(secretariat(), "raise-yearly-fees", again, `{}`)
	if got := dues(first, "annual") + dues(view, "annual"); got != "[2014-12-13][2015-12-13 2016-12-13 2017-12-13]" {
		t.Errorf("due %s", got)
	}
}

// dues lists the due days of the charges of a code.
func dues(view map[string]any, code string) string {
	var days []string
	for _, c := range view["charges"].([]any) {
		if charge := c.(map[string]any); charge["code"] == code {
			days = append(days, charge["due"].(string))
		}
	}
	slices.Sort(days)
	return fmt.Sprint(days)
}

func firstAmount(view map[string]any) string {
	return fmt.Sprint(view["charges"].([]any)[0].(map[string]any)["amount"])
}

func firstCharge(view map[string]any) string {
	return view["charges"].([]any)[0].(map[string]any)["code"].(string)
}

// tableOf reads a table that came from outside.
func tableOf(file []byte) ([][]string, error) {
	rows, _, err := sheet.Office{}.Table(file)
	return rows, err
}
