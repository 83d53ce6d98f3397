package application

import (
	"slices"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/fees"
	"akashi/rules/lifecycle"
	"akashi/values/civil"
	"akashi/values/yen"
)

// Remind writes to the applicant about a day of the case (督促・案内):
//  1. the nearest day of what is asked for that runs now: a fee, findings, the agreement, the filing of a renewal;
//  2. write to the first contact of the applicant, and to one more for each reminder that stayed without an answer, of a fee with what is still open of it;
//  3. where the day has passed, tell who sees the case through.
func Remind(w *desk.Work, in desk.RemindInput) error {
	err := w.Remind(w.Case.ApplicantID, in, DaysToRemind(w), func(next lifecycle.NextDay) map[string]string {
		if next.Why != lifecycle.WhyFee {
			return nil
		}
		return map[string]string{"sum": openBy(w, next.Day).String()}
	})
	if err == nil && w.Facts["late"] == true {
		w.LetterInCharge("office-late")
	}
	return err
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

// openBy is what is still to be paid of the fees with a last day.
func openBy(w *desk.Work, due civil.Date) (open yen.Amount) {
	payments := desk.Read(w, w.Payments, w.Case.ID)
	for _, c := range owed(w) {
		if c.Due == due {
			open += fees.Open(c, payments)
		}
	}
	return open
}
