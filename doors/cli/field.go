package cli

import (
	"cmp"
	"encoding"
	"encoding/json"
	"reflect"
	"strings"

	"akashi/values/form"
	"akashi/words"
)

// kind is how a flag writes one value of a form.
type kind string

const (
	asText   kind = "text"   // one line: words, a number, a day, a sum
	asSwitch kind = "switch" // there or not
	asList   kind = "list"   // words; the flag may be repeated
	asFile   kind = "file"   // the bytes of the file named
	asJSON   kind = "json"   // written out, @file, or - for standard input
)

// field is one value of a form as a flag offers it.
type field struct {
	path   []string // keys from the top of the form, such as applicant, name
	kind   kind
	flag   string // applicant.name_kana is --applicant-name-kana
	short  string
	value  string // when nothing is said
	needed bool
	doc    string
	words  []string // that are taken
}

// fieldsOf lists the values of a form. What is nested offers a flag for each of its
// values, and one for the whole as JSON. A `flag` tag gives a flag another name, and
// a value for when nothing is said; "-" offers none.
func fieldsOf(t reflect.Type, above ...string) (all []field) {
	for _, key := range form.Fields(t) {
		sf := t.FieldByIndex(key.Index)
		f := field{path: append(append([]string{}, above...), key.Key), kind: kindOfType(sf.Type), needed: key.Needed, doc: sf.Tag.Get("doc")}
		name, value, _ := strings.Cut(sf.Tag.Get("flag"), ",")
		if name == "-" {
			continue
		}
		if f.kind == asFile {
			name = cmp.Or(name, "file")
		}
		f.flag = cmp.Or(name, strings.ReplaceAll(strings.Join(f.path, "-"), "_", "-"))
		f.short, f.value = sf.Tag.Get("short"), value
		if enum := sf.Tag.Get("enum"); enum != "" {
			f.words = strings.Split(enum, ",")
		}
		all = append(all, f)
		if inner := pointedTo(sf.Type); f.kind == asJSON && inner.Kind() == reflect.Struct {
			all = append(all, fieldsOf(inner, f.path...)...)
		}
	}
	return all
}

func pointedTo(t reflect.Type) reflect.Type {
	if t.Kind() == reflect.Pointer {
		return t.Elem()
	}
	return t
}

func kindOfType(t reflect.Type) kind {
	t = pointedTo(t)
	switch {
	case t == reflect.TypeFor[[]byte]():
		return asFile
	case t == reflect.TypeFor[json.RawMessage]():
		return asJSON
	case reflect.PointerTo(t).Implements(reflect.TypeFor[encoding.TextUnmarshaler]()):
		return asText
	case t.Kind() == reflect.Bool:
		return asSwitch
	case t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.String:
		return asList
	case t.Kind() == reflect.Struct || t.Kind() == reflect.Map || t.Kind() == reflect.Slice:
		return asJSON
	}
	return asText
}

// explained says what the flag is for: in this command, or in all that have it. The
// words stand in the catalogue under the beginning given.
func (f field) explained(command, beginning string, say *words.Book) string {
	doc := f.doc
	for _, key := range []string{f.flag, command + "." + f.flag} {
		if say.Has(beginning + key) {
			doc = say.Say(beginning + key)
		}
	}
	return doc
}
