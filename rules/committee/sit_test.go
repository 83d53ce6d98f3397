package committee_test

import (
	"slices"
	"strings"
	"testing"

	"akashi/record"
	"akashi/rules/committee"
	"akashi/scheme"
)

// eight is the committee of S0-05: a chair and seven, three of them from the
// associations that also do the first stage.
func eight() scheme.Committee {
	return scheme.Committee{
		Seats: []scheme.Seat{
			{ID: "chair", Chair: true}, {ID: "consumer"}, {ID: "center"}, {ID: "academy"},
			{ID: "telesa", Body: "telesa"}, {ID: "tca", Body: "tca"}, {ID: "jaipa", Body: "jaipa"}, {ID: "audit"},
		},
		Quorum:       scheme.Setting[scheme.Majority]{Value: scheme.MoreThanHalf, Source: "quorum"},
		Decision:     scheme.Setting[scheme.Majority]{Value: scheme.MoreThanHalf, Source: "decision"},
		TieBreak:     scheme.Setting[scheme.TieBreak]{Value: scheme.TieChair, Source: "tie"},
		RecusedCount: scheme.Setting[bool]{Value: false, Source: "recused"},
		Conflicts:    []scheme.Conflict{{ID: scheme.ConflictSameBody, Source: "S0-05"}},
		Source:       "S0-05",
	}
}

func recused(seats ...string) []committee.Found {
	var found []committee.Found
	for _, s := range seats {
		found = append(found, committee.Found{Seat: s, Kind: scheme.ConflictDeclared,
			Why: record.Reason{Rule: "committee.conflict.declared", Holds: true}})
	}
	return found
}

// ballots reads "chair+ consumer- audit0": for, against, abstained.
func ballots(text string) []record.Vote {
	choices := map[byte]record.Choice{'+': record.VoteGrant, '-': record.VoteRefuse, '0': record.VoteAbstain, '?': "perhaps"}
	var votes []record.Vote
	for _, word := range strings.Fields(text) {
		last := len(word) - 1
		votes = append(votes, record.Vote{Seat: word[:last], Choice: choices[word[last]]})
	}
	return votes
}

