package ask

import (
	"cmp"
	"encoding"
	"encoding/json"
	"reflect"
	"slices"
	"strings"

	"akashi/values/form"
)

// FieldKind is how people give one value of a form.
type FieldKind string

// The kinds of fields.
const (
	AsText   FieldKind = "text"   // one line: words, a number, a day, a sum
	AsSwitch FieldKind = "switch" // there or not
	AsList   FieldKind = "list"   // several words
	AsFile   FieldKind = "file"   // the bytes of a file
	AsJSON   FieldKind = "json"   // what has parts: written out, or part by part
)

// Field is one value of a form, as a flag or a page offers it.
type Field struct {
	Path   []string // keys from the top of the form, such as applicant, name
	Kind   FieldKind
	Flag   string // applicant.name_kana is --applicant-name-kana
	Short  string
	Value  string // when nothing is said
	Needed bool
	Doc    string
	Words  []string // that are taken
	Type   reflect.Type
}

// FieldsOf lists the values of a form. What is nested offers a flag for each of its
// values, and one for the whole as JSON. A `flag` tag gives a flag another name, and
// a value for when nothing is said; "-" offers none.
func FieldsOf(t reflect.Type, above ...string) (all []Field) {
	for _, key := range form.Fields(t) {
		sf := t.FieldByIndex(key.Index)
		f := Field{Path: append(append([]string{}, above...), key.Key), Kind: kindOfType(sf.Type), Needed: key.Needed, Doc: sf.Tag.Get("doc"), Type: sf.Type}
		name, value, _ := strings.Cut(sf.Tag.Get("flag"), ",")
		if name == "-" {
			continue
		}
		if f.Kind == AsFile {
			name = cmp.Or(name, "file")
		}
		f.Flag = cmp.Or(name, strings.ReplaceAll(strings.Join(f.Path, "-"), "_", "-"))
		f.Short, f.Value = sf.Tag.Get("short"), value
		if enum := sf.Tag.Get("enum"); enum != "" {
			f.Words = strings.Split(enum, ",")
		}
		all = append(all, f)
		if inner := Pointed(sf.Type); f.Kind == AsJSON && inner.Kind() == reflect.Struct {
			all = append(all, FieldsOf(inner, f.Path...)...)
		}
	}
	return all
}

// Pointed is what a pointer leads to, or the type itself.
func Pointed(t reflect.Type) reflect.Type {
	if t.Kind() == reflect.Pointer {
		return t.Elem()
	}
	return t
}

func kindOfType(t reflect.Type) FieldKind {
	t = Pointed(t)
	switch {
	case t == reflect.TypeFor[[]byte]():
		return AsFile
	case t == reflect.TypeFor[json.RawMessage]():
		return AsJSON
	case reflect.PointerTo(t).Implements(reflect.TypeFor[encoding.TextUnmarshaler]()):
		return AsText
	case t.Kind() == reflect.Bool:
		return AsSwitch
	case t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.String:
		return AsList
	case t.Kind() == reflect.Struct || t.Kind() == reflect.Map || t.Kind() == reflect.Slice:
		return AsJSON
	}
	return AsText
}

// Sayer has the words of a language by their keys.
type Sayer interface {
	Has(key string) bool
	Say(key string, pairs ...string) string
}

// sentences are the keys under which the flag may be explained, the one that holds most last.
func (f Field) sentences(group, command string) []string {
	return []string{f.Flag, command + "." + f.Flag, group + "." + command + "." + f.Flag}
}

// Own reports whether the catalogue explains the flag for the command apart from all others.
func (f Field) Own(group, command, beginning string, say Sayer) bool {
	return slices.ContainsFunc(f.sentences(group, command)[1:], func(key string) bool { return say.Has(beginning + key) })
}

// Explained says what the flag is for: in this command of the group, in all that are called so,
// or in all that have it. The words stand in the catalogue under the beginning given.
func (f Field) Explained(group, command, beginning string, say Sayer) string {
	doc := f.Doc
	for _, key := range f.sentences(group, command) {
		if say.Has(beginning + key) {
			doc = say.Say(beginning + key)
		}
	}
	return doc
}
