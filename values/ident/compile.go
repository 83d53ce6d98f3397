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
		return Grammar{}, grammarFault(pattern, len(pattern), "open-parenthesis")
	case !c.required:
		return Grammar{}, grammarFault(pattern, len(pattern), "no-field")
	}
	return Grammar{pattern: pattern, parts: c.parts}, nil
}

func grammarFault(pattern string, at int, problem string) error {
	return fault.Wrong("grammar-malformed", "character "+strconv.Itoa(at+1), "given", pattern, "why", problem)
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

// next takes one part from the rest, or returns the word for what is wrong there.
func (c *compiler) next() (problem string) {
	switch first := c.rest[0]; {
	case first == '{':
		return c.field()
	case first == '(' && c.grouped:
		return "two-parentheses"
	case first == '(':
		c.optional, c.grouped = true, true
		c.literal()
	case first == ')' && !c.optional:
		return "no-parenthesis"
	case first == ')':
		c.literal()
		c.optional = false
	case first >= '0' && first <= '9', first >= 'A' && first <= 'Z', first == '-', first == '/', first == '.':
		c.literal()
	default:
		return "letter"
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
		return "open-field"
	case name == "" || strings.Trim(name, "abcdefghijklmnopqrstuvwxyz_") != "":
		return "field-name"
	case c.seen[name]:
		return "field-twice"
	case !ok:
		return "field-width"
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
