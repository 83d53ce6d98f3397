package fault

import (
	"fmt"
	"strings"
)

// Problem is one thing wrong with an input. Code is the stable word for it,
// Where its place in the input ("items[3].points", "line 12"), and Message
// tells the sender in a sentence what to do about it.
type Problem struct {
	Code    string `json:"code"`
	Where   string `json:"where"`
	Message string `json:"message"`
}

// String returns the problem in one line.
func (p Problem) String() string {
	text := p.Message
	if p.Where != "" {
		text = p.Where + ": " + text
	}
	if p.Code != "" {
		text += " (" + p.Code + ")"
	}
	return text
}

// Problems is everything wrong with an input, found in one go. It is an error
// of kind Invalid. Return it through Err, so that no problems means no error.
type Problems []Problem

// Add notes one more problem.
func (p *Problems) Add(code, where, message string) {
	*p = append(*p, Problem{Code: code, Where: where, Message: message})
}

// Addf notes one more problem with a formatted message.
func (p *Problems) Addf(code, where, format string, args ...any) {
	p.Add(code, where, fmt.Sprintf(format, args...))
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
