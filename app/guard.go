package app

import (
	"fmt"
	"slices"
	"strings"

	"akashi/record"
	"akashi/rules/lifecycle"
	"akashi/scheme"
	"akashi/values/fault"
)

// ground says whether a guard holds, and what it rests on.
type ground struct {
	holds   bool
	clause  string
	detail  map[string]string
	reasons []record.Reason
}

// grounds are the guards that a use case has already answered, because the
// answer is part of what it does.
type grounds map[lifecycle.Guard]ground

func held(holds bool) ground { return ground{holds: holds} }

func because(holds bool, clause string, detail ...string) ground {
	g := ground{holds: holds, clause: clause, detail: map[string]string{}}
	for i := 0; i+1 < len(detail); i += 2 {
		g.detail[detail[i]] = detail[i+1]
	}
	return g
}

// with adds the reasons that a rule gave.
func (g ground) with(reasons []record.Reason) ground {
	g.reasons = reasons
	return g
}

// follow asks the lifecycle what comes after the event, with an answer to each
// guard that the row names.
func (w *work) follow(e lifecycle.Event, given grounds) (lifecycle.State, error) {
	state := w.c.State
	row, err := lifecycle.Cases().Row(w.edition.Process, state, e)
	if err != nil {
		return state, err
	}
	blocked, err := w.blockedBy(row.Guards, given)
	if err != nil {
		return state, err
	}
	if len(blocked) > 0 {
		return state, &Blockage{string(e), string(state), blocked, w.edition}
	}
	return row.To, nil
}

func (w *work) ask(g lifecycle.Guard) (ground, error) {
	ask, ok := guards()[g]
	if !ok {
		return ground{}, nil // a guard that nobody answers does not hold
	}
	answer, err := ask(w)
	if err != nil {
		return ground{}, fmt.Errorf("ask %s: %w", g, err)
	}
	return answer, nil
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
}

func blockedOn(g lifecycle.Guard, a ground) Blocked {
	return Blocked{guardCode + string(g), a.clause, a.detail, a.reasons}
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

// list prints names for a refusal, the first few of many.
func list(names []string) string {
	const most = 12
	if len(names) > most {
		return fault.List(append(slices.Clone(names[:most]), fmt.Sprintf("+%d", len(names)-most)))
	}
	return fault.List(names)
}
