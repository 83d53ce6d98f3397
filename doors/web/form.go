package web

import (
	"encoding/json"
	"net/url"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"akashi/app"
	"akashi/app/desk"
	"akashi/doors/ask"
	"akashi/rules/access"
	"akashi/values/civil"
	"akashi/values/form"
)

// input is one field of a form as its page shows it.
type input struct {
	Name    string // keys of its value from the top of the form, joined by dots
	Label   string
	Hint    string
	Drawn   drawn
	Value   string
	Options []option
	Needed  bool
	Error   string
	Rows    [][]input // of a list: the fields of each entry
}

// drawn is how a field is drawn.
type drawn string

const (
	asLine   drawn = "line"   // one line
	asLong   drawn = "long"   // several
	asDay    drawn = "day"    // a day, as people write it
	asNumber drawn = "number" // digits
	asChoice drawn = "choice" // one of some
	asMany   drawn = "many"   // any of some
	asSwitch drawn = "switch" // yes, or nothing
	asFile   drawn = "file"
	asRows   drawn = "rows"  // a list of entries, each with fields
	asJSON   drawn = "json"  // written out
	asFixed  drawn = "fixed" // known before, and shown
)

// paper is the form of an act, filled in or not.
type paper struct {
	page    page
	act     desk.Action
	choices choices
	about   about // what the act is done to, where it is known
	given   url.Values
	files   formFiles
	parcel  string            // the name of a file that came before the form
	wrong   map[string]string // what is wrong, by the name of the field
}

// long are the fields that take more than a line.
var long = []string{"reason", "text", "note", "minutes", "grounds", "found", "conditions", "late-reason", "another", "answer", "summary", "statement", "phrases", "parts-value", "account"}

// rowsAtLeast is how many entries of a list are offered, and more of them a button adds.
const rowsAtLeast = 1

// moreRows is the name of the button that adds an entry to a list.
const moreRows = "_more"

// inputs lays the fields of the form out.
func (f paper) inputs() []input { return f.of(reflect.TypeOf(f.act.Input()), nil) }

func (f paper) of(t reflect.Type, above []string) (all []input) {
	for _, field := range ask.FieldsOf(ask.Pointed(t)) {
		if field.Kind == ask.AsJSON && ask.Pointed(field.Type).Kind() == reflect.Struct {
			continue // its parts are fields
		}
		if !f.asks(field) {
			continue
		}
		field.Path = append(slices.Clone(above), field.Path...)
		all = append(all, f.input(field))
	}
	return all
}

// input is one field with what was given for it.
func (f paper) input(field ask.Field) input {
	name := strings.Join(field.Path, ".")
	label, hint := f.labelled(field)
	in := input{Name: name, Label: label, Hint: hint, Drawn: drawnAs(field), Value: f.given.Get(name), Needed: field.Needed, Error: f.wrong[name]}
	if !f.given.Has(name) {
		in.Value = field.Value
	}
	in.Options = f.options(field, f.given[name])
	if f.several(field) {
		in.Options = f.options(field, lines(f.given[name]))
	}
	switch {
	case len(in.Options) > 0 && (field.Kind == ask.AsList || f.several(field)):
		in.Drawn = asMany
	case len(in.Options) > 0 && in.Drawn != asRows:
		in.Drawn = asChoice
	}
	if in.Drawn == asRows {
		in.Rows = f.rows(field)
	}
	if name == "scheme" && field.Needed && slices.ContainsFunc(in.Options, func(o option) bool { return o.Chosen }) {
		in.Drawn = asFixed
	}
	return in
}

// severals are the lines that hold several of what they may hold, with commas between.
var severals = map[access.Action][]string{access.Attach: {"criterion", "document"}, access.RecordPage: {"item"}}

func (f paper) several(field ask.Field) bool {
	return slices.Contains(severals[f.act.Name], field.Path[len(field.Path)-1])
}

