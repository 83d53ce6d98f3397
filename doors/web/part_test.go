package web

import (
	"testing"

	"akashi/words"
)

// TestEveryPartOfTheBoardIsSaid looks for the words of each part: what is made of a code is not
// found by who looks for keys in the text of the program.
func TestEveryPartOfTheBoardIsSaid(t *testing.T) {
	t.Parallel()
	for _, lang := range []words.Language{words.Japanese, words.English} {
		b := words.In(lang)
		for _, part := range boardParts {
			for _, key := range []string{part.Label, "board.view." + part.View} {
				if !b.Has(key) {
					t.Errorf("%s: there are no words for %s", lang, key)
				}
			}
		}
	}
}
