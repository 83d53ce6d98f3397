package committee_test

import (
	"testing"

	"akashi/record"
	"akashi/rules/committee"
)

// TestForesee asks for the quorum before and on the day: five of the eight seats of anshin.
func TestForesee(t *testing.T) {
	t.Parallel()
	c := eight()
	reply := func(answer record.ReplyAnswer, round int, all ...string) (replies []record.Reply) {
		for _, seat := range all {
			replies = append(replies, record.Reply{Seat: seat, Answer: answer, Round: round})
		}
		return replies
	}
	five := []string{"chair", "consumer", "center", "academy", "tca"}
	for _, tt := range []struct {
		name        string
		bench       committee.Bench
		count, most int
		holds, can  bool
		seat        string // one of which the stand is looked at
		stand       committee.Stand
	}{
		{"nobody has replied", committee.Bench{}, 0, 8, false, true, "chair", committee.StandSilent},
		{"five mean to come", committee.Bench{Replies: reply("coming", 1, five...)}, 5, 8, true, true, "tca", committee.StandComing},
		{"one of them changed its mind", committee.Bench{Replies: append(reply("absent", 2, "tca"), reply("coming", 1, five...)...)}, 4, 7, false, true, "tca", committee.StandAbsent},
		{"four do not", committee.Bench{Replies: reply("absent", 1, five[:4]...)}, 0, 4, false, false, "chair", committee.StandAbsent},
		{"one that is excused does not come", committee.Bench{Replies: reply("coming", 1, five...), Excused: []record.Excusal{{Seat: "tca"}}}, 4, 7, false, true, "tca", committee.StandAbsent},
		{"a seat that nobody holds does not come", committee.Bench{Vacant: []string{"chair"}}, 0, 7, false, true, "chair", committee.StandAbsent},
		{"one of five has left the case", committee.Bench{Replies: reply("coming", 1, five...), Left: []string{"tca"}}, 4, 7, false, true, "tca", committee.StandRecused},
		{"one has still to declare itself", committee.Bench{Replies: reply("coming", 1, five...), Open: []string{"tca"}}, 5, 8, true, true, "tca", committee.StandUndeclared},
		{"on the day only who is there counts", committee.Bench{Replies: reply("coming", 1, five...), Sitting: true, Present: five[:3]}, 3, 3, false, false, "tca", committee.StandAbsent},
		{"an absent seat has nothing to declare", committee.Bench{Sitting: true, Present: five, Open: []string{"jaipa"}}, 5, 5, true, true, "jaipa", committee.StandAbsent},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			f := committee.Foresee(c, tt.bench)
			if f.Quorum != 5 || f.Count != tt.count || f.Most != tt.most || f.Holds != tt.holds || f.Can != tt.can {
				t.Errorf("got %+v", f)
			}
			for _, s := range f.Stands {
				if s.Seat == tt.seat && s.Stand != tt.stand {
					t.Errorf("%s is %s, want %s", s.Seat, s.Stand, tt.stand)
				}
			}
		})
	}
	counts := eight()
	counts.RecusedCount.Value = true
	if f := committee.Foresee(counts, committee.Bench{Replies: reply("coming", 1, five...), Left: []string{"tca"}}); f.Count != 5 {
		t.Errorf("where a recused seat counts: %+v", f)
	}
}
