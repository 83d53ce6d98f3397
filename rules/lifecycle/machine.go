package lifecycle

import (
	"slices"

	"akashi/record"
	"akashi/scheme"
	"akashi/values/fault"
)

// Row says that Event leads from From to To when every guard holds. A row with
// a Step counts only for schemes that take it, one with Without only for those
// that leave it out.
type Row[S, E ~string] struct {
	From    S
	Event   E
	To      S
	Step    scheme.Step
	Without scheme.Step
	Guards  []Guard
	Line    record.MarkEventKind // that it adds to a public history; "" for none
}

// Table is the lifecycle of one kind of object: its rows, in the order of the
// procedure. A further kind of object is a further table.
type Table[S, E ~string] struct {
	noun string // what the rows are about, for logs
	rows []Row[S, E]
}

// Rows returns every row.
func (t Table[S, E]) Rows() []Row[S, E] { return slices.Clone(t.rows) }

// Row returns the row for an event from a state, or a conflict: the object has
// moved on, or was never there.
func (t Table[S, E]) Row(p scheme.Process, from S, e E) (Row[S, E], error) {
	for _, r := range t.rows {
		if r.From == from && r.Event == e && r.counts(p) {
			return r, nil
		}
	}
	return Row[S, E]{To: from}, fault.New(fault.Conflict, "lifecycle.no-such-step", "", t.noun, from)
}

// Next returns the state that follows. It refuses, naming each guard that does
// not hold, and reports a conflict when the table has no such row.
func (t Table[S, E]) Next(p scheme.Process, from S, e E, facts Facts) (S, error) {
	row, err := t.Row(p, from, e)
	if err != nil {
		return from, err
	}
	if missing := row.Missing(facts); len(missing) > 0 {
		return from, &Blocked{Event: string(e), From: string(from), Guards: missing}
	}
	return row.To, nil
}

// Open returns the rows out of a state, in the table's order.
func (t Table[S, E]) Open(p scheme.Process, from S) []Row[S, E] {
	var open []Row[S, E]
	for _, r := range t.rows {
		if r.From == from && r.counts(p) {
			open = append(open, r)
		}
	}
	return open
}

// IsFinal reports whether nothing can follow the state.
func (t Table[S, E]) IsFinal(s S) bool {
	return !slices.ContainsFunc(t.rows, func(r Row[S, E]) bool { return r.From == s })
}

// Froms returns the states out of which the event leads, in the table's order.
func (t Table[S, E]) Froms(e E) []S {
	var all []S
	for _, r := range t.rows {
		if r.Event == e && !slices.Contains(all, r.From) {
			all = append(all, r.From)
		}
	}
	return all
}

// Missing returns the guards of the row that do not hold.
func (r Row[S, E]) Missing(facts Facts) []Guard {
	var missing []Guard
	for _, g := range r.Guards {
		if !facts[g] {
			missing = append(missing, g)
		}
	}
	return missing
}

func (r Row[S, E]) counts(p scheme.Process) bool {
	if r.Step != "" && !p.Takes(r.Step) {
		return false
	}
	return r.Without == "" || !p.Takes(r.Without)
}

// Facts answers the guards for one object on one day. A guard without an answer
// does not hold.
type Facts map[Guard]bool

// Blocked is the refusal of an event whose guards do not all hold.
type Blocked struct {
	Event  string
	From   string
	Guards []Guard
}

// Error names the event and the guards, for logs.
func (b *Blocked) Error() string {
	s := b.Event + " from " + b.From + " is blocked by"
	for _, g := range b.Guards {
		s += " " + string(g)
	}
	return s
}

// Is makes a Blocked a fault.Refused.
func (b *Blocked) Is(target error) bool { return target == error(fault.Refused) }
