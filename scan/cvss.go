package scan

import (
	"fmt"
	"math"
	"strings"

	gocvss20 "github.com/pandatix/go-cvss/20"
	gocvss30 "github.com/pandatix/go-cvss/30"
	gocvss31 "github.com/pandatix/go-cvss/31"
	gocvss40 "github.com/pandatix/go-cvss/40"

	"akashi/diagnosis"
	"akashi/fault"
	"akashi/scheme"
)

// Version is a version of CVSS as its specification numbers it.
type Version string

// The versions with vectors.
const (
	V20 Version = "2.0"
	V30 Version = "3.0"
	V31 Version = "3.1"
	V40 Version = "4.0"
)

// Metric returns the name by which an edition calls the version; 3.0 and 3.1
// count as one.
func (v Version) Metric() scheme.CVSSVersion {
	switch v {
	case V20:
		return scheme.CVSS2
	case V30, V31:
		return scheme.CVSS3
	case V40:
		return scheme.CVSS4
	}
	return ""
}

// maxVector is longer than every vector written out in words.
const maxVector = 2000

// Base returns the version of a vector and its base score (基本値). It reads the
// notations of scanners: prefixes such as "CVSS2#", parentheses, a score before
// the vector, metrics in any order or written as words. Temporal, threat and
// environmental metrics are checked and left out of the score. A vector without
// a prefix is told by its metrics; 3.0 and 3.1 give the same base score, so such
// a one counts as 3.1. A fault is of kind Invalid.
func Base(vector string) (Version, diagnosis.Tenths, error) {
	if len(vector) > maxVector {
		return "", diagnosis.Tenths{}, wrongVector(vector, "it is too long")
	}
	version, body := cutPrefix(vector)
	metrics, err := splitMetrics(body)
	if err != nil {
		return "", diagnosis.Tenths{}, wrongVector(vector, err.Error())
	}
	if version == "" {
		version = guessVersion(metrics)
	}
	score, err := notations[version].score(metrics)
	if err != nil {
		return "", diagnosis.Tenths{}, wrongVector(vector, err.Error())
	}
	tenths, ok := diagnosis.Score(int(math.Round(score * 10)))
	if !ok {
		return "", diagnosis.Tenths{}, wrongVector(vector, "its score is outside 0 to 10")
	}
	return version, tenths, nil
}

func wrongVector(vector, why string) error {
	return fault.New(fault.Invalid, "vector-malformed", fmt.Sprintf("vector %.80q: %s", vector, why))
}

// prefixes are tried in order; "" leaves the version to the metrics.
func prefixes() []struct {
	text    string
	version Version
} {
	return []struct {
		text    string
		version Version
	}{
		{"cvss:2.0", V20}, {"cvss:3.0", V30}, {"cvss:3.1", V31}, {"cvss:4.0", V40},
		{"cvss2.0", V20}, {"cvss3.0", V30}, {"cvss3.1", V31}, {"cvss4.0", V40},
		{"cvssv2.0", V20}, {"cvssv3.0", V30}, {"cvssv3.1", V31}, {"cvssv4.0", V40},
		{"cvss:2", V20}, {"cvss2", V20}, {"cvssv2", V20},
		{"cvss:3", V31}, {"cvss3", V31}, {"cvssv3", V31},
		{"cvss:4", V40}, {"cvss4", V40}, {"cvssv4", V40},
		{"cvss", ""},
	}
}

// cutPrefix takes off parentheses, a leading score and the prefix.
func cutPrefix(vector string) (Version, string) {
	s := trimBrackets(vector)
	if head, rest, found := strings.Cut(s, "/"); found {
		if _, err := diagnosis.ParseTenths(strings.TrimSpace(head)); err == nil {
			s = trimBrackets(rest)
		}
	}
	for _, p := range prefixes() {
		if len(s) >= len(p.text) && strings.EqualFold(s[:len(p.text)], p.text) {
			rest := strings.TrimLeft(s[len(p.text):], " \t#:/")
			if len(rest) == len(s)-len(p.text) {
				continue // no separator: another word begins so
			}
			return p.version, trimBrackets(rest)
		}
	}
	return "", s
}

func trimBrackets(s string) string { return strings.Trim(s, " \t\r\n()[]\"'") }

// metric is one name and value of a vector, in the letters it was written in.
type metric struct{ name, value string }

