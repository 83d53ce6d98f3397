package words_test

import (
	"strings"
	"testing"

	"akashi/beside/testkit/told"
	"akashi/schemes"
	"akashi/tools/inspect"
	"akashi/values/fault"
)

// TestBrokenSchemeFilesAreTold provokes the reader of scheme files.
func TestBrokenSchemeFilesAreTold(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, file := range []string{
		"", "- 1", "a: [", "a: &x 1\nb: *x", "a: !!str 1", "? a\n: 1", "%YAML 1.2\n---\na: 1", "a: 1\n---\nb: 1", strings.Repeat("a: 1\n", 1001), "a: \x01", "a: \xff",
		strings.Repeat(" ", 200) + "a: 1", strings.Repeat("a", schemes.MaxSize+1),
		"format: 2\nformat: 2\ncolour: red\nnane: 1\nname: 7\nshort_name:\n  ja:\nunit: [a]\ncriteria: 5\n",
		"format: x\nscheme: 1\nunit: ship\nsections: {}\nnumber: {pattern: \"{seq:4\", counts_grants: 1}\neffective_from: 2024-02-30\nvalidity: {period: {value: 1 moon}}\n",
	} {
		_, err := schemes.Decode([]byte(file))
		problems := fault.ProblemsIn(err)
		told.InBoth(t, problems)
		for _, p := range problems {
			seen[p.Code] = true
		}
	}
	for _, code := range strings.Fields(`yaml-broken yaml-alias yaml-tag yaml-complex-key yaml-directive documents-many keys-many file-empty
		file-too-large nested-too-deep not-utf8 control-character type-mapping type-list type-text type-bool type-number value-missing
		key-unknown key-twice vocabulary number-pattern date-malformed period-malformed`) {
		if !seen[code] {
			t.Errorf("nothing provoked %s", code)
		}
	}
}

// TestEveryFindingInAFileIsTold goes by the table of what can be found in an upload.
func TestEveryFindingInAFileIsTold(t *testing.T) {
	t.Parallel()
	for _, row := range inspect.Flags() {
		told.InBoth(t, fault.Problems{{Code: string(row.Code), Where: "a.pdf"}})
	}
}
