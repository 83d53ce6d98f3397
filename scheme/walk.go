package scheme

import (
	"encoding"
	"iter"
	"reflect"
	"sort"
	"strconv"
	"strings"
)

// walk yields every value below v with its path in the file, a container before
// what is in it. Days and periods are values, not containers.
func walk(v any) iter.Seq2[string, reflect.Value] {
	return func(yield func(string, reflect.Value) bool) { visit("", reflect.ValueOf(v), yield) }
}

func visit(path string, v reflect.Value, yield func(string, reflect.Value) bool) bool {
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return true
		}
		v = v.Elem()
	}
	if !yield(path, v) {
		return false
	}
	if _, value := v.Interface().(encoding.TextMarshaler); value {
		return true
	}
	switch v.Kind() {
	case reflect.Struct:
		return visitFields(path, v, yield)
	case reflect.Slice:
		for i := range v.Len() {
			if !visit(path+"/"+strconv.Itoa(i), v.Index(i), yield) {
				return false
			}
		}
	case reflect.Map:
		return visitEntries(path, v, yield)
	}
	return true
}

func visitFields(path string, v reflect.Value, yield func(string, reflect.Value) bool) bool {
	for i := range v.NumField() {
		inside := path
		if key := v.Type().Field(i).Tag.Get("yaml"); !strings.HasPrefix(key, ",") {
			inside += "/" + key
		}
		if !visit(inside, v.Field(i), yield) {
			return false
		}
	}
	return true
}

func visitEntries(path string, v reflect.Value, yield func(string, reflect.Value) bool) bool {
	keys := v.MapKeys()
	sort.Slice(keys, func(i, j int) bool { return keys[i].String() < keys[j].String() })
	for _, key := range keys {
		if !visit(path+"/"+key.String(), v.MapIndex(key), yield) {
			return false
		}
	}
	return true
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
