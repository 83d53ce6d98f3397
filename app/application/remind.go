package application

import (
	"slices"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/fees"
	"akashi/rules/lifecycle"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/yen"
)

// Remind writes to the applicant about a day of the case (督促・案内):
//  1. the nearest day of what is asked for that runs now: a fee, findings, the agreement, the filing of a renewal;
//  2. write to everybody who acts for the applicant, of a fee with what is still open of it;
//  3. where the day has passed, tell who sees the case through.
func Remind(w *desk.Work, in desk.RemindInput) error {
	days := DaysToRemind(w)
	var more map[string]string
	if in.What == scheme.RemindFee {
		more = map[string]string{"sum": openBy(w, days).String()}
	}
	if err := w.Remind(w.Case.ApplicantID, in, days, more); err != nil {
		return err
	}
	if w.Facts["late"] == true {
		w.LetterInCharge("office-late")
	}
	return nil
}

// DaysToRemind are the days of the case that one can be reminded of: hard ones, which somebody outside the office meets.
func DaysToRemind(w *desk.Work) []lifecycle.NextDay {
	days := Days(w, Awaited(w), owed(w))
	return slices.DeleteFunc(days, func(d lifecycle.NextDay) bool { return lifecycle.RemindedOf(d) == "" })
}

// ReminderToSend reports whether there is such a day.
func ReminderToSend(w *desk.Work) bool { return len(DaysToRemind(w)) > 0 }

// owed are the charges of the case that are owed by a day.
func owed(w *desk.Work) []record.Charge {
	return slices.DeleteFunc(slices.Clone(desk.Read(w, w.Charges, w.Case.ID)), func(c record.Charge) bool {
		return c.Status != record.ChargeOwed || c.Due.IsZero()
	})
}

// openBy is what is still to be paid of the fees with the nearest last day.
func openBy(w *desk.Work, days []lifecycle.NextDay) (open yen.Amount) {
	var first civil.Date
	for _, d := range days {
		if d.Why == lifecycle.WhyFee && (first.IsZero() || d.Day.Before(first)) {
			first = d.Day
		}
	}
	payments := desk.Read(w, w.Payments, w.Case.ID)
	for _, c := range owed(w) {
		if c.Due == first {
			open += fees.Open(c, payments)
		}
	}
	return open
}
