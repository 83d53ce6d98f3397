package committee

import (
	"slices"

	"akashi/record"
)

// Standing returns the votes that still stand: those that nothing has voided, at
// most one of a seat.
func Standing(votes []record.Vote, voided []record.Voiding) []record.Vote {
	return slices.DeleteFunc(slices.Clone(votes), func(v record.Vote) bool {
		return slices.ContainsFunc(voided, func(x record.Voiding) bool { return x.Seat == v.Seat && x.Round == v.Round })
	})
}
