package form

import (
	"cmp"
	"reflect"
	"strings"
	"sync"
)

// Field is one key of a form that is a struct.
type Field struct {
	Key    string
	Index  []int
	Tag    reflect.StructTag
	Needed bool // it must be there
}

// Fields lists the keys of a struct, those of embedded structs among them.
func Fields(t reflect.Type) []Field { return fieldsBy(t, "json") }

// listed keeps what was listed once, as a table of ten thousand rows asks for the keys of
// one type. Nobody changes them.
var listed sync.Map

// fieldsBy lists the keys that a tag names.
func fieldsBy(t reflect.Type, tag string) []Field {
	type question struct {
		of  reflect.Type
		tag string
	}
	known, ok := listed.Load(question{t, tag})
	if !ok {
		known, _ = listed.LoadOrStore(question{t, tag}, list(t, tag))
	}
	return known.([]Field)
}

func list(t reflect.Type, tag string) (all []Field) {
	for _, f := range reflect.VisibleFields(t) {
		key, _, _ := strings.Cut(f.Tag.Get(cmp.Or(tag, "json")), ",")
		if key == "" || key == "-" || f.Anonymous {
			continue
		}
		all = append(all, Field{key, f.Index, f.Tag, needs(f.Tag)})
	}
	return all
}

// needs reports whether a key must be there.
func needs(tag reflect.StructTag) bool {
	_, options, _ := strings.Cut(tag.Get("json"), ",")
	return !strings.Contains(options, "omit")
}

func keysOf(fields []Field) []string {
	var keys []string
	for _, f := range fields {
		keys = append(keys, f.Key)
	}
	return keys
}

// Pointer writes a key as an element of a JSON pointer (RFC 6901), cut short when
// it is long.
func Pointer(key string) string {
	const most = 60
	if r := []rune(key); len(key) > most && len(r) > most {
		key = string(r[:most]) + "…"
	}
	if !strings.ContainsAny(key, "~/") {
		return key
	}
	return strings.NewReplacer("~", "~0", "/", "~1").Replace(key)
}
