package words

import (
	"fmt"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"akashi/scheme"
)

// Language is a language of the product, by its code.
type Language string

// The languages. Every sentence stands in both.
const (
	Japanese Language = "ja"
	English  Language = "en"
)

// Languages lists the languages, the one of the office first.
func Languages() []Language { return []Language{Japanese, English} }

// Book is the catalogue of one language, opened for an edition or for none.
type Book struct {
	lang    Language
	text    map[string]string
	edition *scheme.Edition
}

// The catalogues are read when they are first asked for, each by itself: a
// command that speaks Japanese never reads the English one.
var (
	japanese = sync.OnceValue(func() *Book { return read(Japanese) })
	english  = sync.OnceValue(func() *Book { return read(English) })
)

// In returns the catalogue of a language, and the Japanese one for a language
// that the product does not speak.
func In(lang Language) *Book {
	if lang == English {
		return english()
	}
	return japanese()
}

// For returns the same catalogue with the words of an edition in place of the
// common ones. Without an edition nothing changes.
func (b *Book) For(ed *scheme.Edition) *Book {
	return &Book{b.lang, b.text, ed}
}

// Lang returns the language.
func (b *Book) Lang() Language { return b.lang }

// Has reports whether there are words for the key.
func (b *Book) Has(key string) bool { return b.text[key] != "" }

// Say returns the words for a key, filled with the figures that follow their
// names in pairs. A key without words is printed as it is, so that the gap is
// seen.
func (b *Book) Say(key string, pairs ...string) string {
	if len(pairs) == 0 {
		return b.Fill(key, nil)
	}
	figures := make(map[string]string, len(pairs)/2)
	for i := 0; i+1 < len(pairs); i += 2 {
		figures[pairs[i]] = pairs[i+1]
	}
	return b.Fill(key, figures)
}

// Fill is Say with the figures in a map.
func (b *Book) Fill(key string, figures map[string]string) string {
	text, ok := b.text[key]
	if !ok {
		return key
	}
	return b.fill(text, figures)
}

// Name returns the word for a code of one kind, such as "state" and "draft", as
// it stands at the beginning of a line; a code without a word stays as it is. Figures follow in pairs.
func (b *Book) Name(kind string, code any, pairs ...string) string {
	name := fmt.Sprint(code)
	if key := kind + "." + name; b.Has(key) {
		return b.capital(b.Say(key, pairs...))
	}
	return name
}

// Term returns the scheme's own word for a label, or the common one.
func (b *Book) Term(key string) string {
	if b.edition != nil && !b.edition.Term(key).IsZero() {
		return b.Text(b.edition.Term(key))
	}
	return b.Say("term." + key)
}

// Text returns a text of the rule book in the language of the catalogue.
func (b *Book) Text(t scheme.Text) string { return t.In(string(b.lang)) }

// capital begins an English line with a capital letter.
func (b *Book) capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}

// small is a word in the middle of an English sentence. A word that is written
// in capitals keeps them.
func (b *Book) small(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	next, _ := utf8.DecodeRuneInString(text[size:])
	if unicode.IsUpper(next) || unicode.IsDigit(next) {
		return text
	}
	return string(unicode.ToLower(first)) + text[size:]
}

// List joins words as the language does: 甲、乙, or "a, b".
func (b *Book) List(words []string) string { return strings.Join(words, b.Say("list.comma")) }
