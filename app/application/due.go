package application

import (
	"cmp"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/lifecycle"
	"akashi/values/civil"
)

// Lapse closes a case whose deadline has passed (失効): the agreement was not
// concluded, or findings were not answered, in time.
func Lapse(w *desk.Work, in desk.ReasonInput) error {
	w.Case.Closed = w.Today
	in.Reason = cmp.Or(in.Reason, "deadline")
	return closeWith(w, lifecycle.Lapse, in, "lapsed")
}

// deadline is the last day of what the case waits for now, with its clock.
func deadline(w *desk.Work) (civil.Date, string) {
	var findings []record.Finding
	if lifecycle.IsCorrection(w.Case.State) { // a board asks this of a hundred cases
		findings = desk.Read(w, w.Findings, w.Case.ID)
	}
	return lifecycle.LastDay(w.Case, findings)
}

// DeadlinePassed asks whether the last day of what the case waits for is over.
func DeadlinePassed(w *desk.Work) desk.Ground {
	due, clock := deadline(w)
	return desk.Because(!due.IsZero() && due.Before(w.Today), w.ClauseOf(clock), "last_day", due.String())
}

// Due is the deadline of the case with its clause, none where it has none.
func Due(w *desk.Work) (day civil.Date, clause string) {
	day, clock := deadline(w)
	if day.IsZero() {
		return day, ""
	}
	return day, w.ClauseOf(clock)
}
