package application

import (
	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/lifecycle"
)

// InRenewalWindow asks whether a renewal is filed in time (更新申請期間):
//  1. work the window out from the last day of validity, its end rolled to a
//     business day where the edition says so;
//  2. an earlier filing has to wait;
//  3. a later one needs a reason, where the edition lets the office take it at all,
//     and never comes after the expiry.
func InRenewalWindow(w *desk.Work) desk.Ground {
	rule := w.Edition.Validity.Renewal
	if w.Case.Type != record.Renewal || rule == nil {
		return desk.Holds(true)
	}
	m := desk.Read(w, w.Tx.Mark, w.Case.MarkID)
	if !w.Reaches(m.ValidTo) { // nobody can say yet when it opens
		return desk.Because(false, rule.Source, "expiry", m.ValidTo.String())
	}
	window := w.RenewalWindow(m.ValidTo)
	if window == nil {
		return desk.Holds(true)
	}
	inTime := window.Contains(w.Today) || window.Excuses(rule, w.Today, m.ValidTo) && w.Case.Reason != ""
	return desk.Because(inTime, rule.Source, "from", window.From.String(), "to", window.Rolled.String(),
		"expiry", m.ValidTo.String())
}

// Excuse foresees a late renewal: a reason, given with the submission, may excuse
// it.
func Excuse(w *desk.Work) desk.Prospect {
	if InRenewalWindow(w).Holds || w.Case.Reason != "" {
		return desk.Prospect{}
	}
	w.Case.Reason = "to be given"
	defer func() { w.Case.Reason = "" }()
	return desk.Prospect{Grounds: desk.Grounds{lifecycle.InRenewalWindow: InRenewalWindow(w)}}
}
