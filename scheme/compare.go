package scheme

import (
	"encoding"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// ChangeKind says how a thing of one edition stands to that of another (新旧対照).
type ChangeKind string

// The kinds of a change.
const (
	Added     ChangeKind = "added"     // 新設
	Dropped   ChangeKind = "dropped"   // 廃止
	Succeeded ChangeKind = "succeeded" // another criterion takes its place (統合・移設)
	Changed   ChangeKind = "changed"   // 変更
)

// Change is one thing in which an edition differs from another. It stands at a path of the
// file, in which what has an ID stands under that: /criteria/2-1-1/points.
type Change struct {
	Kind   ChangeKind `json:"kind"`
	Where  string     `json:"where"`
	Item   string     `json:"item,omitempty"` // the criterion that it is about
	Before string     `json:"before,omitempty"`
	After  string     `json:"after,omitempty"`
}

// Compare lists what the second edition changes in the first, in the order of the file: what
// was there and what was not, a whole thing once and not by its parts. Of criteria that have
// another in their place it says which. What only moves within the file is no change.
func Compare(from, to *Edition) []Change {
	old, now := listing(from), listing(to)
	var changes []Change
	note := func(kind ChangeKind, where, before, after string) {
		item := ""
		if rest, ok := strings.CutPrefix(where, "/criteria/"); ok {
			item, _, _ = strings.Cut(rest, "/")
		}
		changes = append(changes, Change{kind, where, item, before, after})
	}
	for _, path := range old.order {
		switch after, there := now.at[path]; {
		case there && after != old.at[path]:
			note(Changed, path, old.at[path], after)
		case !there && now.holds(parent(path)):
			if heirs := heirsOf(to, path); len(heirs) > 0 {
				note(Succeeded, path, old.at[path], strings.Join(heirs, ", "))
			} else {
				note(Dropped, path, old.at[path], "")
			}
		}
	}
	for _, path := range now.order {
		if _, there := old.at[path]; !there && old.holds(parent(path)) {
			note(Added, path, "", now.at[path])
		}
	}
	rank := func(c Change) int { return slices.Index(sections(), strings.SplitN(c.Where, "/", 3)[1]) }
	slices.SortStableFunc(changes, func(a, b Change) int { return rank(a) - rank(b) })
	return changes
}

// heirsOf names the criteria that stand in the place of the one at the path.
func heirsOf(to *Edition, path string) []string {
	id, is := strings.CutPrefix(path, "/criteria/")
	if !is || strings.Contains(id, "/") {
		return nil
	}
	return to.Heirs(id)
}

// content is an edition as a list of its values by path, each container before what is in it,
// empty itself. What is not set is not there.
type content struct {
	order []string
	at    map[string]string
}

func listing(e *Edition) content {
	c := content{at: map[string]string{}}
	c.list("", reflect.ValueOf(*e))
	return c
}

func (c *content) holds(path string) bool {
	_, there := c.at[path]
	return there
}

func (c *content) put(path, text string) {
	c.order, c.at[path] = append(c.order, path), text
}

func (c *content) list(path string, v reflect.Value) {
	if v.Kind() == reflect.Pointer && !v.IsNil() {
		v = v.Elem()
	}
	if v.IsZero() && path != "" {
		return
	}
	if value, is := v.Interface().(encoding.TextMarshaler); is {
		text, _ := value.MarshalText() // what was read from a file can be written
		c.put(path, string(text))
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		c.put(path, "")
		for i := range v.NumField() {
			f := v.Type().Field(i)
			switch key := f.Tag.Get("yaml"); {
			case !f.IsExported():
			case strings.HasPrefix(key, ","): // its fields stand beside those around it
				c.fields(path, v.Field(i))
			default:
				c.list(path+"/"+key, v.Field(i))
			}
		}
	case reflect.Slice:
		c.slice(path, v)
	case reflect.Map:
		c.put(path, "")
		visitEntries(path, v, func(at string, v reflect.Value) {
			if strings.Count(at, "/") == strings.Count(path, "/")+1 {
				c.list(at, v)
			}
		})
	default:
		c.put(path, fmt.Sprint(v))
	}
}

func (c *content) fields(path string, v reflect.Value) {
	for i := range v.NumField() {
		c.list(path+"/"+v.Type().Field(i).Tag.Get("yaml"), v.Field(i))
	}
}

// slice lists what has IDs under them, plain values in one, and all else by its place.
func (c *content) slice(path string, v reflect.Value) {
	switch v.Type().Elem().Kind() {
	case reflect.Struct, reflect.Pointer:
	default:
		c.put(path, strings.Trim(fmt.Sprint(v.Interface()), "[]"))
		return
	}
	c.put(path, "")
	for i := range v.Len() {
		key := strconv.Itoa(i + 1)
		if id := field(reflect.Indirect(v.Index(i)), "id"); id.IsValid() && id.Kind() == reflect.String && id.String() != "" {
			key = id.String()
		}
		c.list(path+"/"+key, v.Index(i))
	}
}

// sections are the keys of a file in their order.
func sections() (keys []string) {
	t := reflect.TypeFor[Edition]()
	for i := range t.NumField() {
		keys = append(keys, t.Field(i).Tag.Get("yaml"))
	}
	return keys
}

func parent(path string) string { return path[:max(strings.LastIndex(path, "/"), 0)] }
