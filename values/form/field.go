package form

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
)

// Field is one key of a form that is a struct.
type Field struct {
	Key    string
	Index  []int
	Tag    reflect.StructTag
	Needed bool // it must be there
}

// Fields lists the keys of a struct, those of embedded structs among them.
func Fields(t reflect.Type) []Field {
	var all []Field
	for _, f := range reflect.VisibleFields(t) {
		key, _, _ := strings.Cut(f.Tag.Get("json"), ",")
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

// member is one key of a JSON object with its value.
type member struct {
	key   string
	value json.RawMessage
}

// members lists the members of an object, each key once.
func (b *binder) members(path string, data []byte) ([]member, bool) {
	if len(data) == 0 || data[0] != '{' {
		b.wrong("wrong-type", path, "want", "object")
		return nil, false
	}
	var all []member
	given := map[string]bool{}
	tokens := json.NewDecoder(bytes.NewReader(data))
	_, _ = tokens.Token() // the opening bracket, which is there
	for tokens.More() && !b.full() {
		name, _ := tokens.Token()
		var m member
		m.key, _ = name.(string)
		if err := tokens.Decode(&m.value); err != nil {
			b.wrong("body.malformed", path)
			return all, false
		}
		if given[m.key] {
			b.wrong("key-twice", path+"/"+pointer(m.key))
			continue
		}
		given[m.key] = true
		all = append(all, m)
	}
	return all, true
}

// pointer writes a key as an element of a JSON pointer (RFC 6901), cut short when
// it is long.
func pointer(key string) string {
	const most = 60
	if r := []rune(key); len(r) > most {
		key = string(r[:most]) + "…"
	}
	return strings.NewReplacer("~", "~0", "/", "~1").Replace(key)
}
