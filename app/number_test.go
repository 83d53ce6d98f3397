package app_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"akashi/app"
	"akashi/values/civil"
)

// Every number that an act takes says how small and how large it may be: a count of people
// of -1, or a sum beyond all sums, is refused by its form at every door.
func TestEveryNumberOfAnActHasItsBounds(t *testing.T) {
	t.Parallel()
	for _, a := range app.Actions() {
		unbounded(reflect.TypeOf(a.Input()), string(a.Name), func(field string) {
			if !slices.Contains(boundedByRule, field[strings.LastIndexByte(field, '.')+1:]) {
				t.Errorf("%s has no bounds", field)
			}
		})
	}
}

// boundedByRule are the numbers of which a rule says more than their bounds.
var boundedByRule = []string{"NoApplication"}

// unbounded tells of the numbers in a type that have none.
func unbounded(t reflect.Type, path string, tell func(string)) {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice || t.Kind() == reflect.Map {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct || t == reflect.TypeFor[civil.Date]() || t == reflect.TypeFor[time.Time]() {
		return
	}
	for i := range t.NumField() {
		f := t.Field(i)
		if !f.IsExported() || f.Tag.Get("json") == "-" {
			continue
		}
		kind := f.Type
		if kind.Kind() == reflect.Pointer {
			kind = kind.Elem()
		}
		if kind.Kind() >= reflect.Int && kind.Kind() <= reflect.Uint64 {
			_, low := f.Tag.Lookup("minimum")
			_, high := f.Tag.Lookup("maximum")
			if !low || !high {
				tell(path + "." + f.Name)
			}
			continue
		}
		unbounded(f.Type, path+"."+f.Name, tell)
	}
}
