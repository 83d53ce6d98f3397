package app_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/values/civil"
	"akashi/values/fault"
)

// Every field of the policy is asked before its part of a case is shown.
func TestWhatThePolicyGuardsIsNotShown(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	no, _ := o.tabled()
	const secret = "How points are given is confidential"
	for _, c := range []struct {
		who           access.Actor
		contact, grid bool
	}{
		{secretariat(), true, false},
		{access.Actor{ID: "rev1", Role: record.RoleReviewer, Body: "jaipa"}, true, true},
		{access.Actor{ID: "mem", Role: record.RoleMember, Seat: "consumer_life"}, false, true},
	} {
		if c.who.Role == record.RoleMember {
			o.do(c.who, "declare-no-conflict", no, `{}`)
		}
		view, err := o.app.CaseView(context.Background(), c.who, no)
		if err != nil {
			t.Errorf("%s: %v", c.who.Role, err)
			continue
		}
		body, err := json.Marshal(view)
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Contains(string(body), `"address"`); got != c.contact {
			t.Errorf("%s is shown the address: %v, want %v", c.who.Role, got, c.contact)
		}
		if got := strings.Contains(string(body), secret); got != c.grid {
			t.Errorf("%s is shown the confidential rubric: %v, want %v", c.who.Role, got, c.grid)
		}
	}
}

// shown is all that somebody is shown of a case.
func (o *office) shown(who access.Actor, no string) string {
	o.t.Helper()
	view, err := o.app.CaseView(context.Background(), who, no)
	if err != nil {
		o.t.Fatal(err)
	}
	body, err := json.Marshal(view)
	if err != nil {
		o.t.Fatal(err)
	}
	return string(body)
}

// A decision is explained by its parts: the score to whoever reads the reasons, the tally
// once it is out, and who left the case and why to the bench alone. Of items whose rubric
// is confidential nobody outside is told points and notes, nor who examined the case.
func TestADecisionIsExplainedByItsParts(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	no, session := o.tabled()
	rev := access.Actor{ID: "rev1", Role: record.RoleReviewer, Body: "jaipa"}
	member := access.Actor{ID: "mem", Role: record.RoleMember, Seat: "chair"}
	left := access.Actor{ID: "tca", Role: record.RoleMember, Seat: "tca"}
	applicant := access.Actor{ID: "app", Role: record.RoleApplicant, ApplicantID: o.caseView(no).ApplicantID}
	observer := access.Actor{ID: "obs", Role: record.RoleObserver}
	o.at("2014-11-14")
	o.do(secretariat(), "open-session", session, `{}`)
	ed, _ := o.app.Shelf.Edition("anshin", "2014-07")
	for _, seat := range ed.Committee.Seats {
		o.do(secretariat(), "attend", session, `{"seats":["`+seat.ID+`"]}`)
	}
	o.do(left, "declare-conflict", no, `{"note":"CANARY-CONFLICT"}`)
	o.do(secretariat(), "judge-final", no, `{"notes":{"7-1-1":"CANARY-GRADE","1-1-1":"OPEN-NOTE"},"answers":{"7-1-1":2}}`)
	for _, seat := range ed.Committee.Seats {
		_, _ = o.try(secretariat(), "vote", no, `{"seat":"`+seat.ID+`","choice":"grant"}`)
	}
	o.do(secretariat(), "decide", no, `{"reasons":"基準に適合","valid_to":"2016-11-30"}`)
	for _, closed := range []bool{false, true} {
		if closed {
			o.do(secretariat(), "close-session", session, `{"minutes":"CANARY-MINUTES"}`)
		}
		for _, c := range []struct {
			who           access.Actor
			bench, inside bool
		}{{secretariat(), true, true}, {member, true, true}, {rev, false, true}, {applicant, false, false}} {
			all := o.shown(c.who, no)
			for part, want := range map[string]bool{
				`"CANARY-CONFLICT"`:           c.bench,
				`"rule":"committee.recusal"`:  c.bench || closed,
				`"rule":"committee.majority"`: c.bench || closed,
				`"rule":"scoring.`:            true,
				`OPEN-NOTE`:                   true,
				`CANARY-GRADE`:                c.inside,
				`"rev1"`:                      c.inside,
			} {
				if got := strings.Contains(all, part); got != want {
					t.Errorf("%s, session closed %v: is shown %s: %v, want %v", c.who.Role, closed, part, got, want)
				}
			}
		}
	}
	told := must(o.app.CaseView(context.Background(), applicant, no))
	for _, a := range told.Answers {
		whole, _ := told.Score.Result.Criteria.Get(a.Criterion)
		if ed.Confidential(a.Criterion) && (a.First != "" || a.FirstPoints != nil || a.FinalPoints != nil || a.Final != record.Met || whole.ID != "") {
			t.Errorf("the applicant is told of %s: %+v, %+v", a.Criterion, a, whole)
		} else if !ed.Confidential(a.Criterion) && (a.First == "" || a.Final == "" || whole.ID == "") {
			t.Errorf("the applicant is not told of %s: %+v, %+v", a.Criterion, a, whole)
		}
	}
	for _, r := range told.Decision.Explained {
		for _, item := range r.Because {
			if ed.Confidential(item.Facts.Get("item")) {
				t.Errorf("the grounds tell the applicant of %+v", item)
			}
		}
	}
	if told.Score.Result.Points != *told.Decision.Points {
		t.Errorf("a sum of %d beside %d", told.Score.Result.Points, *told.Decision.Points)
	}

	// Minutes are for those who stayed: not for who left a case that they speak of.
	for _, c := range []struct {
		who  access.Actor
		told bool
	}{{secretariat(), true}, {member, true}, {left, false}, {observer, false}} {
		list, _, err := o.app.Sessions(context.Background(), c.who, "anshin")
		one := must(o.app.SessionView(context.Background(), c.who, session))
		if err != nil || (list[0].Minutes != "") != c.told || (one.Minutes != "") != c.told {
			t.Errorf("%s: %v, list %q, session %q", c.who.ID, err, list[0].Minutes, one.Minutes)
		}
	}
	for who, told := range map[string]bool{"tca": false, "university": true} {
		sec2 := access.Actor{ID: "sec2", Role: record.RoleSecretariat, Seat: who}
		journal := must(o.app.Journal(context.Background(), sec2, desk.LeafQuery{Object: session}))
		if text := string(must(json.Marshal(journal))); strings.Contains(text, "CANARY") != told || strings.Contains(text, "withheld") == told {
			t.Errorf("%s: the journal of the session: %s", who, text)
		}
	}
}

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

