package form

import (
	"maps"
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"akashi/values/fault"
)

// Query fills a struct from what follows the question mark. It reports every
// problem at once; without a struct nothing may follow. An empty value is none.
func Query(raw string, into any) error {
	given, err := url.ParseQuery(raw)
	if err != nil {
		return fault.Wrong("query.malformed", "?")
	}
	var asked Group
	for _, name := range slices.Sorted(maps.Keys(given)) {
		if values := given[name]; len(values) > 1 || values[0] != "" {
			asked.Put(Type(values...), name)
		}
	}
	if into == nil {
		into = &struct{}{}
	}
	return Paper{Place: func(path string) string { return "?" + strings.TrimPrefix(path, "/") }}.Fill(&asked, into)
}

// Printable reports whether a text on one line can be shown as it is.
func Printable(text string) bool {
	return utf8.ValidString(text) && !strings.ContainsFunc(text, unicode.IsControl)
}
