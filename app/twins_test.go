package app_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// A procedure is told in both languages: the same use cases in the same order, as many
// steps of each, and the same commands, routes and codes. What one page gains the other
// must gain too.
func TestProceduresHaveTheirTwins(t *testing.T) {
	t.Parallel()
	for _, file := range procedureFiles(t) {
		english, japanese := readProcedure(t, file), readProcedure(t, strings.TrimSuffix(file, ".md")+".ja.md")
		ours, theirs := stepsInDocument(english), stepsInDocument(japanese)
		if got, want := counts(theirs), counts(ours); !slices.Equal(got, want) {
			t.Errorf("%s in Japanese tells\n got  %q\n want %q", file, got, want)
		}
		typed, others := whatIsTyped(english), whatIsTyped(japanese)
		for _, each := range typed {
			if !slices.Contains(others, each) {
				t.Errorf("%s in Japanese lacks %s", file, each)
			}
		}
		for _, each := range others {
			if !slices.Contains(typed, each) {
				t.Errorf("%s in English lacks %s", file, each)
			}
		}
	}
}

func readProcedure(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(procedures, file))
	if err != nil {
		t.Error(err)
	}
	return string(text)
}

// counts names each use case of a page with the number of its steps.
func counts(sections []section) (told []string) {
	for _, s := range sections {
		told = append(told, s.name+strings.Repeat(" .", len(s.steps)))
	}
	return told
}

var (
	codeSpan  = regexp.MustCompile("`[^`\n]+`")
	codeBlock = regexp.MustCompile(`(?m)^ {4}\S.*$`)
)

// whatIsTyped returns what a page shows as code, each once.
func whatIsTyped(text string) (spans []string) {
	for _, pattern := range []*regexp.Regexp{codeSpan, codeBlock} {
		for _, span := range pattern.FindAllString(text, -1) {
			if !remark.MatchString(span) {
				spans = append(spans, strings.TrimSpace(span))
			}
		}
	}
	slices.Sort(spans)
	return slices.Compact(spans)
}
