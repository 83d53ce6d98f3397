package words

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"akashi/scheme"
	"akashi/tools/format/refusal"
)

// optional is a passage that is left out where its figures are missing.
var optional = regexp.MustCompile(`\[\[.*?\]\]`)

// TestEveryCodeHasItsSentence reads the sources of every floor: each code that a
// failure is made with has a sentence, no failure is made with a sentence of its own,
// and none lacks a figure that its sentence cannot do without.
func TestEveryCodeHasItsSentence(t *testing.T) {
	t.Parallel()
	codes := 0
	for _, code := range slices.Concat(scheme.LintCodes(), prefixed("report-", refusal.Kinds()...)) {
		if !In(Japanese).Has("fault." + code) {
			t.Errorf("no sentence for %s", code)
		}
	}
	for _, c := range codesInSources(t) {
		if c.code != "" {
			codes++
		}
		switch {
		case c.code != "" && !In(Japanese).Has("fault."+c.code):
			t.Errorf("%s: no sentence for %s", c.where, c.code)
		case c.odd:
			t.Errorf("%s: %s has a figure without a name", c.where, c.code)
		case c.figures != nil:
			needs := placeholders(optional.ReplaceAllString(In(Japanese).text["fault."+c.code], ""))
			for _, p := range needs {
				if figure, _, _ := strings.Cut(p, ":"); !strings.HasPrefix(figure, "@") && !slices.Contains(c.figures, figure) {
					t.Errorf("%s: %s is said without {%s}, which would stand there in braces", c.where, c.code, figure)
				}
			}
		}
	}
	if codes < 200 {
		t.Errorf("only %d codes were found: the reader has lost them", codes)
	}
}

// made is a failure as the source makes it.
type made struct {
	code, where string
	odd         bool     // its figures are not in pairs
	figures     []string // their names; nil where they are not written out
}

