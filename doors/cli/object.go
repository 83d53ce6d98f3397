package cli

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"maps"
	"reflect"
	"slices"
	"strings"

	"akashi/values/fault"
)

// readObject reads one JSON object and nothing after it. A key given twice is
// refused: nobody could say which was meant.
func readObject(data []byte) (map[string]json.RawMessage, error) {
	data = bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF"))
	object := map[string]json.RawMessage{}
	if err := json.Unmarshal(data, &object); err != nil || object == nil { // nil: the word null
		return nil, notObject(data, err)
	}
	var p fault.Problems
	seen := map[string]bool{}
	for name := range keysOf(data) {
		if seen[name] {
			p.Add("input.twice", "/"+name)
		}
		seen[name] = true
	}
	return object, p.Err()
}

// keysOf ranges over the keys of a JSON object as they stand in the text.
func keysOf(data []byte) iter.Seq[string] {
	return func(yield func(string) bool) {
		dec := json.NewDecoder(bytes.NewReader(data))
		_, _ = dec.Token() // the text has been read as an object already
		for dec.More() {
			key, err := dec.Token()
			var value json.RawMessage
			if err != nil || dec.Decode(&value) != nil || !yield(fmt.Sprint(key)) {
				return
			}
		}
	}
}

func notObject(data []byte, err error) error {
	at, why := int64(0), "this is not a JSON object"
	if s, ok := errors.AsType[*json.SyntaxError](err); ok {
		at, why = max(s.Offset-1, 0), fmt.Sprintf("not a whole JSON object: %v", err)
	}
	return fault.Problems{{Code: "input.json", Where: lineAt(data, at), Message: why}}
}

// lineAt names the place of a byte by line and column, both from 1.
func lineAt(data []byte, offset int64) string {
	before := data[:min(max(offset, 0), int64(len(data)))]
	line := 1 + bytes.Count(before, []byte("\n"))
	column := len(before) - bytes.LastIndexByte(before, '\n')
	return fmt.Sprintf("line %d, column %d", line, column)
}

// fill reads an object into an action's input and reports every key that is
// unknown or holds something else than it should.
func fill(object map[string]json.RawMessage, input any) error {
	var p fault.Problems
	into := byKey(reflect.ValueOf(input).Elem())
	for _, key := range slices.Sorted(maps.Keys(object)) {
		value, known := into[key]
		if !known {
			fault.Choose(&p, "input.unknown-key", "/"+key, key, slices.Sorted(maps.Keys(into)))
			continue
		}
		dec := json.NewDecoder(bytes.NewReader(object[key]))
		dec.DisallowUnknownFields()
		if err := dec.Decode(value.Addr().Interface()); err != nil {
			p = append(p, wrongValue(key, err))
		}
	}
	return p.Err()
}

// byKey finds the fields of a struct by their JSON keys.
func byKey(v reflect.Value) map[string]reflect.Value {
	all := map[string]reflect.Value{}
	for i := range v.NumField() {
		sf := v.Type().Field(i)
		if sf.Anonymous && sf.Type.Kind() == reflect.Struct {
			maps.Copy(all, byKey(v.Field(i)))
			continue
		}
		if name, _, _ := strings.Cut(sf.Tag.Get("json"), ","); name != "" && name != "-" {
			all[name] = v.Field(i)
		}
	}
	return all
}

func wrongValue(key string, err error) fault.Problem {
	p := fault.Problem{Code: "input.type", Where: "/" + key, Data: fault.Data{}}
	if wrong, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		if wrong.Field != "" {
			p.Where += "/" + strings.ReplaceAll(wrong.Field, ".", "/")
		}
		p.Data["want"] = kindOfJSON(wrong.Type)
	}
	return p
}

// kindOfJSON names what JSON writes for a type: object, list, string, number, bool.
func kindOfJSON(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Struct, reflect.Map:
		return "object"
	case reflect.Slice, reflect.Array:
		return "list"
	case reflect.String:
		return "string"
	case reflect.Bool:
		return "bool"
	case reflect.Pointer:
		return kindOfJSON(t.Elem())
	}
	return "number"
}
