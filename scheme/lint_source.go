package scheme

import (
	"reflect"
	"strings"
)

// sources yields every citation named in the edition with its path.
func (l *linter) sources(yield func(path, id string) bool) {
	for path, v := range l.walk() {
		if v.Kind() != reflect.String || v.IsZero() {
			continue
		}
		if strings.HasSuffix(path, "/source") || strings.HasSuffix(path, "_source") {
			if !yield(path, v.String()) {
				return
			}
		}
	}
}

func sourceMissing(l *linter) {
	for path, v := range l.walk() {
		source := field(v, "source")
		_, setting := v.Interface().(ground)
		if !source.IsValid() || !source.IsZero() || (setting && v.IsZero()) || unused(v) {
			continue
		}
		l.add(path + "/source")
	}
	if l.UnitSource == "" {
		l.add("/unit_source")
	}
}

// unused reports a part that a scheme may leave out whole.
func unused(v reflect.Value) bool {
	return v.IsZero() && (v.Type() == reflect.TypeFor[Sessions]() || v.Type() == reflect.TypeFor[Committee]())
}

func sourceUnknown(l *linter) {
	known := map[string]bool{}
	for _, c := range l.Citations {
		known[c.ID] = true
	}
	for path, id := range l.sources {
		if !known[id] {
			l.nowhere(path, id, known)
		}
	}
}

func citationUnused(l *linter) {
	used := map[string]bool{}
	for _, id := range l.sources {
		used[id] = true
	}
	for i, c := range l.Citations {
		if !used[c.ID] {
			l.add(at("/citations", i), "given", c.ID)
		}
	}
}