func codesInSources(t *testing.T) []made {
	t.Helper()
	var all []made
	err := filepath.WalkDir("..", func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := e.Name()
		if e.IsDir() && (strings.HasPrefix(name, ".") && name != ".." || name == "testdata") {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") || strings.HasSuffix(name, "_templ.go") {
			return nil
		}
		files := token.NewFileSet()
		file, err := parser.ParseFile(files, path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if code := reasonOf(n); code != "" {
				all = append(all, made{code, files.Position(n.Pos()).String(), false, nil})
			}
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			if on, ok := call.Fun.(*ast.Ident); ok && on.Name == "unclear" {
				code, _ := literal(call.Args[0])
				all = append(all, made{"usage." + code, files.Position(n.Pos()).String(), len(call.Args)%2 == 0, nil})
			}
			at, pairs, ok := failureOf(filepath.Dir(path), call)
			if !ok {
				return true
			}
			code := ""
			if at < len(call.Args) {
				code, _ = literal(call.Args[at])
			}
			odd := len(call.Args) > pairs && (len(call.Args)-pairs)%2 != 0 && !call.Ellipsis.IsValid()
			all = append(all, made{code, files.Position(call.Pos()).String(), odd, figuresIn(call, pairs)})
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// figuresIn are the names of the figures that a call gives, where they are written out: from
// their place on, the thing concerned as "what", and those of a choice.
func figuresIn(call *ast.CallExpr, from int) []string {
	maker, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || call.Ellipsis.IsValid() {
		return nil
	}
	names := []string{}
	switch on, _ := maker.X.(*ast.Ident); {
	case on != nil && on.Name == "fault" && slices.Contains([]string{"Choose", "OneOf"}, maker.Sel.Name):
		names = append(names, "given")
	case on != nil && on.Name == "fault" && slices.Contains([]string{"New", "Wrap"}, maker.Sel.Name):
		if text, isLiteral := literal(call.Args[2]); text != "" || !isLiteral && !empty(call.Args[2]) {
			names = append(names, "what")
		}
	case on == nil || on.Name != "fault":
		if !slices.Contains([]string{"Add", "Want"}, maker.Sel.Name) {
			return nil
		}
	}
	for i := from; i < len(call.Args); i += 2 {
		name, written := literal(call.Args[i])
		if !written {
			return nil
		}
		names = append(names, name)
	}
	return names
}

// empty reports whether an argument is the text without a sign.
func empty(e ast.Expr) bool {
	lit, ok := e.(*ast.BasicLit)
	return ok && lit.Kind == token.STRING && len(lit.Value) == 2
}

// reasonOf is the reason of a refusal or the code of a problem that is written out.
func reasonOf(n ast.Node) string {
	lit, ok := n.(*ast.CompositeLit)
	if !ok {
		return ""
	}
	kind, ok := lit.Type.(*ast.SelectorExpr)
	if !ok || kind.Sel.Name != "Refusal" && kind.Sel.Name != "Problem" {
		return ""
	}
	for _, e := range lit.Elts {
		if pair, ok := e.(*ast.KeyValueExpr); ok {
			if key, ok := pair.Key.(*ast.Ident); ok && (key.Name == "Reason" || key.Name == "Code") {
				code, _ := literal(pair.Value)
				return code
			}
		}
	}
	return ""
}

// failureOf says which argument of a call that makes a failure is the code, and
// at which its figures begin.
func failureOf(room string, call *ast.CallExpr) (code, pairs int, ok bool) {
	maker := ""
	switch fun := call.Fun.(type) {
	case *ast.Ident:
		maker = fun.Name
	case *ast.SelectorExpr:
		maker = fun.Sel.Name
		if on, named := fun.X.(*ast.Ident); named && (on.Name == "fault" || on.Name == "refusal") {
			maker = on.Name + "." + maker
		}
	}
	at, known := makersOf(room)[maker]
	if !known {
		at, known = makers()[maker]
	}
	if known {
		return at[0], at[1], true
	}
	if _, method := call.Fun.(*ast.SelectorExpr); method && (maker == "Add" || maker == "wrong") && len(call.Args) >= 2 && !header(call.Fun) {
		_, isCode := literal(call.Args[0])
		return 0, 2, isCode
	}
	return 0, 0, false
}

// makers are the functions that make a failure, each with the places of its code
// and of its first figure.
func makers() map[string][2]int {
	return map[string][2]int{
		"fault.New": {1, 3}, "fault.Wrap": {1, 4}, "fault.Wrong": {0, 2}, "fault.Choose": {1, 5},
		"fault.OneOf": {1, noFigures}, "Want": {1, 3},
		"refusal.New": {noFigures, 3}, "choose": {0, noFigures}, "malformed": {0, noFigures},
	}
}

// noFigures is the place of the figures of a function that names them itself.
const noFigures = 9

// makersOf are the functions of one room that make a failure.
func makersOf(room string) map[string][2]int {
	return map[string]map[string][2]int{
		"../scheme":            {"add": {noFigures, 1}, "nowhere": {noFigures, 3}, "choose": {noFigures, 3}},
		"../schemes":           {"add": {1, 2}, "wrong": {1, 2}},
		"../beside/fsck":       {"breach": {0, 2}},
		"../tools/scan":        {"problem": {0, 1}, "wholeReport": {0, 1}},
		"../tools/cvss":        {"flaw": {noFigures, 1}},
		"../tools/format/xml":  {"wrong": {noFigures, 2}},
		"../tools/format/json": {"wrong": {noFigures, 2}},
		"../tools/format/csv":  {"wrong": {noFigures, 2}},
	}[filepath.ToSlash(room)]
}

// header reports whether something is added to a header of HTTP.
func header(fun ast.Expr) bool {
	add, ok := fun.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	call, ok := add.X.(*ast.CallExpr)
	if !ok {
		return false
	}
	name, ok := call.Fun.(*ast.SelectorExpr)
	return ok && name.Sel.Name == "Header"
}

func literal(e ast.Expr) (string, bool) {
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	text, err := strconv.Unquote(lit.Value)
	return text, err == nil && text != ""
}
