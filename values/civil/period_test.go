package civil_test

import (
	"errors"
	"math"
	"testing"
	"time"

	"pgregory.net/rapid"

	"akashi/values/civil"
	"akashi/values/fault"
)

func TestLastDay(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name        string
		period      civil.Period
		first, want string
	}{
		{"I-17 notice received", civil.Months(1), "2024-03-25", "2024-04-24"},
		{"D validity", civil.Years(2), "2022-09-05", "2024-09-04"},
		{"D validity", civil.Years(2), "2023-12-01", "2025-11-30"},
		{"whole month", civil.Months(1), "2024-02-01", "2024-02-29"},
		{"from the 31st, leap February", civil.Months(1), "2024-01-31", "2024-02-29"},
		{"from the 31st, February", civil.Months(1), "2023-01-31", "2023-02-28"},
		{"from the 30th, February", civil.Months(1), "2024-01-30", "2024-02-29"},
		{"from the 29th, leap February", civil.Months(1), "2024-01-29", "2024-02-28"},
		{"from the 31st, 30 days", civil.Months(3), "2024-01-31", "2024-04-30"},
		{"from 29 February", civil.Years(1), "2024-02-29", "2025-02-28"},
		{"from 29 February to 29 February", civil.Years(4), "2024-02-29", "2028-02-28"},
		{"one day", civil.Days(1), "2024-02-29", "2024-02-29"},
		{"thirty days", civil.Days(30), "2024-02-01", "2024-03-01"},
		{"nothing", civil.Months(0), "2024-03-01", "2024-02-29"},
		{"less than nothing", civil.Days(-5), "2024-03-01", "2024-02-29"},
		{"for ever", civil.Years(math.MaxInt), "2024-03-01", "9999-12-30"},
	} {
		if got := c.period.LastDay(day(t, c.first)); got.String() != c.want {
			t.Errorf("%s: %s from %s end on %s, want %s", c.name, c.period, c.first, got, c.want)
		}
	}
}

func TestAfter(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name       string
		period     civil.Period
		from, want string
	}{
		{"D refused", civil.Months(3), "2024-03-15", "2024-06-15"},
		{"D cancelled", civil.Years(1), "2024-01-10", "2025-01-10"},
		{"D sentence", civil.Years(2), "2024-02-28", "2026-02-28"},
		{"end of February", civil.Months(1), "2023-02-28", "2023-03-31"},
		{"end of November", civil.Months(3), "2023-11-30", "2024-02-29"},
		{"P5 discovery day excluded", civil.Days(30), "2024-01-31", "2024-03-01"},
	} {
		if got := c.period.After(day(t, c.from)); got.String() != c.want {
			t.Errorf("%s: %s after %s end on %s, want %s", c.name, c.period, c.from, got, c.want)
		}
	}
}

func TestBefore(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name     string
		period   civil.Period
		to, want string
	}{
		{"D diagnosis", civil.Months(3), "2024-07-10", "2024-04-10"},
		{"D audits", civil.Years(1), "2024-07-10", "2023-07-10"},
		{"short month", civil.Months(3), "2024-05-31", "2024-02-29"},
		{"29 February", civil.Years(1), "2024-02-29", "2023-02-28"},
		{"days", civil.Days(30), "2024-03-01", "2024-01-31"},
	} {
		if got := c.period.Before(day(t, c.to)); got.String() != c.want {
			t.Errorf("%s: %s before %s begin on %s, want %s", c.name, c.period, c.to, got, c.want)
		}
	}
}

func TestRenewalWindow(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, expiry, from, to string }{
		{"D", "2022-11-01", "2022-03-02", "2022-07-01"},
		{"D", "2024-12-01", "2024-04-02", "2024-08-01"},
		{"D, to roll", "2025-01-14", "2024-05-15", "2024-09-14"},
		{"ends on 31 March", "2025-03-31", "2024-08-01", "2024-11-30"},
		{"short month: not 06-30 and 10-29", "2024-02-29", "2023-07-01", "2023-10-31"},
		{"short month: not 10-31 and 02-29", "2024-06-30", "2023-11-01", "2024-02-29"},
		{"no 31 February, no 31 June", "2024-10-30", "2024-02-29", "2024-06-30"},
		{"no 29 February", "2023-10-28", "2023-02-28", "2023-06-28"},
		{"no 29 February at the close", "2023-06-28", "2022-10-29", "2023-02-28"},
	} {
		from, to := civil.RenewalWindow(day(t, c.expiry), 8, 4)
		if from.String() != c.from || to.String() != c.to {
			t.Errorf("%s: expiry %s gives %s..%s, want %s..%s", c.name, c.expiry, from, to, c.from, c.to)
		}
	}
}

