// Package statistics counts what a scheme came to, by fiscal year, for whoever watches over it
// (統計). Counts so small that they would tell which organisation they are about are not shown,
// nor any from which one of those could be worked out.
package statistics

import (
	"slices"

	"akashi/values/civil"
)

// Few is the least count that is shown, from 0 on: of 1 to 4 it is said that they are fewer.
const Few = 5

// Outcome is what has become of an application.
type Outcome string

// The outcomes of an application that was accepted.
const (
	Open      Outcome = "open"
	Granted   Outcome = "granted"
	Renewed   Outcome = "renewed"
	Refused   Outcome = "refused"
	Withdrawn Outcome = "withdrawn" // by the applicant, or lapsed
)

// Outcomes lists them as they stand in a row.
func Outcomes() []Outcome { return []Outcome{Granted, Renewed, Refused, Withdrawn, Open} }

// Fact is one application that was accepted.
type Fact struct {
	Filed   civil.Date
	Decided civil.Date // zero where nothing was decided
	Outcome Outcome
}

// Cell is a count, or that it is not shown.
type Cell struct {
	N      int  `json:"n"`                // 0 where it is not shown
	Few    bool `json:"few,omitempty"`    // there are 1 to 4
	Hidden bool `json:"hidden,omitempty"` // it would tell another that is not shown
}

// Shown reports whether the count is there.
func (c Cell) Shown() bool { return !c.Few && !c.Hidden }

// Year is a fiscal year, from 1 April on (年度): the applications filed in it.
type Year struct {
	Year  int              `json:"year"`
	Filed Cell             `json:"filed"`
	Of    map[Outcome]Cell `json:"of"`
	Days  int              `json:"days,omitempty"` // median from filing to decision, the day of filing not counted; 0 where few were decided
}

// ByYear counts applications by the fiscal year in which they were filed, the latest first.
func ByYear(facts []Fact) []Year {
	counts, days := map[int]map[Outcome]int{}, map[int][]int{}
	for _, f := range facts {
		year := fiscal(f.Filed)
		if counts[year] == nil {
			counts[year] = map[Outcome]int{}
		}
		counts[year][f.Outcome]++
		if !f.Decided.IsZero() {
			days[year] = append(days[year], f.Decided.Sub(f.Filed))
		}
	}
	var years []Year
	for year, of := range counts {
		row := make([]int, 0, len(Outcomes()))
		for _, o := range Outcomes() {
			row = append(row, of[o])
		}
		cells, total := Veil(row)
		y := Year{Year: year, Filed: total, Of: map[Outcome]Cell{}}
		for i, o := range Outcomes() {
			y.Of[o] = cells[i]
		}
		if decided := days[year]; len(decided) >= Few {
			slices.Sort(decided)
			y.Days = decided[len(decided)/2]
		}
		years = append(years, y)
	}
	slices.SortFunc(years, func(a, b Year) int { return b.Year - a.Year })
	return years
}

// fiscal is the year in whose April the fiscal year of a day begins.
func fiscal(d civil.Date) int {
	if d.Month() < 4 {
		return d.Year() - 1
	}
	return d.Year()
}

// Veil hides in a row whatever is few, and what would tell it. A single one could be worked
// out from the total: then the next smallest is hidden with it, a zero last. A total that is
// itself few hides the whole row.
func Veil(row []int) (cells []Cell, total Cell) {
	cells = make([]Cell, len(row))
	hidden, covered := 0, 0
	for i, n := range row {
		total.N += n
		if cells[i].N = n; isFew(n) {
			cells[i] = Cell{Few: true}
			hidden, covered = hidden+1, covered+n
		}
	}
	if isFew(total.N) {
		for i := range cells {
			cells[i] = Cell{Hidden: true}
		}
		return cells, Cell{Few: true}
	}
	// Ones that are as many together as there are of them are one each; as many as could
	// be at most are the most each.
	if hidden == 1 || hidden > 1 && (covered == hidden || covered == hidden*(Few-1)) {
		if i := next(cells); i >= 0 {
			cells[i] = Cell{Hidden: true}
		} else {
			total = Cell{Hidden: true}
		}
	}
	return cells, total
}

func isFew(n int) bool { return n > 0 && n < Few }

// next is the smallest count that is shown, zeros last; -1 where none is.
func next(cells []Cell) int {
	at := -1
	for i, c := range cells {
		if !c.Shown() {
			continue
		}
		if at < 0 || cells[at].N == 0 && c.N > 0 || c.N > 0 && c.N < cells[at].N {
			at = i
		}
	}
	return at
}
