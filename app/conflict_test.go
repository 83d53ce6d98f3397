package app_test

import (
	"errors"
	"testing"

	"akashi/record"
	"akashi/rules/access"
	"akashi/values/fault"
)

// Nobody strikes another voter out alone: a member and a reviewer declare their own
// conflict only, and the secretariat needs a second person once somebody has voted. The
// vote of who leaves is void in the open, and a retraction lets the seat vote again.
func TestConflictAfterTheVote(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	no, session := o.tabled()
	admin := access.Actor{ID: "admin", Role: record.RoleAdmin}
	o.do(admin, "add-user", "", `{"id":"jimu2","name":"事務局B","role":"secretariat","scheme":"anshin"}`)
	o.do(admin, "add-user", "", `{"id":"iincho","name":"委員長","role":"member","scheme":"anshin","seat":"chair"}`)
	o.at("2014-11-14")
	o.sat(no, session)
	chair := access.Actor{ID: "iincho", Role: record.RoleMember, Scheme: "anshin", Seat: "chair"}
	rev := access.Actor{ID: "rev1", Role: record.RoleReviewer, Scheme: "anshin", Body: "jaipa"}
	o.do(chair, "declare-no-conflict", no, `{}`)
	for _, input := range []string{`{"seat":"university","note":"x"}`, `{"user":"jimukyoku","note":"x"}`, `{"seat":"chair","user":"jimukyoku","note":"x"}`} {
		for _, who := range []access.Actor{chair, rev} {
			if _, err := o.try(who, "declare-conflict", no, input); !errors.Is(err, fault.Forbidden) {
				t.Errorf("%s declares %s: %v", who.ID, input, err)
			}
		}
	}
	held, err := o.ask(secretariat(), "declare-conflict", no, `{"seat":"university","note":"顧問"}`)
	if v := o.caseView(no); err != nil || !held.Waits || *v.VotesCast != 7 || len(v.Voided) > 0 {
		t.Fatalf("entered alone: %+v %v, %d votes", held, err, *v.VotesCast)
	}
	waits := held.Object
	if _, err := o.try(secretariat(), "confirm", waits, `{}`); !errors.Is(err, fault.Forbidden) {
		t.Fatalf("confirmed alone: %v", err)
	}
	second := access.Actor{ID: "jimu2", Role: record.RoleSecretariat, Scheme: "anshin"}
	o.do(second, "confirm", waits, `{}`)
	v := o.caseView(no)
	if *v.VotesCast != 6 || len(v.Voided) != 1 || v.Voided[0].Kind != record.VoteRecused || v.Voided[0].Reason != "顧問" || v.Voided[0].Choice != "" {
		t.Fatalf("after the recusal: %d votes, %+v", *v.VotesCast, v.Voided)
	}

	// An own conflict needs nobody; it cannot be taken back alone either.
	o.do(chair, "declare-conflict", no, `{"note":"親族"}`)
	if _, err := o.try(chair, "retract-conflict", no, `{"seat":"chair","reason":"x"}`); !errors.Is(err, fault.NotFound) {
		t.Errorf("who has left comes back alone: %v", err)
	}
	if _, err := o.try(secretariat(), "retract-conflict", no, `{"seat":"jaipa","reason":"x"}`); !errors.Is(err, fault.Refused) {
		t.Errorf("a conflict that the records show is retracted: %v", err)
	}
	if _, err := o.try(secretariat(), "retract-conflict", no, `{"seat":"tca","reason":"x"}`); !errors.Is(err, fault.Invalid) {
		t.Errorf("no conflict is retracted: %v", err)
	}
	o.do(secretariat(), "retract-conflict", no, `{"seat":"chair","reason":"取り違え"}`)
	o.do(chair, "vote", no, `{"choice":"grant"}`)
	g := o.do(secretariat(), "decide", no, `{"reasons":"基準に適合","valid_to":"2016-11-30"}`)
	votes := g["decision"].(map[string]any)["votes"].(map[string]any)
	if g["state"] != "granted" || votes["for"] != 6.0 || votes["recused"] != 2.0 {
		t.Errorf("decided %v by %v", g["state"], votes)
	}
}
