package cli

import (
	"encoding/json"
	"reflect"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"akashi/values/civil"
	"akashi/values/fault"
	"akashi/values/ident"
	"akashi/values/yen"
	"akashi/words"
)

// kind is how a flag writes one value of an action's input.
type kind string

const (
	asText   kind = "text"   // words, or a day
	asNumber kind = "number" // a whole number
	asMoney  kind = "yen"    // whole yen, with or without thousands grouped
	asSwitch kind = "switch"
	asList   kind = "list" // words; the flag may be repeated
	asFile   kind = "file" // the bytes of the file named
	asJSON   kind = "json" // written out, @file, or - for standard input
)

// field is one value of an action's input as a flag offers it.
type field struct {
	path []string // keys from the top of the input, such as applicant, name
	kind kind
	doc  string
	text *string
	list *[]string
	yes  *bool
}

// flag is the name of the field's flag: applicant.name_kana is --applicant-name-kana.
func (f field) flag() string {
	if f.kind == asFile {
		return "file"
	}
	return strings.ReplaceAll(strings.Join(f.path, "-"), "_", "-")
}

// fieldsOf lists the values of an input type. What is nested offers a flag for
// each of its values, and one for the whole as JSON.
func fieldsOf(t reflect.Type, above []string) (all []field) {
	for i := range t.NumField() {
		sf := t.Field(i)
		if sf.Anonymous && sf.Type.Kind() == reflect.Struct {
			all = append(all, fieldsOf(sf.Type, above)...)
			continue
		}
		name, _, _ := strings.Cut(sf.Tag.Get("json"), ",")
		if name == "" || name == "-" {
			continue
		}
		f := field{path: append(append([]string{}, above...), name), kind: kindOfType(sf.Type), doc: docOf(sf)}
		all = append(all, f)
		if inner := pointedTo(sf.Type); f.kind == asJSON && inner.Kind() == reflect.Struct {
			all = append(all, fieldsOf(inner, f.path)...)
		}
	}
	return all
}

func docOf(sf reflect.StructField) string {
	doc := sf.Tag.Get("doc")
	if enum := sf.Tag.Get("enum"); enum != "" {
		doc += " (" + strings.ReplaceAll(enum, ",", ", ") + ")"
	}
	return doc
}

func pointedTo(t reflect.Type) reflect.Type {
	if t.Kind() == reflect.Pointer {
		return t.Elem()
	}
	return t
}

func kindOfType(t reflect.Type) kind {
	t = pointedTo(t)
	switch t {
	case reflect.TypeFor[civil.Date]():
		return asText
	case reflect.TypeFor[yen.Amount]():
		return asMoney
	case reflect.TypeFor[json.RawMessage]():
		return asJSON
	case reflect.TypeFor[[]byte]():
		return asFile
	case reflect.TypeFor[[]string]():
		return asList
	}
	switch t.Kind() {
	case reflect.String:
		return asText
	case reflect.Bool:
		return asSwitch
	case reflect.Int, reflect.Int64:
		return asNumber
	}
	return asJSON
}

// offer makes the flag, explained in the reader's language.
func (f *field) offer(c *cobra.Command, say *words.Book) {
	flags, doc := c.Flags(), f.explained(c.Name(), say)
	switch f.kind {
	case asSwitch:
		f.yes = flags.Bool(f.flag(), false, doc)
	case asList:
		f.list = flags.StringArray(f.flag(), nil, doc)
	case asJSON:
		f.text = flags.String(f.flag(), "", doc+" ["+say.Say("flag.kind.json")+"]")
	default:
		f.text = flags.String(f.flag(), "", doc)
	}
}

// value is what the flag says, as JSON.
func (f field) value(r *run) (json.RawMessage, error) {
	switch f.kind {
	case asSwitch:
		return json.Marshal(*f.yes)
	case asList:
		return json.Marshal(*f.list)
	case asNumber:
		n, err := strconv.ParseInt(ident.Narrow(*f.text), 10, 64)
		if err != nil {
			return nil, f.problem("number")
		}
		return json.Marshal(n)
	case asMoney:
		sum, err := yen.Read(*f.text)
		if err != nil {
			return nil, f.problem("yen")
		}
		return json.Marshal(sum)
	case asFile:
		data, err := r.read(*f.text, maxFile)
		if err != nil {
			return nil, err
		}
		return json.Marshal(data)
	case asJSON:
		return f.written(r)
	}
	return json.Marshal(*f.text)
}

// written is a value written out as JSON, or in a file. A file that holds the
// value under its own name, as the answers of the contract do, is unwrapped.
func (f field) written(r *run) (json.RawMessage, error) {
	text := strings.TrimSpace(*f.text)
	if strings.HasPrefix(text, "{") || strings.HasPrefix(text, "[") {
		return json.RawMessage(text), nil
	}
	data, err := r.read(strings.TrimPrefix(text, "@"), maxText)
	if err != nil {
		return nil, err
	}
	object, err := readObject(data)
	if inside, ok := object[f.path[len(f.path)-1]]; err == nil && ok && len(object) == 1 {
		return inside, nil
	}
	return json.RawMessage(data), nil
}

func (f field) problem(code string) error {
	return fault.Wrong(code, "--"+f.flag(), "given", *f.text)
}

// put sets a value at a path of an object, making what is missing on the way.
func put(object map[string]json.RawMessage, path []string, value json.RawMessage) error {
	if len(path) == 1 {
		object[path[0]] = value
		return nil
	}
	inner := map[string]json.RawMessage{}
	if there := object[path[0]]; len(there) > 0 {
		if err := json.Unmarshal(there, &inner); err != nil {
			return fault.Wrong("input.type", "/"+path[0], "want", "object")
		}
	}
	if err := put(inner, path[1:], value); err != nil {
		return err
	}
	whole, err := json.Marshal(inner)
	object[path[0]] = whole
	return err
}

// explained says what the flag is for: in this command, or in all that have it.
func (f *field) explained(command string, say *words.Book) string {
	for _, key := range []string{command + "." + f.flag(), f.flag()} {
		if say.Has("field." + key) {
			return say.Say("field." + key)
		}
	}
	return f.doc
}
