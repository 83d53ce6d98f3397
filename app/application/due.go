package application

import (
	"cmp"
	"slices"

	"akashi/app/committee"
	"akashi/app/desk"
	"akashi/app/review"
	"akashi/record"
	"akashi/rules/access"
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

// Reaches is the day of the first session that the case can still come to.
func Reaches(w *desk.Work) civil.Date {
	ahead := lifecycle.Ahead{Today: w.Today}
	switch {
	case w.Case.State == lifecycle.Scheduled:
		ahead.Session = desk.Read(w, w.Tx.Session, w.Case.SessionID).Day
	case lifecycle.IsOpen(w.Case.State):
		ahead.Sittings = committee.Sittings(w)
	}
	return lifecycle.Reaches(w.Edition, w.Case, ahead)
}

// Next is the next day of the case, with the findings that it waits for and what it owes.
func Next(w *desk.Work, awaited []record.Finding, charges []record.Charge) lifecycle.NextDay {
	return lifecycle.Next(w.Edition, w.Case, ahead(w, awaited, charges))
}

// Days are all the days that run for the case.
func Days(w *desk.Work, awaited []record.Finding, charges []record.Charge) []lifecycle.NextDay {
	return lifecycle.Days(w.Edition, w.Case, ahead(w, awaited, charges))
}

// ahead is what lies before the case.
func ahead(w *desk.Work, awaited []record.Finding, charges []record.Charge) lifecycle.Ahead {
	ahead := lifecycle.Ahead{Today: w.Today, Charges: charges, Findings: awaited}
	switch c := w.Case; {
	case c.State == lifecycle.Scheduled:
		ahead.Session = desk.Read(w, w.Tx.Session, c.SessionID).Day
	case c.State == lifecycle.Draft || c.State == lifecycle.Ready:
		ahead.Sittings = committee.Sittings(w)
		if c.State == lifecycle.Draft && c.Type == record.Renewal {
			renewal(w, &ahead)
		}
	}
	return ahead
}

// Turn is the role that the case waits for. Once it is accepted and given to whoever
// examines it, it waits for them to begin; who is not told that, is told of the office.
func Turn(w *desk.Work) record.Role {
	if w.Case.State != lifecycle.Accepted || !w.Actor.Sees(access.Team) || !review.ReviewerAssigned(w).Holds {
		return lifecycle.TurnOf(w.Case.State)
	}
	team := desk.Read(w, w.Assignments, w.Case.ID)
	return team[slices.IndexFunc(team, record.Assignment.Lasts)].Role
}

// renewal looks up when the renewal can be filed.
func renewal(w *desk.Work, ahead *lifecycle.Ahead) {
	ahead.Expiry = desk.Read(w, w.Tx.Mark, w.Case.MarkID).ValidTo
	if !w.Reaches(ahead.Expiry) {
		return // of a day that nobody can work out yet, a list says nothing
	}
	if window := w.RenewalWindow(ahead.Expiry); window != nil {
		ahead.WindowTo, ahead.Excuses = window.Rolled, w.Edition.Validity.Renewal.LateWithReason.Value
	}
}

// Awaited are the findings of a case that waits for answers; a board asks this of a
// thousand cases.
func Awaited(w *desk.Work) []record.Finding {
	if !lifecycle.IsCorrection(w.Case.State) {
		return nil
	}
	return desk.Read(w, w.Findings, w.Case.ID)
}

// deadline is the last day of what the case waits for now, with its clock.
func deadline(w *desk.Work) (civil.Date, string) { return lifecycle.LastDay(w.Case, Awaited(w)) }

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
