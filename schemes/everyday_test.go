package schemes_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"
	_ "time/tzdata"

	"akashi/record"
	"akashi/rules/coverage"
	"akashi/rules/deadline"
	"akashi/rules/eligibility"
	"akashi/scheme"
	"akashi/schemes"
	"akashi/values/civil"
)

// The days are written here a second time, one after the other, from a table of the lengths of
// months and from the act on holidays as it stands. Nothing below counts with package civil.

// leaf is a page of a calendar that is torn off day by day.
type leaf struct{ y, m, d int }

func (l leaf) String() string { return fmt.Sprintf("%04d-%02d-%02d", l.y, l.m, l.d) }

// block is that calendar: its leaves in order, with the place of each.
type block struct {
	leaves []leaf
	at     map[leaf]int
	off    map[leaf]bool
}

func lengthOf(y, m int) int {
	if m == 2 && y%4 == 0 { // the years here are between 1901 and 2099
		return 29
	}
	return [...]int{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}[m-1]
}

// newBlock has the leaves of 2020 to 2041. The first of January 2020 was a Wednesday.
func newBlock() *block {
	b := &block{at: map[leaf]int{}, off: map[leaf]bool{}}
	for y := 2020; y <= 2041; y++ {
		for m := 1; m <= 12; m++ {
			for d := 1; d <= lengthOf(y, m); d++ {
				b.at[leaf{y, m, d}] = len(b.leaves)
				b.leaves = append(b.leaves, leaf{y, m, d})
			}
		}
	}
	for y := 2023; y <= 2036; y++ {
		b.year(y)
	}
	return b
}

// weekday is 0 on Sundays.
func (b *block) weekday(l leaf) int { return (b.at[l] + 3) % 7 }

func (b *block) monday(y, m, nth int) leaf {
	for d := 1; ; d++ {
		if b.weekday(leaf{y, m, d}) != 1 {
			continue
		}
		if nth--; nth == 0 {
			return leaf{y, m, d}
		}
	}
}

// year enters the days off of a year: 国民の祝日, 振替休日, 国民の休日, and 12-29 to 01-03.
func (b *block) year(y int) {
	spring, autumn := 20, 23
	if y%4 == 3 { // until 2055
		spring = 21
	}
	if y%4 == 0 { // 2012 to 2041
		autumn = 22
	}
	named := map[leaf]bool{}
	for _, md := range [][2]int{{1, 1}, {2, 11}, {2, 23}, {3, spring}, {4, 29}, {5, 3}, {5, 4}, {5, 5}, {8, 11}, {9, autumn}, {11, 3}, {11, 23}} {
		named[leaf{y, md[0], md[1]}] = true
	}
	for _, mn := range [][2]int{{1, 2}, {7, 3}, {9, 3}, {10, 2}} {
		named[b.monday(y, mn[0], mn[1])] = true
	}
	for l := range named {
		b.off[l] = true
		if b.weekday(l) == 0 {
			next := l
			for named[next] {
				next = b.leaves[b.at[next]+1]
			}
			b.off[next] = true
		}
		if after := b.leaves[b.at[l]+2]; named[after] {
			b.off[b.leaves[b.at[l]+1]] = true
		}
	}
	for _, md := range [][2]int{{1, 1}, {1, 2}, {1, 3}, {12, 29}, {12, 30}, {12, 31}} {
		b.off[leaf{y, md[0], md[1]}] = true
	}
}

// open tears off leaves until the office works.
func (b *block) open(l leaf) leaf {
	for b.off[l] || b.weekday(l) == 0 || b.weekday(l) == 6 {
		l = b.leaves[b.at[l]+1]
	}
	return l
}

// long is a length in days or in months, one of which is zero.
type long struct{ days, months int }

