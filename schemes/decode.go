package schemes

import (
	"reflect"

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
	b := binder{places: places{"": top()}}
	b.mapping("", root, reflect.ValueOf(edition).Elem(), b.field)
	for _, p := range scheme.Lint(edition) {
		b.found.add(b.places.of(p.Where), p.Code, "%s", p.Message)
	}
	if problems := b.found.problems(); len(problems) > 0 {
		return nil, problems
	}
	return edition, nil
}
