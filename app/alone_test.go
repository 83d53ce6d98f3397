package app_test

import (
	"encoding/json"
	"strings"
	"testing"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/scheme"
)

// judgedAlone is an office in which two reviewers judge each alone, with a case that they do.
func judgedAlone(t *testing.T) (o *office, no string, one, two access.Actor) {
	t.Helper()
	o = newOffice(t)
	was, err := o.app.Shelf.Edition("anshin", "2014-07")
	if err != nil {
		t.Fatal(err)
	}
	now := *was
	now.Process.Reviewers = scheme.Setting[int]{Value: 2, Source: "I-15"}
	o.app.Shelf, _ = scheme.NewShelf([]*scheme.Edition{&now})
	for _, id := range []string{"one", "two"} {
		o.do(admin(), "add-user", "", `{"id":"`+id+`","name":"審査員","role":"reviewer","body":"jaipa","scheme":"anshin"}`)
	}
	no = o.submitted(`{"scheme":"anshin","type":"new","service":"見本ネット","intake_body":"jaipa","applicant":{"name":"見本インターネット株式会社","sample":true}}`)
	o.do(secretariat(), "accept", no, `{}`)
	o.do(secretariat(), "assign", no, `{"user":"one"}`)
	o.do(secretariat(), "assign", no, `{"user":"two"}`)
	o.do(secretariat(), "begin-review", no, `{}`)
	who := func(id string) access.Actor {
		return access.Actor{ID: id, Role: record.RoleReviewer, Scheme: "anshin", Body: "jaipa"}
	}
	return o, no, who("one"), who("two")
}

// TestNobodyIsToldWhatOneOfTwoFinds compares two offices that differ in what the first of two
// reviewers has judged: to everybody else they are one and the same, byte for byte, in the
// case, in the list, in what may be done and in the words of a refusal.
func TestNobodyIsToldWhatOneOfTwoFinds(t *testing.T) {
	t.Parallel()
	quiet, no, _, two := judgedAlone(t)
	told, same, one, _ := judgedAlone(t)
	if no != same {
		t.Fatalf("the cases are %s and %s", no, same)
	}
	told.do(one, "judge", no, `{"answers":{"2-3-1":"unmet","7-1-1":0},"notes":{"2-3-1":"秘密の所見"}}`)
	told.do(one, "judge", no, `{"notes":{"1-1-1":"秘密の所見"}}`)
	for _, who := range []access.Actor{two, secretariat(), {ID: "three", Role: record.RoleReviewer, Scheme: "anshin", Body: "jaipa"},
		{ID: "observer", Role: record.RoleObserver, Scheme: "anshin"}, {ID: "x", Role: record.RoleAccounts, Scheme: "anshin"}} {
		if a, b := quiet.everything(who, no), told.everything(who, no); a != b {
			t.Errorf("%s %s sees another office:\n%s\n%s", who.Role, who.ID, a, b)
		}
	}
	leaves, err := told.app.Journal(t.Context(), secretariat(), desk.LeafQuery{Object: no, Limit: desk.WholePage})
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range leaves.Leaves {
		if strings.Contains(l.Data, "秘密") || strings.Contains(l.Data, "unmet") {
			t.Errorf("the journal says %s", l.Data)
		}
	}
	own, err := told.app.CaseView(t.Context(), one, no)
	before, _ := quiet.app.CaseView(t.Context(), one, no)
	if err != nil || own.Version != before.Version+2 || own.Score.Of != "first" {
		t.Errorf("to the one who judged it is version %d, before %d, of %s: %v", own.Version, before.Version, own.Score.Of, err)
	}
}

// everything is what somebody is shown of a case, and told of what is refused.
func (o *office) everything(who access.Actor, no string) string {
	o.t.Helper()
	var all []any
	view, err := o.app.CaseView(o.t.Context(), who, no)
	all = append(all, view, told(err))
	list, err := o.app.Board(o.t.Context(), who, desk.CaseQuery{Limit: desk.WholePage})
	all = append(all, list, told(err))
	said, err := o.app.Messages(o.t.Context(), who, no)
	all = append(all, said, told(err))
	for _, act := range []string{"finish-judging", "pass-documents", "judge"} {
		_, err := o.try(who, act, no, `{}`)
		all = append(all, told(err))
	}
	text, err := json.Marshal(all)
	if err != nil {
		o.t.Fatal(err)
	}
	return string(text)
}

func told(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// TestTheOtherTakesOverWhereOneOfTwoLeaves takes the one in charge off a case on which both
// differ: the next one settles, and what both found stays.
func TestTheOtherTakesOverWhereOneOfTwoLeaves(t *testing.T) {
	t.Parallel()
	o, no, one, two := judgedAlone(t)
	all := strings.Replace(o.allMet("anshin", "2014-07"), `"2-3-1":"met"`, `"2-3-1":"unmet"`, 1)
	o.do(one, "judge", no, `{"answers":`+all+`}`)
	o.do(two, "judge", no, `{"answers":`+o.allMet("anshin", "2014-07")+`}`)
	o.do(one, "finish-judging", no, `{}`)
	o.do(two, "finish-judging", no, `{}`)
	o.do(secretariat(), "unassign", no, `{"user":"one","reason":"病気"}`)
	view, err := o.app.CaseView(t.Context(), two, no)
	if err != nil || !view.Alone.Opened || view.Alone.InCharge != "two" || len(view.Alone.Differ) != 1 {
		t.Fatalf("after one has left: %+v, %v", view.Alone, err)
	}
	o.do(two, "judge", no, `{"answers":{"2-3-1":"unmet"},"notes":{"2-3-1":"規程にない"}}`)
	if view, _ = o.app.CaseView(t.Context(), two, no); len(view.Alone.Settled) != 1 || view.Alone.Settled[0] != "2-3-1" {
		t.Errorf("after it was settled: %+v", view.Alone)
	}
}
