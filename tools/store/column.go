package store

import (
	"bytes"
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"time"
	"unicode/utf8"

	"akashi/values/fault"
)

// column ties a column of a table to the field of one record: what is written is
// read from the field, and what is read is scanned into it.
type column struct {
	name  string
	field any // a pointer to the field, or a moment, an optional or a plain value
}

// value returns what to write, as one of the few types that every driver takes.
// Text that one of the databases would not take, or not give back as it was, is
// refused here for both.
func (c column) value() (any, error) {
	value, err := driver.DefaultParameterConverter.ConvertValue(c.field)
	if err != nil {
		return nil, fmt.Errorf("column %s: %w", c.name, err)
	}
	if text, ok := value.(string); ok && !storable(text) {
		return nil, fault.New(fault.Invalid, "store.text-malformed", "column "+c.name)
	}
	return value, nil
}

func storable(text string) bool { return utf8.ValidString(text) && !strings.ContainsRune(text, 0) }

// moment keeps a point in time in UTC, to the microsecond, and the zero time as
// NULL.
type moment struct{ at *time.Time }

const momentLayout = "2006-01-02T15:04:05.000000Z"

// Value writes the moment.
func (m moment) Value() (driver.Value, error) {
	if m.at.IsZero() {
		return nil, nil
	}
	return m.at.UTC().Format(momentLayout), nil
}

// Scan reads the moment: PostgreSQL knows it as a time, SQLite as the text written.
func (m moment) Scan(value any) (err error) {
	switch v := value.(type) {
	case nil:
		*m.at = time.Time{}
	case time.Time:
		*m.at = v.UTC()
	case string:
		*m.at, err = time.Parse(momentLayout, v)
	default:
		err = fmt.Errorf("moment: got %T", value)
	}
	return err
}

// optional keeps "" as NULL, so that what is not there refers to nothing.
type optional struct{ text *string }

// Value writes the text.
func (o optional) Value() (driver.Value, error) {
	if *o.text == "" {
		return nil, nil
	}
	return *o.text, nil
}

// Scan reads the text.
func (o optional) Scan(value any) error {
	switch v := value.(type) {
	case nil:
		*o.text = ""
	case string:
		*o.text = v
	case []byte:
		*o.text = string(v)
	default:
		return fmt.Errorf("text: got %T", value)
	}
	return nil
}

// asJSON keeps a value that of points to as its JSON, and the zero value as "".
type asJSON struct{ of any }

// Value writes the JSON.
func (j asJSON) Value() (driver.Value, error) {
	if reflect.ValueOf(j.of).Elem().IsZero() {
		return "", nil
	}
	body, err := json.Marshal(j.of)
	if err != nil {
		return nil, err
	}
	return written{(*json.RawMessage)(&body)}.Value()
}

// Scan reads the JSON into a value of its own, shared with no row before.
func (j asJSON) Scan(value any) error {
	var text string
	if err := (optional{&text}).Scan(value); err != nil {
		return err
	}
	reflect.ValueOf(j.of).Elem().SetZero()
	if text == "" {
		return nil
	}
	return json.Unmarshal([]byte(text), j.of)
}

// written keeps JSON that is written already.
type written struct{ of *json.RawMessage }

// Value is the JSON. The text in it is held to what any column can keep.
func (w written) Value() (driver.Value, error) {
	if bytes.Contains(*w.of, []byte(`\ufffd`)) { // what is not UTF-8 comes out so
		return nil, fault.New(fault.Invalid, "store.text-malformed", "JSON")
	}
	return string(*w.of), nil
}

// Scan takes the JSON as it is.
func (w written) Scan(value any) error {
	var text string
	err := optional{&text}.Scan(value)
	*w.of = json.RawMessage(text)
	return err
}
