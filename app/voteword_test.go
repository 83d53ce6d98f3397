package app_test

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/values/fault"
)

// closedSession is a session in which one case was granted against the vote of the chair, each
// vote entered by the office.
func (o *office) closedSession() (no, session string, chair access.Actor) {
	o.t.Helper()
	no, session = o.tabled()
	admin := access.Actor{ID: "admin", Role: record.RoleAdmin}
	for _, seat := range []string{"chair", "university"} {
		o.do(admin, "add-user", "", `{"id":"iin-`+seat+`","name":"委員","role":"member","scheme":"anshin","seat":"`+seat+`"}`)
	}
	o.at("2014-11-14")
	o.sat(no, session)
	o.do(secretariat(), "correct-vote", no, `{"seat":"chair","choice":"refuse","reason":"転記"}`)
	o.do(secretariat(), "decide", no, `{"reasons":"基準に適合","valid_to":"2016-11-30"}`)
	return no, session, access.Actor{ID: "iin-chair", Role: record.RoleMember, Scheme: "anshin", Seat: "chair"}
}

// TestDissentAndEntryOfTheOffice: who voted otherwise has the dissent recorded; who contests
// what the office entered is answered before the minutes are approved.
func TestDissentAndEntryOfTheOffice(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	no, session, chair := o.closedSession()
	uni := access.Actor{ID: "iin-university", Role: record.RoleMember, Scheme: "anshin", Seat: "university"}
	refuses := func(who access.Actor, act, object, body, code string) {
		t.Helper()
		if _, err := o.try(who, act, object, body); err == nil || !strings.Contains(err.Error(), code) {
			t.Errorf("%s of %s: %v, want %s", act, who.ID, err, code)
		}
	}
	refuses(chair, "dissent", no, `{"text":""}`, "dissent.text")
	refuses(uni, "dissent", no, `{"text":"違う"}`, "dissent.none")
	refuses(chair, "confirm-vote", no, `{"answer":"contested"}`, "confirm-vote.text")
	o.do(chair, "dissent", no, `{"text":"証拠が古い"}`)
	refuses(chair, "dissent", no, `{"text":"もう一度"}`, "dissent.none")
	o.do(uni, "confirm-vote", no, `{"answer":"contested","text":"棄権した"}`)
	refuses(uni, "confirm-vote", no, `{"answer":"confirmed"}`, "confirm-vote.none")
	o.do(secretariat(), "close-session", session, `{"minutes":"議事録"}`)
	refuses(chair, "approve-minutes", session, `{}`, "minutes.contested")
	refuses(secretariat(), "answer-contest", no, `{"seat":"chair","text":"x"}`, "answer-contest.none")
	o.do(secretariat(), "answer-contest", no, `{"seat":"university","text":"記録は録音のとおり"}`)
	refuses(uni, "approve-minutes", session, `{}`, "minutes.not-to-approve")
	o.do(chair, "approve-minutes", session, `{}`)
	refuses(chair, "approve-minutes", session, `{}`, "minutes.not-to-approve")

	for who, want := range map[access.Actor]int{secretariat(): 3, chair: 3, {ID: "kaisha", Role: record.RoleApplicant, ApplicantID: must(o.app.CaseView(context.Background(), secretariat(), no)).ApplicantID}: 0} {
		body := string(must(json.Marshal(must(o.app.CaseView(context.Background(), who, no)).VoteWords)))
		if got := strings.Count(body, `"kind"`); got != want {
			t.Errorf("%s is told %d words, want %d: %s", who.ID, got, want, body)
		}
	}
}

