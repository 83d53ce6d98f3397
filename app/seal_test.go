package app_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"akashi/app"
	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/committee"
	"akashi/values/fault"
)

// Before the decision nothing tells what a vote is for: neither what the office keeps of it
// nor what it answers, and outside the bench not even that there is one. The decision opens
// the votes, and each commitment can be worked out again.
func TestNothingTellsAVoteBeforeTheDecision(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	no, session := o.tabled()
	admin := access.Actor{ID: "admin", Role: record.RoleAdmin}
	o.do(admin, "add-user", "", `{"id":"iincho","name":"委員長","role":"member","scheme":"anshin","seat":"chair"}`)
	o.do(admin, "add-user", "", `{"id":"miru","name":"傍聴","role":"observer","scheme":"anshin"}`)
	observer := access.Actor{ID: "miru", Role: record.RoleObserver, Scheme: "anshin"}
	seen := func() int {
		t.Helper()
		board, err := o.app.Board(t.Context(), observer, desk.CaseQuery{})
		if err != nil {
			t.Fatal(err)
		}
		v, err := o.app.CaseView(t.Context(), observer, board.Cases[0].No)
		if err != nil || v.VotesCast != nil {
			t.Fatal(v.VotesCast, err)
		}
		return v.Version
	}
	o.at("2014-11-14")
	before := seen()
	o.sat(no, session)
	o.do(secretariat(), "correct-vote", no, `{"seat":"chair","choice":"refuse","reason":"転記"}`)
	if got := seen(); got != before {
		t.Errorf("an observer sees version %d become %d", before, got)
	}
	action, _ := app.FindAction(access.CorrectVote)
	in := action.Input()
	if err := json.Unmarshal([]byte(`{"choice":"refuse","reason":"転記"}`), in); err != nil {
		t.Fatal(err)
	}
	chair := access.Actor{ID: "iincho", Role: record.RoleMember, Scheme: "anshin", Seat: "chair"}
	o.do(chair, "declare-no-conflict", no, `{}`)
	if _, err := o.app.Do(t.Context(), desk.Request{Actor: chair, Key: "k"}, action, no, in); err != nil {
		t.Fatal(err)
	}
	err := o.app.Store.View(t.Context(), func(r desk.Reader) error {
		c, _ := r.Case(no)
		votes, _ := r.Votes(session, c.ID)
		leaves, _ := r.Leaves(desk.LeafQuery{Object: no})
		again, _ := r.Replay("6/iincho/k")
		opened, _ := r.OpenedVotes(c.ID)
		kept, _ := json.Marshal([]any{votes, again, opened})
		for _, l := range leaves {
			if strings.Contains(l.Action, "vote") {
				kept = append(kept, l.Data...)
			}
		}
		for _, choice := range []string{`"grant"`, `"refuse"`, `\"refuse\"`, `"abstain"`} {
			if strings.Contains(string(kept), choice) {
				t.Errorf("the office keeps %s: %s", choice, kept)
			}
		}
		for _, v := range votes {
			if len(v.Box) != len(votes[0].Box) {
				t.Error("the length of a box tells what is in it")
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}

	o.do(secretariat(), "decide", no, `{"reasons":"基準に適合","valid_to":"2016-11-30"}`)
	o.do(secretariat(), "close-session", session, `{"minutes":"議事録"}`)
	v := o.caseView(no)
	if len(v.Votes) != 7 || v.Decision.Votes.For != 6 || v.Decision.Votes.Against != 1 {
		t.Fatalf("counted %+v of %+v", v.Decision.Votes, v.Votes)
	}
	for _, x := range v.Votes {
		of := committee.Ballot{Case: no, Session: session, Seat: x.Seat, Round: x.Round}
		if x.Sealed || x.Salt == "" || of.Commit(x.Choice, x.Salt) != x.Commitment {
			t.Errorf("the vote of %s cannot be proven: %+v", x.Seat, x)
		}
		if (x.Seat == "chair") == (x.EnteredBy != "") {
			t.Errorf("the vote of %s was entered by %q", x.Seat, x.EnteredBy)
		}
	}
}

// TestAKeyOfAVoteIsForItsChoice: an idempotency key with another choice was used for another
// request, with the same it gets its answer; nothing that is kept tells which. Where the
// office's key is another by then nobody can say, and the first answer stands.
func TestAKeyOfAVoteIsForItsChoice(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	no, session := o.tabled()
	o.at("2014-11-14")
	o.do(secretariat(), "open-session", session, `{}`)
	o.do(secretariat(), "attend", session, `{"seats":["chair","tca"]}`)
	chair, tca := access.Actor{ID: "iincho", Role: record.RoleMember, Scheme: "anshin", Seat: "chair"}, access.Actor{ID: "tca", Role: record.RoleMember, Scheme: "anshin", Seat: "tca"}
	o.do(chair, "declare-no-conflict", no, `{}`)
	o.do(tca, "declare-no-conflict", no, `{}`)
	ask := func(who access.Actor, name access.Action, body string) error {
		action, _ := app.FindAction(name)
		in := action.Input()
		if err := json.Unmarshal([]byte(body), in); err != nil {
			t.Fatal(err)
		}
		_, err := o.app.Do(t.Context(), desk.Request{Actor: who, Key: "k-" + string(name)}, action, no, in)
		return err
	}
	for _, c := range []struct {
		who  access.Actor
		name access.Action
		body string
		used bool
	}{
		{chair, access.Vote, `{"choice":"grant"}`, false},
		{tca, access.Vote, `{"choice":"grant"}`, false},
		{chair, access.Vote, `{"choice":"grant"}`, false},
		{chair, access.Vote, `{"choice":"refuse"}`, true},
		{chair, access.CorrectVote, `{"choice":"refuse","reason":"x"}`, false},
		{chair, access.CorrectVote, `{"choice":"refuse","reason":"x"}`, false},
		{chair, access.CorrectVote, `{"choice":"abstain","reason":"x"}`, true},
	} {
		err := ask(c.who, c.name, c.body)
		if used := err != nil && strings.Contains(err.Error(), "app.key-used-for-another-request"); used != c.used || !used && err != nil {
			t.Errorf("%s %s of %s: %v, want it to be used for another: %v", c.name, c.body, c.who.ID, err, c.used)
		}
	}
	var prints []string
	if err := o.app.Store.View(t.Context(), func(r desk.Reader) error {
		for _, id := range []string{"6/iincho/k-vote", "3/tca/k-vote"} {
			again, err := r.Replay(id)
			if err != nil {
				return err
			}
			_, sealed, _ := strings.Cut(again.Request, "/")
			prints = append(prints, sealed)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if prints[0] == prints[1] || prints[0] == "" {
		t.Errorf("two who vote alike can be told from %q", prints)
	}
	o.app.Seals = newOffice(t).app.Seals
	if err := ask(chair, access.Vote, `{"choice":"refuse"}`); err != nil {
		t.Errorf("under another key of the office: %v", err)
	}
}

// Votes that the office's key does not open decide nothing; they are voided in the open and
// cast again.
func TestVotesOfALostKeyAreCastAgain(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	no, session := o.tabled()
	o.at("2014-11-14")
	o.sat(no, session)
	another := newOffice(t)
	o.app.Seals = another.app.Seals
	const decide = `{"reasons":"基準に適合","valid_to":"2016-11-30"}`
	if _, err := o.try(secretariat(), "decide", no, decide); !errors.Is(err, fault.Conflict) {
		t.Fatalf("decided on votes that nobody can open: %v", err)
	}
	o.do(secretariat(), "reopen-verdicts", no, `{"reason":"鍵を失った"}`)
	for _, seat := range []string{"chair", "consumer_life", "consumer_affairs", "university", "telesa", "tca", "audit_firm"} {
		o.do(secretariat(), "vote", no, `{"seat":"`+seat+`","choice":"grant"}`)
	}
	if v := o.do(secretariat(), "decide", no, decide); v["state"] != "granted" {
		t.Errorf("state %v", v["state"])
	}
}

// Nothing is decided before the day of the session, whatever the clock says later.
func TestNothingIsDecidedBeforeTheDay(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	no, session := o.tabled()
	o.at("2014-11-14")
	o.sat(no, session)
	o.at("2014-11-13")
	var refusal *fault.Refusal
	_, err := o.try(secretariat(), "decide", no, `{"reasons":"基準に適合","valid_to":"2016-11-30"}`)
	if !errors.As(err, &refusal) || refusal.Reason != "session.before-its-day" {
		t.Errorf("got %v", err)
	}
}
