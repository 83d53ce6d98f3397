package application

import (
	"akashi/scheme"
	"akashi/values/fault"
)

// The names that the rule book knows, for telling what may be written where.

func bodyNames(ed *scheme.Edition) []string {
	return idsOf(ed.Organisation.IntakeBodies, func(b scheme.Body) string { return b.ID })
}

func declarationNames(asked []scheme.Declaration) []string {
	return idsOf(asked, func(d scheme.Declaration) string { return d.ID })
}

func idsOf[T any](rows []T, id func(T) string) []string {
	names := make([]string, len(rows))
	for i, row := range rows {
		names[i] = id(row)
	}
	return names
}

// titled is a name of the rule book with its title in both languages.
type titled struct {
	id    string
	title scheme.Text
}

func regionNames(ed *scheme.Edition) []titled {
	return titles(ed.Eligibility.Regions, func(r scheme.Region) titled { return titled{r.ID, r.Title} })
}

func industryNames(ed *scheme.Edition) []titled {
	return titles(ed.Size.Industries, func(i scheme.Industry) titled { return titled{i.ID, i.Title} })
}

func titles[T any](rows []T, of func(T) titled) []titled {
	all := make([]titled, len(rows))
	for i, row := range rows {
		all[i] = of(row)
	}
	return all
}

// known returns the ID of what was named by its ID or by its title, and notes a
// problem when the rule book has neither.
func known(p *fault.Problems, code, where, given string, among []titled) string {
	for _, t := range among {
		if given == t.id || given == t.title.JA || given == t.title.EN {
			return t.id
		}
	}
	fault.Choose(p, code, where, given, idsOf(among, func(t titled) string { return t.id }))
	return given
}
