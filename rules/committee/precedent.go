package committee

import (
	"cmp"
	"slices"

	"akashi/values/civil"
)

// Past is a decided case as far as it is asked whether it is a precedent: which criteria it did
// not meet by its final verdicts, and when it was decided.
type Past struct {
	Case    string
	Decided civil.Date
	Unmet   []string
}

// Precedent is a decided case that failed where another is open or fails (前例).
type Precedent struct {
	Past
	Common []string // the criteria that both have, as they stand in the other case
}

// Precedents are the decided cases that have criteria in common with those that are open or
// failed, the closest first: by how many they share, then by how few else they failed, then
// the latest, then by name. One that shares none is none.
func Precedents(open []string, past []Past) (all []Precedent) {
	for _, p := range past {
		common := slices.DeleteFunc(slices.Clone(open), func(id string) bool { return !slices.Contains(p.Unmet, id) })
		if len(common) > 0 {
			all = append(all, Precedent{p, common})
		}
	}
	slices.SortFunc(all, func(a, b Precedent) int {
		return cmp.Or(len(b.Common)-len(a.Common), len(a.Unmet)-len(b.Unmet), b.Decided.Compare(a.Decided), cmp.Compare(a.Case, b.Case))
	})
	return all
}
