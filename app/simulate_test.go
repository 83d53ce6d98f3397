package app_test

import (
	"context"
	"strings"
	"testing"

	"akashi/app"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/scoring"
	"akashi/scheme"
)

func TestAnotherEditionLeavesThePastAlone(t *testing.T) {
	t.Parallel()
	o := newPmarkOffice(t)
	no := o.granted()["no"].(string)
	now, err := o.app.Shelf.Edition("pmark", "2006")
	if err != nil {
		t.Fatal(err)
	}
	stricter := *now
	stricter.Criteria = append([]scheme.Criterion{}, now.Criteria...)
	stricter.Criteria[0].ID = "3.1-new" // an item that nobody was asked
	s, err := o.app.Simulate(context.Background(), secretariat(), now, &stricter, scheme.New)
	if err != nil || s.Cases != 1 || s.Passed != 1 || s.Passes != 0 || s.Lines[0].Case != no {
		t.Fatalf("%+v %v", s, err)
	}
	if view, err := o.app.CaseView(context.Background(), secretariat(), no); err != nil || view.Decision.Outcome != "granted" {
		t.Errorf("the decision itself changed: %+v %v", view.Decision, err)
	}
}

// TestADraftIsWeighed: a file that is no edition is told with its places, one that is with what
// it changes and what it would have made of the past, under either assumption. Only those who
// may weigh are told anything, and nothing is recorded.
func TestADraftIsWeighed(t *testing.T) {
	t.Parallel()
	o := newPmarkOffice(t)
	ctx := context.Background()
	no := o.granted()["no"].(string)
	now, err := o.app.Shelf.Edition("pmark", "2006")
	if err != nil {
		t.Fatal(err)
	}
	file, id := string(o.app.Books.File(now)), now.Criteria[0].ID
	head, criteria, _ := strings.Cut(file, "\ncriteria:")
	draft := head + "\ncriteria:" + strings.Replace(criteria, `id: "`+id+`"`, `id: "3.0"`, 1)
	if draft == file {
		t.Fatalf("the file does not name %s", id)
	}
	weigh := func(file string) (app.DraftView, error) {
		return o.app.Draft(ctx, secretariat(), app.DraftInput{Scheme: "pmark", From: "2006", File: []byte(file)})
	}
	view, err := weigh(draft)
	if err != nil || len(view.Problems) > 0 || len(view.Past) != 1 {
		t.Fatalf("%+v %v %v", view.Past, view.Problems, err)
	}
	past := view.Past[0]
	if past.Cases != 1 || past.Met.Same() != 1 || past.Unmet.Same() != 0 || len(past.Turned) != 1 || past.Turned[0].No != no || past.Turned[0].Assumed != scoring.AssumeUnmet {
		t.Errorf("got %+v", past)
	}
	kinds := map[string]scheme.ChangeKind{}
	for _, c := range view.Changes {
		kinds[c.Where] = c.Kind
	}
	if kinds["/criteria/3.0"] != scheme.Added || kinds["/criteria/"+id] != scheme.Dropped {
		t.Errorf("got %v", kinds)
	}
	if same, err := weigh(file); err != nil || len(same.Changes) > 0 || same.Past[0].Unmet.Same() != 1 || len(same.Past[0].Turned) > 0 {
		t.Errorf("the edition differs from itself: %+v %v", same.Changes, err)
	}
	broken, err := weigh("format: 1\nscheme: pmark\nnonsense: 1\n")
	if err != nil || len(broken.Problems) == 0 || broken.To != nil {
		t.Errorf("got %+v %v", broken, err)
	}
	for _, p := range broken.Problems {
		if p.Line() == 0 {
			t.Errorf("%v stands nowhere", p)
		}
	}
	other, _ := o.app.Shelf.Edition("anshin", "2014-07")
	if _, err := weigh(string(o.app.Books.File(other))); err == nil {
		t.Error("an edition of another scheme is weighed")
	}
	if _, err := o.app.Draft(ctx, access.Actor{ID: "officer", Role: record.RoleApplicant, Scheme: "pmark"}, app.DraftInput{Scheme: "pmark", From: "2006", To: "2006"}); err == nil {
		t.Error("an applicant weighs editions")
	}
}
