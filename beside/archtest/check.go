package archtest

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

// Breach is one line that lives where it must not, and why it must not.
type Breach struct {
	Where  string // "values/civil/date.go:12"
	Rule   string // short name of the rule, such as "clock"
	Reason string // what to do instead
}

// String returns the breach on one line.
func (b Breach) String() string { return fmt.Sprintf("%s: %s: %s", b.Where, b.Rule, b.Reason) }

// rule looks at one file and reports each breach by place and reason.
type rule struct {
	name  string
	check func(s *source, report func(where, reason string))
}

// all returns every rule of the house, in the order in which they are told.
func all() []rule {
	return []rule{
		{"floor", knownRoom},
		{"floor", importsDownwards},
		{"floor", standardLibraryOnly},
		{"floor", doorsApart},
		{"chapter", chaptersDownwards},
		{"pure", noOutsideWorld},
		{"sql", sqlInStore},
		{"clock", noClock},
		{"policy", onePolicy},
		{"money", noFloat},
		{"start", noInit},
		{"start", noPanic},
		{"skip", noSkip},
		{"kinds", kindsAreRows},
		{"words", noJapanese},
		{"words", noEmptyNames},
		{"words", documented},
		{"words", datedTODO},
		{"size", notTooLong},
	}
}

// Check reads every Go file of the tree and returns all breaches, sorted by
// place. The tree is the root of the module.
func Check(tree fs.FS) ([]Breach, error) {
	sources, err := read(tree)
	if err != nil {
		return nil, err
	}
	var found []Breach
	for _, r := range all() {
		for _, s := range sources {
			r.check(s, func(where, reason string) {
				found = append(found, Breach{where, r.name, reason})
			})
		}
	}
	slices.SortStableFunc(found, func(a, b Breach) int { return strings.Compare(a.Where, b.Where) })
	return found, nil
}
