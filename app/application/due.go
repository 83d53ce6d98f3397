package application

import (
	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/lifecycle"
	"akashi/scheme"
	"akashi/values/civil"
)

// Lapse closes a case whose deadline has passed (失効): the agreement was not
// concluded, or findings were not answered, in time.
func Lapse(w *desk.Work, in desk.ReasonInput) error {
	w.Case.Closed = w.Today
	if in.Reason == "" {
		in.Reason = "deadline"
	}
	return closeWith(w, lifecycle.Lapse, in, "lapsed")
}

// deadline is the last day of what the case waits for now, with its clock.
func deadline(w *desk.Work) (due civil.Date, clock string) {
	switch w.Case.State {
	case lifecycle.Agreement:
		return w.Case.AgreementDue, scheme.ClockAgreement
	case lifecycle.DocumentCorrection, lifecycle.OnSiteCorrection:
		for _, f := range desk.Read(w, w.Findings, w.Case.ID) {
			if f.State == record.FindingOpen && (due.IsZero() || f.Due.Before(due)) {
				due = f.Due
			}
		}
		return due, scheme.ClockFindingsAnswer
	}
	return due, ""
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
