package committee_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"akashi/rules/committee"
	"akashi/values/civil"
)

// TestPrecedents: the closest comes first, and the order of what is on record is irrelevant.
func TestPrecedents(t *testing.T) {
	t.Parallel()
	day := func(n int) civil.Date {
		d, err := civil.Of(2026, 3, n)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	past := []committee.Past{
		{Case: "both-and-more", Decided: day(9), Unmet: []string{"1-1-1", "2-1-1", "3-1-1"}},
		{Case: "both", Decided: day(1), Unmet: []string{"2-1-1", "1-1-1"}},
		{Case: "one-early", Decided: day(1), Unmet: []string{"1-1-1"}},
		{Case: "one-late", Decided: day(5), Unmet: []string{"2-1-1"}},
		{Case: "one-late-too", Decided: day(5), Unmet: []string{"2-1-1"}},
		{Case: "another", Decided: day(9), Unmet: []string{"9-9-9"}},
		{Case: "none", Decided: day(9)},
	}
	want := []string{"both", "both-and-more", "one-late", "one-late-too", "one-early"}
	for range 20 {
		rand.Shuffle(len(past), func(i, j int) { past[i], past[j] = past[j], past[i] })
		var got []string
		for _, p := range committee.Precedents([]string{"1-1-1", "2-1-1"}, past) {
			got = append(got, p.Case)
		}
		if !slices.Equal(got, want) {
			t.Fatalf("got %v, want %v", got, want)
		}
	}
	if got := committee.Precedents(nil, past); len(got) > 0 {
		t.Errorf("a case with nothing open has precedents: %v", got)
	}
}
