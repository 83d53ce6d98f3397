package desk

import (
	"fmt"
	"slices"
	"strings"

	"akashi/record"
	"akashi/rules/lifecycle"
	"akashi/scheme"
	"akashi/values/fault"
)

// Ground says whether a guard holds, and what it rests on.
type Ground struct {
	Holds   bool
	Clause  string
	Detail  map[string]string
	Reasons []record.Reason
	cured   string // under which name its cures stand; "": under that of the guard
	here    bool   // it rests on a record of this office, which no paper outweighs
}

// Grounds are the guards that a use case has already answered, because the
// answer is part of what it does.
type Grounds map[lifecycle.Guard]Ground

// Holds is a ground that rests on nothing to show.
func Holds(holds bool) Ground { return Ground{Holds: holds} }

// Because is a ground with its clause, and its figures in pairs of name and value.
func Because(holds bool, clause string, detail ...string) Ground {
	g := Ground{Holds: holds, Clause: clause, Detail: map[string]string{}}
	for i := 0; i+1 < len(detail); i += 2 {
		g.Detail[detail[i]] = detail[i+1]
	}
	return g
}

// With adds the reasons that a rule gave.
func (g Ground) With(reasons []record.Reason) Ground {
	g.Reasons = reasons
	return g
}

// CuredAs names what else the ground wants for, in the table of cures.
func (g Ground) CuredAs(code string) Ground {
	g.cured = code
	return g
}

// OnRecord says that the ground rests on a record of this office: what is said of the time
// before a case was taken over does not outweigh it.
func (g Ground) OnRecord() Ground {
	g.here = true
	return g
}

// follow asks the lifecycle what comes after the event, with an answer to each
// guard that the row names.
func (w *Work) follow(e lifecycle.Event, given Grounds) (lifecycle.State, error) {
	state := w.Case.State
	row, err := lifecycle.Cases().Row(w.Edition.Process, state, e)
	if err != nil {
		return state, err
	}
	if blocked := w.blockedBy(row.Guards, given); len(blocked) > 0 {
		return state, &Blockage{string(e), string(state), blocked, w.Edition}
	}
	return row.To, nil
}

// ask answers a guard; one that nobody answers does not hold. What was done on paper before
// the case was taken over holds, unless a record of this office says otherwise.
func (w *Work) ask(g lifecycle.Guard) Ground {
	ask, ok := w.Desk.Guards[g]
	if !ok {
		return Ground{}
	}
	ground := ask(w)
	if !ground.Holds && !ground.here && lifecycle.OnPaper(g, w.Case) {
		return Holds(true)
	}
	return ground
}

// Blockage is a refusal to go on: every guard that does not hold, with its
// clause and the figures it rests on.
type Blockage struct {
	Event  string    `json:"event"`
	State  string    `json:"state"`
	Guards []Blocked `json:"guards"`

	Edition *scheme.Edition `json:"-"` // whose words the sentences take
}

// Blocked is one guard that does not hold. Its sentence for people is found by
// Code.
type Blocked struct {
	Code    string            `json:"code"` // "guard.paid_for_submission"
	Clause  string            `json:"clause,omitempty"`
	Detail  map[string]string `json:"detail,omitempty"`
	Reasons []record.Reason   `json:"reasons,omitempty"`
	cured   string
}

// guardCode begins the codes of guards.
const guardCode = "guard."

// name is the code without what all guards have in common.
func (b Blocked) name() string { return strings.TrimPrefix(b.Code, guardCode) }

// Error names the event and the guards, for logs.
func (b *Blockage) Error() string {
	s := b.Event + " from " + b.State + " is blocked by"
	for _, g := range b.Guards {
		s += " " + g.Code
	}
	return s
}

// Is makes a Blockage a fault.Refused.
func (b *Blockage) Is(target error) bool { return target == error(fault.Refused) }

// List prints names for a refusal, the first few of many.
func List(names []string) string {
	const most = 12
	if len(names) > most {
		return fault.List(append(slices.Clone(names[:most]), fmt.Sprintf("+%d", len(names)-most)))
	}
	return fault.List(names)
}
