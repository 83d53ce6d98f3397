package civil_test

import (
	"testing"
	"time"

	"akashi/civil"
)

func day(t testing.TB, s string) civil.Date {
	t.Helper()
	d, err := civil.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestEveryDayRoundTrips(t *testing.T) {
	t.Parallel()
	want := time.Date(1868, 1, 1, 0, 0, 0, 0, time.UTC)
	last := civil.MustOf(9999, 12, 31)
	for d := civil.MustOf(1868, 1, 1); ; d = d.AddDays(1) {
		if d.Weekday() != want.Weekday() || d.String() != want.Format(time.DateOnly) {
			t.Fatalf("got %s %s, want %s", d, d.Weekday(), want.Format("2006-01-02 Monday"))
		}
		if d == last {
			break
		}
		want = want.AddDate(0, 0, 1)
	}
	if got := last.AddDays(1); got != last {
		t.Errorf("day after the last = %s, want %s", got, last)
	}
}