func splitMetrics(body string) ([]metric, error) {
	parts := strings.FieldsFunc(body, func(r rune) bool { return r == '/' || r == ',' || r == ';' || r == '\n' })
	metrics := make([]metric, 0, len(parts))
	for _, part := range parts {
		name, value, found := strings.Cut(part, ":")
		if !found {
			return nil, fmt.Errorf("%.40q is not name:value", part)
		}
		metrics = append(metrics, metric{word(name), word(value)})
	}
	if len(metrics) == 0 {
		return nil, fmt.Errorf("it names no metric")
	}
	return metrics, nil
}

// word brings the spellings of a name together: "Adjacent_Network", "adjacent
// network" and "ADJACENT-NETWORK" are one.
func word(s string) string {
	return strings.ToLower(strings.Map(func(r rune) rune {
		if r == ' ' || r == '_' || r == '-' || r == '\t' || r == '\r' {
			return -1
		}
		return r
	}, s))
}

// guessVersion tells the version by a metric that no other version has.
func guessVersion(metrics []metric) Version {
	for _, m := range metrics {
		switch m.name {
		case "au", "authentication":
			return V20
		case "at", "attackrequirements", "vc", "sc":
			return V40
		case "s", "scope":
			return V31
		}
	}
	return ""
}

// calculator is what the library's types have in common.
type calculator interface {
	Set(metric, value string) error
}

// notation is how one version writes its vectors.
type notation struct {
	base []baseMetric
	// parse takes the base metrics and returns their score and a calculator
	// that knows which further metrics are allowed.
	parse func(vector string) (float64, calculator, error)
	head  string
}

func (n notation) score(metrics []metric) (float64, error) {
	if n.parse == nil {
		return 0, fmt.Errorf("its version cannot be told")
	}
	letters := make([]string, len(n.base))
	var further []metric
	for _, m := range metrics {
		i := n.find(m.name)
		if i < 0 {
			further = append(further, m)
			continue
		}
		if letters[i] != "" {
			return 0, fmt.Errorf("%s stands twice", n.base[i].name)
		}
		letter, ok := n.base[i].values[m.value]
		if !ok {
			return 0, fmt.Errorf("%s cannot be %.40q", n.base[i].name, m.value)
		}
		letters[i] = letter
	}
	var vector strings.Builder
	for i, letter := range letters {
		if letter == "" {
			return 0, fmt.Errorf("%s is missing", n.base[i].name)
		}
		vector.WriteString("/" + n.base[i].name + ":" + letter)
	}
	score, calc, err := n.parse(n.head + strings.TrimPrefix(vector.String(), "/"))
	if err != nil {
		return 0, err
	}
	return score, checkFurther(calc, further)
}

func (n notation) find(name string) int {
	for i, b := range n.base {
		if name == strings.ToLower(b.name) || name == b.word || name == b.other {
			return i
		}
	}
	return -1
}

// checkFurther refuses metrics that the version does not have, for they show
// that the vector is not what it seems.
func checkFurther(calc calculator, further []metric) error {
	seen := map[string]bool{}
	for _, m := range further {
		if seen[m.name] {
			return fmt.Errorf("%.40q stands twice", m.name)
		}
		seen[m.name] = true
		if err := calc.Set(strings.ToUpper(m.name), furtherValue(m.value)); err != nil {
			return fmt.Errorf("%.40q:%.40q: %w", m.name, m.value, err)
		}
	}
	return nil
}

// furtherValue restores the letters of values that are not all capitals.
func furtherValue(value string) string {
	mixed := map[string]string{"clear": "Clear", "green": "Green", "amber": "Amber", "red": "Red"}
	if v, ok := mixed[value]; ok {
		return v
	}
	return strings.ToUpper(value)
}

func parse20(vector string) (float64, calculator, error) {
	c, err := gocvss20.ParseVector(vector)
	if err != nil {
		return 0, nil, err
	}
	return c.BaseScore(), c, nil
}

func parse30(vector string) (float64, calculator, error) {
	c, err := gocvss30.ParseVector(vector)
	if err != nil {
		return 0, nil, err
	}
	return c.BaseScore(), c, nil
}

func parse31(vector string) (float64, calculator, error) {
	c, err := gocvss31.ParseVector(vector)
	if err != nil {
		return 0, nil, err
	}
	return c.BaseScore(), c, nil
}

func parse40(vector string) (float64, calculator, error) {
	c, err := gocvss40.ParseVector(vector)
	if err != nil {
		return 0, nil, err
	}
	return c.Score(), c, nil
}
