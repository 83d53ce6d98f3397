package committee_test

import (
	"slices"
	"testing"

	"akashi/record"
	"akashi/rules/committee"
)

func TestVotesStandUntilTheyAreVoided(t *testing.T) {
	t.Parallel()
	first, again := record.Vote{Seat: "chair", Round: 1, Choice: record.VoteRefuse}, record.Vote{Seat: "chair", Round: 2, Choice: record.VoteGrant}
	other := record.Vote{Seat: "tca", Round: 1, Choice: record.VoteGrant}
	voided := record.Voiding{Seat: "chair", Round: 1}
	for _, test := range []struct {
		name   string
		votes  []record.Vote
		voided []record.Voiding
		want   []record.Vote
	}{
		{"nothing is voided", []record.Vote{first, other}, nil, []record.Vote{first, other}},
		{"the round of one seat", []record.Vote{first, other}, []record.Voiding{voided}, []record.Vote{other}},
		{"its next round stands", []record.Vote{first, again, other}, []record.Voiding{voided}, []record.Vote{again, other}},
		{"no vote at all", nil, []record.Voiding{voided}, nil},
	} {
		if got := committee.Standing(test.votes, test.voided); !slices.Equal(got, test.want) {
			t.Errorf("%s: got %v, want %v", test.name, got, test.want)
		}
	}
}

func TestPresentIsWhoCameAndHasNotLeft(t *testing.T) {
	t.Parallel()
	came := []record.Attendance{{Seat: "chair", Round: 1}, {Seat: "tca", Round: 1}, {Seat: "tca", Round: 2}}
	for _, test := range []struct {
		name    string
		excused []record.Excusal
		want    []string
	}{
		{"left and came back", []record.Excusal{{Seat: "tca", Round: 1}}, []string{"chair", "tca"}},
		{"left for good", []record.Excusal{{Seat: "tca", Round: 1}, {Seat: "tca", Round: 2}}, []string{"chair"}},
		{"sent word and never came", []record.Excusal{{Seat: "tca", Round: 1}, {Seat: "jaipa", Round: 1}}, []string{"chair", "tca"}},
	} {
		if got := committee.Present(came, test.excused); !slices.Equal(got, test.want) {
			t.Errorf("%s: got %v, want %v", test.name, got, test.want)
		}
	}
}