func TestSit(t *testing.T) {
	t.Parallel()
	plain := func(*scheme.Committee) {}
	for _, tt := range []struct {
		name    string
		set     func(*scheme.Committee)
		present string
		recused string
		votes   string
		want    committee.Outcome
		counted int
		refused []committee.RefusedVote
	}{
		{"8 seats: 5 are the quorum", plain, "chair consumer center academy audit", "",
			"chair+ consumer+ center+ academy+ audit+", committee.Grant, 5, nil},
		{"8 seats: 4 are not", plain, "chair consumer center academy", "",
			"chair+ consumer+ center+ academy+", committee.NoQuorum, 4, nil},
		{"S0-05 the seat of the intake body leaves, 5 remain", plain, "chair consumer center academy audit jaipa", "jaipa",
			"chair+ consumer+ center+ academy- audit+", committee.Grant, 5, nil},
		{"S0-05 it leaves, 4 remain", plain, "chair consumer center academy jaipa", "jaipa",
			"chair+ consumer+ center+ academy+", committee.NoQuorum, 4, nil},
		{"unless the edition counts the recused", func(c *scheme.Committee) { c.RecusedCount.Value = true },
			"chair consumer center academy jaipa", "jaipa",
			"chair+ consumer+ center+ academy+", committee.Grant, 5, nil},
		{"an absent recused member never counts", func(c *scheme.Committee) { c.RecusedCount.Value = true },
			"chair consumer center academy", "jaipa",
			"chair+ consumer+ center+ academy+", committee.NoQuorum, 4, nil},
		{"a quorum of recused members decides nothing", func(c *scheme.Committee) { c.RecusedCount.Value = true },
			"chair consumer center academy jaipa", "chair consumer center academy jaipa", "", committee.NoQuorum, 5, nil},
		{"an unknown seat makes no quorum", plain, "chair consumer center academy ghost chair", "",
			"chair+ consumer+ center+ academy+ ghost+", committee.NoQuorum, 4,
			[]committee.RefusedVote{{Seat: "ghost", Why: committee.UnknownSeat}}},

		{"nobody has voted yet", plain, "chair consumer center academy audit", "", "", committee.Open, 5, nil},
		{"one has yet to vote", plain, "chair consumer center academy audit", "",
			"chair+ consumer+ center+ academy+", committee.Open, 5, nil},
		{"a majority against refuses", plain, "chair consumer center academy audit", "",
			"chair- consumer- center- academy+ audit+", committee.Refuse, 5, nil},
		{"an abstention is not a vote cast", plain, "chair consumer center academy audit", "",
			"chair+ consumer0 center0 academy0 audit0", committee.Grant, 5, nil},
		{"all abstain: nothing is decided", plain, "chair consumer center academy audit", "",
			"chair0 consumer0 center0 academy0 audit0", committee.Tied, 5, nil},

		{"a tie goes with the chair", plain, "chair consumer center academy audit tca", "",
			"chair+ consumer+ center+ academy- audit- tca-", committee.Grant, 6, nil},
		{"a tie goes with the chair against", plain, "chair consumer center academy audit tca", "",
			"chair- consumer+ center+ academy+ audit- tca-", committee.Refuse, 6, nil},
		{"the chair abstained: a tie stays", plain, "chair consumer center academy audit", "",
			"chair0 consumer+ center+ academy- audit-", committee.Tied, 5, nil},
		{"the chair left the case: a tie stays", plain, "chair consumer center academy audit tca telesa", "chair",
			"consumer+ center+ academy+ audit- tca- telesa-", committee.Tied, 6, nil},
		{"the edition puts a tie off", func(c *scheme.Committee) { c.TieBreak.Value = scheme.TieDefer },
			"chair consumer center academy audit tca", "",
			"chair+ consumer+ center+ academy- audit- tca-", committee.Tied, 6, nil},
		{"two thirds are 4 of 5", func(c *scheme.Committee) { c.Decision.Value = scheme.TwoThirds },
			"chair consumer center academy audit", "",
			"chair+ consumer+ center+ academy+ audit-", committee.Grant, 5, nil},
		{"3 of 5 are not two thirds", func(c *scheme.Committee) { c.Decision.Value = scheme.TwoThirds },
			"chair consumer center academy audit", "",
			"chair+ consumer+ center+ academy- audit-", committee.Tied, 5, nil},
		{"nor does a casting vote make them of 3 and 3", func(c *scheme.Committee) { c.Decision.Value = scheme.TwoThirds },
			"chair consumer center academy audit tca", "",
			"chair+ consumer+ center+ academy- audit- tca-", committee.Tied, 6, nil},
		{"a majority nobody knows is never reached", func(c *scheme.Committee) { c.Decision.Value = "most" },
			"chair consumer center academy audit", "",
			"chair+ consumer+ center+ academy+ audit+", committee.Tied, 5, nil},
		{"nor a quorum", func(c *scheme.Committee) { c.Quorum.Value = "" },
			"chair consumer center academy telesa tca jaipa audit", "",
			"chair+ consumer+ center+ academy+ telesa+ tca+ jaipa+ audit+", committee.NoQuorum, 8, nil},

		{"votes that do not count", plain, "chair consumer center academy audit tca jaipa", "jaipa",
			"chair+ consumer- center+ academy0 audit+ audit+ tca? jaipa+ telesa+", committee.Open, 6,
			[]committee.RefusedVote{
				{Seat: "audit", Why: committee.VotedTwice}, {Seat: "jaipa", Why: committee.Conflicted},
				{Seat: "tca", Why: committee.UnknownChoice}, {Seat: "telesa", Why: committee.Absent},
			}},
		{"no seats, no committee", func(c *scheme.Committee) { c.Seats = nil }, "chair", "", "chair+", committee.NoQuorum, 0,
			[]committee.RefusedVote{{Seat: "chair", Why: committee.UnknownSeat}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			c := eight()
			tt.set(&c)
			got := committee.Sit(c, committee.Sitting{Present: strings.Fields(tt.present),
				Conflicts: recused(strings.Fields(tt.recused)...), Votes: ballots(tt.votes)})
			if got.Outcome != tt.want || got.Counted != tt.counted {
				t.Errorf("outcome %s with %d counted, want %s with %d", got.Outcome, got.Counted, tt.want, tt.counted)
			}
			if !slices.Equal(got.Refused, tt.refused) {
				t.Errorf("refused votes %v, want %v", got.Refused, tt.refused)
			}
			if got.Because.Holds != (tt.want == committee.Grant) || got.Because.Facts.Get("outcome") != string(tt.want) {
				t.Errorf("the reason says %+v", got.Because)
			}
		})
	}
}