// TestMinutesAreApprovedAndCorrected: a correction keeps the text before, and the minutes wait
// for approval again.
func TestMinutesAreApprovedAndCorrected(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	no, session, chair := o.closedSession()
	if turns := must(o.app.Bench(context.Background(), chair)).Turns; len(turns) != 1 || turns[0].What != "confirm" {
		t.Errorf("waits for the chair: %+v", turns)
	}
	o.do(secretariat(), "close-session", session, `{"minutes":"議事録"}`)
	o.do(chair, "confirm-vote", no, `{"answer":"confirmed"}`)
	if turns := must(o.app.Bench(context.Background(), chair)).Turns; len(turns) != 1 || turns[0].What != "approve" {
		t.Errorf("waits for the chair: %+v", turns)
	}
	o.do(chair, "approve-minutes", session, `{}`)
	for body, code := range map[string]string{`{"text":"議事録","reason":"x"}`: "minutes.same", `{"text":"改","reason":"x","case":"SA-1999-0001"}`: "session.part", `{"text":"改"}`: "reason"} {
		if _, err := o.try(secretariat(), "correct-minutes", session, body); err == nil || !strings.Contains(err.Error(), code) {
			t.Errorf("%s: %v, want %s", body, err, code)
		}
	}
	if _, err := o.try(chair, "correct-minutes", session, `{"text":"改","reason":"x"}`); !errors.Is(err, fault.Forbidden) {
		t.Errorf("a member corrects the minutes: %v", err)
	}
	o.do(secretariat(), "correct-minutes", session, `{"text":"正しい議事録","reason":"人名の誤り"}`)
	o.do(secretariat(), "correct-minutes", session, `{"text":"議案の部分","reason":"書き漏らし","case":"`+no+`"}`)
	v := must(o.app.SessionView(context.Background(), chair, session))
	if v.Minutes != "正しい議事録" || len(v.Parts) != 1 || len(v.Steps) != 3 || v.Steps[1].Was != "議事録" || v.Steps[1].Reason != "人名の誤り" {
		t.Errorf("minutes %q, parts %+v, steps %+v", v.Minutes, v.Parts, v.Steps)
	}
	left := access.Actor{ID: "left", Role: record.RoleMember, Scheme: "anshin", Seat: "jaipa"}
	if steps := must(json.Marshal(must(o.app.SessionView(context.Background(), left, session)).Steps)); strings.Contains(string(steps), "議事録") || strings.Contains(string(steps), no) {
		t.Errorf("who left the case is told %s", steps)
	}
	o.do(chair, "approve-minutes", session, `{}`)
	if turns := must(o.app.Bench(context.Background(), chair)).Turns; len(turns) != 0 {
		t.Errorf("still waits for the chair: %+v", turns)
	}
}

// TestGroundsOfAVoteLieInItsBox: why a member votes so is told by nothing before the decision, and
// by it to the bench and the minutes alone.
func TestGroundsOfAVoteLieInItsBox(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	const why, void = "約款の写しを確かめた。", "はじめの理由。"
	no, session := o.tabled()
	for _, seat := range []string{"chair", "university"} {
		o.do(access.Actor{ID: "admin", Role: record.RoleAdmin}, "add-user", "", `{"id":"iin-`+seat+`","name":"委員","role":"member","scheme":"anshin","seat":"`+seat+`"}`)
	}
	chair := access.Actor{ID: "iin-chair", Role: record.RoleMember, Scheme: "anshin", Seat: "chair"}
	o.at("2014-11-14")
	o.sat(no, session)
	o.do(chair, "declare-no-conflict", no, `{}`)
	long := strings.Repeat("長", 501)
	if _, err := o.try(chair, "correct-vote", no, `{"choice":"refuse","grounds":"`+long+`","reason":"転記"}`); !has(err, "text-too-long") {
		t.Errorf("501 characters: %v", err)
	}
	o.do(chair, "correct-vote", no, `{"choice":"refuse","grounds":"`+void+`","reason":"転記"}`)
	o.do(chair, "correct-vote", no, `{"choice":"refuse","grounds":"`+why+`","reason":"書き直した"}`)
	kept := func() (all string, boxes map[int]bool) {
		boxes = map[int]bool{}
		if err := o.app.Store.View(t.Context(), func(r desk.Reader) error {
			c := must(r.Case(no))
			votes := must(r.Votes(session, c.ID))
			for _, v := range votes {
				boxes[len(v.Box)] = true
			}
			all = string(must(json.Marshal([]any{votes, must(r.VoteWords(session, c.ID)), must(r.Leaves(desk.LeafQuery{Object: no}))})))
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		return all, boxes
	}
	all, boxes := kept()
	if strings.Contains(all, why) || strings.Contains(all, void) || len(boxes) != 1 {
		t.Errorf("before the decision: boxes of the sizes %v, %s", boxes, all)
	}
	o.do(secretariat(), "decide", no, `{"reasons":"基準に適合","valid_to":"2016-11-30"}`)
	if all, _ := kept(); !strings.Contains(all, why) || strings.Contains(all, void) {
		t.Errorf("after the decision: %s", all)
	}
	draft := string(must(json.Marshal(must(o.app.SessionView(t.Context(), secretariat(), session)).Draft)))
	if !strings.Contains(draft, `"grounds"`) || !strings.Contains(draft, why) {
		t.Errorf("the draft of the minutes has no grounds: %s", draft)
	}
	applicant := access.Actor{ID: "kaisha", Role: record.RoleApplicant, ApplicantID: must(o.app.CaseView(t.Context(), secretariat(), no)).ApplicantID}
	for who, told := range map[access.Actor]bool{secretariat(): true, chair: true, applicant: false} {
		body := string(must(json.Marshal(must(o.app.CaseView(t.Context(), who, no)))))
		if strings.Contains(body, why) != told {
			t.Errorf("%s told of the grounds: %v, want %v", who.ID, !told, told)
		}
	}
}
