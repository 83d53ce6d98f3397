package archtest

import (
	"go/ast"
	"go/token"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// spoken returns the Go files that may hold Japanese sentences or names below
// the doors, each for its own reason.
func spoken() map[string]string {
	return map[string]string{
		"values/yen/read.go":  "the units in which sums are written",
		"values/civil/era.go": "the names of the eras are part of the calendar",
	}
}

// noJapanese keeps what people read out of Go: floors 0 to 3 give codes, the
// doors look the sentence up in templates and the message catalogue.
func noJapanese(s *source, report func(where, reason string)) {
	if !s.isProduct() || s.isGenerated() || !(s.below(edges) || s.room.wing == door) || isCatalogue(s.name) {
		return
	}
	if _, excused := spoken()[s.name]; excused {
		return
	}
	ast.Inspect(s.file, func(n ast.Node) bool {
		if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING && isJapanese(lit.Value) {
			report(s.at(lit), "give a code and its data; the Japanese sentence belongs in a template, a message catalogue or schemes/")
		}
		return true
	})
}

// isCatalogue reports whether the file is a table of sentences in both
// languages: catalogue.go, messages.go, or either with a suffix.
func isCatalogue(name string) bool {
	base := strings.TrimSuffix(path.Base(name), ".go")
	stem, _, _ := strings.Cut(base, "_")
	return stem == "catalogue" || stem == "messages"
}

// isJapanese reports whether a quoted string holds a Japanese letter.
// Punctuation and full-width signs alone are what parsers have to know.
func isJapanese(quoted string) bool {
	text, err := strconv.Unquote(quoted)
	if err != nil {
		text = quoted
	}
	return strings.IndexFunc(text, func(r rune) bool {
		return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
	}) >= 0
}

// noEmptyNames refuses packages whose name says nothing about what is inside.
func noEmptyNames(s *source, report func(where, reason string)) {
	empty := []string{"util", "utils", "common", "models", "model", "types", "helpers", "helper", "misc", "shared", "base"}
	name := strings.TrimSuffix(s.file.Name.Name, "_test")
	if slices.Contains(empty, name) || slices.Contains(empty, path.Base(s.dir)) {
		report(s.at(s.file.Name), "name the package after the noun inside it")
	}
}

// datedTODO refuses promises that nobody can look up.
func datedTODO(s *source, report func(where, reason string)) {
	word := regexp.MustCompile(`\b(TODO|FIXME|XXX)\b`)
	kept := regexp.MustCompile(`\bTODO\(#\d+\): `)
	for _, group := range s.file.Comments {
		for _, c := range group.List {
			if word.MatchString(c.Text) && !kept.MatchString(c.Text) {
				report(s.at(c), "write TODO(#123): with the number of its issue, or do not write it")
			}
		}
	}
}

// documented wants a sentence on every exported name: what it means to the
// office.
func documented(s *source, report func(where, reason string)) {
	if s.isTest() || s.isGenerated() {
		return
	}
	const reason = "an exported name has a doc comment: what it means to the office"
	for _, d := range s.file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if d.Doc == nil && d.Name.IsExported() && ofExported(d.Recv) {
				report(s.at(d), d.Name.Name+": "+reason)
			}
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				if name := bare(d, spec); name != nil {
					report(s.at(name), name.Name+": "+reason)
				}
			}
		}
	}
}

// bare returns the exported name that spec leaves without a comment. Constants
// and variables in one block may share the comment of the block or carry one
// at the end of the line.
func bare(d *ast.GenDecl, spec ast.Spec) *ast.Ident {
	switch spec := spec.(type) {
	case *ast.TypeSpec:
		if spec.Name.IsExported() && spec.Doc == nil && (d.Doc == nil || d.Lparen.IsValid()) {
			return spec.Name
		}
	case *ast.ValueSpec:
		if d.Doc != nil || spec.Doc != nil || spec.Comment != nil {
			return nil
		}
		for _, name := range spec.Names {
			if name.IsExported() {
				return name
			}
		}
	}
	return nil
}

// ofExported reports whether a method belongs to an exported type; a plain
// function counts as one.
func ofExported(recv *ast.FieldList) bool {
	if recv == nil || len(recv.List) == 0 {
		return true
	}
	t := recv.List[0].Type
	if star, ok := t.(*ast.StarExpr); ok {
		t = star.X
	}
	switch generic := t.(type) {
	case *ast.IndexExpr:
		t = generic.X
	case *ast.IndexListExpr:
		t = generic.X
	}
	name, ok := t.(*ast.Ident)
	return ok && name.IsExported()
}