// rows are the entries of a list, with an empty one to fill in.
func (f paper) rows(field ask.Field) (rows [][]input) {
	name := strings.Join(field.Path, ".")
	most := max(f.entries(name), rowsAtLeast)
	if f.given.Get(moreRows) == name {
		most++
	}
	for i := range most {
		at := append(slices.Clone(field.Path), strconv.Itoa(i))
		if element := ask.Pointed(field.Type); element.Kind() == reflect.Map {
			rows = append(rows, []input{
				f.input(ask.Field{Path: append(slices.Clone(at), "key"), Flag: field.Flag + "-key", Kind: ask.AsText, Type: reflect.TypeFor[string]()}),
				f.input(ask.Field{Path: append(slices.Clone(at), "value"), Flag: field.Flag + "-value", Kind: ask.AsText, Type: element.Elem()}),
			})
		} else {
			rows = append(rows, f.of(element.Elem(), at))
		}
	}
	return rows
}

// entries is how many entries of a list were given.
func (f paper) entries(name string) (n int) {
	for key := range f.given {
		if rest, ok := strings.CutPrefix(key, name+"."); ok {
			first, _, _ := strings.Cut(rest, ".")
			if i, err := strconv.Atoi(first); err == nil && i < mostRows {
				n = max(n, i+1)
			}
		}
	}
	return n
}

// mostRows bounds what a form can ask us to draw.
const mostRows = 200

func drawnAs(f ask.Field) drawn {
	t := ask.Pointed(f.Type)
	switch {
	case f.Kind == ask.AsSwitch:
		return asSwitch
	case f.Kind == ask.AsFile:
		return asFile
	case f.Kind == ask.AsJSON && t.Kind() == reflect.Map, f.Kind == ask.AsJSON && t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.Struct:
		return asRows
	case f.Kind == ask.AsJSON:
		return asJSON
	case t == reflect.TypeFor[civil.Date]():
		return asDay
	case reflect.Zero(t).CanInt():
		return asNumber
	case slices.Contains(long, f.Path[len(f.Path)-1]) || slices.Contains(long, f.Flag):
		return asLong
	}
	return asLine
}

// labelled splits what explains a field into its name and the rest.
func (f paper) labelled(field ask.Field) (label, hint string) {
	key := field.Path[len(field.Path)-1]
	group, word := app.Group(f.act), app.Word(f.act)
	text := field.Explained(group, word, "field.", f.page)
	if !f.page.Has("field."+field.Flag) && f.page.Has("field."+key) && !field.Own(group, word, "field.", f.page) {
		text = f.page.T("field." + key)
	}
	for _, key := range []string{"label." + key, "label." + word + "." + key} { // the act's own last // where the command names its codes
		if f.page.Has(key) {
			text = f.page.T(key)
		}
	}
	label, hint, _ = strings.Cut(text, f.page.T("form.label.ends"))
	return capital(label), strings.TrimSpace(hint)
}

// capital begins a label with a large letter, where there are such.
func capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	if size == 0 {
		return text
	}
	return string(unicode.ToUpper(first)) + text[size:]
}

// hint is what stands below the label of a field, in whole sentences: what it is, what becomes of
// it when it is left empty, and how a day is written.
func (p page) hint(in input) string {
	said := []string{in.Hint}
	if in.Drawn == asDay {
		said = append(said, p.T("form.day"))
	}
	var all []string
	for _, one := range said {
		if one = strings.TrimSuffix(one, strings.TrimSpace(p.T("form.hint.ends"))); one != "" {
			all = append(all, capital(one))
		}
	}
	if len(all) == 0 {
		return ""
	}
	return strings.TrimSpace(strings.Join(all, p.T("form.hint.ends")) + p.T("form.hint.ends"))
}

// called is what a value that is known is called.
func (in input) called() string { return calledIn(in.Options, in.Value) }

// options are the values that a field takes, where there are only some.
func (f paper) options(field ask.Field, given []string) (all []option) {
	known := slices.Clone(f.choices.of(app.Word(f.act), field.Flag, field.Path[len(field.Path)-1]))
	for _, word := range field.Words {
		known = append(known, option{Value: word, Label: f.word(field, word)})
	}
	if len(known) == 0 || field.Kind == ask.AsFile || field.Kind == ask.AsSwitch {
		return nil
	}
	for _, o := range known {
		o.Chosen = slices.Contains(given, o.Value)
		all = append(all, o)
	}
	return all
}

