package form

import (
	"cmp"
	"encoding"
	"encoding/base64"
	"encoding/json"
	"errors"
	"iter"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"akashi/values/fault"
)

// mostFound is how many problems are looked for before the rest of a body is left
// unread, so that junk costs no more than that.
const mostFound = 1000

// Paper is how a form is filled in and read.
type Paper struct {
	// Tag of a struct that names its keys; json when empty.
	Tag string
	// Partial says that any key may be left out: a rule will say what is missing.
	Partial bool
	// Telling says that a value which is there says something: null and an empty day
	// do not.
	Telling bool
	// Place says where a path such as /applicant/name stands; there when nil.
	Place func(path string) string
}

// Bind fills what into points to from JSON that Syntax finds nothing wrong with, or
// reports everything that does not fit. The tags of a struct are the form: `json`
// names a key, which must be there unless it says omitempty; `enum`, `minimum`, `maximum`
// and `maxLength` bound it. A text of nothing but spaces is an empty one.
func Bind(data []byte, into any) error { return Paper{}.Fill(JSON(data), into) }

// Decode is Bind of what may be no JSON at all. The codes that say so begin with the
// name given.
func Decode(data []byte, named string, into any) error {
	if err := Syntax(data, named).Err(); err != nil {
		return err
	}
	return Bind(data, into)
}

// Fill is Bind from any notation. A form that does not fit is asked, where it can say
// so, what else is wrong with it, so that everything is found at once.
func (paper Paper) Fill(n Node, into any) error {
	b := binder{Paper: paper}
	b.fill("", n, reflect.ValueOf(into).Elem(), "")
	if own, ok := into.(interface{ Check() error }); ok && len(b.problems) > 0 {
		b.hear(own.Check())
	}
	return b.problems.Err()
}

// hear notes what a form says of itself, of places that nothing is said of yet.
func (b *binder) hear(err error) {
	for _, p := range fault.ProblemsIn(err) {
		p.Where = b.place(p.Where)
		if !slices.ContainsFunc(b.problems, func(q fault.Problem) bool { return q.Where == p.Where }) {
			b.problems = append(b.problems, p)
		}
	}
}

// binder fills Go values and notes what does not fit.
type binder struct {
	Paper
	problems fault.Problems
}

// reader reads itself as people type it.
type reader interface{ ReadText(text string) error }

func (b *binder) full() bool { return len(b.problems) >= mostFound }

func (b *binder) wrong(code, path string, pairs ...any) {
	b.problems.Add(code, b.place(path), pairs...)
}

func (b *binder) place(path string) string {
	if b.Place != nil {
		return b.Place(path)
	}
	return cmp.Or(path, "/")
}

// is reports whether a value is of the kind, and notes a problem when it is not.
func (b *binder) is(path string, n Node, kind Kind, want string) bool {
	if n.Kind() != kind {
		b.wrong("wrong-type", path, "want", want)
		return false
	}
	return true
}

