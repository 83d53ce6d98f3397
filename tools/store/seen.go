package store

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"sync"
)

// readings are rows that were read of one state of the store, by the question: what nobody can
// have changed meanwhile is not asked for twice. One look at a case asks the same from a dozen
// sides, and whoever turns its pages asks it again for each. A transaction that writes has its
// own, and forgets those that name a table when it writes to it.
type readings struct {
	lock   sync.Mutex
	of     map[string]answer
	size   int  // of all that is kept, in rows and questions
	shared bool // with others that read the same state
}

// answer is what was answered, and as how many rows it counts.
type answer struct {
	what any
	size int
}

// How many rows of one answer are worth keeping, and how many rows and questions in all.
const (
	kept    = 200
	keptAll = 4000
)

// own are the same readings for one who writes, as they are now.
func (r *readings) own() *readings {
	r.lock.Lock()
	defer r.lock.Unlock()
	return &readings{of: maps.Clone(r.of), size: r.size}
}

// before is what was answered to the question before.
func (r *readings) before(question string) any {
	r.lock.Lock()
	defer r.lock.Unlock()
	return r.of[question].what
}

// keep keeps an answer of so many rows, where there is room.
func (r *readings) keep(question string, what any, rows int) {
	r.lock.Lock()
	defer r.lock.Unlock()
	if rows > kept || r.size+rows+1 > keptAll {
		return
	}
	if r.of == nil {
		r.of = map[string]answer{}
	}
	r.of[question] = answer{what, rows + 1}
	r.size += rows + 1
}

// forget is for whoever runs a statement that may write: what was read of the table that it
// writes to counts no more, nor what was read beside it. A trigger writes to nothing but the search
// index of its own table, which no question names alone. Nobody writes while others read the same.
func (r *readings) forget(statement string) {
	table, writes := writtenTo(statement)
	if r.shared || !writes {
		return
	}
	r.lock.Lock()
	defer r.lock.Unlock()
	for question, was := range r.of {
		if strings.Contains(question, table) {
			delete(r.of, question)
			r.size -= was.size
		}
	}
}

// writtenTo is the table that a statement writes to: "", which every question names, where that
// cannot be told.
func writtenTo(statement string) (table string, writes bool) {
	if strings.HasPrefix(statement, "SELECT ") {
		return "", false
	}
	for _, verb := range []string{"INSERT INTO ", "UPDATE ", "DELETE FROM "} {
		if rest, is := strings.CutPrefix(statement, verb); is {
			table, _, _ = strings.Cut(rest, " ")
			return strings.Trim(table, `"`), true
		}
	}
	return "", true
}

// weight is what something made of rows counts as, in rows.
const weight = 20

// Made implements desk.Reader.
func (r reader) Made(name string, work func() (any, bool)) any {
	if !r.seen.shared {
		made, _ := work()
		return made
	}
	question := "made\x00" + name
	if before := r.seen.before(question); before != nil {
		return before
	}
	made, keep := work()
	if keep {
		r.seen.keep(question, made, weight)
	}
	return made
}

// questionOf tells one question from another. No text that is asked for has a zero in it, see
// findable.
func questionOf(table, rest string, args []any) string {
	if len(args) == 1 {
		if text, is := args[0].(string); is {
			return table + " " + rest + "\x00" + text
		}
	}
	return fmt.Sprintf("%s %s %q", table, rest, args)
}

// reading is one answer. Whoever is given it again may change what was given.
type reading[R any] struct {
	rows []R
	deep []int // rows with something read from JSON, which copies of them would share
}

// readingOf keeps rows that somebody is about to be given.
func readingOf[R any](t table[R], rows []R) reading[R] {
	kept := reading[R]{rows: rows}
	for i := range rows {
		if shares(t.columns(&rows[i])) {
			kept.deep = append(kept.deep, i)
		}
	}
	kept.rows = kept.again(t)
	return kept
}

// again gives the answer once more.
func (kept reading[R]) again(t table[R]) []R {
	rows := slices.Clone(kept.rows)
	for _, i := range kept.deep {
		for _, c := range t.columns(&rows[i]) {
			if j, is := c.field.(asJSON); is {
				value := reflect.ValueOf(j.of).Elem()
				value.Set(apart(value))
			}
		}
	}
	return rows
}

// shares reports whether a row that was read holds what copies of it would share.
func shares(columns []column) bool {
	return slices.ContainsFunc(columns, func(c column) bool {
		j, is := c.field.(asJSON)
		return is && !reflect.ValueOf(j.of).Elem().IsZero()
	})
}

// apart is a copy of a value that JSON was read into, which shares nothing with it.
func apart(v reflect.Value) reflect.Value {
	if plain(v.Type()) {
		return v
	}
	own := reflect.New(v.Type()).Elem()
	own.Set(v)
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() && v.Kind() == reflect.Pointer {
			own.Set(reflect.New(v.Type().Elem()))
			own.Elem().Set(apart(v.Elem()))
		} else if !v.IsNil() {
			own.Set(apart(v.Elem()))
		}
	case reflect.Slice:
		if !v.IsNil() {
			own.Set(reflect.MakeSlice(v.Type(), v.Len(), v.Len()))
		}
		reflect.Copy(own, v)
		for i := 0; !plain(v.Type().Elem()) && i < v.Len(); i++ {
			own.Index(i).Set(apart(v.Index(i)))
		}
	case reflect.Map:
		if !v.IsNil() {
			own.Set(reflect.MakeMapWithSize(v.Type(), v.Len()))
		}
		for each := v.MapRange(); each.Next(); {
			own.SetMapIndex(each.Key(), apart(each.Value()))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if own.Field(i).CanSet() && !plain(own.Field(i).Type()) { // what a type keeps to itself it does not let change
				own.Field(i).Set(apart(v.Field(i)))
			}
		}
	}
	return own
}

// plainness is what plain found of the types so far.
var plainness sync.Map

// plain reports whether a copy of a value of the type shares nothing that could be changed in it.
func plain(t reflect.Type) bool {
	if known, is := plainness.Load(t); is {
		return known.(bool)
	}
	is := true
	switch t.Kind() {
	case reflect.Pointer, reflect.Interface, reflect.Slice, reflect.Map:
		is = false
	case reflect.Array:
		is = plain(t.Elem())
	case reflect.Struct:
		for field := range t.Fields() {
			is = is && (!field.IsExported() || plain(field.Type))
		}
	}
	plainness.Store(t, is)
	return is
}
