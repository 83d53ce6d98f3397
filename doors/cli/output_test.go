package cli

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"akashi/words"
)

func TestTableStandsInLine(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	table(&b, [][]string{{"番号", "名前", "状態"}, {"J0001", "見本ネット", "有効"}, {"T3", "Net ﾈｯﾄ", ""}, {"Ｄ２"}})
	const want = "番号   名前        状態\nJ0001  見本ネット  有効\nT3     Net ﾈｯﾄ\nＤ２\n"
	if got := b.String(); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

// TestEveryColumnHasItsHeading reads which headings the lists of this package ask for, and looks for their words.
func TestEveryColumnHasItsHeading(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	first := map[string]int{"listed": 4, "rows": 2} // argument that is a heading
	found := 0
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			call, is := n.(*ast.CallExpr)
			if !is {
				return true
			}
			called := ""
			switch f := call.Fun.(type) {
			case *ast.Ident:
				called = f.Name
			case *ast.SelectorExpr:
				called = f.Sel.Name
			}
			from, lists := first[called]
			for _, arg := range call.Args[min(from, len(call.Args)):] {
				heading, literal := arg.(*ast.BasicLit)
				if !lists || !literal {
					continue
				}
				key, _ := strconv.Unquote(heading.Value)
				found++
				for _, lang := range words.Languages() {
					if !words.In(lang).Has("head." + key) {
						t.Errorf("%s: no word in %s for the heading %q", name, lang, key)
					}
				}
			}
			return true
		})
	}
	if found < 100 {
		t.Errorf("%d headings were found", found)
	}
}