// last tears off leaves from the first counted day on, until the period is full.
func (b *block) last(first leaf, p long) leaf {
	i := b.at[first]
	if p.months == 0 {
		for n := 1; n < p.days; n++ {
			i++
		}
		return b.leaves[i]
	}
	for months := 0; ; i++ {
		l := b.leaves[i]
		if l.d == 1 && l != first {
			months++
		}
		if months == p.months && l.d == first.d {
			return b.leaves[i-1]
		}
		if months == p.months && l.d == lengthOf(l.y, l.m) { // no day answers to the first
			return l
		}
	}
}

// after does not count the day of the event.
func (b *block) after(event leaf, p long) leaf { return b.last(b.leaves[b.at[event]+1], p) }

// back goes back from a leaf, as far as the period goes; found says whether that month has such a day.
func (b *block) back(from leaf, p long) (l leaf, found bool) {
	i := b.at[from]
	if p.months == 0 {
		for range p.days {
			i--
		}
		return b.leaves[i], true
	}
	for months := 0; ; {
		i--
		l = b.leaves[i]
		last := l.d == lengthOf(l.y, l.m)
		if last {
			months++
		}
		switch {
		case months < p.months:
		case last && l.d < from.d:
			return l, false
		case l.d == from.d:
			return l, true
		}
	}
}

func months(n int) long { return long{months: n} }
func days(n int) long   { return long{days: n} }

// secondTable is every rule on days of a shipped edition, from its sources: the name of the rule, and its day for an event.
func (b *block) secondTable(key string, event leaf) map[string]leaf {
	next := b.leaves[b.at[event]+1] // a mark that ends with the event is over with this day
	closing := func(p long) leaf {
		l, found := b.back(next, p)
		if p.months > 0 && found {
			l = b.leaves[b.at[l]-1]
		}
		return l
	}
	oldest := func(p long) leaf { l, _ := b.back(event, p); return l }
	if key == "anshin" {
		return map[string]leaf{
			"fee.annual":                 b.last(event, months(1)), // 通知を受けた日から起算して1か月
			"window.to":                  oldest(days(150)),
			"window.rolled":              oldest(days(150)),
			"age.audit_report.until":     b.after(event, months(12)),
			"age.audit_report.from":      oldest(months(12)),
			"age.diagnosis_report.until": b.after(event, months(3)),
			"age.diagnosis_report.from":  oldest(months(3)),
		}
	}
	opening, _ := b.back(next, months(8))
	return map[string]leaf{
		"findings_answer":            b.after(event, months(3)),
		"agreement":                  b.after(event, months(3)),
		"appeal":                     b.after(event, days(30)),
		"complaint_answer":           b.after(event, days(30)),
		"incident_initial":           b.after(event, days(5)),
		"incident_final":             b.after(event, days(30)),
		"incident_malicious":         b.after(event, days(60)),
		"fee.mark":                   b.after(event, months(1)),
		"validity":                   b.last(event, months(24)),
		"validity.renewed":           b.last(next, months(24)),
		"window.from":                opening,
		"window.to":                  closing(months(4)),
		"window.rolled":              b.open(closing(months(4))),
		"age.register_extract.until": b.after(event, months(3)),
		"age.register_extract.from":  oldest(months(3)),
		"barred.refused":             b.after(event, months(3)),
		"barred.cancelled":           b.after(event, months(12)),
		"barred.incident":            b.after(event, months(6)),
		"barred.sentence":            b.after(event, months(24)),
	}
}

