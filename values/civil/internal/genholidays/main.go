// Command genholidays writes values/civil/holidays.csv, the Japanese national
// holidays (国民の祝日・休日) of 1980 to 2050.
//
// The days come from the cal library, which knows the Act on National Holidays
// as it stands now. It is wrong, and corrected here, in these points:
//
//   - it applies today's rules to the past: the Happy Mondays of 2000 and 2003,
//     the holidays of 29 April and 4 May before 2007;
//   - it has an Emperor's Birthday in 2019, which had none;
//   - it leaves Mountain Day on 11 August in 2020 and 2021, which the Olympic
//     act moved;
//   - it lacks the ceremonies of 1989, 1990 and 1993;
//   - it knows the days between two holidays (国民の休日) of a few years only, so
//     these and the substitute days (振替休日) are worked out here.
package main

import (
	"encoding/csv"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/jp"
)

const firstYear, lastYear = 1980, 2050

// observance is one holiday of the Act in the years in which it was kept.
type observance struct {
	name     string
	from, to int
	on       func(year int) time.Time
}

var observances = []observance{
	{"元日", firstYear, lastYear, asNow(jp.NewYear)},
	{"成人の日", firstYear, 1999, fixed(1, 15)},
	{"成人の日", 2000, lastYear, asNow(jp.ComingOfAgeDay)},
	{"建国記念の日", firstYear, lastYear, asNow(jp.NationalFoundationDay)},
	{"天皇誕生日", firstYear, 1988, fixed(4, 29)},
	{"天皇誕生日", 1989, 2018, fixed(12, 23)},
	{"天皇誕生日", 2020, lastYear, asNow(jp.TheEmperorsBirthday)},
	{"春分の日", firstYear, lastYear, asNow(jp.VernalEquinoxDay)},
	{"みどりの日", 1989, 2006, fixed(4, 29)},
	{"みどりの日", 2007, lastYear, asNow(jp.GreeneryDay)},
	{"昭和の日", 2007, lastYear, asNow(jp.ShowaDay)},
	{"憲法記念日", firstYear, lastYear, asNow(jp.ConstitutionMemorialDay)},
	{"こどもの日", firstYear, lastYear, asNow(jp.ChildrensDay)},
	{"海の日", 1996, 2002, fixed(7, 20)},
	{"海の日", 2003, lastYear, asNow(jp.MarineDay)},
	{"山の日", 2016, 2019, asNow(jp.MountainDay)},
	{"山の日", 2020, 2020, fixed(8, 10)},
	{"山の日", 2021, 2021, fixed(8, 8)},
	{"山の日", 2022, lastYear, asNow(jp.MountainDay)},
	{"敬老の日", firstYear, 2002, fixed(9, 15)},
	{"敬老の日", 2003, lastYear, asNow(jp.RespectForTheAgedDay)},
	{"秋分の日", firstYear, lastYear, asNow(jp.AutumnalEquinoxDay)},
	{"体育の日", firstYear, 1999, fixed(10, 10)},
	{"体育の日", 2000, 2019, asNow(jp.SportsDay)},
	{"スポーツの日", 2020, lastYear, asNow(jp.SportsDay)},
	{"文化の日", firstYear, lastYear, asNow(jp.CultureDay)},
	{"勤労感謝の日", firstYear, lastYear, asNow(jp.LaborThanksgivingDay)},
	{"昭和天皇の大喪の礼", 1989, 1989, fixed(2, 24)},
	{"即位礼正殿の儀", 1990, 1990, fixed(11, 12)},
	{"皇太子徳仁親王の結婚の儀", 1993, 1993, fixed(6, 9)},
	{"天皇の即位の日", 2019, 2019, asNow(jp.TheNewEmperorEnthronementDay)},
	{"即位礼正殿の儀", 2019, 2019, asNow(jp.TheNewEmperorEnthronementCeremony)},
}

func asNow(h *cal.Holiday) func(int) time.Time {
	return func(year int) time.Time {
		actual, _ := h.Calc(year)
		return day(actual.Year(), actual.Month(), actual.Day())
	}
}

func fixed(m time.Month, d int) func(int) time.Time {
	return func(year int) time.Time { return day(year, m, d) }
}

func day(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: genholidays FILE")
		os.Exit(2)
	}
	if err := write(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "genholidays:", err)
		os.Exit(1)
	}
}

func write(name string) error {
	rows := [][]string{}
	for date, holiday := range holidays() {
		rows = append(rows, []string{date.Format(time.DateOnly), holiday})
	}
	slices.SortFunc(rows, func(a, b []string) int { return strings.Compare(a[0], b[0]) })

	var text strings.Builder
	w := csv.NewWriter(&text)
	if err := w.WriteAll(append([][]string{{"date", "name"}}, rows...)); err != nil {
		return err
	}
	return os.WriteFile(name, []byte(text.String()), 0o644)
}

// holidays returns every holiday with its name. Only a holiday of the Act has
// a substitute or encloses a day, so these two are added at the end.
func holidays() map[time.Time]string {
	named := map[time.Time]string{}
	for _, o := range observances {
		for year := o.from; year <= o.to; year++ {
			named[o.on(year)] = o.name
		}
	}
	added := map[time.Time]string{}
	for date := range named {
		if date.Weekday() == time.Sunday {
			added[nextFree(named, date)] = "振替休日"
		}
	}
	for date := range named {
		between := date.AddDate(0, 0, 1)
		_, enclosed := named[between.AddDate(0, 0, 1)]
		if enclosed && free(named, between) && free(added, between) && mayBeBetween(between) {
			added[between] = "国民の休日"
		}
	}
	for date, name := range added {
		named[date] = name
	}
	return named
}

func nextFree(named map[time.Time]string, date time.Time) time.Time {
	for !free(named, date) {
		date = date.AddDate(0, 0, 1)
	}
	return date
}

func free(named map[time.Time]string, date time.Time) bool {
	_, taken := named[date]
	return !taken
}

// mayBeBetween: the day between two holidays is a holiday since 27 December
// 1985, at first unless it was a Sunday.
func mayBeBetween(date time.Time) bool {
	return date.Year() >= 2007 || date.Year() >= 1986 && date.Weekday() != time.Sunday
}