// TestMinutesByPart: whoever left a case reads what the minutes say of the others, and of
// none in particular where the case left has a part of its own.
func TestMinutesByPart(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	one, session := o.tabled()
	other := o.reported(`{"scheme":"anshin","type":"new","service":"別の見本ネット","intake_body":"jaipa","applicant":{"name":"見本電信株式会社","sample":true}}`)
	o.do(secretariat(), "schedule", other, `{"session":"`+session+`"}`)
	chair := access.Actor{ID: "mem", Role: record.RoleMember, Seat: "chair"}
	left := access.Actor{ID: "tca", Role: record.RoleMember, Seat: "tca"}
	both := access.Actor{ID: "uni", Role: record.RoleMember, Seat: "university"}
	observer := access.Actor{ID: "obs", Role: record.RoleObserver}
	o.at("2014-11-14")
	o.do(secretariat(), "open-session", session, `{}`)
	o.do(secretariat(), "attend", session, `{"seats":["consumer_life"]}`)
	o.do(left, "declare-conflict", one, `{"note":"x"}`)
	for _, no := range []string{one, other} {
		o.do(both, "declare-conflict", no, `{"note":"x"}`)
		o.do(secretariat(), "defer", no, `{"reason":"x"}`)
	}
	for parts, code := range map[string]string{`{"SA-1999-0001":"x"}`: "session.part", `{"` + one + `":""}`: "session.minutes"} {
		if _, err := o.try(secretariat(), "close-session", session, `{"minutes":"ALL","parts":`+parts+`}`); !strings.Contains(fmt.Sprint(err), code) {
			t.Errorf("%s: %v, want %s", parts, err, code)
		}
	}
	o.do(secretariat(), "excuse", session, `{"seat":"jaipa","reason":"WHY"}`)
	o.do(secretariat(), "close-session", session, `{"minutes":"ALL","parts":{"`+one+`":"PART-ONE"}}`)
	read := func(who access.Actor) string {
		list, _, err := o.app.Sessions(context.Background(), who, "anshin")
		v := must(o.app.SessionView(context.Background(), who, session))
		if err != nil || list[0].Minutes != v.Minutes {
			t.Errorf("%s: %v, %q in the list, %q in the session", who.ID, err, list[0].Minutes, v.Minutes)
		}
		all := v.Minutes
		for _, p := range v.Parts {
			all += " " + p.Minutes
		}
		return all
	}
	for _, c := range []struct {
		who  access.Actor
		told string
	}{{secretariat(), "ALL PART-ONE"}, {chair, "ALL PART-ONE"}, {left, "ALL"}, {both, ""}, {observer, ""}} {
		if got := read(c.who); got != c.told {
			t.Errorf("%s reads %q, want %q", c.who.ID, got, c.told)
		}
	}
	// The journal of the session says as much, to a secretary who holds a seat too.
	for seat, told := range map[string]string{"": "ALL PART-ONE WHY", "tca": `ALL withheld "hash":""`, "university": `withheld "hash":""`} {
		who := access.Actor{ID: "sec2", Role: record.RoleSecretariat, Seat: seat}
		journal := string(must(json.Marshal(must(o.app.Journal(context.Background(), who, desk.LeafQuery{Object: session})))))
		var got []string
		for _, word := range []string{"ALL", "PART-ONE", "WHY", "withheld", `"hash":""`} {
			if strings.Contains(journal, word) {
				got = append(got, word)
			}
		}
		if strings.Join(got, " ") != told || !strings.Contains(journal, "attend") || !strings.Contains(journal, "consumer_life") {
			t.Errorf("%q reads %v in the journal, want %s: %s", seat, got, told, journal)
		}
	}
}

