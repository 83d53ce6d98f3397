package civil_test

import (
	"encoding/json"
	"errors"
	"slices"
	"testing"
	"time"

	"akashi/values/civil"
	"akashi/values/fault"
)

func calendar(t testing.TB, overrides []civil.Override, closures ...civil.Closure) *civil.Calendar {
	t.Helper()
	c, err := civil.NewCalendar(overrides, closures)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func newYear() civil.Closure {
	return civil.Closure{From: civil.MonthDay{Month: 12, Day: 29}, To: civil.MonthDay{Month: 1, Day: 3}, Reason: "new year"}
}

func TestHolidayNames(t *testing.T) {
	t.Parallel()
	c := calendar(t, nil)
	for date, want := range map[string]string{
		"2026-05-06": "振替休日",
		"2026-09-22": "国民の休日",
		"2019-04-30": "国民の休日",
		"2019-05-01": "天皇の即位の日",
		"2019-05-02": "国民の休日",
		"2019-05-06": "振替休日",
		"2019-10-22": "即位礼正殿の儀",
		"2019-12-23": "",
		"2020-07-20": "",
		"2020-07-23": "海の日",
		"2020-07-24": "スポーツの日",
		"2020-08-10": "山の日",
		"2020-08-11": "",
		"2020-10-12": "",
		"2021-07-22": "海の日",
		"2021-07-23": "スポーツの日",
		"2021-08-08": "山の日",
		"2021-08-09": "振替休日",
		"2021-10-11": "",
		"2014-08-11": "",
		"2008-05-06": "振替休日",
		"1989-02-24": "昭和天皇の大喪の礼",
		"2014-12-23": "天皇誕生日",
	} {
		name, ok := c.Holiday(day(t, date))
		if name != want || ok != (want != "") {
			t.Errorf("%s is %q, want %q", date, name, want)
		}
	}
	if list, ok := c.Holidays(2026); !ok || len(list) != 18 || list[0].Name != "元日" || list[17].Date != day(t, "2026-11-23") {
		t.Errorf("holidays of 2026 = %v, %v", list, ok)
	}
}

// lawful tells by Domain B4 alone whether d is a holiday, in the years since
// 2007 in which the Act has its present form.
func lawful(d civil.Date) bool {
	if inAct(d) {
		return true
	}
	if inAct(d.AddDays(-1)) && inAct(d.AddDays(1)) {
		return true
	}
	for before := d.AddDays(-1); inAct(before); before = before.AddDays(-1) {
		if before.Weekday() == time.Sunday {
			return true
		}
	}
	return false
}

func inAct(d civil.Date) bool {
	y, m, n := d.Civil()
	monday := func(nth int) bool { return d.Weekday() == time.Monday && (n-1)/7+1 == nth }
	equinox := func(millionths int) bool { return n == (millionths+242_194*(y-1980))/1_000_000-(y-1980)/4 }
	olympic := y == 2020 || y == 2021
	switch m {
	case 1:
		return n == 1 || monday(2)
	case 2:
		return n == 11 || n == 23 && y >= 2020
	case 3:
		return equinox(20_843_100)
	case 4:
		return n == 29
	case 5:
		return n >= 3 && n <= 5 || y == 2019 && n == 1
	case 7:
		return monday(3) && !olympic || y == 2020 && (n == 23 || n == 24) || y == 2021 && (n == 22 || n == 23)
	case 8:
		return y >= 2016 && n == 11 && !olympic || y == 2020 && n == 10 || y == 2021 && n == 8
	case 9:
		return monday(3) || equinox(23_248_800)
	case 10:
		return monday(2) && !olympic || y == 2019 && n == 22
	case 11:
		return n == 3 || n == 23
	case 12:
		return n == 23 && y <= 2018
	}
	return false
}

func TestHolidaysAgreeWithTheAct(t *testing.T) {
	t.Parallel()
	c := calendar(t, nil)
	for d := day(t, "2007-01-01"); d.Year() <= 2050; d = d.AddDays(1) {
		name, ok := c.Holiday(d)
		if ok != lawful(d) {
			t.Errorf("%s %s: %q, the Act says %v", d, d.Weekday(), name, lawful(d))
		}
	}
}

func TestEquinoxesBefore2007(t *testing.T) {
	t.Parallel()
	c := calendar(t, nil)
	for d := day(t, "1980-01-01"); d.Year() < 2007; d = d.AddDays(1) {
		name, _ := c.Holiday(d)
		if m := d.Month(); name == "春分の日" || name == "秋分の日" {
			if m != 3 && m != 9 || !inAct(d) {
				t.Errorf("%s is not %s", d, name)
			}
		}
	}
	for _, year := range []int{1980, 1988, 1999, 2000, 2003, 2006} {
		list, ok := c.Holidays(year)
		names := map[string]int{}
		for _, h := range list {
			names[h.Name]++
		}
		if !ok || names["春分の日"] != 1 || names["秋分の日"] != 1 || names["成人の日"] != 1 || names["敬老の日"] != 1 {
			t.Errorf("holidays of %d = %v, %v", year, list, ok)
		}
	}
}

func TestBusinessDays(t *testing.T) {
	t.Parallel()
	c := calendar(t, []civil.Override{
		{Date: day(t, "2026-06-10"), Name: "記念日"},
		{Date: day(t, "2026-02-11"), Working: true},
	}, newYear())
	for date, want := range map[string]bool{
		"2026-06-09": true,
		"2026-06-10": false, // named by the secretariat
		"2026-02-11": true,  // struck by the secretariat
		"2026-06-13": false, // Saturday
		"2026-06-14": false, // Sunday
		"2026-09-22": false,
		"2026-12-28": true,
		"2026-12-29": false,
		"2027-01-01": false,
		"2029-01-03": false,
		"2029-01-04": true,
		"1979-12-28": false, // not known, so closed
		"2051-01-04": false,
	} {
		if got := c.IsBusinessDay(day(t, date)); got != want {
			t.Errorf("%s is a business day: %v, want %v", date, got, want)
		}
	}
	if reason, ok := c.Closed(day(t, "2026-12-30")); reason != "new year" || !ok {
		t.Errorf("2026-12-30 is closed for %q, %v", reason, ok)
	}
	if c.IsBusinessDay(civil.Date{}) {
		t.Error("no date is a business day")
	}
}

func TestRollForward(t *testing.T) {
	t.Parallel()
	c := calendar(t, nil, newYear())
	for _, row := range []struct{ name, in, want string }{
		{"D end of renewal window", "2024-09-14", "2024-09-17"},
		{"open day", "2024-09-13", "2024-09-13"},
		{"over the new year", "2024-12-28", "2025-01-06"},
		{"long May holidays", "2019-04-27", "2019-05-07"},
		{"last known day", "2050-12-28", "2050-12-28"},
	} {
		if got, err := c.RollForward(day(t, row.in)); err != nil || got.String() != row.want {
			t.Errorf("%s: %s rolls to %s, %v; want %s", row.name, row.in, got, err, row.want)
		}
	}
	for _, d := range []civil.Date{day(t, "2050-12-31"), day(t, "2051-01-04"), day(t, "1979-12-28"), {}} {
		if got, err := c.RollForward(d); !errors.Is(err, fault.Invalid) || !got.IsZero() {
			t.Errorf("%q rolls to %s, %v", d, got, err)
		}
	}
}

func TestAddBusinessDays(t *testing.T) {
	t.Parallel()
	c := calendar(t, nil)
	for _, row := range []struct {
		from string
		n    int
		want string
	}{
		{"2026-09-18", 1, "2026-09-24"}, // Friday, then five days off
		{"2026-09-20", 1, "2026-09-24"},
		{"2026-09-24", -1, "2026-09-18"},
		{"2026-09-20", 0, "2026-09-20"},
		{"2026-05-01", 5, "2026-05-13"},
	} {
		if got, err := c.AddBusinessDays(day(t, row.from), row.n); err != nil || got.String() != row.want {
			t.Errorf("%s + %d = %s, %v; want %s", row.from, row.n, got, err, row.want)
		}
	}
	for _, n := range []int{1_000_000, -1_000_000} {
		if got, err := c.AddBusinessDays(day(t, "2026-09-18"), n); !errors.Is(err, fault.Invalid) {
			t.Errorf("%d business days on: %s, %v", n, got, err)
		}
	}
}

func TestCalendarRefusesHalfEntries(t *testing.T) {
	t.Parallel()
	_, err := civil.NewCalendar(
		[]civil.Override{{Name: "記念日"}, {Date: day(t, "2026-06-10")}, {Date: day(t, "2026-06-11"), Name: "記念日", Working: true}},
		[]civil.Closure{{Reason: "summer"}, newYear()})
	var problems fault.Problems
	if !errors.As(err, &problems) {
		t.Fatalf("half entries give %v", err)
	}
	var places []string
	for _, p := range problems {
		places = append(places, p.Where)
	}
	if want := []string{"overrides[0]", "overrides[1]", "overrides[2]", "closures[0]"}; !slices.Equal(places, want) {
		t.Errorf("problems at %v, want %v", places, want)
	}
}

func TestUnknownYears(t *testing.T) {
	t.Parallel()
	c := calendar(t, nil)
	for year, want := range map[int]bool{1979: false, 1980: true, 2050: true, 2051: false, 0: false} {
		if _, ok := c.Holidays(year); ok != want {
			t.Errorf("holidays of %d are known: %v", year, ok)
		}
	}
}

func TestClosureText(t *testing.T) {
	t.Parallel()
	want := `{"from":"12-29","to":"01-03","reason":"new year"}`
	got, err := json.Marshal(newYear())
	if err != nil || string(got) != want {
		t.Errorf("got %s, %v; want %s", got, err, want)
	}
	var c civil.Closure
	if err := json.Unmarshal([]byte(want), &c); err != nil || c != newYear() {
		t.Errorf("%s reads as %v, %v", want, c, err)
	}
	for _, s := range []string{"", "1-3", "13-01", "02-30", "00-10", "12/29", "12-2x"} {
		var m civil.MonthDay
		if err := m.UnmarshalText([]byte(s)); !errors.Is(err, fault.Invalid) {
			t.Errorf("%q reads as %v, %v", s, m, err)
		}
	}
}
