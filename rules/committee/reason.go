package committee

import (
	"cmp"
	"slices"

	"akashi/record"
	"akashi/scheme"
)

// explain gives the ground of the outcome in the order in which it was reached.
func (r *Result) explain(c scheme.Committee, s Sitting) record.Reason {
	because := []record.Reason{r.recusal(c, s), r.quorum(c)}
	for _, v := range r.Refused {
		because = append(because, record.Reason{Rule: ruleOfCounting, Clause: c.Source,
			Facts: record.Facts{record.Words("seat", v.Seat), record.Words("why", v.Why)}})
	}
	because = append(because, r.voting(c), r.majority(c))
	if r.Casting {
		because = append(because, record.Reason{Rule: ruleOfCasting, Clause: c.TieBreak.Source, Holds: true,
			Facts: record.Facts{record.Words("tie_break", c.TieBreak.Value)}})
	}
	return record.Reason{Rule: RuleOfOutcome, Clause: c.Source, Holds: r.Outcome == Grant,
		Facts: record.Facts{record.Words("outcome", r.Outcome)}, Because: because}
}

// Sealed is the ground of an outcome without how many voted for what: as long as the
// session is open, nobody is told.
func Sealed(because record.Reason) record.Reason {
	because.Because = slices.DeleteFunc(slices.Clone(because.Because), func(r record.Reason) bool {
		return r.Rule == ruleOfMajority || r.Rule == ruleOfCasting
	})
	return because
}

// Nameless is the ground of an outcome without whose vote did not count, and without who
// left the case and why.
func Nameless(because record.Reason) record.Reason {
	all := slices.DeleteFunc(slices.Clone(because.Because), func(r record.Reason) bool { return r.Rule == ruleOfCounting })
	for i := range all {
		if all[i].Rule == ruleOfRecusal {
			all[i].Because = nil
		}
	}
	because.Because = all
	return because
}

// RuleOfOutcome is the rule of the whole ground.
const RuleOfOutcome = "committee.outcome"

// The rules whose grounds name seats.
const (
	ruleOfRecusal  = "committee.recusal"
	ruleOfCounting = "committee.vote-counts"
)

// The rules whose figures are the votes themselves.
const (
	ruleOfMajority = "committee.majority"
	ruleOfCasting  = "committee.casting-vote"
)

// recusal holds always: it tells who left the case, not whether that is well.
func (r *Result) recusal(c scheme.Committee, s Sitting) record.Reason {
	reason := record.Reason{Rule: ruleOfRecusal, Clause: c.RecusedCount.Source, Holds: true,
		Facts: record.Facts{record.Number("recused", r.Recused)}}
	for _, f := range s.Conflicts {
		reason.Because = append(reason.Because, f.Why)
	}
	return reason
}

func (r *Result) quorum(c scheme.Committee) record.Reason {
	return record.Reason{Rule: "committee.quorum", Clause: c.Quorum.Source, Holds: r.QuorumHolds,
		Facts: record.Facts{
			record.Number("seats", r.Seats), record.Words("rule", c.Quorum.Value), record.Number("needed", r.Quorum),
			record.Number("present", r.Present), record.Number("recused", r.Recused), record.Number("counted", r.Counted),
		}}
}

func (r *Result) voting(c scheme.Committee) record.Reason {
	voted := r.voted()
	return record.Reason{Rule: "committee.all-voted", Clause: c.Source, Holds: voted == r.Entitled,
		Facts: record.Facts{record.Number("entitled", r.Entitled), record.Number("voted", voted)}}
}

func (r *Result) majority(c scheme.Committee) record.Reason {
	return record.Reason{Rule: ruleOfMajority, Clause: c.Decision.Source, Holds: r.For >= r.Majority && r.For > r.Against,
		Facts: record.Facts{
			record.Words("rule", c.Decision.Value), record.Number("needed", r.Majority),
			record.Number("for", r.For), record.Number("against", r.Against), record.Number("abstained", r.Abstained),
		}}
}

func compareRefused(a, b RefusedVote) int {
	return cmp.Or(cmp.Compare(a.Seat, b.Seat), cmp.Compare(a.Why, b.Why))
}
