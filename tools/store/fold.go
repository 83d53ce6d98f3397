package store

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"akashi/values/fault"
)

// fold writes text as a search compares it: without regard to width, case and the
// two kana (compatibility forms, lower case, hiragana), to older and newer forms of a
// character and to how a legal form is written, and without spaces, punctuation,
// hyphens and long marks, of which a Japanese keyboard offers a dozen that look alike.
func fold(text string) string {
	kept := strings.Map(func(r rune) rune {
		if newer, ok := alike[r]; ok {
			return newer
		}
		switch {
		case isSelector(r):
			return -1
		case r >= 'ァ' && r <= 'ヶ', r == 'ヽ', r == 'ヾ':
			return r - ('ァ' - 'ぁ')
		case r == 'ー':
			return -1
		case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r):
			return r
		}
		return -1
	}, strings.ToLower(norm.NFKC.String(text)))
	// What stood apart may belong together now, such as か and a voiced mark.
	return legalForms.Replace(oneGa(norm.NFC.String(kept)))
}

// foldAll folds each text and puts a space between them, which no folded text
// has: what a search finds never runs from one into the next.
func foldAll(texts ...string) string {
	var all []string
	for _, text := range texts {
		if folded := fold(text); folded != "" {
			all = append(all, folded)
		}
	}
	return strings.Join(all, " ")
}

// longest is how many characters a search may have, folded; more is not typed but
// pasted, and found nowhere.
const longest = 200

// terms are the words of a search, folded. Each of them must be found.
func terms(search string) ([]string, error) {
	if len(search) > 100*longest {
		return nil, tooLong()
	}
	folded := foldAll(strings.Fields(search)...)
	if utf8.RuneCountInString(folded) > longest {
		return nil, tooLong()
	}
	return strings.Fields(folded), nil
}

func tooLong() error {
	return fault.New(fault.Invalid, "store.search-too-long", fmt.Sprintf("search of more than %d characters", longest))
}

// gramsOf returns every pair of neighbouring characters of a folded text, and
// the last character of each word alone, once each, so that one character too can
// be searched for as the beginning of a gram.
func gramsOf(folded string) []string {
	var grams []string
	seen := map[string]bool{}
	for word := range strings.FieldsSeq(folded) {
		runes := []rune(word)
		for i := range runes {
			gram := string(runes[i:min(i+2, len(runes))])
			if !seen[gram] {
				seen[gram] = true
				grams = append(grams, gram)
			}
		}
	}
	return grams
}

// gramsFor returns the grams that a text which holds the term must have: its pairs,
// or the single character that it is.
func gramsFor(term string) []string {
	grams := gramsOf(term)
	runes := []rune(term)
	if len(runes) == 1 {
		return grams
	}
	last := string(runes[len(runes)-1])
	for i, gram := range grams {
		if gram == last {
			return append(grams[:i:i], grams[i+1:]...)
		}
	}
	return grams
}

// prefixed returns the engine's sign for the beginning of a gram after a single
// character, and nothing after a whole gram.
func prefixed(gram, sign string) string {
	if len([]rune(gram)) == 1 {
		return sign
	}
	return ""
}

// numberKey writes a number in one width and case and without spaces and hyphens,
// which people leave out or mistake for long marks, and without the stop of the sentence
// that it was copied from. Other signs belong to it.
func numberKey(number string) string {
	return strings.TrimRight(strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r), unicode.Is(unicode.Pd, r), r == 'ー', r == '−':
			return -1
		}
		return r
	}, strings.ToUpper(norm.NFKC.String(number))), "。、.,")
}

// markKey is the key of a mark's number without the count of its grants, which
// stands in parentheses and may be left out: 10860360(06) on an old certificate
// is the mark that is now 10860360(07).
func markKey(number string) string {
	key := numberKey(number)
	if bare, _, counted := strings.Cut(key, "("); counted && bare != "" {
		return bare
	}
	return key
}
