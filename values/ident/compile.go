package ident

import (
	"strconv"
	"strings"

	"akashi/values/fault"
)

// Compile reads the pattern of a Grammar. Its fault is of kind Invalid and
// names the first place that cannot be read.
func Compile(pattern string) (Grammar, error) {
	c := compiler{seen: map[string]bool{}}
	for c.rest = pattern; c.rest != ""; {
		if problem := c.next(); problem != "" {
			return Grammar{}, grammarFault(pattern, len(pattern)-len(c.rest), problem)
		}
	}
	switch {
	case c.optional:
		return Grammar{}, grammarFault(pattern, len(pattern), "close the parenthesis")
	case !c.required:
		return Grammar{}, grammarFault(pattern, len(pattern), "name at least one field outside parentheses")
	}
	return Grammar{pattern: pattern, parts: c.parts}, nil
}

func grammarFault(pattern string, at int, problem string) error {
	if len(pattern) > 60 {
		pattern = pattern[:60]
	}
	where := strconv.Quote(pattern) + " at character " + strconv.Itoa(at+1)
	return fault.Problems{{Code: "grammar-malformed", Where: where, Message: problem}}
}

// compiler reads a pattern from left to right.
type compiler struct {
	rest     string
	parts    []part
	seen     map[string]bool
	optional bool // inside parentheses
	grouped  bool // has had parentheses
	required bool // has had a field outside them
}

// next takes one part from the rest, or returns what to change.
func (c *compiler) next() (problem string) {
	switch first := c.rest[0]; {
	case first == '{':
		return c.field()
	case first == '(' && c.grouped:
		return "use one pair of parentheses at most"
	case first == '(':
		c.optional, c.grouped = true, true
		c.literal()
	case first == ')' && !c.optional:
		return "open the parenthesis first"
	case first == ')':
		c.literal()
		c.optional = false
	case first >= '0' && first <= '9', first >= 'A' && first <= 'Z', first == '-', first == '/', first == '.':
		c.literal()
	default:
		return "use capital letters, digits, - / . and fields only"
	}
	return ""
}

func (c *compiler) literal() {
	c.parts = append(c.parts, part{literal: c.rest[:1], optional: c.optional})
	c.rest = c.rest[1:]
}

func (c *compiler) field() (problem string) {
	body, after, closed := strings.Cut(c.rest[1:], "}")
	name, spec, _ := strings.Cut(body, ":")
	set, width, ok := charset(spec)
	switch {
	case !closed:
		return "close the field with }"
	case name == "" || strings.Trim(name, "abcdefghijklmnopqrstuvwxyz_") != "":
		return "name the field in small letters"
	case c.seen[name]:
		return "name each field once"
	case !ok:
		return "after the name, write a number of digits from 1 to 18, or a set such as [JTD]"
	}
	c.seen[name] = true
	c.required = c.required || !c.optional
	c.parts = append(c.parts, part{name: name, set: set, width: width, optional: c.optional})
	c.rest = after
	return ""
}

// charset reads "4" as four digits and "[JTD]" as one of three letters.
func charset(spec string) (set string, width int, ok bool) {
	if inner, found := strings.CutPrefix(spec, "["); found {
		set, found = strings.CutSuffix(inner, "]")
		return set, 1, found && set != "" && capitals(set)
	}
	width, err := strconv.Atoi(spec)
	return digitSet, width, err == nil && width >= 1 && width <= maxWidth && strconv.Itoa(width) == spec
}
