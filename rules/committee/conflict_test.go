package committee_test

import (
	"slices"
	"testing"

	"akashi/record"
	"akashi/rules/committee"
	"akashi/scheme"
)

func TestConflictsOf(t *testing.T) {
	t.Parallel()
	members := []record.User{
		{ID: "u-chair", Seat: "chair"}, {ID: "u-audit", Seat: "audit", ApplicantID: "mihon"}, {ID: "u-jaipa", Seat: "jaipa"},
		{ID: "u-office"},
	}
	for _, tt := range []struct {
		name string
		set  func(*scheme.Committee)
		k    committee.Case
		want []string // seat:kind:clause
	}{
		{"nobody", nil, committee.Case{Members: members}, nil},
		{"S0-05 first stage by the member's body", nil, committee.Case{Bodies: []string{"jaipa"}, Members: members},
			[]string{"jaipa:first_stage_by_own_body:S0-05"}},
		{"even while nobody holds the seat", nil, committee.Case{Bodies: []string{"tca"}},
			[]string{"tca:first_stage_by_own_body:S0-05"}},
		{"not where the edition does not say so", func(c *scheme.Committee) { c.Conflicts = nil },
			committee.Case{Bodies: []string{"jaipa"}, Members: members}, nil},
		{"S0-05 tied to the applicant", nil, committee.Case{ApplicantID: "mihon", Members: members},
			[]string{"audit:tied_to_applicant:iso-17065/4.2"}},
		{"7.6.2 took part in the review", nil, committee.Case{Evaluators: []string{"u-chair", "u-rev"}, Members: members},
			[]string{"chair:took_part_in_review:iso-17065/4.2"}},
		{"always, whatever the edition leaves out", func(c *scheme.Committee) { c.Conflicts = nil },
			committee.Case{Evaluators: []string{"u-chair"}, Members: members},
			[]string{"chair:took_part_in_review:iso-17065/4.2"}},
		{"by the edition's own clause where it has one", func(c *scheme.Committee) {
			c.Conflicts = []scheme.Conflict{{ID: scheme.ConflictReviewer, Source: "own-rule"}}
		}, committee.Case{Evaluators: []string{"u-chair"}, Members: members}, []string{"chair:took_part_in_review:own-rule"}},
		{"declared for the seat", nil, committee.Case{Recorded: []record.Conflict{{Seat: "tca", Kind: "declared"}}},
			[]string{"tca:declared:iso-17065/4.2"}},
		{"declared by the user", nil, committee.Case{Members: members, Recorded: []record.Conflict{{UserID: "u-chair", Kind: "declared"}}},
			[]string{"chair:declared:iso-17065/4.2"}},
		{"recorded under a word nobody knows", nil, committee.Case{Recorded: []record.Conflict{{Seat: "tca", Kind: "cousin"}}},
			[]string{"tca:declared:iso-17065/4.2"}},
		{"recorded under a kind that the edition does not name", func(c *scheme.Committee) { c.Conflicts = nil },
			committee.Case{Recorded: []record.Conflict{{Seat: "tca", Kind: string(scheme.ConflictSameBody)}}},
			[]string{"tca:declared:iso-17065/4.2"}},
		{"found and recorded is one conflict", nil, committee.Case{Bodies: []string{"jaipa"}, Members: members,
			Recorded: []record.Conflict{{Seat: "jaipa", Kind: string(scheme.ConflictSameBody)}}},
			[]string{"jaipa:first_stage_by_own_body:S0-05"}},
		{"one seat, two conflicts", nil, committee.Case{Bodies: []string{"jaipa"}, Members: members,
			Recorded: []record.Conflict{{Seat: "jaipa", Kind: "declared"}}},
			[]string{"jaipa:first_stage_by_own_body:S0-05", "jaipa:declared:iso-17065/4.2"}},
		{"a reviewer's conflict is not the committee's", nil, committee.Case{Members: members,
			Recorded: []record.Conflict{{UserID: "u-rev", Kind: "declared"}}}, nil},
		{"no body, no applicant, no user: no conflict", nil, committee.Case{Evaluators: []string{""},
			Recorded: []record.Conflict{{Kind: "declared"}}}, nil},
		{"two holders of one seat", nil, committee.Case{Evaluators: []string{"u-old"},
			Members: append([]record.User{{ID: "u-old", Seat: "chair"}}, members...)},
			[]string{"chair:took_part_in_review:iso-17065/4.2"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			c := eight()
			if tt.set != nil {
				tt.set(&c)
			}
			var got []string
			for _, f := range committee.ConflictsOf(c, tt.k) {
				got = append(got, f.Seat+":"+string(f.Kind)+":"+f.Why.Clause)
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("conflicts %v, want %v", got, tt.want)
			}
		})
	}
}

func TestSeatsOfConflictsAreNamedOnce(t *testing.T) {
	t.Parallel()
	if got := committee.Seats(recused("tca", "jaipa", "tca")); !slices.Equal(got, []string{"tca", "jaipa"}) {
		t.Errorf("seats %v", got)
	}
}
