package coverage

import (
	"slices"

	"akashi/record"
	"akashi/scheme"
	"akashi/values/civil"
)

// Grid is what audits have checked, item by item and month by month, for a filing on a day.
type Grid struct {
	Result
	Months []civil.Date // first days, from the first month of the window to its last
	Lines  []GridLine   // in the order of the edition
	Until  civil.Date   // last filing day on which what counts today still covers everything; zero where it does not
	Matter [][]string   // for each audit that does not count: the items that only it has checked; in the order stated
}

// GridLine is one item with the audits that looked at it.
type GridLine struct {
	Item     scheme.AuditItem
	Category scheme.AuditCategory
	Dots     []GridDot
	Latest   civil.Date // completion of the latest audit that counts; zero where none does
	Until    civil.Date // last filing day for which that counts
	NA       string     // why it does not apply, where no audit that counts has checked it
	Covered  bool
}

// GridDot is an audit at an item. Column is that of its month; -1 before all of them, and
// one past the last after them.
type GridDot struct {
	Completed civil.Date
	Column    int
	Counts    bool
}

// Lay lays audits out for a filing on a day. It refuses what Check refuses.
func Lay(e *scheme.Edition, filed civil.Date, audits []record.Audit) (Grid, error) {
	result, err := Check(e, filed, audits)
	if err != nil {
		return Grid{}, err
	}
	g := Grid{Result: result}
	last := monthOf(result.Window.To)
	for m := monthOf(result.Window.From); !m.After(last); m = m.AddMonths(1) {
		g.Months = append(g.Months, m)
	}
	for _, category := range e.Audit.Categories {
		for _, item := range category.Items {
			g.Lines = append(g.Lines, g.line(e, category, item, audits))
		}
	}
	for i, line := range g.Lines {
		if !line.Until.IsZero() && (g.Until.IsZero() || line.Until.Before(g.Until)) {
			g.Until = line.Until
		}
		if !g.Lines[i].Covered {
			g.Until = civil.Date{}
			break
		}
	}
	for _, by := range result.ByAudit {
		var only []string
		if !by.Inside {
			only = slices.DeleteFunc(slices.Clone(by.Covers), func(id string) bool { return !slices.Contains(result.Missing, id) })
		}
		g.Matter = append(g.Matter, only)
	}
	return g, nil
}

func (g Grid) line(e *scheme.Edition, category scheme.AuditCategory, item scheme.AuditItem, audits []record.Audit) GridLine {
	line := GridLine{Item: item, Category: category, Covered: slices.Contains(g.Covered, item.ID)}
	var none civil.Date
	for _, a := range audits {
		counts := g.Window.Contains(a.Completed)
		at := noneOf(a, item.ID)
		if slices.Contains(a.Items, item.ID) {
			line.Dots = append(line.Dots, GridDot{a.Completed, g.column(a.Completed), counts})
			if counts && a.Completed.After(line.Latest) {
				line.Latest = a.Completed
			}
		} else if at >= 0 && counts && a.Completed.After(none) {
			none, line.NA = a.Completed, a.NotApplicable[at].Reason
		}
	}
	if !line.Latest.IsZero() {
		line.NA, none = "", line.Latest
	}
	if !none.IsZero() {
		line.Until = e.Audit.Window.Value.After(none)
	}
	return line
}

// column is where a day stands among the months.
func (g Grid) column(d civil.Date) int {
	m := monthOf(d)
	if m.Before(g.Months[0]) {
		return -1
	}
	if i := slices.Index(g.Months, m); i >= 0 {
		return i
	}
	return len(g.Months)
}

// monthOf is the first day of the month of a day.
func monthOf(d civil.Date) civil.Date { return d.AddDays(1 - d.Day()) }
