package committee_test

import (
	"slices"
	"testing"

	"akashi/record"
	"akashi/rules/committee"
)

// TestApprovers: who was there and left no case approves the minutes, the chair before its deputy, the deputy before others.
func TestApprovers(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name             string
		came, left, want []string
	}{
		{"the chair", []string{"chair", "tca", "deputy"}, nil, []string{"chair"}},
		{"the chair was not there, the deputy was", []string{"tca", "deputy", "jaipa"}, nil, []string{"deputy"}},
		{"the chair left a case, the deputy none", []string{"chair", "tca", "deputy"}, []string{"chair"}, []string{"deputy"}},
		{"the deputy left one too", []string{"chair", "tca", "deputy"}, []string{"chair", "deputy"}, []string{"tca"}},
		{"another left a case", []string{"chair", "tca"}, []string{"tca"}, []string{"chair"}},
		{"the chair left a case", []string{"chair", "tca", "jaipa"}, []string{"chair", "jaipa"}, []string{"tca"}},
		{"the chair was not there", []string{"tca", "jaipa"}, nil, []string{"tca", "jaipa"}},
		{"everybody left one", []string{"chair", "tca"}, []string{"chair", "tca"}, []string{"chair"}},
		{"everybody, without a chair", []string{"tca"}, []string{"tca"}, []string{"tca"}},
		{"nobody", nil, nil, nil},
	} {
		if got := committee.Approvers("chair", "deputy", c.came, c.left); !slices.Equal(got, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
	}
}

// TestContested: what a member contests waits until it is answered or confirmed.
func TestContested(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		said []record.VoteWordKind
		want int
	}{
		{nil, 0}, {[]record.VoteWordKind{record.VoteConfirmed}, 0}, {[]record.VoteWordKind{record.VoteContested}, 1},
		{[]record.VoteWordKind{record.VoteContested, record.VoteDissent}, 1}, {[]record.VoteWordKind{record.VoteContested, record.VoteAnswered}, 0},
		{[]record.VoteWordKind{record.VoteContested, record.VoteAnswered, record.VoteContested}, 1},
	} {
		var words []record.VoteWord
		for i, kind := range c.said {
			words = append(words, record.VoteWord{Seat: "chair", Round: i + 1, Kind: kind})
		}
		if got := len(committee.Contested(words)); got != c.want {
			t.Errorf("%v: %d contested, want %d", c.said, got, c.want)
		}
	}
}

// TestDissents: who voted for the other decision dissents, who abstained does not.
func TestDissents(t *testing.T) {
	t.Parallel()
	for c, want := range map[record.Choice][2]bool{record.VoteGrant: {false, true}, record.VoteRefuse: {true, false}, record.VoteAbstain: {}, record.VoteSealed: {}} {
		if got := [2]bool{committee.Dissents(c, record.Granted), committee.Dissents(c, record.Refused)}; got != want {
			t.Errorf("%q: %v, want %v", c, got, want)
		}
	}
}