func (b *binder) fill(path string, n Node, into reflect.Value, tag reflect.StructTag) {
	absent := n.Kind() == Null && !b.Telling
	if many, ok := n.(typed); ok && len(many) > 1 && into.Kind() != reflect.Slice {
		b.wrong("key-twice", path)
		return
	}
	to := into.Addr().Interface()
	if as, ok := to.(reader); ok && n.Kind() == Typed {
		if b.read(path, n.Text(), as.ReadText) && into.CanInt() {
			b.within(path, into.Int(), into, tag)
		}
		return
	}
	switch t := to.(type) {
	case *json.RawMessage:
		switch given := n.(type) {
		case Content: // who decodes it finds what is wrong with it
			*t = json.RawMessage(given)
			return
		case notation:
			if !absent {
				*t = json.RawMessage(given)
			}
		}
		b.tree(path, n)
		return
	case *[]byte:
		b.bytes(path, n, t)
		return
	case encoding.TextUnmarshaler:
		if b.Telling && !b.is(path, n, Words, "string") {
			return
		}
		if text := n.Text(); !absent && b.read(path, text, func(s string) error { return t.UnmarshalText([]byte(s)) }) && text == "" && b.Telling {
			b.wrong("value-malformed", path)
		}
		return
	}
	switch into.Kind() {
	case reflect.Pointer:
		there := reflect.New(into.Type().Elem())
		none := n.Kind() == Typed && n.Text() == "none" && there.Elem().CanInt()
		if !absent && !none {
			into.Set(there)
			b.fill(path, n, into.Elem(), tag)
		}
	case reflect.Struct:
		b.object(path, n, into)
	case reflect.Slice:
		b.list(path, n, into, tag)
	case reflect.Map:
		b.mapping(path, n, into)
	case reflect.String:
		if b.printable(path, n) {
			b.words(path, n.Text(), into, tag)
		}
	case reflect.Bool:
		b.truth(path, n, into)
	default:
		b.number(path, n, into, tag)
	}
}

// read lets a value read itself, and notes when it cannot.
func (b *binder) read(path, text string, read func(string) error) bool {
	err := read(text)
	if err == nil {
		return true
	}
	code := "value-malformed"
	if known, ok := errors.AsType[*fault.Error](err); ok {
		code = known.Code
	}
	b.wrong(code, path, "given", text)
	return false
}

// members ranges over the members of an object, each key once, with their paths.
func (b *binder) members(path string, n Node) iter.Seq2[string, Node] {
	return func(yield func(string, Node) bool) {
		given := map[string]bool{}
		for key, m := range n.Members() {
			if b.full() {
				return
			}
			if given[key] {
				b.wrong("key-twice", path+"/"+Pointer(key))
				continue
			}
			given[key] = true
			if !yield(key, m) {
				return
			}
		}
	}
}

// object fills a struct: each key once, none that it does not know, and all that
// it needs.
func (b *binder) object(path string, n Node, into reflect.Value) {
	if !b.is(path, n, Object, "object") {
		return
	}
	known := fieldsBy(into.Type(), b.Tag)
	given := make([]bool, len(known))
	for key, m := range b.members(path, n) {
		i := slices.IndexFunc(known, func(f Field) bool { return f.Key == key })
		if i < 0 {
			fault.Choose(&b.problems, "unknown-key", b.place(path+"/"+Pointer(key)), key, keysOf(known))
			continue
		}
		given[i] = true
		b.fill(path+"/"+Pointer(key), m, into.FieldByIndex(known[i].Index), known[i].Tag)
	}
	if b.full() {
		return
	}
	for i, f := range known {
		if f.Needed && !given[i] && !b.Partial {
			b.wrong("key-missing", path+"/"+Pointer(f.Key), "key", f.Key)
		}
	}
}

func (b *binder) list(path string, n Node, into reflect.Value, tag reflect.StructTag) {
	switch kind := n.Kind(); {
	case kind == Null && !b.Telling:
		return
	case kind == Typed:
	case !b.is(path, n, List, "list"):
		return
	default:
		tag = "" // it bounds what is typed for one field
	}
	all := reflect.MakeSlice(into.Type(), 0, 0)
	for item := range n.Items() {
		if b.full() {
			return
		}
		one := reflect.New(into.Type().Elem()).Elem()
		b.fill(b.item(path, n, all.Len()), item, one, tag)
		all = reflect.Append(all, one)
	}
	into.Set(all)
}

// item is the path of one item; what is typed has one place.
func (b *binder) item(path string, n Node, i int) string {
	if n.Kind() == Typed {
		return path
	}
	return path + "/" + strconv.Itoa(i)
}

