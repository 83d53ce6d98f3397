package app

import (
	"akashi/record"
	"akashi/rules/lifecycle"
	"akashi/scheme"
	"akashi/values/civil"
)

// lapse closes a case whose deadline has passed (失効): the agreement was not
// concluded, or findings were not answered, in time.
func lapse(w *work, in ReasonInput) error {
	w.c.Closed = w.today
	if in.Reason == "" {
		in.Reason = "deadline"
	}
	return w.closeWith(lifecycle.Lapse, in, "lapsed")
}

// deadline is the last day of what the case waits for now, with its clock.
func (w *work) deadline() (civil.Date, string, error) {
	if w.c.State == lifecycle.Agreement {
		return w.c.AgreementDue, scheme.ClockAgreement, nil
	}
	if w.c.State != lifecycle.DocumentCorrection && w.c.State != lifecycle.OnSiteCorrection {
		return civil.Date{}, "", nil
	}
	findings, err := w.Findings(w.c.ID)
	var due civil.Date
	for _, f := range findings {
		if f.State == record.FindingOpen && (due.IsZero() || f.Due.Before(due)) {
			due = f.Due
		}
	}
	return due, scheme.ClockFindingsAnswer, err
}

func (w *work) deadlinePassed() (ground, error) {
	due, clock, err := w.deadline()
	return because(!due.IsZero() && due.Before(w.today), w.clauseOf(clock), "last_day", due.String()), err
}

// due is the deadline of the case with its clause, none where it has none.
func (w *work) due() (civil.Date, string, error) {
	day, clock, err := w.deadline()
	if day.IsZero() {
		return day, "", err
	}
	return day, w.clauseOf(clock), err
}