// firstTable is the same as the rules give it.
func firstTable(t *testing.T, e *scheme.Edition, c *civil.Calendar, day civil.Date) map[string]string {
	t.Helper()
	got := map[string]string{}
	put := func(name string, d civil.Date) {
		if !d.IsZero() {
			got[name] = d.String()
		}
	}
	all := deadline.Events{Filed: day, Invoiced: day, ReviewCompleted: day, Decided: day, NoticeReceived: day, FindingsIssued: day, Discovered: day, ComplaintReceived: day, Expiry: day}
	due, err := deadline.For(e, c, all)
	if err != nil {
		t.Fatal(err)
	}
	again, err := deadline.For(e, c, deadline.Events{Discovered: day, Malicious: true, Decided: day, PreviousExpiry: day})
	if err != nil {
		t.Fatal(err)
	}
	put(scheme.ClockFindingsAnswer, due.FindingsDue)
	put(scheme.ClockAgreement, due.ContractVoidAfter)
	put(scheme.ClockAppeal, due.AppealDue)
	put(scheme.ClockComplaintAnswer, due.ComplaintAnswerDue)
	put(scheme.ClockIncidentInitial, due.IncidentInitialDue)
	put(scheme.ClockIncidentFinal, due.IncidentFinalDue)
	put(scheme.ClockIncidentMalicious, again.IncidentFinalDue)
	for _, f := range due.Fees {
		put("fee."+f.Code, f.Due)
	}
	if due.Validity != nil {
		put("validity", due.Validity.To)
		put("validity.renewed", again.Validity.To)
	}
	if w := due.RenewalWindow; w != nil {
		put("window.from", w.From)
		put("window.to", w.To)
		put("window.rolled", w.Rolled)
	}
	var dated []coverage.Dated
	for _, a := range e.Evidence {
		dated = append(dated, coverage.Dated{Evidence: a.ID, On: day})
	}
	ages, err := coverage.Ages(e, day, civil.Days(1), dated)
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range ages {
		put("age."+a.Evidence+".from", a.NotBefore)
		put("age."+a.Evidence+".until", a.LastDay)
	}
	past := record.Past{Refusals: []civil.Date{day}, Cancellations: []civil.Date{day}, Incidents: []record.Incident{{Decided: day, Months: 6}}, Sentences: []record.Sentence{{Ended: day}}}
	barred, err := eligibility.Check(e, day, past)
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range barred.Grounds {
		put("barred."+g.Window, g.Until)
	}
	return got
}

// TestEveryDayByHand takes each day of eleven years as what happened, under each rule on days of both editions, with the
// server's clock in four zones, and finds the day that the second table has. The zones are those of whoever set the server
// up: no rule may look at them.
func TestEveryDayByHand(t *testing.T) {
	shelf, err := schemes.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	b := newBlock()
	was := time.Local
	t.Cleanup(func() { time.Local = was })
	tokyo := time.FixedZone("", 9*60*60)
	for _, key := range []string{"anshin", "pmark"} {
		e := shelf.Latest(key)
		c, err := deadline.CalendarOf(e.Calendar, nil)
		if err != nil {
			t.Fatal(err)
		}
		compared := 0
		for i, to := b.at[leaf{2024, 1, 1}], b.at[leaf{2034, 12, 31}]; i <= to; i++ {
			l := b.leaves[i]
			want := map[string]string{}
			for name, day := range b.secondTable(key, l) {
				want[name] = day.String()
			}
			for _, zone := range []string{"Asia/Tokyo", "UTC", "America/Los_Angeles", "Pacific/Kiritimati"} {
				if time.Local, err = time.LoadLocation(zone); err != nil {
					t.Fatal(err)
				}
				midnight := time.Date(l.y, time.Month(l.m), l.d, 0, 0, 0, 0, tokyo)
				day := civil.In(midnight.Local())
				if last := civil.In(midnight.Add(24*time.Hour - time.Second).Local()); day != last || day.String() != l.String() {
					t.Fatalf("%s in %s is %s until %s", l, zone, day, last)
				}
				got := firstTable(t, e, c, day)
				if !maps.Equal(got, want) {
					t.Fatalf("%s, event of %s, server in %s: %s", key, l, zone, differences(got, want))
				}
				compared += len(got)
			}
		}
		if least := 4018 * 4 * 7; compared < least {
			t.Errorf("%s: only %d days were compared, want %d at least", key, compared, least)
		}
	}
}

func differences(got, want map[string]string) (all []string) {
	for _, name := range slices.Sorted(maps.Keys(want)) {
		if got[name] != want[name] {
			all = append(all, fmt.Sprintf("%s is %q, by hand %q", name, got[name], want[name]))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(got)) {
		if want[name] == "" {
			all = append(all, name+" is in no second table")
		}
	}
	return all
}
