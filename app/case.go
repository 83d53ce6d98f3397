package app

import (
	"akashi/record"
	"akashi/rules/lifecycle"
	"akashi/values/fault"
)

// SubmitInput submits the application.
type SubmitInput struct {
	LateReason string `json:"late_reason,omitempty" doc:"why a renewal comes after its window, where the scheme lets it"`
}

// submit files the application:
//  1. the filing day is today;
//  2. ask the lifecycle: claims, declarations, eligibility, window, payment;
//  3. freeze what was submitted under its hash;
//  4. send the receipt.
func submit(w *work, in SubmitInput) error {
	w.c.Filed = w.today
	w.c.Reason = in.LateReason
	if err := w.move(lifecycle.Submit, nil); err != nil {
		return err
	}
	if err := w.judgeAgain(); err != nil { // ages are judged for the filing day
		return err
	}
	if err := w.freeze(record.StageSubmitted); err != nil {
		return err
	}
	if err := w.save(); err != nil {
		return err
	}
	w.told = fault.With("no", w.c.No, "filed", w.c.Filed, "sha256", w.c.Dossier)
	return w.write(w.c.ApplicantID, "receipt", map[string]string{"no": w.c.No, "filed": w.c.Filed.String(), "sha256": w.c.Dossier})
}

// sendBack returns an incomplete application to its draft (差戻し).
func sendBack(w *work, in ReasonInput) error {
	return w.closeWith(lifecycle.Return, in, "returned")
}

// withdraw ends the case at the applicant's wish (取下げ).
func withdraw(w *work, in ReasonInput) error {
	if w.c.State != lifecycle.Draft {
		w.c.Closed = w.today
	}
	return w.closeWith(lifecycle.Withdraw, in, "withdrawn")
}

func (w *work) closeWith(e lifecycle.Event, in ReasonInput, letter string) error {
	if err := in.check(); err != nil {
		return err
	}
	if err := w.move(e, nil); err != nil {
		return err
	}
	w.c.Reason = in.Reason
	if err := w.leaveAgenda(in.Reason); err != nil {
		return err
	}
	if err := w.save(); err != nil {
		return err
	}
	return w.write(w.c.ApplicantID, letter, map[string]string{"no": w.c.No, "reason": in.Reason})
}

// AcceptInput accepts the application after its review (形式審査).
type AcceptInput struct {
	Size string `json:"size,omitempty" doc:"size class as found; the class worked out from the particulars when empty"`
	Note string `json:"note,omitempty" doc:"what the review found"`
}

// accept takes the application in after its review (受理):
//  1. settle the size class as found;
//  2. ask the lifecycle: the fee that the review waits for is in;
//  3. note the day and tell the applicant.
func accept(w *work, in AcceptInput) error {
	if in.Size != "" {
		if err := w.knownSize(in.Size); err != nil {
			return err
		}
		w.c.Size = in.Size
	}
	if err := w.move(lifecycle.Accept, nil); err != nil {
		return err
	}
	w.c.Accepted = w.today
	if err := w.save(); err != nil {
		return err
	}
	return w.write(w.c.ApplicantID, "accepted", map[string]string{"no": w.c.No, "size": w.c.Size})
}