// P4: the naive window, counted from the expiry itself, differs only where one
// of the two counts meets the end of a month.
func TestRenewalWindowAgainstNaiveForm(t *testing.T) {
	t.Parallel()
	for expiry := day(t, "2023-01-01"); expiry.Year() < 2028; expiry = expiry.AddDays(1) {
		from, to := civil.RenewalWindow(expiry, 8, 4)
		same := from == expiry.AddMonths(-8).AddDays(1) && to == expiry.AddMonths(-4)
		monthEnd := expiry.Day() >= 28
		if !same && !monthEnd {
			t.Errorf("expiry %s: %s..%s", expiry, from, to)
		}
		shortMonth := expiry == expiry.EndOfMonth() && expiry.Day() < 31
		longTarget := expiry.AddMonths(-4).EndOfMonth().Day() > expiry.Day()
		if same && shortMonth && longTarget {
			t.Errorf("expiry %s: the naive window is not corrected", expiry)
		}
	}
}

// walk goes n months from d, day by day, and tells whether the month that it
// reaches has the day of d. It returns that day, or the last day of the month.
func walk(d time.Time, n int) (time.Time, bool) {
	step := 1
	if n < 0 {
		step, n = -1, -n
	}
	at := d
	for n > 0 {
		next := at.AddDate(0, 0, step)
		if next.Month() != at.Month() {
			n--
		}
		at = next
	}
	for at.Day() != 1 {
		at = at.AddDate(0, 0, -1)
	}
	for at.Day() != d.Day() {
		next := at.AddDate(0, 0, 1)
		if next.Month() != at.Month() {
			return at, false
		}
		at = next
	}
	return at, true
}

func lastDayByWalking(first time.Time, months int) time.Time {
	end, hasDay := walk(first, months)
	if hasDay {
		end = end.AddDate(0, 0, -1)
	}
	return end
}

func TestPeriodsByWalking(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		start := time.Date(1999, 12, 1, 0, 0, 0, 0, time.UTC)
		at := start.AddDate(0, 0, rapid.IntRange(0, 6000).Draw(t, "day"))
		n := rapid.IntRange(1, 30).Draw(t, "months")
		d := civil.MustOf(at.Year(), int(at.Month()), at.Day())
		same := func(rule string, got civil.Date, want time.Time) {
			if got.String() != want.Format(time.DateOnly) {
				t.Errorf("%s: %d months at %s: got %s, want %s", rule, n, d, got, want.Format(time.DateOnly))
			}
		}
		next := at.AddDate(0, 0, 1)
		same("P1", civil.Months(n).LastDay(d), lastDayByWalking(at, n))
		same("P1 in years", civil.Years(n).LastDay(d), lastDayByWalking(at, 12*n))
		same("P2", civil.Months(n).After(d), lastDayByWalking(next, n))
		earliest, _ := walk(at, -n)
		same("P3", civil.Months(n).Before(d), earliest)
		from, to := civil.RenewalWindow(d, n+4, n)
		opens, _ := walk(next, -n-4)
		same("P4 from", from, opens)
		same("P4 to", to, lastDayByWalking(next, -n))
	})
}

// A period and the one that follows it leave no day out and count none twice,
// unless a month was too short for it.
func TestPeriodsJoin(t *testing.T) {
	t.Parallel()
	for first := day(t, "2023-01-01"); first.Year() < 2025; first = first.AddDays(1) {
		r := civil.Months(5).From(first)
		if next := r.To.AddDays(1); first.Day() <= 28 && next != first.AddMonths(5) {
			t.Errorf("five months from %s are followed by %s", first, next)
		}
		if !r.Contains(first) || !r.Contains(r.To) || r.Contains(r.To.AddDays(1)) {
			t.Errorf("five months from %s are %s..%s", first, r.From, r.To)
		}
	}
}

func TestPeriodText(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]civil.Period{
		"3 months": civil.Months(3), "1 month": civil.Months(1), "30 days": civil.Days(30), "2 years": civil.Years(2), "": {},
	} {
		var p civil.Period
		if err := p.UnmarshalText([]byte(text)); err != nil || p != want {
			t.Errorf("%q reads as %v, %v", text, p, err)
		}
		if got, err := p.MarshalText(); err != nil || string(got) != text {
			t.Errorf("%q prints as %s, %v", text, got, err)
		}
	}
	for _, text := range []string{
		"3", "months", "3  months", " 3 months", "0 days", "-1 days", "+3 months", "03 months", "1.5 years", "3 monthss",
		"1 months", "2 year",
		"3 weeks", "10000 days", "3 Months", "三 months", "3 months ", "99999999999999999999 days",
	} {
		var p civil.Period
		if err := p.UnmarshalText([]byte(text)); !errors.Is(err, fault.Invalid) || !p.IsZero() {
			t.Errorf("%q reads as %v, %v", text, p, err)
		}
	}
	if n, unit := civil.Years(2).Count(); n != 2 || unit != civil.Year {
		t.Errorf("2 years count %d %s", n, unit)
	}
}

func FuzzPeriod(f *testing.F) {
	f.Add("3 months")
	f.Add("1 year")
	f.Fuzz(func(t *testing.T, s string) {
		p, err := civil.ParsePeriod(s)
		if err != nil {
			return
		}
		if again, err := civil.ParsePeriod(p.String()); err != nil || again != p {
			t.Errorf("%s reads back as %s, %v", p, again, err)
		}
		d := civil.MustOf(2024, 1, 31)
		if p.LastDay(d).Before(d) || !p.After(d).After(d) || !p.Before(d).Before(d) {
			t.Errorf("%s runs backwards", p)
		}
	})
}
