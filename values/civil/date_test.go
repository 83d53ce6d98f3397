package civil_test

import (
	"errors"
	"math"
	"testing"
	"time"

	"akashi/values/civil"
	"akashi/values/fault"
)

func day(t testing.TB, s string) civil.Date {
	t.Helper()
	d, err := civil.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestEveryDay(t *testing.T) {
	t.Parallel()
	first := time.Date(1868, 1, 1, 0, 0, 0, 0, time.UTC)
	d := civil.MustOf(1868, 1, 1)
	for want := first; want.Year() < 2110; want = want.AddDate(0, 0, 1) {
		if d.String() != want.Format(time.DateOnly) || d.Weekday() != want.Weekday() {
			t.Fatalf("got %s %s, want %s", d, d.Weekday(), want.Format("2006-01-02 Monday"))
		}
		if again := civil.MustOf(d.Year(), d.Month(), d.Day()); again != d {
			t.Fatalf("%s is not itself but %s", d, again)
		}
		d = d.AddDays(1)
	}
}

func TestOf(t *testing.T) {
	t.Parallel()
	for _, ymd := range [][3]int{
		{2024, 2, 30}, {2023, 2, 29}, {1900, 2, 29}, {2024, 0, 1}, {2024, 13, 1}, {2024, 4, 31}, {2024, 1, 0},
		{1867, 12, 31}, {10000, 1, 1}, {0, 0, 0}, {2024, 1, -1}, {math.MaxInt, math.MaxInt, math.MaxInt},
	} {
		if d, err := civil.Of(ymd[0], ymd[1], ymd[2]); !errors.Is(err, fault.Invalid) || !d.IsZero() {
			t.Errorf("Of(%v) = %s, %v", ymd, d, err)
		}
	}
}

func TestArithmetic(t *testing.T) {
	t.Parallel()
	first, last := day(t, "1868-01-01"), day(t, "9999-12-31")
	for _, c := range []struct {
		name string
		got  civil.Date
		want string
	}{
		{"next day", day(t, "2024-02-28").AddDays(1), "2024-02-29"},
		{"day before", day(t, "2024-03-01").AddDays(-1), "2024-02-29"},
		{"past the end", last.AddDays(1), "9999-12-31"},
		{"far past the end", first.AddDays(math.MaxInt), "9999-12-31"},
		{"before the beginning", first.AddDays(-1), "1868-01-01"},
		{"far before the beginning", last.AddDays(math.MinInt), "1868-01-01"},
		{"no date", civil.Date{}.AddDays(7), ""},
		{"month", day(t, "2024-01-15").AddMonths(1), "2024-02-15"},
		{"short month", day(t, "2024-01-31").AddMonths(1), "2024-02-29"},
		{"short month back", day(t, "2023-05-31").AddMonths(-3), "2023-02-28"},
		{"over the year", day(t, "2023-12-31").AddMonths(2), "2024-02-29"},
		{"back over the year", day(t, "2024-01-31").AddMonths(-2), "2023-11-30"},
		{"no months", day(t, "2024-01-31").AddMonths(0), "2024-01-31"},
		{"months past the end", last.AddMonths(1), "9999-12-31"},
		{"months far past the end", first.AddMonths(math.MaxInt), "9999-12-31"},
		{"months before the beginning", first.AddMonths(-1), "1868-01-01"},
		{"months far before the beginning", last.AddMonths(math.MinInt), "1868-01-01"},
		{"months of no date", civil.Date{}.AddMonths(7), ""},
		{"end of month", day(t, "2024-02-01").EndOfMonth(), "2024-02-29"},
		{"end of no month", civil.Date{}.EndOfMonth(), ""},
	} {
		if c.got.String() != c.want {
			t.Errorf("%s: got %q, want %q", c.name, c.got, c.want)
		}
	}
	if got := last.Sub(first); got != 2_970_151 {
		t.Errorf("days from first to last = %d", got)
	}
}

func TestOrder(t *testing.T) {
	t.Parallel()
	a, b := day(t, "2024-02-29"), day(t, "2024-03-01")
	if !a.Before(b) || b.Before(a) || !b.After(a) || a.After(b) || a.Compare(b) != -1 || b.Compare(a) != 1 || a.Compare(a) != 0 {
		t.Errorf("%s and %s are out of order", a, b)
	}
	if none := (civil.Date{}); !none.Before(a) || !none.IsZero() || a.IsZero() {
		t.Error("no date is not before every date")
	}
}

func TestTokyo(t *testing.T) {
	t.Parallel()
	for moment, want := range map[string]string{
		"2024-03-31T14:59:59Z":      "2024-03-31",
		"2024-03-31T15:00:00Z":      "2024-04-01",
		"2024-04-01T00:00:00+09:00": "2024-04-01",
		"2024-03-31T23:00:00-10:00": "2024-04-01",
		"1867-12-30T00:00:00Z":      "",
	} {
		at, err := time.Parse(time.RFC3339, moment)
		if err != nil {
			t.Fatal(err)
		}
		if got := civil.In(at); got.String() != want {
			t.Errorf("In(%s) = %q, want %q", moment, got, want)
		}
	}
	start := day(t, "2024-04-01").Start()
	if got := start.Format(time.RFC3339); got != "2024-03-31T15:00:00Z" {
		t.Errorf("Start = %s", got)
	}
	if !(civil.Date{}).Start().IsZero() {
		t.Error("no date has a start")
	}
}

func TestRange(t *testing.T) {
	t.Parallel()
	from, to := day(t, "2022-09-05"), day(t, "2024-09-04")
	for _, c := range []struct {
		r    civil.Range
		day  string
		want bool
	}{
		{civil.Range{From: from, To: to}, "2022-09-04", false},
		{civil.Range{From: from, To: to}, "2022-09-05", true},
		{civil.Range{From: from, To: to}, "2024-09-04", true},
		{civil.Range{From: from, To: to}, "2024-09-05", false},
		{civil.Range{From: from}, "9999-12-31", true},
		{civil.Range{To: to}, "1868-01-01", true},
		{civil.Range{To: to}, "2024-09-05", false},
	} {
		if got := c.r.Contains(day(t, c.day)); got != c.want {
			t.Errorf("%s..%s contains %s: %v, want %v", c.r.From, c.r.To, c.day, got, c.want)
		}
	}
	if (civil.Range{}).Contains(civil.Date{}) {
		t.Error("a range contains no date")
	}
}
