package form

import (
	"bytes"
	"encoding"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"akashi/values/fault"
)

// mostFound is how many problems are looked for before the rest of a body is left
// unread, so that junk costs no more than that.
const mostFound = 1000

// binder fills a Go value from JSON that is known to be valid. Its tags are the
// form: `json` names a key, which must be there unless it says omitempty; `enum`,
// `minimum` and `maximum` bound it. What does not fit is a problem, all of them at
// once, with JSON pointers for places.
type binder struct {
	problems fault.Problems
}

// day is a pointer to a day of the calendar, which reads itself.
type day interface {
	encoding.TextUnmarshaler
	ReadText(text string) error // as people write a day
}

func (b *binder) full() bool { return len(b.problems) >= mostFound }

// Bind fills what into points to from JSON that Syntax finds nothing wrong with, or
// reports everything that does not fit. The tags of a struct are the form.
func Bind(data []byte, into any) error {
	var b binder
	b.fill("", bytes.TrimSpace(data), reflect.ValueOf(into).Elem(), "")
	return b.problems.Err()
}

func (b *binder) fill(path string, data []byte, into reflect.Value, tag reflect.StructTag) {
	absent := string(data) == "null"
	switch t := into.Addr().Interface().(type) {
	case *json.RawMessage:
		if b.tree(path, data); !absent {
			*t = data
		}
		return
	case day:
		if json.Unmarshal(data, t) != nil {
			b.wrong("date-malformed", path, "given", strings.Trim(string(data), `"`))
		}
		return
	case *[]byte:
		b.bytes(path, data, t)
		return
	}
	switch into.Kind() {
	case reflect.Pointer:
		if !absent {
			into.Set(reflect.New(into.Type().Elem()))
			b.fill(path, data, into.Elem(), tag)
		}
	case reflect.Struct:
		b.object(path, data, into)
	case reflect.Slice:
		b.list(path, data, into)
	case reflect.Map:
		b.mapping(path, data, into)
	case reflect.String:
		if text, ok := b.text(path, data); ok {
			b.words(path, text, into, tag)
		}
	case reflect.Bool:
		if absent || json.Unmarshal(data, into.Addr().Interface()) != nil {
			b.wrong("wrong-type", path, "want", "bool")
		}
	default:
		b.number(path, string(data), into, tag)
	}
}

func (b *binder) wrong(code, path string, pairs ...any) {
	if path == "" {
		path = "/"
	}
	b.problems.Add(code, path, pairs...)
}

// object fills a struct: each key once, none that it does not know, and all that
// it needs.
func (b *binder) object(path string, data []byte, into reflect.Value) {
	members, ok := b.members(path, data)
	if !ok {
		return
	}
	known := Fields(into.Type())
	given := map[string]bool{}
	for _, m := range members {
		if b.full() {
			return
		}
		given[m.key] = true
		i := slices.IndexFunc(known, func(f Field) bool { return f.Key == m.key })
		if i < 0 {
			fault.Choose(&b.problems, "unknown-key", path+"/"+pointer(m.key), m.key, keysOf(known))
			continue
		}
		b.fill(path+"/"+pointer(m.key), m.value, into.FieldByIndex(known[i].Index), known[i].Tag)
	}
	for _, f := range known {
		if f.Needed && !given[f.Key] {
			b.wrong("key-missing", path+"/"+pointer(f.Key), "key", f.Key)
		}
	}
}

func (b *binder) list(path string, data []byte, into reflect.Value) {
	var items []json.RawMessage
	if json.Unmarshal(data, &items) != nil {
		b.wrong("wrong-type", path, "want", "list")
		return
	}
	for i, item := range items {
		if b.full() {
			return
		}
		one := reflect.New(into.Type().Elem()).Elem()
		b.fill(fmt.Sprintf("%s/%d", path, i), item, one, "")
		into.Set(reflect.Append(into, one))
	}
}

func (b *binder) mapping(path string, data []byte, into reflect.Value) {
	if string(data) == "null" {
		return
	}
	members, _ := b.members(path, data)
	into.Set(reflect.MakeMap(into.Type()))
	for _, m := range members {
		if b.full() {
			return
		}
		one := reflect.New(into.Type().Elem()).Elem()
		b.fill(path+"/"+pointer(m.key), m.value, one, "")
		into.SetMapIndex(reflect.ValueOf(m.key), one)
	}
}

func (b *binder) bytes(path string, data []byte, into *[]byte) {
	text, ok := b.text(path, data)
	if !ok {
		return
	}
	content, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		b.wrong("base64-malformed", path)
	}
	*into = content
}

// text reads a string that a record can hold.
func (b *binder) text(path string, data []byte) (string, bool) {
	var text string
	if len(data) == 0 || data[0] != '"' || json.Unmarshal(data, &text) != nil {
		b.wrong("wrong-type", path, "want", "string")
		return "", false
	}
	for _, r := range text {
		if unicode.IsControl(r) && r != '\n' && r != '\r' && r != '\t' {
			b.wrong("control-character", path, "given", fmt.Sprintf("%U", r))
			return "", false
		}
	}
	return text, true
}

func (b *binder) words(path, text string, into reflect.Value, tag reflect.StructTag) {
	if enum := tag.Get("enum"); enum != "" && !slices.Contains(strings.Split(enum, ","), text) && (text != "" || needs(tag)) {
		fault.Choose(&b.problems, "value-unknown", path, text, strings.Split(enum, ","))
		return
	}
	into.SetString(text)
}

// number reads a whole number as it is written; 2.0 is not one.
func (b *binder) number(path, text string, into reflect.Value, tag reflect.StructTag) {
	n, err := strconv.ParseInt(text, 10, into.Type().Bits())
	low, hasLow := bound(tag, "minimum")
	high, hasHigh := bound(tag, "maximum")
	switch {
	case err != nil:
		b.wrong("number-malformed", path, "given", text)
	case hasLow && n < low, hasHigh && n > high:
		b.wrong("number-range", path, "given", n, "min", tag.Get("minimum"), "max", tag.Get("maximum"))
	default:
		into.SetInt(n)
	}
}

func bound(tag reflect.StructTag, name string) (int64, bool) {
	n, err := strconv.ParseInt(tag.Get(name), 10, 64)
	return n, err == nil
}

// tree checks a value that the office decodes by itself: no key twice in it.
func (b *binder) tree(path string, data []byte) {
	data = bytes.TrimSpace(data)
	switch {
	case b.full() || len(data) == 0:
	case data[0] == '{':
		members, _ := b.members(path, data)
		for _, m := range members {
			b.tree(path+"/"+pointer(m.key), m.value)
		}
	case data[0] == '[':
		var items []json.RawMessage
		_ = json.Unmarshal(data, &items) // known to be valid
		for i, item := range items {
			b.tree(fmt.Sprintf("%s/%d", path, i), item)
		}
	case data[0] == '"':
		b.text(path, data)
	}
}
