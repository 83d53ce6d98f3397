package web

import (
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
