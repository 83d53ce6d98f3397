package app_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const procedures = "../docs/procedures"

// The numbered steps of a procedure are those of the use case that performs it,
// word for word, so that "step 4" means the same to the office and in the code.
func TestProceduresHaveTheStepsOfTheCode(t *testing.T) {
	t.Parallel()
	code := stepsInCode(t)
	told := map[string]string{} // document by use case
	for _, file := range procedureFiles(t) {
		text, err := os.ReadFile(filepath.Join(procedures, file))
		if err != nil {
			t.Fatal(err)
		}
		sections := stepsInDocument(string(text))
		if len(sections) == 0 {
			t.Errorf("%s names no use case: write <!-- app: chapter.Act --> before its steps", file)
		}
		for _, s := range sections {
			if other := told[s.name]; other != "" {
				t.Errorf("%s and %s both tell %s", other, file, s.name)
			}
			told[s.name] = file
			if !slices.Equal(s.steps, code[s.name]) {
				t.Errorf("%s: steps of %s\n got  %q\n want %q", file, s.name, s.steps, code[s.name])
			}
		}
	}
	for name := range code {
		if told[name] == "" {
			t.Errorf("the steps of %s stand in no document under %s", name, procedures)
		}
	}
}

func procedureFiles(t *testing.T) (files []string) {
	t.Helper()
	entries, err := os.ReadDir(procedures)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), ".md") && !strings.HasSuffix(e.Name(), ".ja.md") && !strings.HasPrefix(e.Name(), "README") {
			files = append(files, e.Name())
		}
	}
	return files
}

// stepsInCode returns the numbered steps in the doc comment of each function.
func stepsInCode(t *testing.T) map[string][]string {
	t.Helper()
	files, err := filepath.Glob("*/*.go")
	if err != nil {
		t.Fatal(err)
	}
	steps := map[string][]string{}
	for _, file := range files {
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range f.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if !ok {
				continue
			}
			if found := numbered(fn.Doc.Text()); len(found) > 0 {
				steps[f.Name.Name+"."+fn.Name.Name] = found
			}
		}
	}
	return steps
}

// section is what a document says of one use case.
type section struct {
	name  string
	steps []string
}

var marker = regexp.MustCompile(`<!-- app: (\w+\.\w+) -->`)

// stepsInDocument returns the first numbered list after each marker.
func stepsInDocument(text string) (sections []section) {
	at := marker.FindAllStringSubmatchIndex(text, -1)
	for i, m := range at {
		end := len(text)
		if i+1 < len(at) {
			end = at[i+1][0]
		}
		sections = append(sections, section{text[m[2]:m[3]], numbered(text[m[1]:end])})
	}
	return sections
}

var (
	item      = regexp.MustCompile(`^ {0,3}(\d+)\. +(.*)$`)
	remark    = regexp.MustCompile(`^ +[-*] `)
	continued = regexp.MustCompile(`^ {2,}(\S.*)$`)
)

// numbered reads the first list that counts 1, 2, 3 from a text, an item a string.
// Remarks (bulleted below an item) are the document's own.
func numbered(text string) (steps []string) {
	open := false // the last item may go on
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n ")
		switch m := item.FindStringSubmatch(line); {
		case m != nil && m[1] == string(rune('1'+len(steps))):
			steps, open = append(steps, m[2]), true
		case remark.MatchString(line):
			open = false
		case open && continued.MatchString(line):
			steps[len(steps)-1] += " " + strings.TrimSpace(line)
		case line != "" && len(steps) > 0 && !continued.MatchString(line):
			return steps
		}
	}
	return steps
}