func TestSitCountsEverything(t *testing.T) {
	t.Parallel()
	got := committee.Sit(eight(), committee.Sitting{
		Present: []string{"chair", "consumer", "center", "academy", "audit", "tca", "jaipa"}, Conflicts: recused("jaipa"),
		Votes: ballots("chair+ consumer+ center- academy0 audit+ tca-")})
	want := committee.Result{Seats: 8, Present: 7, Recused: 1, Counted: 6, Quorum: 5, QuorumHolds: true,
		Entitled: 6, For: 3, Against: 2, Abstained: 1, Majority: 3, Outcome: committee.Grant}
	because := got.Because
	got.Because = record.Reason{}
	if !equal(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	var rules []string
	for _, r := range because.Because {
		rules = append(rules, r.Rule)
	}
	order := []string{"committee.recusal", "committee.quorum", "committee.all-voted", "committee.majority"}
	if !slices.Equal(rules, order) {
		t.Errorf("the ground is told as %v, want %v", rules, order)
	}
	if q := because.Because[1]; q.Clause != "quorum" || q.Facts.Get("needed") != "5" || q.Facts.Get("counted") != "6" {
		t.Errorf("the quorum is explained as %+v", q)
	}
}

func TestCastingVoteIsTold(t *testing.T) {
	t.Parallel()
	got := committee.Sit(eight(), committee.Sitting{
		Present: []string{"chair", "consumer", "center", "academy", "audit", "tca"},
		Votes:   ballots("chair+ consumer+ center+ academy- audit- tca-")})
	last := got.Because.Because[len(got.Because.Because)-1]
	if !got.Casting || last.Rule != "committee.casting-vote" || last.Clause != "tie" {
		t.Errorf("casting %v, told as %+v", got.Casting, last)
	}
}

// While votes are sealed a refusal tells who left, who is there and who has yet to
// vote, and nothing of the sides.
func TestSealedGroundTellsNoSides(t *testing.T) {
	t.Parallel()
	got := committee.Sit(eight(), committee.Sitting{
		Present: []string{"chair", "consumer", "center", "academy", "audit", "tca"},
		Votes:   ballots("chair+ consumer+ center+ academy- audit- tca-")})
	var rules []string
	for _, r := range committee.Sealed(got.Because).Because {
		rules = append(rules, r.Rule)
		if r.Facts.Get("for") != "" || r.Facts.Get("against") != "" {
			t.Errorf("%s tells the sides: %v", r.Rule, r.Facts)
		}
	}
	if want := []string{"committee.recusal", "committee.quorum", "committee.all-voted"}; !slices.Equal(rules, want) {
		t.Errorf("told %v, want %v", rules, want)
	}
	if last := got.Because.Because[len(got.Because.Because)-1]; last.Rule != "committee.casting-vote" {
		t.Errorf("the ground itself has lost its end: %s", last.Rule)
	}
}

func equal(a, b committee.Result) bool {
	refused := slices.Equal(a.Refused, b.Refused)
	a.Refused, b.Refused = nil, nil
	return refused && a.Seats == b.Seats && a.Present == b.Present && a.Recused == b.Recused && a.Counted == b.Counted &&
		a.Quorum == b.Quorum && a.QuorumHolds == b.QuorumHolds && a.Entitled == b.Entitled && a.For == b.For &&
		a.Against == b.Against && a.Abstained == b.Abstained && a.Majority == b.Majority && a.Casting == b.Casting &&
		a.Outcome == b.Outcome
}

func TestWhoseVoteIsAwaited(t *testing.T) {
	t.Parallel()
	s := committee.Sitting{Conflicts: []committee.Found{{Seat: "a"}}, Votes: []record.Vote{{Seat: "b"}}}
	for seat, want := range map[string]bool{"a": false, "b": false, "c": true} {
		if s.Awaits(seat) != want {
			t.Errorf("the vote of %s: %v", seat, !want)
		}
	}
}

func TestNamelessTellsNoSeat(t *testing.T) {
	t.Parallel()
	named := record.Reason{Rule: "committee.conflict.declared", Facts: record.Facts{record.Words("seat", "chair"), record.Words("note", "n")}}
	got := committee.Nameless(record.Reason{Rule: committee.RuleOfOutcome, Because: []record.Reason{
		{Rule: "committee.recusal", Facts: record.Facts{record.Number("recused", 1)}, Because: []record.Reason{named}},
		{Rule: "committee.vote-counts", Facts: record.Facts{record.Words("seat", "chair")}},
		{Rule: "committee.majority"},
	}})
	if len(got.Because) != 2 || got.Because[0].Because != nil || len(got.Because[0].Facts) != 1 || got.Because[1].Rule != "committee.majority" {
		t.Errorf("got %+v", got)
	}
}
