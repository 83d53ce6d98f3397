package words

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestEveryWordIsSaid reads the sources of the doors: what they ask for is there,
// and what is there is asked for.
func TestEveryWordIsSaid(t *testing.T) {
	t.Parallel()
	asked, whole, beginnings := keysInSources(t)
	known := officeKeys()
	for _, text := range In(Japanese).text {
		for _, p := range placeholders(text) {
			if _, kind, ok := strings.Cut(p, ":"); ok { // a sentence that shows a word of the kind
				beginnings[kind+"."] = true
			}
		}
	}
	for key := range asked {
		if !In(Japanese).Has(key) {
			t.Errorf("nothing to say for %s", key)
		}
	}
	for key := range In(Japanese).text {
		if !whole[key] && !known[key] && !hasBeginning(beginnings, key) {
			t.Errorf("nobody says %s", key)
		}
	}
}

// composed are the codes that are put together where they are made: a beginning, or
// an ending after the kind of thing.
var composed = regexp.MustCompile(`^(report-|usage\.|body\.|type-|store\.no-such-)|\.not-at-this-step$`)

// TestEverySentenceOfAFailureHasItsMaker reads all sources: a code that nobody makes
// any more has no sentence.
func TestEverySentenceOfAFailureHasItsMaker(t *testing.T) {
	t.Parallel()
	made := map[string]bool{}
	for _, source := range sources(t, ".") {
		for _, m := range regexp.MustCompile(`"([a-z][a-z0-9.-]*)"`).FindAllStringSubmatch(source, -1) {
			made["fault."+m[1]], made[m[1]] = true, true
		}
	}
	data, err := sentences.ReadFile("ja/fault.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		if _, shared, ok := strings.Cut(strings.TrimSpace(line), ": ="); ok {
			made[shared] = true
		}
	}
	for key := range In(Japanese).text {
		code, failure := strings.CutPrefix(key, "fault.")
		if failure && !made[key] && !composed.MatchString(code) {
			t.Errorf("nobody makes %s", key)
		}
	}
}

func hasBeginning(beginnings map[string]bool, key string) bool {
	for b := range beginnings {
		if strings.HasPrefix(key, b) {
			return true
		}
	}
	return false
}

// keysInSources lists the keys that the code says, the literals that may be keys,
// and the beginnings of keys that the code goes on from.
func keysInSources(t *testing.T) (asked, whole, beginnings map[string]bool) {
	t.Helper()
	asked = map[string]bool{}
	said := regexp.MustCompile("\\b(?:T|Say|Fill|Has)\\(\"([a-z_]+\\.[a-zA-Z0-9_.-]*[a-zA-Z0-9])\"")
	whole, beginnings = map[string]bool{}, map[string]bool{}
	literal := regexp.MustCompile("[\"`]([a-z][a-z_-]*(?:\\.[a-zA-Z0-9_.-]*)?)[\"`]")
	named := regexp.MustCompile(`Name\("([a-z.]+)"`)
	for _, door := range []string{"doors/web", "doors/api", "doors/cli", "doors/ask", "words"} {
		for _, source := range sources(t, door) {
			for _, m := range said.FindAllStringSubmatch(source, -1) {
				asked[m[1]] = true
			}
			for _, m := range literal.FindAllStringSubmatch(source, -1) {
				if strings.HasSuffix(m[1], ".") {
					beginnings[m[1]] = true
				} else {
					whole[m[1]] = true
				}
			}
			for _, m := range named.FindAllStringSubmatch(source, -1) {
				beginnings[m[1]+"."] = true
			}
		}
	}
	return asked, whole, beginnings
}

// sources returns the hand-written files of a door.
func sources(t *testing.T, door string) []string {
	t.Helper()
	var texts []string
	err := filepath.WalkDir(filepath.Join("..", door), func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		name := e.Name()
		hand := strings.HasSuffix(name, ".templ") || strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go") && !strings.HasSuffix(name, "_templ.go")
		if !hand {
			return nil
		}
		data, err := os.ReadFile(path)
		texts = append(texts, string(data))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return texts
}
