package eligibility

import (
	"fmt"
	"maps"
	"slices"

	"akashi/record"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
)

// Result says whether an application is possible on the day asked about, and
// every ground against it.
type Result struct {
	Eligible bool `json:"eligible"`
	// Earliest is the first day, from the day asked about, on which none of the
	// grounds bars an application; no date when one of them does not pass by time.
	Earliest civil.Date      `json:"earliest"`
	Grounds  []Ground        `json:"grounds"`
	Reasons  []record.Reason `json:"reasons"`
}

// Ground is one thing that bars the application (欠格事由).
type Ground struct {
	Clause string     `json:"clause"`
	Until  civil.Date `json:"until"`  // last day barred; no date: not a matter of time
	Reason Bar        `json:"reason"` // by which a door finds its sentence
	Window string     `json:"window,omitempty"`
	Fact   civil.Date `json:"fact,omitzero"` // day of the fact that bars
}

// Bar is the kind of a ground.
type Bar string

// The kinds of grounds.
const (
	BarRefused      Bar = "refused_recently"
	BarCancelled    Bar = "cancelled_recently"
	BarIncident     Bar = "no_application_period"
	BarSentence     Bar = "sentence_recent"
	BarRegion       Bar = "outside_region"
	BarNotDeclared  Bar = "not_declared"
	BarUndetermined Bar = "period_undetermined" // the edition gives the window no length
)

// Check looks at every rule of who may apply on the day. A fact bars up to and
// including the last day of its period, the day of the fact not counted (period
// rule P2): refused on 15 March and three months, open again on 16 June. It
// refuses facts from after the day and declarations that the edition does not
// have.
func Check(e *scheme.Edition, day civil.Date, f record.Past) (Result, error) {
	return check(e, day, f, checker{})
}

// CheckApplication is Check of an application, which has to state its region where the
// scheme is for one (S3-03); whoever only asks may leave it out.
func CheckApplication(e *scheme.Edition, day civil.Date, f record.Past) (Result, error) {
	return check(e, day, f, checker{whole: true})
}

func check(e *scheme.Edition, day civil.Date, f record.Past, c checker) (Result, error) {
	if err := checkPast(f, e, day); err != nil {
		return Result{}, err
	}
	c.day, c.result = day, Result{Grounds: []Ground{}, Reasons: []record.Reason{}}
	c.region(e.Eligibility, f.Region)
	for i := range e.Eligibility.Windows {
		c.window(&e.Eligibility.Windows[i], f)
	}
	c.declarations(e.Eligibility.Declarations, f.Declared)
	return c.finish(), nil
}

// checkPast refuses facts that cannot be: what has not happened yet, or what the
// edition does not know. A sentence may end later: it is then being executed.
func checkPast(f record.Past, e *scheme.Edition, day civil.Date) error {
	var problems fault.Problems
	if day.IsZero() {
		problems.Add("date-missing", "date")
	}
	past := func(name string, i int, d civil.Date) {
		if d.IsZero() || d.After(day) {
			problems.Add("fact-in-future", fmt.Sprintf("/%s/%d", name, i), "given", d, "day", day)
		}
	}
	for i, d := range f.Refusals {
		past("refusals", i, d)
	}
	for i, d := range f.Cancellations {
		past("cancellations", i, d)
	}
	for i, incident := range f.Incidents {
		past("incidents", i, incident.Decided)
	}
	for _, id := range slices.Sorted(maps.Keys(f.Declared)) {
		if !slices.ContainsFunc(e.Eligibility.Declarations, func(d scheme.Declaration) bool { return d.ID == id }) {
			problems.Add("declaration-unknown", "/declarations/"+id, "given", id)
		}
	}
	return problems.Err()
}

type checker struct {
	whole  bool // nothing may be left out
	day    civil.Date
	result Result
}

func (c *checker) finish() Result {
	c.result.Eligible = len(c.result.Grounds) == 0
	c.result.Earliest = c.day
	for _, g := range c.result.Grounds {
		if g.Until.IsZero() {
			c.result.Earliest = civil.Date{}
			break
		}
		if next := g.Until.AddDays(1); next.After(c.result.Earliest) {
			c.result.Earliest = next
		}
	}
	return c.result
}

func (c *checker) bar(g Ground) { c.result.Grounds = append(c.result.Grounds, g) }

func (c *checker) because(r record.Reason) { c.result.Reasons = append(c.result.Reasons, r) }

func (c *checker) region(e scheme.Eligibility, region string) {
	if len(e.Regions) == 0 {
		return
	}
	inside := region == "" && !c.whole || slices.ContainsFunc(e.Regions, func(r scheme.Region) bool { return r.ID == region })
	if !inside {
		c.bar(Ground{Clause: e.RegionSource, Reason: BarRegion})
	}
	c.because(record.Reason{Rule: "eligibility.region", Clause: e.RegionSource, Holds: inside,
		Facts: record.Facts{record.Words("region", region)}})
}

func (c *checker) declarations(declarations []scheme.Declaration, declared map[string]bool) {
	for _, d := range declarations {
		yes, stated := declared[d.ID]
		if stated && !yes {
			c.bar(Ground{Clause: d.Source, Reason: BarNotDeclared})
		}
		c.because(record.Reason{Rule: "eligibility.declaration", Clause: d.Source, Holds: yes || !stated,
			Facts: record.Facts{record.Words("declaration", d.ID), record.Words("stated", stance(yes, stated))}})
	}
}

func stance(yes, stated bool) string {
	switch {
	case !stated:
		return "not_stated"
	case yes:
		return "yes"
	}
	return "no"
}
