package retention

import (
	"math/rand/v2"
	"testing"

	"akashi/values/civil"
)

func day(t testing.TB, text string) civil.Date {
	t.Helper()
	d, err := civil.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestOn(t *testing.T) {
	t.Parallel()
	ended := Facts{Ended: day(t, "2026-03-31")}
	for _, c := range []struct {
		name   string
		facts  Facts
		months int
		today  string
		want   Standing
		last   string
	}{
		{"the day of the end is not counted", ended, 1, "2026-04-30", Running, "2026-04-30"},
		{"the day after the last is the first on which it is due", ended, 1, "2026-05-01", Due, "2026-04-30"},
		{"a month without the day ends on its last", Facts{Ended: day(t, "2026-01-30")}, 1, "2026-03-01", Due, "2026-02-28"},
		{"the mark ended later", Facts{Ended: day(t, "2026-03-31"), MarkEnded: day(t, "2028-03-31")}, 12, "2029-03-31", Running, "2029-03-31"},
		{"the mark ended before a renewal was refused", Facts{Ended: day(t, "2026-03-31"), MarkEnded: day(t, "2025-03-31")}, 12, "2027-04-01", Due, "2027-03-31"},
		{"nobody has decided", ended, 0, "2126-04-01", ForEver, ""},
		{"under way", Facts{}, 1, "2126-04-01", UnderWay, ""},
		{"the mark stands", Facts{Ended: day(t, "2026-03-31"), MarkStands: true}, 1, "2126-04-01", MarkStands, ""},
		{"asked to examine anew", Facts{Ended: day(t, "2026-03-31"), Asked: true}, 1, "2126-04-01", Asked, "2026-04-30"},
		{"held", Facts{Ended: day(t, "2026-03-31"), Held: true}, 1, "2126-04-01", Held, "2026-04-30"},
	} {
		got := On(day(t, c.today), c.facts, c.months)
		last := ""
		if !got.Last.IsZero() {
			last = got.Last.String()
		}
		if got.Standing != c.want || last != c.last {
			t.Errorf("%s: %+v, want %s with the last day %s", c.name, got, c.want, c.last)
		}
	}
}

// TestOnAgainstCounting counts the days one by one: a month is over on the day before the one that
// has the number of its first, or on the last of a month that has no such day.
func TestOnAgainstCounting(t *testing.T) {
	t.Parallel()
	dice := rand.New(rand.NewPCG(1, 2))
	first := day(t, "2024-01-01")
	for range 3000 {
		f := Facts{Ended: first.AddDays(dice.IntN(800)), MarkStands: dice.IntN(8) == 0, Asked: dice.IntN(8) == 0, Held: dice.IntN(8) == 0}
		if dice.IntN(2) == 0 {
			f.MarkEnded = first.AddDays(dice.IntN(800))
		}
		if dice.IntN(10) == 0 {
			f.Ended = civil.Date{}
		}
		months, today := dice.IntN(30), first.AddDays(dice.IntN(2600))
		due := !f.Ended.IsZero() && !f.MarkStands && !f.Asked && !f.Held && months > 0 && today.After(counted(later(f.Ended, f.MarkEnded), months))
		if got := On(today, f, months); (got.Standing == Due) != due {
			t.Fatalf("%+v for %d months on %s: %+v, counted due is %t", f, months, today, got, due)
		}
	}
}

func later(a, b civil.Date) civil.Date {
	if b.After(a) {
		return b
	}
	return a
}

// counted walks from the day after the end until so many months are over.
func counted(ended civil.Date, months int) civil.Date {
	start := ended.AddDays(1)
	for d, passed := start, 0; ; d = d.AddDays(1) {
		next := d.AddDays(1)
		if next.Day() == start.Day() || next.Day() == 1 && d.Day() < start.Day() {
			passed++
		}
		if passed == months {
			return d
		}
	}
}
