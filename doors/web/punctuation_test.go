package web

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// Marks that only Japanese is written with stand in the sentences of that language, and in no
// page, which is written in both.
func TestPagesHaveNoPunctuationOfOneLanguage(t *testing.T) {
	t.Parallel()
	marks := regexp.MustCompile(`[（）：／・「」『』、。～]`)
	files, err := filepath.Glob("*.templ")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for i, line := range strings.Split(string(text), "\n") {
			if code, _, _ := strings.Cut(line, "//"); marks.MatchString(code) {
				t.Errorf("%s:%d: %s", name, i+1, strings.TrimSpace(line))
			}
		}
	}
}
