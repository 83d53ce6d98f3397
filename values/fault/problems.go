package fault

import (
	"errors"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Problem is one thing wrong with an input. Code is the stable word by which a
// door finds its sentence, Where its place in the input ("items[3].points",
// "line 12"), and Data are the figures of that sentence. Of these, "given" is
// what was sent, "allowed" lists what is taken, and "meant" is the nearest of it.
type Problem struct {
	Code  string
	Where string
	Data  Data
}

// Line is the line of a text in which the problem stands, from 1; 0 where its place is another.
func (p Problem) Line() (line int) {
	_, at, in := strings.Cut(p.Where, "line ")
	if !in {
		return 0
	}
	at, _, _ = strings.Cut(at, ",")
	line, _ = strconv.Atoi(at) // 0 where it is no number
	return line
}

// String returns the problem in one line for logs, such as
// "items[3].points: points-range (given 9, max 5)".
func (p Problem) String() string {
	text := p.Code
	if p.Where != "" {
		text = p.Where + ": " + text
	}
	var figures []string
	for _, name := range slices.Sorted(maps.Keys(p.Data)) {
		figures = append(figures, name+" "+p.Data[name])
	}
	if len(figures) > 0 {
		text += " (" + List(figures) + ")"
	}
	return text
}

// Problems is everything wrong with an input, found in one go. It is an error
// of kind Invalid. Return it through Err, so that no problems means no error.
type Problems []Problem

// Add notes one more problem. Its figures follow their names in pairs (see With).
func (p *Problems) Add(code, where string, pairs ...any) {
	*p = append(*p, Problem{code, where, With(pairs...)})
}

// Want notes a problem unless what is wanted holds.
func (p *Problems) Want(holds bool, code, where string, pairs ...any) {
	if !holds {
		p.Add(code, where, pairs...)
	}
}

// Err returns the problems as an error, or nil when there are none.
func (p Problems) Err() error {
	if len(p) == 0 {
		return nil
	}
	return p
}

// Error returns the problems one a line.
func (p Problems) Error() string {
	lines := make([]string, len(p))
	for i, problem := range p {
		lines[i] = problem.String()
	}
	return strings.Join(lines, "\n")
}

// Is reports whether target is Invalid.
func (p Problems) Is(target error) bool { return target == error(Invalid) }

func (p Problems) kind() Kind { return Invalid }

// ProblemsIn lists what is wrong with an input by any error of kind Invalid.
// One that is no list counts as one problem, and its cause is not told.
func ProblemsIn(err error) Problems {
	if err == nil {
		return nil
	}
	if all, ok := errors.AsType[Problems](err); ok {
		return all
	}
	p := Problem{Code: "input.invalid"}
	if f, ok := errors.AsType[*Error](err); ok {
		p = Problem{Code: f.Code, Where: f.What, Data: f.Figures()}
	}
	return Problems{p}
}
