package words

import (
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
)

func TestBothLanguagesSayTheSame(t *testing.T) {
	t.Parallel()
	ja, en := In(Japanese), In(English)
	for key := range allKeys() {
		a, b := figuresOf(ja.text[key]), figuresOf(en.text[key])
		switch {
		case ja.text[key] == "":
			t.Errorf("%s has no Japanese", key)
		case en.text[key] == "":
			t.Errorf("%s has no English", key)
		case !slices.Equal(a, b) && !onlyInJapanese(key):
			t.Errorf("%s shows %v in Japanese and %v in English", key, a, b)
		}
	}
}

// onlyInJapanese reports whether the languages may show different figures: dates
// put the name of a month in one and its number in the other.
func onlyInJapanese(key string) bool { return strings.HasPrefix(key, "date.") }

func allKeys() map[string]bool {
	keys := map[string]bool{}
	for _, lang := range Languages() {
		for key := range In(lang).text {
			keys[key] = true
		}
	}
	return keys
}

// figuresOf lists the names in braces, each once; words of the scheme do not
// count.
func figuresOf(text string) []string {
	names := map[string]bool{}
	for _, p := range placeholders(text) {
		if name, _, _ := strings.Cut(p, ":"); !strings.HasPrefix(name, "@") {
			names[name] = true
		}
	}
	return slices.Sorted(maps.Keys(names))
}

func TestJapaneseIsJapanese(t *testing.T) {
	t.Parallel()
	figure := regexp.MustCompile(`\{[^}]*\}`)
	for key, text := range In(Japanese).text {
		bare := figure.ReplaceAllString(text, "")
		if strings.IndexFunc(bare, unicode.IsLetter) >= 0 && strings.IndexFunc(bare, isJapanese) < 0 && !sameInBoth(key) {
			t.Errorf("%s is not Japanese: %s", key, text)
		}
	}
}

func isJapanese(r rune) bool { return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) }

// sameInBoth reports whether the words are names, the same in every language.
func sameInBoth(key string) bool {
	return slices.Contains([]string{"nav.language", "help.cvss"}, key)
}

// TestEveryLineIsRead proves that the files are what the reader takes them for:
// no line lost, none written twice, the same subjects in both languages.
func TestEveryLineIsRead(t *testing.T) {
	t.Parallel()
	seen := map[string]string{}
	files, err := fs.Glob(sentences, "*/*.txt")
	if err != nil || len(files) == 0 || len(files)%2 != 0 {
		t.Fatalf("catalogues %v, %v", files, err)
	}
	for _, name := range files {
		data, err := sentences.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		lang, _, _ := strings.Cut(name, "/")
		for n, line := range strings.Split(string(data), "\n") {
			key, text, ok := entry(line)
			switch {
			case line == "" || strings.HasPrefix(line, "#"):
			case !ok || key == "" || text == "" || strings.ContainsAny(key, " {"):
				t.Errorf("%s:%d cannot be read: %s", name, n+1, line)
			case seen[lang+key] != "":
				t.Errorf("%s:%d says %s again, after %s", name, n+1, key, seen[lang+key])
			default:
				seen[lang+key] = name
			}
			if strings.Count(line, "[[") != strings.Count(line, "]]") || strings.Count(line, "{") != strings.Count(line, "}") {
				t.Errorf("%s:%d: brackets that do not close: %s", name, n+1, line)
			}
		}
	}
}
