package store

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"akashi/app/desk"
	"akashi/values/fault"
)

// reader finds records within one transaction.
type reader struct{ *statements }

var _ desk.Reader = reader{}

// find returns the rows of the table that the rest of the query, from WHERE or
// ORDER BY on, leaves.
func find[R any](r reader, t table[R], rest string, args ...any) (found []R, err error) {
	if !findable(args) {
		return []R{}, nil
	}
	question := questionOf(t.name, rest, args)
	if before, ok := r.seen.before(question).(reading[R]); ok {
		return before.again(t), nil
	}
	var rec R // each row is read into it and copied from it
	columns := t.columns(&rec)
	query := t.selected(columns) + rest
	rows, err := r.query(query, args...)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", t.name, err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	found = []R{}
	fields := fieldsOf(columns)
	for rows.Next() {
		if err := rows.Scan(fields...); err != nil {
			return nil, fmt.Errorf("read %s: %w", t.name, err)
		}
		found = append(found, rec)
	}
	if err := r.ended(rows.Err()); err != nil {
		return nil, fmt.Errorf("read %s: %w", t.name, err)
	}
	if t.order != nil {
		slices.SortStableFunc(found, t.order)
	}
	if len(found) <= kept {
		r.seen.keep(question, readingOf(t, found), len(found))
	}
	return found, nil
}

// findable reports whether what is asked for could be in the store at all. Text
// that cannot be kept cannot be found, and PostgreSQL would not even look.
func findable(args []any) bool {
	for _, arg := range args {
		if text, is := arg.(string); is && storable(text) {
			continue
		}
		if v := reflect.ValueOf(arg); v.Kind() == reflect.String && !storable(v.String()) {
			return false
		}
	}
	return true
}

// one returns the first of the rows, and what is the name of what was looked for
// when there is none.
func one[R any](r reader, t table[R], what, rest string, args ...any) (R, error) {
	found, err := find(r, t, rest+" LIMIT 1", args...)
	if err == nil && len(found) == 0 {
		err = fault.New(fault.NotFound, "store.no-such-"+strings.ReplaceAll(t.name, "_", "-"), what)
	}
	if err != nil {
		var none R
		return none, err
	}
	return found[0], nil
}

// conditions is a WHERE clause under construction.
type conditions struct {
	texts []string
	args  []any
}

func (c *conditions) and(text string, args ...any) {
	c.texts = append(c.texts, text)
	c.args = append(c.args, args...)
}

// same narrows by a column unless the value asked for is empty.
func (c *conditions) same(name, value string) {
	if value != "" {
		c.and(quoted(name)+" = ?", value)
	}
}

func (c *conditions) where() string {
	if len(c.texts) == 0 {
		return ""
	}
	return "WHERE (" + strings.Join(c.texts, ") AND (") + ") "
}

// limit ends a query after n rows; 0 is all of them.
func limit(n int) string {
	if n <= 0 {
		return ""
	}
	return fmt.Sprintf(" LIMIT %d", n)
}
