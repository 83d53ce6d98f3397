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
func deadline(w *desk.Work) (civil.Date, string, error) {
	if w.Case.State == lifecycle.Agreement {
		return w.Case.AgreementDue, scheme.ClockAgreement, nil
	}
	if w.Case.State != lifecycle.DocumentCorrection && w.Case.State != lifecycle.OnSiteCorrection {
		return civil.Date{}, "", nil
	}
	findings, err := w.Findings(w.Case.ID)
	var due civil.Date
	for _, f := range findings {
		if f.State == record.FindingOpen && (due.IsZero() || f.Due.Before(due)) {
			due = f.Due
		}
	}
	return due, scheme.ClockFindingsAnswer, err
}

// DeadlinePassed asks whether the last day of what the case waits for is over.
func DeadlinePassed(w *desk.Work) (desk.Ground, error) {
	due, clock, err := deadline(w)
	return desk.Because(!due.IsZero() && due.Before(w.Today), w.ClauseOf(clock), "last_day", due.String()), err
}

// Due is the deadline of the case with its clause, none where it has none.
func Due(w *desk.Work) (civil.Date, string, error) {
	day, clock, err := deadline(w)
	if day.IsZero() {
		return day, "", err
	}
	return day, w.ClauseOf(clock), err
}
