package scheme

import (
	"encoding"
	"iter"
	"reflect"
	"sort"
	"strconv"
	"strings"
)

// located is a value of an edition with its path in the file.
type located struct {
	path  string
	value reflect.Value
}

// collect lists every value of an edition, a container before what is in it. Days
// and periods are values, not containers.
func collect(e *Edition) (all []located) {
	visit("", reflect.ValueOf(e), func(path string, v reflect.Value) {
		all = append(all, located{path, v})
	})
	return all
}

// walk yields every value of the edition with its path.
func (l *linter) walk() iter.Seq2[string, reflect.Value] {
	return func(yield func(string, reflect.Value) bool) {
		for _, x := range l.everything {
			if !yield(x.path, x.value) {
				return
			}
		}
	}
}

func visit(path string, v reflect.Value, found func(string, reflect.Value)) {
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return
		}
		v = v.Elem()
	}
	found(path, v)
	if _, value := v.Interface().(encoding.TextMarshaler); value {
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		visitFields(path, v, found)
	case reflect.Slice:
		for i := range v.Len() {
			visit(path+"/"+strconv.Itoa(i), v.Index(i), found)
		}
	case reflect.Map:
		visitEntries(path, v, found)
	}
}

func visitFields(path string, v reflect.Value, found func(string, reflect.Value)) {
	for i := range v.NumField() {
		if !v.Type().Field(i).IsExported() {
			continue // in no file
		}
		inside := path
		if key := v.Type().Field(i).Tag.Get("yaml"); !strings.HasPrefix(key, ",") {
			inside += "/" + key
		}
		visit(inside, v.Field(i), found)
	}
}

func visitEntries(path string, v reflect.Value, found func(string, reflect.Value)) {
	keys := v.MapKeys()
	sort.Slice(keys, func(i, j int) bool { return keys[i].String() < keys[j].String() })
	for _, key := range keys {
		visit(path+"/"+key.String(), v.MapIndex(key), found)
	}
}

// field returns the field of a struct that has the given key in a file, or the
// zero Value.
func field(v reflect.Value, key string) reflect.Value {
	if v.Kind() != reflect.Struct {
		return reflect.Value{}
	}
	t := v.Type()
	for i := range t.NumField() {
		if t.Field(i).Tag.Get("yaml") == key {
			return v.Field(i)
		}
	}
	for i := range t.NumField() {
		if inlined := t.Field(i); inlined.Anonymous {
			if found := field(v.Field(i), key); found.IsValid() {
				return found
			}
		}
	}
	return reflect.Value{}
}
