package form

import (
	"net/url"
	"reflect"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"akashi/values/fault"
)

// Query fills a struct from what follows the question mark. It reports every
// problem at once; without a struct nothing may follow.
func Query(raw string, into any) error {
	var b binder
	given, err := url.ParseQuery(raw)
	if err != nil {
		return fault.Wrong("query.malformed", "?")
	}
	var known []Field
	if into != nil {
		known = Fields(reflect.TypeOf(into).Elem())
	}
	for _, name := range sortedKeys(given) {
		i := slices.IndexFunc(known, func(f Field) bool { return f.Key == name })
		if i < 0 {
			fault.Choose(&b.problems, "unknown-key", "?"+pointer(name), name, keysOf(known))
			continue
		}
		b.parameter("?"+name, given[name], reflect.ValueOf(into).Elem().FieldByIndex(known[i].Index), known[i].Tag)
	}
	for _, f := range known {
		if f.Needed && given.Get(f.Key) == "" {
			b.problems.Add("key-missing", "?"+f.Key, "key", f.Key)
		}
	}
	return b.problems.Err()
}

func sortedKeys(given url.Values) []string {
	var names []string
	for name := range given {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// parameter fills one field. A list is given by repeating the name or by commas;
// anything else is given once. An empty value is none.
func (b *binder) parameter(where string, given []string, into reflect.Value, tag reflect.StructTag) {
	if into.Kind() == reflect.Slice {
		for _, one := range strings.Split(strings.Join(given, ","), ",") {
			item := reflect.New(into.Type().Elem()).Elem()
			if b.scalar(where, one, item, tag); one != "" {
				into.Set(reflect.Append(into, item))
			}
		}
		return
	}
	if len(given) > 1 {
		b.problems.Add("key-twice", where)
		return
	}
	b.scalar(where, given[0], into, tag)
}

func (b *binder) scalar(where, text string, into reflect.Value, tag reflect.StructTag) {
	if text == "" {
		return
	}
	if d, ok := into.Addr().Interface().(day); ok {
		if d.ReadText(text) != nil {
			b.problems.Add("date-malformed", where, "given", text)
		}
		return
	}
	switch into.Kind() {
	case reflect.Pointer:
		into.Set(reflect.New(into.Type().Elem()))
		b.scalar(where, text, into.Elem(), tag)
	case reflect.Bool:
		if text != "true" && text != "false" {
			b.problems.Add("wrong-type", where, "want", "bool")
		}
		into.SetBool(text == "true")
	case reflect.String:
		if !Printable(text) {
			b.problems.Add("control-character", where)
			return
		}
		b.words(where, text, into, tag)
	default:
		b.number(where, text, into, tag)
	}
}

// Printable reports whether a text on one line can be shown as it is.
func Printable(text string) bool {
	return utf8.ValidString(text) && !strings.ContainsFunc(text, unicode.IsControl)
}
