package archtest

import (
	"fmt"
	"go/ast"
	"go/token"
	"slices"
	"strings"
)

// noClock lets only cmd/akashi ask what time it is.
func noClock(s *source, report func(where, reason string)) {
	if !s.isProduct() || s.home == "cmd" || s.home == "bench" || s.home == "torture" {
		return
	}
	s.uses("time", func(sel *ast.SelectorExpr) {
		if slices.Contains([]string{"Now", "Since", "Until"}, sel.Sel.Name) {
			report(s.at(sel), fmt.Sprintf("time is an argument: time.%s is asked only in cmd/akashi", sel.Sel.Name))
		}
	})
}

// onePolicy lets only proofs put other rows in the place of the policy.
func onePolicy(s *source, report func(where, reason string)) {
	if s.isTest() {
		return
	}
	s.uses("akashi/rules/access", func(sel *ast.SelectorExpr) {
		if sel.Sel.Name == "Swap" {
			report(s.at(sel), "there is one policy: only a test puts another in its place")
		}
	})
}

// noFloat keeps money, points and scores whole on floors 0 to 2.
func noFloat(s *source, report func(where, reason string)) {
	if !s.isProduct() || !s.below(useCases) || s.room.floor == unknown {
		return
	}
	const reason = "floors 0 to 2 count in whole yen, minutes, points and tenths: no floating point"
	ast.Inspect(s.file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Ident:
			if slices.Contains([]string{"float64", "float32", "complex128", "complex64"}, n.Name) {
				report(s.at(n), reason)
			}
		case *ast.BasicLit:
			if n.Kind == token.FLOAT {
				report(s.at(n), reason)
			}
		}
		return true
	})
	s.uses("strconv", func(sel *ast.SelectorExpr) {
		if sel.Sel.Name == "ParseFloat" {
			report(s.at(sel), reason)
		}
	})
	s.uses("math", func(sel *ast.SelectorExpr) {
		if !strings.Contains(sel.Sel.Name, "Int") && !strings.Contains(sel.Sel.Name, "Uint") {
			report(s.at(sel), reason)
		}
	})
}

// noInit refuses work that starts by itself when a package is imported.
func noInit(s *source, report func(where, reason string)) {
	if s.isGenerated() {
		return
	}
	for _, d := range s.file.Decls {
		if f, ok := d.(*ast.FuncDecl); ok && f.Recv == nil && f.Name.Name == "init" {
			report(s.at(f), "nothing starts by itself: call it from cmd/akashi")
		}
	}
}

// noPanic lets only the roof end the program. A function whose name begins with
// Must is for tests: it may panic, and the product may not call it.
func noPanic(s *source, report func(where, reason string)) {
	if !s.isProduct() || s.home == "cmd" || s.isGenerated() {
		return
	}
	const reason = "return an error: a panic is for cmd/akashi and tests"
	for _, d := range s.file.Decls {
		if f, ok := d.(*ast.FuncDecl); ok && strings.HasPrefix(strings.ToLower(f.Name.Name), "must") {
			continue
		}
		ast.Inspect(d, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok {
				if f, ok := call.Fun.(*ast.Ident); ok && f.Name == "panic" {
					report(s.at(call), reason)
				}
			}
			return true
		})
	}
	for _, spec := range s.file.Imports {
		if p := imported(spec); ours(p) {
			s.uses(p, func(sel *ast.SelectorExpr) {
				if strings.HasPrefix(sel.Sel.Name, "Must") {
					report(s.at(sel), reason)
				}
			})
		}
	}
	s.uses("os", func(sel *ast.SelectorExpr) {
		if sel.Sel.Name == "Exit" {
			report(s.at(sel), "return an error: only cmd/akashi ends the program")
		}
	})
	s.uses("log", func(sel *ast.SelectorExpr) {
		if strings.HasPrefix(sel.Sel.Name, "Fatal") || strings.HasPrefix(sel.Sel.Name, "Panic") {
			report(s.at(sel), "return an error: only cmd/akashi ends the program")
		}
	})
}

// notTooLong refuses a file that a reader cannot hold in the head.
func notTooLong(s *source, report func(where, reason string)) {
	const limit = 600
	if s.lines > limit && !s.isGenerated() {
		report(s.name, fmt.Sprintf("%d lines, the limit is %d: a room this long holds two things, split it where the ideas part", s.lines, limit))
	}
}

// kindsAreRows keeps what differs between kinds of objects in their table: no
// code asks which of the kinds it has before it.
func kindsAreRows(s *source, report func(where, reason string)) {
	if !s.isProduct() {
		return
	}
	const reason = "a kind of object is a row of app.Things: give the table a column for what differs"
	look := func(at ast.Node, x ast.Expr) {
		if sel, ok := x.(*ast.SelectorExpr); ok {
			x = sel.Sel
		}
		if id, ok := x.(*ast.Ident); ok && slices.Contains(kinds, id.Name) {
			report(s.at(at), reason)
		}
	}
	ast.Inspect(s.file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BinaryExpr:
			look(n, n.X)
			look(n, n.Y)
		case *ast.CaseClause:
			for _, x := range n.List {
				look(n, x)
			}
		}
		return true
	})
}

// kinds are the names of package app for the kinds of objects.
var kinds = []string{"OnCase", "OnSession", "OnMark", "OnRegister", "OnUser", "OnPending", "OnOffice", "OnSeat", "OnMail", "OnPersonnel"}

// noSkip lets only testkit leave a test out, so that the gate can require all of
// them.
func noSkip(s *source, report func(where, reason string)) {
	if !s.isTest() || s.home == "testkit" {
		return
	}
	ast.Inspect(s.file, func(n ast.Node) bool {
		if sel, ok := n.(*ast.SelectorExpr); ok && slices.Contains([]string{"Skip", "Skipf", "SkipNow"}, sel.Sel.Name) {
			report(s.at(sel), "a test is left out through testkit.Missing, NoSamples, Slow or NotHere, so that the gate can require it")
		}
		return true
	})
}
