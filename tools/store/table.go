package store

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"

	"akashi/values/fault"
)

// table says how one kind of record is kept.
type table[R any] struct {
	name    string
	key     string // the column by which Save finds the row
	columns func(*R) []column
	derived func(*R) []column // written beside the columns, for searching, and never read
	again   bool              // a row under a key that is there already is the same row
	order   func(a, b R) int  // what is found stands in an order that no engine knows; nil: as it was asked for
}

// relation is a table of whatever records.
type relation interface {
	record() reflect.Type
	table() string
	insert(into reader, recs []any) error
	save(in reader, rec any) error
}

// relations finds the table of a record by its type.
type relations map[reflect.Type]relation

// index refuses a second table for a kind of record, and a second kind for a table.
func index(all ...relation) (relations, error) {
	found, names := relations{}, map[string]bool{}
	for _, r := range all {
		if _, twice := found[r.record()]; twice || names[r.table()] {
			return nil, fmt.Errorf("table %s of %s is listed twice", r.table(), r.record())
		}
		found[r.record()], names[r.table()] = r, true
	}
	return found, nil
}

func (rs relations) of(rec any) (relation, error) {
	r, ok := rs[reflect.TypeOf(rec)]
	if !ok {
		return nil, fmt.Errorf("no table keeps a %T", rec)
	}
	return r, nil
}

func (t table[R]) table() string { return t.name }

func (t table[R]) record() reflect.Type { return reflect.TypeFor[*R]() }

// save replaces the row of the record, which is a *R.
func (t table[R]) save(in reader, rec any) error {
	if t.key == "" {
		return fmt.Errorf("rows of %s are written once", t.name)
	}
	written := t.written(rec.(*R))
	version := versionOf(written)
	if version != nil {
		*version++
	}
	changed, err := t.update(in, written, version)
	if err == nil && changed == 0 {
		err = fault.New(fault.Conflict, "store.version", t.name)
	}
	if err != nil && version != nil {
		*version--
	}
	return err
}

func (t table[R]) update(in reader, written []column, version *int) (int64, error) {
	args, err := valuesOf(written)
	if err != nil {
		return 0, err
	}
	sets := make([]string, len(written))
	for i, c := range written {
		sets[i] = quoted(c.name) + " = ?"
		if c.name == t.key {
			args = append(args, args[i])
		}
	}
	query := "UPDATE " + quoted(t.name) + " SET " + strings.Join(sets, ", ") + " WHERE " + quoted(t.key) + " = ?"
	if version != nil {
		query += " AND version = ?"
		args = append(args, *version-1)
	}
	result, err := in.exec(query, args...)
	if err != nil {
		return 0, err
	}
	return result.RowsAffected()
}

func (t table[R]) written(rec *R) []column {
	if t.derived == nil {
		return t.columns(rec)
	}
	return append(t.columns(rec), t.derived(rec)...)
}

func versionOf(columns []column) *int {
	for _, c := range columns {
		if c.name == "version" {
			version, _ := c.field.(*int)
			return version
		}
	}
	return nil
}

func begin(columns []column) {
	if version := versionOf(columns); version != nil && *version == 0 {
		*version = 1
	}
}

func valuesOf(columns []column) ([]any, error) {
	values := make([]any, len(columns))
	for i, c := range columns {
		value, err := c.value()
		if err != nil {
			return nil, err
		}
		values[i] = value
	}
	return values, nil
}

func namesOf(columns []column) []string {
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = c.name
	}
	return names
}

func fieldsOf(columns []column) []any {
	fields := make([]any, len(columns))
	for i, c := range columns {
		fields[i] = c.field
	}
	return fields
}

// selected begins the query for rows of the table. Its text is made once for each list of
// columns: some records are also read in part.
func (t table[R]) selected(columns []column) string {
	key := selection{t.name, len(columns)}
	if known, ok := selections.Load(key); ok && slices.EqualFunc(columns, known.(selected).names, column.called) {
		return known.(selected).text
	}
	names := namesOf(columns)
	made := selected{names, "SELECT " + list(names) + " FROM " + quoted(t.name) + " "}
	selections.Store(key, made)
	return made.text
}

type (
	selection struct {
		table   string
		columns int
	}
	selected struct {
		names []string
		text  string
	}
)

var selections sync.Map // what is selected, by how much of which table

func (c column) called(name string) bool { return c.name == name }

func list(names []string) string {
	all := make([]string, len(names))
	for i, name := range names {
		all[i] = quoted(name)
	}
	return strings.Join(all, ", ")
}

// quoted lets a column have the name of a word of SQL.
func quoted(name string) string { return `"` + name + `"` }
