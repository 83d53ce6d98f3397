package words

import (
	"strings"
	"testing"
)

// A place in a sentence has the name of what stands in it: one without a name is printed as it is.
func TestEveryPlaceInASentenceHasAName(t *testing.T) {
	t.Parallel()
	for _, lang := range []Language{Japanese, English} {
		for key, text := range In(lang).text {
			if strings.Contains(text, "{}") {
				t.Errorf("%s in %s: %s", key, lang, text)
			}
		}
	}
}
