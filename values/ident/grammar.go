package ident

import (
	"fmt"
	"strconv"
	"strings"

	"akashi/values/fault"
)

// Grammar is how a scheme writes its mark numbers (使用許諾番号・登録番号). Its
// pattern is data of the scheme:
//
//	{seq:4}        a field of exactly four digits
//	{body:[JTD]}   a field of one character out of a set of capitals and digits
//	(…)            a part, printed in these parentheses, that may be left out
//	anything else  itself
//
// "{body:[JTD]}{seq:4}" reads J0072, and "{body:2}{operator:6}({count:2})"
// reads 10860360(07) as well as 10860360. The zero Grammar reads nothing.
type Grammar struct {
	pattern string
	parts   []part
}

// Fields are the named parts of a number.
type Fields map[string]string

// part is a literal, or a field when it has a name.
type part struct {
	literal  string
	name     string
	set      string // the characters a field may hold
	width    int
	optional bool
}

const (
	digitSet = "0123456789"
	maxWidth = 18
)

// String returns the pattern.
func (g Grammar) String() string { return g.pattern }

// MarshalText writes the pattern.
func (g Grammar) MarshalText() ([]byte, error) { return []byte(g.pattern), nil }

// UnmarshalText compiles the pattern of a scheme file.
func (g *Grammar) UnmarshalText(text []byte) error {
	compiled, err := Compile(string(text))
	if err != nil {
		return err
	}
	*g = compiled
	return nil
}

// Parse takes a number apart. Full-width characters, spaces and small letters
// are forgiven. A part that was left out has no fields. Its fault is of kind
// Invalid.
func (g Grammar) Parse(s string) (Fields, error) {
	rest := compact(s, " ")
	fields := Fields{}
	skipping := false
	for _, p := range g.parts {
		if p.literal == "(" && p.optional {
			skipping = !strings.HasPrefix(rest, "(")
		}
		if p.optional && skipping {
			continue
		}
		value, ok := p.match(rest)
		if !ok {
			return nil, malformed("mark-number-malformed", s)
		}
		if p.name != "" {
			fields[p.name] = value
		}
		rest = rest[len(value):]
	}
	if rest != "" || len(fields) == 0 {
		return nil, malformed("mark-number-malformed", s)
	}
	return fields, nil
}

// match returns what the part takes from the front of s.
func (p part) match(s string) (string, bool) {
	if p.name == "" {
		return p.literal, strings.HasPrefix(s, p.literal)
	}
	if len(s) < p.width {
		return "", false
	}
	return s[:p.width], p.allows(s[:p.width])
}

func (p part) allows(value string) bool {
	return len(value) == p.width && strings.Trim(value, p.set) == ""
}

// Format puts a number together. A part in parentheses is printed when one of
// its fields is given. It refuses a field that is missing, unknown or does not
// fit, and names all of them.
func (g Grammar) Format(fields Fields) (string, error) {
	var text strings.Builder
	var problems fault.Problems
	withOptional := g.hasOptional(fields)
	known := 0
	for _, p := range g.parts {
		value, given := fields[p.name]
		if p.name != "" && given {
			known++
		}
		switch {
		case p.optional && !withOptional:
		case p.name == "":
			text.WriteString(p.literal)
		case p.allows(value):
			text.WriteString(value)
		default:
			problems.Add("mark-field-malformed", p.name, "given", value, "width", p.width, "set", string(p.set))
		}
	}
	if known != len(fields) || len(g.parts) == 0 {
		problems.Add("mark-field-unknown", "", "given", g.pattern)
	}
	if err := problems.Err(); err != nil {
		return "", err
	}
	return text.String(), nil
}

func (g Grammar) hasOptional(fields Fields) bool {
	for _, p := range g.parts {
		if _, given := fields[p.name]; given && p.optional {
			return true
		}
	}
	return false
}

// Names lists the fields of the grammar in order.
func (g Grammar) Names() []string {
	var names []string
	for _, p := range g.parts {
		if p.name != "" {
			names = append(names, p.name)
		}
	}
	return names
}

// Count writes n as the field of the name has it, with zeros in front. A number
// too great for the field comes out too long, and Format refuses it.
func (g Grammar) Count(name string, n int) string {
	for _, p := range g.parts {
		if p.name == name {
			return fmt.Sprintf("%0*d", p.width, n)
		}
	}
	return strconv.Itoa(n)
}

// Normalize returns the number as Format prints it.
func (g Grammar) Normalize(s string) (string, error) {
	fields, err := g.Parse(s)
	if err != nil {
		return "", err
	}
	return g.Format(fields)
}
