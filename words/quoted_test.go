package words

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// A Japanese page of procedures quotes 「…」 what stands on a screen: buttons, headings
// and answers, word for word. What is on no screen is not quoted so.
func TestProceduresQuoteWhatIsOnTheScreen(t *testing.T) {
	t.Parallel()
	pages, err := filepath.Glob("../docs/procedures/*.ja.md")
	if err != nil || len(pages) == 0 {
		t.Fatal("no Japanese page of procedures", err)
	}
	for _, page := range pages {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, quoted := range regexp.MustCompile(`「((?:[^「」]|「[^「」]*」)*)」`).FindAllStringSubmatch(string(text), -1) {
			if !onScreen(quoted[1]) {
				t.Errorf("%s quotes %s, which no screen shows", filepath.Base(page), quoted[0])
			}
		}
	}
}

// onScreen reports whether a sentence of the catalogue is the one that is quoted, with
// whatever its figures are.
func onScreen(quoted string) bool {
	for _, text := range In(Japanese).text {
		if text == quoted {
			return true
		}
		parts := figures.Split(text, -1)
		if len(parts) == 1 || strings.Join(parts, "") == "" || !strings.HasPrefix(quoted, parts[0]) {
			continue
		}
		for i := range parts {
			parts[i] = regexp.QuoteMeta(parts[i])
		}
		if regexp.MustCompile("^" + strings.Join(parts, ".+") + "$").MatchString(quoted) {
			return true
		}
	}
	return false
}

// figures are what a sentence is filled with.
var figures = regexp.MustCompile(`\{[^}]*\}`)
