// Package told asks the catalogue for the sentences of what went wrong, for tests
// of the rooms that speak in codes.
package told

import (
	"regexp"
	"strings"
	"testing"
	"unicode"

	"akashi/values/fault"
	"akashi/words"
)

// InBoth refuses a problem without a sentence of its own in each language, a
// figure that the sentence asks for and nobody gave, and a value as Go prints it.
func InBoth(t testing.TB, problems fault.Problems) {
	t.Helper()
	for _, lang := range words.Languages() {
		book := words.In(lang)
		for _, p := range book.Problems(problems) {
			japanese := strings.IndexFunc(p.Message, isJapanese) >= 0
			switch {
			case !book.Has("fault." + p.Code):
				t.Errorf("%s has no sentence", p.Code)
			case p.Message == "" || gap.MatchString(p.Message):
				t.Errorf("%s is told with a gap: %q", p.Code, p.Message)
			case lang == words.Japanese && !japanese:
				t.Errorf("%s is not told in Japanese: %q", p.Code, p.Message)
			}
		}
	}
}

// gap is what a sentence must not show.
var gap = regexp.MustCompile(`\{[a-z_]+(:[a-z]+)?\}|%!|<nil>|map\[|「」|（）|“”|  `)

func isJapanese(r rune) bool { return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) }
