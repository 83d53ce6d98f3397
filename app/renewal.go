package app

import (
	"akashi/record"
	"akashi/rules/lifecycle"
)

// inRenewalWindow asks whether a renewal is filed in time (更新申請期間):
//  1. work the window out from the last day of validity, its end rolled to a
//     business day where the edition says so;
//  2. an earlier filing has to wait;
//  3. a later one needs a reason, where the edition lets the office take it at all,
//     and never comes after the expiry.
func (w *work) inRenewalWindow() (ground, error) {
	rule := w.edition.Validity.Renewal
	if w.c.Type != record.Renewal || rule == nil {
		return held(true), nil
	}
	m, err := w.Mark(w.c.MarkID)
	if err != nil {
		return ground{}, err
	}
	window, err := w.renewalWindow(m.ValidTo)
	if err != nil || window == nil {
		return held(err == nil), err
	}
	early := !window.From.IsZero() && w.today.Before(window.From)
	late := w.today.After(window.Rolled)
	excused := late && rule.LateWithReason.Value && w.c.Reason != "" && !w.today.After(m.ValidTo)
	return because(!early && (!late || excused), rule.Source, "from", window.From.String(), "to", window.Rolled.String(),
		"expiry", m.ValidTo.String()), nil
}

// excuse foresees a late renewal: a reason, given with the submission, may excuse
// it.
func (w *work) excuse() (prospect, error) {
	inTime, err := w.inRenewalWindow()
	if err != nil || inTime.holds || w.c.Reason != "" {
		return prospect{}, err
	}
	w.c.Reason = "to be given"
	defer func() { w.c.Reason = "" }()
	excused, err := w.inRenewalWindow()
	return prospect{grounds: grounds{lifecycle.InRenewalWindow: excused}}, err
}
