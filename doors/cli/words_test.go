package cli

import (
	"reflect"
	"strings"
	"testing"
	"unicode"

	"akashi/app"
	"akashi/doors/ask"
	"akashi/rules/access"
	"akashi/words"
)

// TestEveryFlagIsExplained asks for the words of each flag that an action's input
// offers, in both languages.
func TestEveryFlagIsExplained(t *testing.T) {
	t.Parallel()
	for _, a := range app.Actions() {
		if a.Name == access.ImportRegister {
			continue // a command of its own, with flags of its own
		}
		for _, f := range ask.FieldsOf(reflect.TypeOf(a.Input()).Elem()) {
			for _, lang := range words.Languages() {
				if f.Explained(app.Group(a), app.Word(a), "field.", words.In(lang)) == f.Doc && lang == words.Japanese {
					t.Errorf("%s --%s is not explained in %s", a.Name, f.Flag, lang)
				}
			}
		}
	}
}

// A sentence that many acts share says what each of them asks for: at least half of the words
// that the act's own explanation has stand in it, or the act has a sentence of its own. (The
// day of a session was called that of a visit, and a member's name a file's.)
func TestWhatActsShareIsTrueOfEach(t *testing.T) {
	t.Parallel()
	book := words.In(words.English)
	for _, a := range app.Actions() {
		for _, f := range ask.FieldsOf(reflect.TypeOf(a.Input()).Elem()) {
			if f.Own(app.Group(a), app.Word(a), "field.", book) {
				continue
			}
			shared := f.Explained("", "", "field.", book)
			own, said := longWords(f.Doc), 0
			for _, word := range own {
				if strings.Contains(strings.ToLower(shared), word) {
					said++
				}
			}
			if 2*said < len(own) {
				t.Errorf("%s --%s asks for %q and says %q", a.Name, f.Flag, f.Doc, shared)
			}
		}
	}
}

// A sentence of an act's own is that of one act: to withdraw an application is not to withdraw
// a mark, whose reason is published.
func TestAnOwnSentenceIsOfOneAct(t *testing.T) {
	t.Parallel()
	book, asked := words.In(words.English), map[string]string{}
	for _, a := range app.Actions() {
		for _, f := range ask.FieldsOf(reflect.TypeOf(a.Input()).Elem()) {
			key := app.Word(a) + "." + f.Flag
			if was, there := asked[key]; there && was != f.Doc && book.Has("field."+key) {
				t.Errorf("%s is asked for as %q and as %q", key, was, f.Doc)
			}
			asked[key] = f.Doc
		}
	}
}

// longWords are the words of four letters and more before the first comma or the like.
func longWords(text string) (all []string) {
	if end := strings.IndexAny(text, ",;:"); end >= 0 {
		text = text[:end]
	}
	for _, word := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) }) {
		if len(word) > 3 {
			all = append(all, word)
		}
	}
	return all
}