// word is what a value of a field is called.
func (f paper) word(field ask.Field, word string) string {
	for _, key := range []string{"option." + app.Word(f.act) + "." + field.Path[len(field.Path)-1] + "." + word, "option." + field.Path[len(field.Path)-1] + "." + word, "option." + word} {
		if f.page.Has(key) {
			return f.page.T(key)
		}
	}
	return word
}

// node is what was filled in, as the form reads it; empty fields are left out.
func (f paper) node() (form.Node, error) {
	all := &form.Group{}
	err := f.fill(all, reflect.TypeOf(f.act.Input()), nil)
	return all, err
}

// fill puts what was filled in below a place of the form together.
func (f paper) fill(all *form.Group, t reflect.Type, above []string) error {
	for _, field := range ask.FieldsOf(ask.Pointed(t)) {
		if field.Kind == ask.AsJSON && ask.Pointed(field.Type).Kind() == reflect.Struct {
			continue
		}
		name := strings.Join(append(slices.Clone(above), field.Path...), ".")
		n, err := f.value(field, name)
		if err != nil {
			return err
		}
		if n == nil {
			continue
		}
		all.Put(n, field.Path...)
		if field.Kind == ask.AsFile && f.files[name].name != "" && !all.Has("name") {
			all.Put(form.Type(f.files[name].name), "name")
		}
	}
	return nil
}

// value is the value of one field; nil where nothing was said.
func (f paper) value(field ask.Field, name string) (form.Node, error) {
	values := slices.DeleteFunc(slices.Clone(f.given[name]), func(v string) bool { return strings.TrimSpace(v) == "" })
	switch as := drawnAs(field); {
	case as == asRows:
		return f.list(field, name)
	case as == asFile:
		if f.files[name].name == "" {
			return nil, nil
		}
		content, err := f.files[name].read()
		return form.Content(content), err
	case len(values) == 0:
		return nil, nil
	case as == asJSON:
		if err := form.Syntax([]byte(values[0]), "form-").Err(); err != nil {
			return nil, ask.Moved(err, func(string) string { return "/" + strings.ReplaceAll(name, ".", "/") })
		}
		return form.JSON([]byte(values[0])), nil
	case as == asSwitch:
		return form.Type("true"), nil
	case f.several(field):
		return form.Type(strings.Join(lines(values), ",")), nil
	case field.Kind == ask.AsList:
		data, err := json.Marshal(lines(values))
		return form.JSON(data), err
	}
	return form.Type(strings.ReplaceAll(values[0], "\r\n", "\n")), nil
}

// lines are the words of a list: chosen one by one, or written with commas between them.
func lines(values []string) (all []string) {
	for _, v := range values {
		for _, one := range strings.FieldsFunc(v, func(r rune) bool { return r == ',' || r == '、' || r == '\n' }) {
			if one = strings.TrimSpace(one); one != "" {
				all = append(all, one)
			}
		}
	}
	return all
}

// list puts the entries of a list together; those in which nothing was said are none.
func (f paper) list(field ask.Field, name string) (form.Node, error) {
	var several form.Several
	named := &form.Group{}
	t := ask.Pointed(field.Type)
	for i := range f.entries(name) {
		at := name + "." + strconv.Itoa(i)
		if t.Kind() == reflect.Map {
			key, value := strings.TrimSpace(f.given.Get(at+".key")), f.given.Get(at+".value")
			if key != "" && strings.TrimSpace(value) != "" { // a line whose key stands there already may stay empty
				named.Put(form.Type(value), key)
			}
			continue
		}
		one := &form.Group{}
		if err := f.fill(one, t.Elem(), append(slices.Clone(strings.Split(name, ".")), strconv.Itoa(i))); err != nil {
			return nil, err
		}
		if !one.Empty() {
			several = append(several, one)
		}
	}
	switch {
	case t.Kind() == reflect.Map && !named.Empty():
		return named, nil
	case len(several) > 0:
		return several, nil
	}
	return nil, nil
}

// nameOfPlace is the field at a place of the form.
func nameOfPlace(place string) string {
	return strings.ReplaceAll(strings.TrimPrefix(place, "/"), "/", ".")
}
