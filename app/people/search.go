package people

import (
	"slices"
	"strings"

	"akashi/record"
	"akashi/values/fault"
	"akashi/values/form"
)

// What a kept search may be, and how many somebody keeps.
const (
	SearchName   = 60
	SearchQuery  = 1000
	MostSearches = 20
)

// KeepSearch is a list of searches with one more, in the place of that of its name; without one
// of its name where it asks for nothing.
func KeepSearch(all []record.Search, s record.Search) ([]record.Search, error) {
	s.Name = strings.TrimSpace(s.Name)
	var p fault.Problems
	p.Want(s.Name != "", "search.name", "/name", "max", SearchName)
	p.Want(len([]rune(s.Name)) <= SearchName, "search.name", "/name", "max", SearchName)
	p.Want(len(s.Query) <= SearchQuery, "search.query", "/query", "max", SearchQuery)
	if err := p.Err(); err != nil {
		return nil, err
	}
	if err := form.Sound(&s); err != nil {
		return nil, err
	}
	kept := slices.DeleteFunc(slices.Clone(all), func(o record.Search) bool { return o.Name == s.Name })
	if s.Query == "" {
		return kept, nil
	}
	if len(kept) >= MostSearches {
		return nil, fault.Wrong("search.many", "/name", "max", MostSearches)
	}
	return append(kept, s), nil
}
