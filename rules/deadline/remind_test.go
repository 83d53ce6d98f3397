package deadline_test

import (
	"testing"

	"akashi/rules/deadline"
	"akashi/values/civil"
)

func TestReminded(t *testing.T) {
	t.Parallel()
	due := civil.MustOf(2026, 12, 31)
	fee := []int{-14, 1, 14, 30}
	for _, c := range []struct {
		today  civil.Date
		offset int
		on     civil.Date
		ok     bool
	}{
		{civil.MustOf(2026, 12, 16), 0, civil.Date{}, false},
		{civil.MustOf(2026, 12, 17), -14, civil.MustOf(2026, 12, 17), true},
		{civil.MustOf(2026, 12, 31), -14, civil.MustOf(2026, 12, 17), true}, // it had not run
		{civil.MustOf(2027, 1, 1), 1, civil.MustOf(2027, 1, 1), true},       // one letter, not two
		{civil.MustOf(2027, 1, 13), 1, civil.MustOf(2027, 1, 1), true},
		{civil.MustOf(2027, 1, 14), 14, civil.MustOf(2027, 1, 14), true},
		{civil.MustOf(2027, 1, 30), 30, civil.MustOf(2027, 1, 30), true},
		{civil.MustOf(2027, 2, 13), 30, civil.MustOf(2027, 1, 30), true},
		{civil.MustOf(2027, 2, 14), 30, civil.MustOf(2027, 1, 30), false}, // too late to say
	} {
		offset, on, ok := deadline.Reminded(fee, due, c.today)
		if ok != c.ok || ok && (offset != c.offset || on != c.on) {
			t.Errorf("on %s: %d days on %s, %v", c.today, offset, on, ok)
		}
	}
	if _, _, ok := deadline.Reminded(nil, due, due); ok {
		t.Error("an edition that says nothing reminds")
	}
}

// TestRemindedOf holds the range of days against the rule, day by day.
func TestRemindedOf(t *testing.T) {
	t.Parallel()
	today, offsets := civil.MustOf(2026, 11, 29), []int{-30, -7, 0, 7}
	for n := -60; n <= 60; n++ {
		day := today.AddDays(n)
		in := false
		for _, r := range deadline.RemindedOf(offsets, today) {
			in = in || !day.Before(r.From) && !day.After(r.To)
		}
		if _, _, ok := deadline.Reminded(offsets, day, today); ok && !in {
			t.Errorf("%s is reminded of and in no range", day)
		}
	}
}
