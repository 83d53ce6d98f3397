package cli

import (
	"reflect"
	"testing"

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
				if f.Explained(app.Word(a), "field.", words.In(lang)) == f.Doc && lang == words.Japanese {
					t.Errorf("%s --%s is not explained in %s", a.Name, f.Flag, lang)
				}
			}
		}
	}
}
