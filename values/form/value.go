package form

import (
	"encoding"
	"iter"
	"slices"
	"strconv"
	"strings"

	"akashi/values/fault"
)

// Value is one value of a form with its place in it.
type Value struct {
	kind   Kind
	text   string   // of words, a number as written, or true and false
	keys   []string // of an object, beside its values
	values []*Value
	byKey  map[string]int
	path   string
}

// Path is the place of the value as a JSON pointer, "/answers/7-1-1".
func (v *Value) Path() string {
	if v.path == "" {
		return "/"
	}
	return v.path
}

// IsObject reports whether the value is an object.
func (v *Value) IsObject() bool { return v.kind == Object }

// IsNull reports whether the value is null.
func (v *Value) IsNull() bool { return v.kind == Null }

// IsWords reports whether the value is a string.
func (v *Value) IsWords() bool { return v.kind == Words }

// IsNumber reports whether the value is a number, whole or not.
func (v *Value) IsNumber() bool { return v.kind == Number }

// Text is the string, or a number as it is written; "" for anything else.
func (v *Value) Text() string {
	if v.kind == Words || v.kind == Number {
		return v.text
	}
	return ""
}

// Get returns the member of an object.
func (v *Value) Get(key string) (*Value, bool) {
	i, ok := v.byKey[key]
	if !ok {
		return nil, false
	}
	return v.values[i], true
}

// Members ranges over the members of an object in the order written.
func (v *Value) Members() iter.Seq2[string, *Value] {
	return func(yield func(string, *Value) bool) {
		for i, key := range v.keys {
			if !yield(key, v.values[i]) {
				return
			}
		}
	}
}

// Object notes a problem unless the value is an object with no other keys than
// those named.
func (v *Value) Object(p *fault.Problems, keys ...string) bool {
	if v.kind != Object {
		p.Add("wrong-type", v.Path(), "want", "object", "allowed", keys)
		return false
	}
	for key, member := range v.Members() {
		if !slices.Contains(keys, key) {
			fault.Choose(p, "unknown-key", member.Path(), key, keys)
		}
	}
	return true
}

// longestList is how many elements a list of a question has at most: far more than
// anybody has to tell, and few enough to be answered at once.
const longestList = 200

// List returns the elements of a list, and notes a problem for anything else.
func (v *Value) List(p *fault.Problems) []*Value {
	if v.kind != List {
		p.Add("wrong-type", v.Path(), "want", "list")
		return nil
	}
	if len(v.values) > longestList {
		p.Add("list-too-long", v.Path(), "given", len(v.values), "max", longestList)
		return nil
	}
	return v.values
}

// Words returns a string that is not blank.
func (v *Value) Words(p *fault.Problems) (string, bool) {
	if v.kind != Words || strings.TrimSpace(v.text) == "" {
		p.Add("wrong-type", v.Path(), "want", "string")
		return "", false
	}
	return strings.TrimSpace(v.text), true
}

// Int returns a whole number between low and high, both included.
func (v *Value) Int(p *fault.Problems, low, high int) (int, bool) {
	n, err := strconv.Atoi(v.text)
	if v.kind != Number || err != nil || n < low || n > high {
		p.Add("number-range", v.Path(), "given", v.text, "min", low, "max", high)
		return 0, false
	}
	return n, true
}

// Bool returns true or false.
func (v *Value) Bool(p *fault.Problems) (value, ok bool) {
	if v.kind != Truth {
		p.Add("wrong-type", v.Path(), "want", "bool")
		return false, false
	}
	return v.text == "true", true
}

// textOf is a pointer to a value that reads itself from its text, such as a day.
type textOf[D any] interface {
	*D
	encoding.TextUnmarshaler
}

// Day returns a day written as "2024-03-15", in the type that the caller has for days.
func Day[D any, P textOf[D]](v *Value, p *fault.Problems) (day D, ok bool) {
	if v.kind != Words || v.text == "" || P(&day).UnmarshalText([]byte(v.text)) != nil {
		p.Add("date-malformed", v.Path(), "given", v.text)
		return day, false
	}
	return day, true
}

// Days returns a list of days.
func Days[D any, P textOf[D]](v *Value, p *fault.Problems) []D {
	var days []D
	for _, e := range v.List(p) {
		if d, ok := Day[D, P](e, p); ok {
			days = append(days, d)
		}
	}
	return days
}
