package cvss

import (
	"strings"

	"akashi/rules/diagnosis"
)

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
			return nil, flaw("pair", "part", part)
		}
		metrics = append(metrics, metric{word(name), word(value)})
	}
	if len(metrics) == 0 {
		return nil, flaw("empty")
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
