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

// Present returns the seats that are at the table: those that came and have not been
// excused since.
func Present(came []record.Attendance, excused []record.Excusal) (seats []string) {
	for _, a := range came {
		if !slices.ContainsFunc(excused, func(x record.Excusal) bool { return x.Seat == a.Seat && x.Round == a.Round }) {
			seats = append(seats, a.Seat)
		}
	}
	return seats
}