func (b *binder) mapping(path string, n Node, into reflect.Value) {
	if n.Kind() == Null && !b.Telling {
		return
	}
	into.Set(reflect.MakeMap(into.Type()))
	if !b.is(path, n, Object, "object") {
		return
	}
	for key, m := range b.members(path, n) {
		one := reflect.New(into.Type().Elem()).Elem()
		b.fill(path+"/"+Pointer(key), m, one, "")
		into.SetMapIndex(reflect.ValueOf(key).Convert(into.Type().Key()), one)
	}
}

func (b *binder) bytes(path string, n Node, into *[]byte) {
	if file, ok := n.(Content); ok {
		*into = file
		return
	}
	if !b.printable(path, n) {
		return
	}
	content, err := base64.StdEncoding.DecodeString(n.Text())
	if err != nil {
		b.wrong("base64-malformed", path)
	}
	*into = content
}

// printable reports whether a value is a text that a record can hold.
func (b *binder) printable(path string, n Node) bool {
	if n.Kind() != Typed && !b.is(path, n, Words, "string") {
		return false
	}
	return printable(&b.problems, b.place(path), n.Text())
}

func (b *binder) words(path, text string, into reflect.Value, tag reflect.StructTag) {
	if enum := tag.Get("enum"); enum != "" && !slices.Contains(strings.Split(enum, ","), text) && (text != "" || needs(tag)) {
		fault.Choose(&b.problems, "value-unknown", b.place(path), text, strings.Split(enum, ","))
		return
	}
	most := mostOf(tag)
	if b.Tag != "" {
		most = math.MaxInt
	}
	if !readable(&b.problems, b.place(path), text, most) {
		return
	}
	if strings.TrimSpace(text) == "" {
		text = ""
	}
	into.SetString(text)
}

func (b *binder) truth(path string, n Node, into reflect.Value) {
	text := n.Text()
	if n.Kind() != Truth && (n.Kind() != Typed || text != "true" && text != "false") {
		b.wrong("wrong-type", path, "want", "bool")
		return
	}
	into.SetBool(text == "true")
}

// number reads a whole number as it is written; 2.0 is not one.
func (b *binder) number(path string, n Node, into reflect.Value, tag reflect.StructTag) {
	text := n.Text()
	if n.Kind() == Typed {
		text = strings.TrimSpace(strings.Map(narrow, text))
	}
	value, err := strconv.ParseInt(text, 10, into.Type().Bits())
	if err != nil || n.Kind() != Typed && (n.Kind() != Number || strconv.FormatInt(value, 10) != text) {
		b.wrong("number-malformed", path, "given", text)
		return
	}
	if b.within(path, value, into, tag) {
		into.SetInt(value)
	}
}

// narrow makes a full-width digit an ordinary one.
func narrow(r rune) rune {
	if r >= '！' && r <= '～' {
		r -= '！' - '!'
	}
	return r
}

// within reports whether a number is one that the form takes.
func (b *binder) within(path string, n int64, into reflect.Value, tag reflect.StructTag) bool {
	low, hasLow := bound(tag, "minimum")
	high, hasHigh := bound(tag, "maximum")
	if hasLow && n < low || hasHigh && n > high {
		b.wrong("number-range", path, "given", n, "min", tag.Get("minimum"), "max", tag.Get("maximum"))
		return false
	}
	return true
}

func bound(tag reflect.StructTag, name string) (int64, bool) {
	n, err := strconv.ParseInt(tag.Get(name), 10, 64)
	return n, err == nil
}

// tree checks a value that the office decodes by itself: no key twice in it.
func (b *binder) tree(path string, n Node) {
	switch n.Kind() {
	case Object:
		for key, m := range b.members(path, n) {
			b.tree(path+"/"+Pointer(key), m)
		}
	case List:
		i := 0
		for item := range n.Items() {
			if b.full() {
				return
			}
			b.tree(path+"/"+strconv.Itoa(i), item)
			i++
		}
	case Words:
		b.printable(path, n)
	case Typed, File:
		b.wrong("wrong-type", path, "want", "object")
	}
}
