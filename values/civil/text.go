package civil

import (
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"time"
)

// Parse reads a day written as "2024-02-29", and nothing looser. Its fault is
// of kind Invalid.
func Parse(s string) (Date, error) {
	if len(s) != len("2006-01-02") || s[4] != '-' || s[7] != '-' {
		return Date{}, malformed(s)
	}
	y, okY := number(s[:4])
	m, okM := number(s[5:7])
	d, okD := number(s[8:])
	if !okY || !okM || !okD {
		return Date{}, malformed(s)
	}
	date, err := Of(y, m, d)
	if err != nil {
		return Date{}, malformed(s)
	}
	return date, nil
}

// number reads ASCII digits only: strconv would let a sign through.
func number(s string) (int, bool) {
	n := 0
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = n*10 + int(s[i]-'0')
	}
	return n, true
}

// String returns the day as "2024-02-29", and "" for no date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	y, m, day := d.Civil()
	return fmt.Sprintf("%04d-%02d-%02d", y, m, day)
}

// MarshalText writes the day as String does.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads a day as Parse does, and "" as no date.
func (d *Date) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	date, err := Parse(string(text))
	if err != nil {
		return err
	}
	*d = date
	return nil
}

// MarshalJSON writes the day as a string, and null for no date.
func (d Date) MarshalJSON() ([]byte, error) {
	if d.IsZero() {
		return []byte("null"), nil
	}
	return json.Marshal(d.String())
}

// UnmarshalJSON reads a string as UnmarshalText does, and null as no date.
func (d *Date) UnmarshalJSON(data []byte) error {
	var text string
	if err := json.Unmarshal(data, &text); err != nil {
		return malformed(string(data))
	}
	return d.UnmarshalText([]byte(text))
}

// Value stores the day as TEXT "2024-02-29", and no date as NULL.
func (d Date) Value() (driver.Value, error) {
	if d.IsZero() {
		return nil, nil
	}
	return d.String(), nil
}

// Scan reads what Value stored. A column of a date type also arrives as a
// time.Time at midnight of that day; its zone is the driver's and means
// nothing, so the day is taken as it is written.
func (d *Date) Scan(value any) error {
	switch v := value.(type) {
	case nil:
		*d = Date{}
		return nil
	case string:
		return d.UnmarshalText([]byte(v))
	case []byte:
		return d.UnmarshalText(v)
	case time.Time:
		return d.UnmarshalText([]byte(v.Format(time.DateOnly)))
	default:
		return malformed(fmt.Sprint(v))
	}
}
