package cli

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"akashi/app"
	"akashi/lifecycle"
	"akashi/record"
)

func bothLanguages(t *testing.T) (ja, en texts) {
	t.Helper()
	ja, err := loadTexts("ja")
	if err != nil {
		t.Fatal(err)
	}
	if en, err = loadTexts("en"); err != nil {
		t.Fatal(err)
	}
	return ja, en
}

func TestBothLanguagesHaveTheSameSentences(t *testing.T) {
	t.Parallel()
	ja, en := bothLanguages(t)
	if a, b := slices.Sorted(maps.Keys(ja.words)), slices.Sorted(maps.Keys(en.words)); !slices.Equal(a, b) {
		t.Errorf("the catalogues have different codes: %d and %d", len(a), len(b))
	}
	for code, text := range ja.words {
		if text == "" || en.words[code] == "" {
			t.Errorf("%s has no words", code)
		}
		if placeholders(text) != placeholders(en.words[code]) {
			t.Errorf("%s shows %s in Japanese and %s in English", code, placeholders(text), placeholders(en.words[code]))
		}
	}
}

// placeholders lists the {names} of a sentence, sorted.
func placeholders(s string) string {
	var names []string
	for part := range strings.SplitSeq(s, "{") {
		if name, _, ok := strings.Cut(part, "}"); ok {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return strings.Join(names, " ")
}

// TestEveryWordOfTheOfficeIsInTheCatalogue asks for what people are told about:
// states, events, guards, roles, standings and actions.
func TestEveryWordOfTheOfficeIsInTheCatalogue(t *testing.T) {
	t.Parallel()
	ja, _ := bothLanguages(t)
	var codes []string
	for _, s := range lifecycle.States() {
		codes = append(codes, "state."+string(s))
	}
	for _, row := range lifecycle.Cases().Rows() {
		codes = append(codes, "event."+string(row.Event))
		for _, g := range row.Guards {
			codes = append(codes, "guard."+string(g))
		}
	}
	for _, s := range lifecycle.Standings() {
		codes = append(codes, "standing."+string(s))
	}
	for _, a := range app.Actions() {
		codes = append(codes, "help.action."+string(a.Name))
	}
	for _, role := range []record.Role{record.RoleApplicant, record.RoleSecretariat, record.RoleReviewer, record.RoleAssessor, record.RoleMember} {
		codes = append(codes, "role."+string(role))
	}
	for _, code := range codes {
		if !ja.knows(code) && code != "help.action.import-register" { // a command of its own
			t.Errorf("no sentence for %s", code)
		}
	}
}
