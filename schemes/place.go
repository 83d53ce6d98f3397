package schemes

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"akashi/values/fault"
)

// place is a position in a file, both counted from 1.
type place struct{ line, column int }

func top() place { return place{1, 1} }

func (p place) String() string { return fmt.Sprintf("line %d, column %d", p.line, p.column) }

func placeOf(node ast.Node) place {
	if node == nil {
		return top()
	}
	// A container's own token is a delimiter: its first entry is what one sees.
	switch n := node.(type) {
	case *ast.MappingNode:
		if !n.IsFlowStyle && len(n.Values) > 0 {
			return placeOf(n.Values[0].Key)
		}
	case *ast.MappingValueNode:
		return placeOf(n.Key)
	}
	if t := node.GetToken(); t != nil && t.Position != nil {
		return place{t.Position.Line, t.Position.Column}
	}
	return top()
}

// spot is where a value stands: its key, and the value itself.
type spot struct {
	key   place
	value ast.Node
}

// places remembers where each path of a file stands, such as /criteria/3/points.
type places map[string]spot

// of returns the place of a path, or of the nearest thing around it when the path is
// not in the file: that of the value, or of the key of several.
func (p places) of(path string) place {
	for {
		at, ok := p[path]
		if _, scalar := at.value.(ast.ScalarNode); ok && scalar {
			return placeOf(at.value)
		}
		if ok {
			return at.key
		}
		cut := strings.LastIndexByte(path, '/')
		if cut < 0 {
			return top()
		}
		path = path[:cut]
	}
}

// maxProblems is more than anybody corrects in one go; junk has millions.
const maxProblems = 1000

type finding struct {
	at      place
	problem fault.Problem
}

type findings []finding

func wrong(at place, code string, pairs ...any) finding {
	return finding{at, fault.Problem{Code: code, Where: at.String(), Data: fault.With(pairs...)}}
}

func (f *findings) add(at place, code string, pairs ...any) {
	*f = append(*f, wrong(at, code, pairs...))
}

// same reports whether two findings say the same of one place.
func (f finding) same(other finding) bool {
	return f.at == other.at && f.problem.Code == other.problem.Code && maps.Equal(f.problem.Data, other.problem.Data)
}

// problems returns the findings in the order of the file, one of each kind a place.
func (f findings) problems() fault.Problems {
	slices.SortStableFunc(f, func(a, b finding) int {
		return cmp.Or(cmp.Compare(a.at.line, b.at.line), cmp.Compare(a.at.column, b.at.column))
	})
	var problems fault.Problems
	for i, one := range slices.CompactFunc(f, finding.same) {
		if i == maxProblems {
			problems.Add("problems-many", one.at.String(), "max", maxProblems)
			break
		}
		problems = append(problems, one.problem)
	}
	return problems
}
