package words

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"akashi/schemes"
	"akashi/tools/inspect"
	"akashi/values/fault"
)

// TestBrokenSchemeFilesAreToldInBoth provokes the reader of scheme files.
func TestBrokenSchemeFilesAreToldInBoth(t *testing.T) {
	t.Parallel()
	told := told{t, map[string]bool{}}
	for _, file := range []string{
		"", "- 1", "a: [", "a: &x 1\nb: *x", "a: !!str 1", "? a\n: 1", "%YAML 1.2\n---\na: 1", "a: 1\n---\nb: 1", "a: \x01", "a: \xff",
		strings.Repeat(" ", 200) + "a: 1", strings.Repeat("a", schemes.MaxSize+1),
		"format: 2\nformat: 2\ncolour: red\nnane: 1\nname: 7\nshort_name:\n  ja:\nunit: [a]\ncriteria: 5\n",
		"format: x\nscheme: 1\nunit: ship\nsections: {}\nnumber: {pattern: \"{seq:4\", counts_grants: 1}\neffective_from: 2024-02-30\nvalidity: {period: {value: 1 moon}}\n",
	} {
		_, err := schemes.Decode([]byte(file))
		told.all(err)
	}
	told.reach("yaml-broken", "yaml-alias", "yaml-tag", "yaml-complex-key", "yaml-directive", "documents-many", "file-empty", "file-too-large",
		"nested-too-deep", "not-utf8", "control-character", "type-mapping", "type-list", "type-text", "type-bool", "type-number", "value-missing",
		"key-unknown", "key-twice", "vocabulary", "number-pattern", "date-malformed", "period-malformed")
}

// TestEveryFindingInAFileIsTold goes by the table of what can be found in an upload.
func TestEveryFindingInAFileIsTold(t *testing.T) {
	t.Parallel()
	told := told{t, map[string]bool{}}
	for _, row := range inspect.Flags() {
		told.all(fault.Wrong(string(row.Code), "a.pdf"))
	}
}

// told collects the codes of failures and looks at how each is said.
type told struct {
	*testing.T
	codes map[string]bool
}

func (t told) all(err error) {
	t.Helper()
	if err == nil {
		t.Error("nothing was refused")
		return
	}
	for _, p := range fault.ProblemsIn(err) {
		t.codes[p.Code] = true
		for _, lang := range Languages() {
			t.spoken(lang, p.Code, In(lang).Problem(p))
		}
	}
}

var unfilled = regexp.MustCompile(`[{\[]{1,2}[a-z_:]+[}\]]|%!|fault\.`)

// spoken refuses a sentence of another language, one with a gap, and the one that
// is said where there is none.
func (t told) spoken(lang Language, code, sentence string) {
	t.Helper()
	japanese := strings.IndexFunc(sentence, isJapanese) >= 0
	if sentence == "" || sentence == In(lang).Say("error.invalid") || (lang == Japanese) != japanese || unfilled.MatchString(sentence) {
		t.Errorf("%s is told in %s as %q", code, lang, sentence)
	}
}

func (t told) reach(codes ...string) {
	t.Helper()
	for _, code := range slices.Sorted(slices.Values(codes)) {
		if !t.codes[code] {
			t.Errorf("nothing provoked %s", code)
		}
	}
}
