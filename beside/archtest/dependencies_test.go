package archtest_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/mod/modfile"
)

// TestEveryDependencyHasItsParagraph holds docs/dependencies.md against what
// the Go files import and the gate runs.
func TestEveryDependencyHasItsParagraph(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("../../docs/dependencies.md")
	if err != nil {
		t.Fatal(err)
	}
	for module, user := range used(t) {
		if !strings.Contains(string(page), "**`"+module+"`**") {
			t.Errorf("%s, imported by %s, has no paragraph in docs/dependencies.md", module, user)
		}
	}
}

// TestTheBinaryCarriesNoWriterOfManuals: manual pages are written when a package
// is built, by cli/internal/genman.
func TestTheBinaryCarriesNoWriterOfManuals(t *testing.T) {
	t.Parallel()
	linked, err := exec.Command("go", "list", "-deps", "akashi/cmd/akashi").Output()
	if err != nil || !strings.Contains(string(linked), "akashi/doors/cli\n") {
		t.Fatalf("go list: %v", err)
	}
	for _, writer := range []string{"cobra/doc", "blackfriday", "md2man"} {
		if strings.Contains(string(linked), writer) {
			t.Errorf("%s is linked into the program", writer)
		}
	}
}

// used returns each module that is used directly, with one of its users.
func used(t *testing.T) map[string]string {
	t.Helper()
	text, err := os.ReadFile("../../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	mod, err := modfile.Parse("go.mod", text, nil)
	if err != nil {
		t.Fatal(err)
	}
	users := map[string]string{}
	for _, tool := range mod.Tool {
		users[moduleOf(mod, tool.Path)] = "go.mod"
	}
	for _, file := range goFiles(t) {
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, spec := range parsed.Imports {
			path, _ := strconv.Unquote(spec.Path.Value)
			if module := moduleOf(mod, path); module != "" {
				users[module] = file
			}
		}
	}
	return users
}

// moduleOf returns the required module to which an import path belongs: the
// longest that it begins with.
func moduleOf(mod *modfile.File, path string) string {
	longest := ""
	for _, r := range mod.Require {
		if strings.HasPrefix(path+"/", r.Mod.Path+"/") && len(r.Mod.Path) > len(longest) {
			longest = r.Mod.Path
		}
	}
	return longest
}

// goFiles returns every Go file of the repository.
func goFiles(t *testing.T) []string {
	t.Helper()
	var files []string
	err := filepath.WalkDir("..", func(name string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() && (d.Name() == "testdata" || d.Name() == ".git") {
			return fs.SkipDir
		}
		if filepath.Ext(name) == ".go" {
			files = append(files, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