// An observer reads a case under a pseudonym that leads nowhere outside: not to the number
// and the dossier that the public register has beside the name, by no search, and through
// no free text or money.
func TestAnObserverReadsUnderAPseudonym(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	no, session := o.tabled()
	o.at("2014-11-14")
	o.sat(no, session)
	o.do(secretariat(), "decide", no, `{"reasons":"CANARY","valid_to":"2016-11-30"}`)
	o.do(secretariat(), "close-session", session, `{"minutes":"CANARY"}`)
	ctx, observer := context.Background(), access.Actor{ID: "obs", Role: record.RoleObserver, Scheme: "anshin"}
	board := must(o.app.Board(ctx, observer, desk.CaseQuery{}))
	if len(board.Cases) != 1 || board.Cases[0].No == no {
		t.Fatalf("listed as %+v", board.Cases)
	}
	alias := board.Cases[0].No
	for text, want := range map[string]int{alias: 1, no: 0, "見本": 0, "ネット": 0, alias[:len(alias)-1]: 0} {
		if found := must(o.app.Board(ctx, observer, desk.CaseQuery{Text: text})).Cases; len(found) != want {
			t.Errorf("a search for %s finds %d", text, len(found))
		}
	}
	public := must(o.app.Verify(ctx, "J0001", civil.Date{}))
	view := must(o.app.CaseView(ctx, observer, alias))
	agenda := must(json.Marshal(must(o.app.SessionView(ctx, observer, session))))
	all := o.shown(observer, alias) + string(agenda)
	for _, hidden := range []string{no, public.Decision.Case, public.Decision.Dossier, public.Mark.Holder, public.Mark.Service, "J0001", "CANARY", "paid_for"} {
		if strings.Contains(all, hidden) {
			t.Errorf("shown %s: %s", hidden, all)
		}
	}
	if view.No != alias || strings.Contains(string(agenda), alias) || view.Decision.Outcome != record.Granted {
		t.Errorf("the pseudonym %s is not used: %s", alias, all)
	}
	// One case among fewer than three is told by nothing that the register has too.
	if view.Filed.Day() != 1 || view.Decided != view.Decision.Decided || view.Decided.Day() != 1 || !view.ByMonth || !board.Cases[0].ByMonth ||
		view.IntakeBody+view.Session+view.Decision.Session != "" || view.Decision.Points != nil || view.Decision.Votes != nil || strings.Contains(o.shown(observer, alias), "2014-11-14") {
		t.Errorf("a day, the body or the points tell the case: %s", o.shown(observer, alias))
	}
	for _, id := range []string{"more-1", "more-2"} {
		if err := o.app.Store.Update(ctx, func(tx desk.Tx) error {
			c := must(tx.Case(no))
			d := must(tx.Decision(c.ID))
			c.ID, c.No, d.ID, d.CaseID = id, "SA-2014-90"+id[5:], id, id
			return tx.Add(&c, &d)
		}); err != nil {
			t.Fatal(err)
		}
	}
	for _, line := range must(o.app.Board(ctx, observer, desk.CaseQuery{})).Cases {
		if v := must(o.app.CaseView(ctx, observer, line.No)); v.IntakeBody == "" || v.Decision.Points == nil {
			t.Errorf("what three cases have in common is not shown: %+v", v)
		}
	}
	for _, name := range []string{no, strings.ToLower(no), public.Decision.Case} {
		if _, err := o.app.CaseView(ctx, observer, name); !errors.Is(err, fault.NotFound) {
			t.Errorf("the number of the register leads to the case: %v", err)
		}
	}
}
