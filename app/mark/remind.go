package mark

import (
	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/lifecycle"
)

// Remind writes to the holder about a day of its mark (更新案内):
//  1. the mark runs, and no renewal of it is under way;
//  2. write to the first contact of the holder, and to one more for each reminder that stayed without an answer: when a renewal can be filed, until when, or when the mark ends.
func Remind(w *desk.Work, in desk.RemindInput) error {
	return w.Remind(w.Mark.ApplicantID, in, DaysToRemind(w), func(lifecycle.NextDay) map[string]string {
		return map[string]string{"ends": w.Mark.ValidTo.String()}
	})
}

// DaysToRemind are the days of a mark that runs and has no renewal under way; none where nobody of the holder is on record.
func DaysToRemind(w *desk.Work) []lifecycle.NextDay {
	m := w.Mark
	if m.ApplicantID == "" || m.ValidTo.IsZero() || m.Status != record.MarkActive && m.Status != record.MarkSuspended {
		return nil
	}
	renewals := desk.CaseQuery{MarkID: m.ID, Type: record.Renewal, States: lifecycle.Open(), Visible: access.Everything(), Limit: 1}
	if len(desk.Read(w, w.Cases, renewals)) > 0 {
		return nil
	}
	return w.DaysOfMark()
}

// ReminderToSend reports whether there is such a day.
func ReminderToSend(w *desk.Work) bool { return len(DaysToRemind(w)) > 0 }
