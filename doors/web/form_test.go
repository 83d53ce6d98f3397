package web

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"akashi/app"
	"akashi/rules/access"
	"akashi/words"
)

// TestEveryFieldIsCalledSomething asks for the words of each field on the page of each
// act, those of the entries of its lists among them: none is left in the words of the code.
func TestEveryFieldIsCalledSomething(t *testing.T) {
	t.Parallel()
	for _, a := range app.Actions() {
		if a.Name == access.ImportRegister || judges(a) {
			continue // the first has no page, and the others show criteria
		}
		f := paper{page: page{Book: words.In(words.Japanese)}, act: a}
		var look func(in []input)
		look = func(all []input) {
			for _, in := range all {
				if ascii(in.Label) {
					t.Errorf("%s: %s is called %q", a.Name, in.Name, in.Label)
				}
				for _, o := range in.Options {
					if ascii(o.Label) {
						t.Errorf("%s: the value %s of %s has no words", a.Name, o.Value, in.Name)
					}
				}
				for _, row := range in.Rows {
					look(row)
				}
			}
		}
		look(f.inputs())
	}
}

func ascii(text string) bool {
	for _, r := range text {
		if r > '~' {
			return false
		}
	}
	return true
}

// codes are what only commands and programs write.
var codes = regexp.MustCompile(`\bIDs?\b|JSON|--|document:|_`)

// TestNoFormSpeaksInCodes reads the label and the hint of every field: a form names people,
// papers and steps as people do, and leaves the words of commands to them.
func TestNoFormSpeaksInCodes(t *testing.T) {
	t.Parallel()
	for _, lang := range words.Languages() {
		for _, a := range app.Actions() {
			if slices.Contains([]access.Action{access.ImportRegister, access.MoveIn}, a.Name) || judges(a) {
				continue // the first two have no such page, and the others show criteria
			}
			p := page{Book: words.In(lang)}
			f := paper{page: p, act: a}
			var look func(in []input)
			look = func(all []input) {
				for _, in := range all {
					said := in.Label + " " + p.hint(in)
					if found := codes.FindString(said); found != "" {
						t.Errorf("%s %s: %s is told with %q: %s", lang, a.Name, in.Name, found, said)
					}
					for _, o := range in.Options {
						if lang == words.Japanese && strings.Contains(said, o.Value) {
							t.Errorf("%s %s: %s is told with the code %q: %s", lang, a.Name, in.Name, o.Value, said)
						}
					}
					if strings.Count(said, "（") != strings.Count(said, "）") {
						t.Errorf("%s %s: %s is cut within brackets: %s", lang, a.Name, in.Name, said)
					}
					for _, row := range in.Rows {
						look(row)
					}
				}
			}
			look(f.inputs())
		}
	}
}
