package fault

// Refusal is the answer "no" with its ground: the clause of the scheme that
// stands against what was asked. Reason is the word by which a door finds its
// sentence, and Detail holds the figures and days which that sentence shows.
type Refusal struct {
	Clause string            `json:"clause"`
	Reason string            `json:"reason"`
	Detail map[string]string `json:"detail,omitempty"`
}

// Error returns the reason and the clause.
func (r *Refusal) Error() string {
	if r.Clause == "" {
		return "refused: " + r.Reason
	}
	return "refused: " + r.Reason + " (" + r.Clause + ")"
}

// Is reports whether target is Refused.
func (r *Refusal) Is(target error) bool { return target == error(Refused) }

func (r *Refusal) kind() Kind { return Refused }
