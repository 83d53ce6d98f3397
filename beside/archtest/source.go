package archtest

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"strconv"
	"strings"
)

// source is one Go file as the rules see it.
type source struct {
	name  string // path from the root, such as "values/civil/date.go"
	dir   string // its directory, such as "values/civil"
	home  string // its room, such as "civil"; "" at the root
	room  room
	lines int

	file *ast.File
	fset *token.FileSet
}

// isTest reports whether the file is built only by go test.
func (s *source) isTest() bool { return strings.HasSuffix(s.name, "_test.go") }

// isSupport reports whether the file belongs to a package written for tests,
// named after what it tests: store/storetest, scheme/schemetest.
func (s *source) isSupport() bool {
	return s.home == "testkit" || strings.HasSuffix(s.file.Name.Name, "test")
}

// isWorkbench reports whether the file belongs to a program in an internal
// directory: it makes a file of its room and is no part of the binary.
func (s *source) isWorkbench() bool {
	return s.file.Name.Name == "main" && strings.Contains(s.dir+"/", "/internal/")
}

// isProduct reports whether the file ends up in the binary.
func (s *source) isProduct() bool { return !s.isTest() && !s.isSupport() && !s.isWorkbench() }

// isGenerated reports whether a program wrote the file.
func (s *source) isGenerated() bool { return ast.IsGenerated(s.file) }

// below reports whether the file lives in the house under floor f.
func (s *source) below(f floor) bool { return s.room.wing != beside && s.room.floor < f }

// at returns the place of a node, such as "values/civil/date.go:12".
func (s *source) at(n ast.Node) string {
	return fmt.Sprintf("%s:%d", s.name, s.fset.Position(n.Pos()).Line)
}

// uses calls yield for every mention of a name of the package at importPath,
// such as Now of "time".
func (s *source) uses(importPath string, yield func(sel *ast.SelectorExpr)) {
	local := s.localName(importPath)
	if local == "" {
		return
	}
	ast.Inspect(s.file, func(n ast.Node) bool {
		if sel, ok := n.(*ast.SelectorExpr); ok {
			if x, ok := sel.X.(*ast.Ident); ok && x.Name == local {
				yield(sel)
			}
		}
		return true
	})
}

// localName returns the name by which the file knows an imported package, and
// "" when it does not import it.
func (s *source) localName(importPath string) string {
	for _, spec := range s.file.Imports {
		if imported(spec) != importPath {
			continue
		}
		if spec.Name != nil {
			return spec.Name.Name
		}
		return path.Base(importPath)
	}
	return ""
}

// imported returns the path of an import.
func imported(spec *ast.ImportSpec) string {
	p, err := strconv.Unquote(spec.Path.Value)
	if err != nil {
		return spec.Path.Value
	}
	return p
}

// read parses every Go file of the tree, leaving out what the go command
// leaves out too: testdata and names that begin with a dot or an underscore.
func read(tree fs.FS) ([]*source, error) {
	var sources []*source
	err := fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		base := path.Base(name)
		if d.IsDir() {
			if name != "." && (base == "testdata" || strings.HasPrefix(base, ".") || strings.HasPrefix(base, "_")) {
				return fs.SkipDir
			}
			return nil
		}
		if path.Ext(base) != ".go" || strings.HasPrefix(base, ".") || strings.HasPrefix(base, "_") {
			return nil
		}
		s, err := parse(tree, name)
		if err != nil {
			return err
		}
		sources = append(sources, s)
		return nil
	})
	return sources, err
}

func parse(tree fs.FS, name string) (*source, error) {
	text, err := fs.ReadFile(tree, name)
	if err != nil {
		return nil, err
	}
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, name, text, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	s := &source{name: name, dir: path.Dir(name), lines: bytes.Count(text, []byte("\n")), file: file, fset: fset}
	s.room = room{floor: unknown}
	if s.dir != "." {
		s.home, s.room = locate(s.dir)
	}
	return s, nil
}
