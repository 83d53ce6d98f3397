package committee_test

import (
	"testing"

	"akashi/record"
	"akashi/rules/committee"
	"akashi/values/civil"
)

// TestDeputyOn: a deputy stands in from its first day to its last, both counted; one that ended
// before it began never does.
func TestDeputyOn(t *testing.T) {
	t.Parallel()
	day := func(d int) civil.Date { return civil.MustOf(2014, 8, d) }
	all := []record.Deputy{
		{Seat: "never", From: day(20), To: day(19)},
		{Seat: "telesa", From: day(3), To: day(5)},
		{Seat: "tca", From: day(10)},
	}
	for d, want := range map[int]string{2: "", 3: "telesa", 5: "telesa", 6: "", 9: "", 10: "tca", 20: "tca"} {
		if got, _ := committee.DeputyOn(all, day(d)); got.Seat != want {
			t.Errorf("on %s: got %q, want %q", day(d), got.Seat, want)
		}
	}
	for d, want := range map[int]string{1: "telesa", 5: "telesa", 6: "tca", 30: "tca"} {
		if got, _ := committee.DeputyFrom(all, day(d)); got.Seat != want {
			t.Errorf("from %s: got %q, want %q", day(d), got.Seat, want)
		}
	}
	if d, taken := committee.DeputyBetween(all, day(6), day(9)); taken {
		t.Errorf("days between two deputies are %s's", d.Seat)
	}
	if _, taken := committee.DeputyBetween(all, day(6), civil.Date{}); !taken {
		t.Error("a deputy without a last day runs into the one that follows unseen")
	}
}
