package schemes

import (
	"reflect"
	"slices"

	"akashi/scheme"
)

// Decode reads one scheme file. The edition is nil unless the file is without a
// problem; the error is then a fault.Problems that lists all of them.
func Decode(data []byte) (*scheme.Edition, error) {
	root, found := parse(data)
	if root == nil {
		return nil, found.problems().Err()
	}
	edition := &scheme.Edition{}
	b := binder{places: places{"": top()}, keys: map[reflect.Type]map[string][]int{}}
	b.mapping("", root, reflect.ValueOf(edition).Elem(), b.field)
	b.lint(edition)
	if problems := b.found.problems(); len(problems) > 0 {
		return nil, problems
	}
	return edition, nil
}

// lint adds what the edition itself finds wrong, except where the file has been
// found wrong already: what was not read cannot be judged.
func (b *binder) lint(edition *scheme.Edition) {
	read := len(b.found)
	for _, p := range scheme.Lint(edition) {
		at, there := b.places[p.Where]
		if there && slices.ContainsFunc(b.found[:read], func(f finding) bool { return f.at == at }) {
			continue
		}
		at = b.places.of(p.Where)
		p.Where = at.String()
		b.found = append(b.found, finding{at, p})
	}
}
