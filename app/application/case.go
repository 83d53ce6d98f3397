package application

import (
	"maps"

	"akashi/app/committee"
	"akashi/app/desk"
	"akashi/app/evidence"
	"akashi/app/money"
	"akashi/record"
	"akashi/rules/fees"
	"akashi/rules/lifecycle"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
)

// SubmitInput submits the application.
type SubmitInput struct {
	LateReason string `json:"late_reason,omitempty" doc:"why a renewal comes after its window, where the scheme lets it"`
}

// Submit files the application:
//  1. the filing day is today;
//  2. ask the lifecycle: edition, claims, evidence, documents, declarations, eligibility, window, payment;
//  3. raise the other fees of the submission, at the price of its day, and ask for or credit what
//     was charged otherwise before;
//  4. freeze what was submitted under its hash;
//  5. send the receipt.
func Submit(w *desk.Work, in SubmitInput) error {
	w.Case.Filed, w.Case.Reason = w.Today, in.LateReason
	if err := w.Move(lifecycle.Submit, nil); err != nil {
		return err
	}
	money.PriceOfFiling(w)
	money.RaiseCharges(w, scheme.DueAtSubmission)
	evidence.JudgeAgain(w) // ages are judged for the filing day
	evidence.Freeze(w, record.StageSubmitted)
	w.Told = fault.With("no", w.Case.No, "filed", w.Case.Filed, "sha256", w.Case.Dossier)
	w.Letter(w.Case.ApplicantID, "receipt", w.Told)
	w.LetterInCharge("office-submitted")
	return nil
}

// Return returns an incomplete application to its draft (差戻し), until its review begins. What
// its intake found missing goes with it, by section.
// It counts when it is filed and accepted again; of a case that was taken over nothing that
// stood on paper counts then.
func Return(w *desk.Work, in desk.ReasonInput) error {
	w.Case.Accepted, w.Case.Returned = civil.Date{}, w.Today
	if err := closeWith(w, lifecycle.Return, in, "returned", missingNow(w)); err != nil || !w.Case.IsCarried() {
		return err
	}
	w.Case.Carried.State = lifecycle.Draft // what it rested on, on paper, is handed in anew
	money.RaiseBeforeFiling(w)
	return nil
}

// Withdraw ends the case at the applicant's wish (取下げ).
func Withdraw(w *desk.Work, in desk.ReasonInput) error {
	if w.Case.State != lifecycle.Draft {
		w.Case.Closed = w.Today
	}
	w.LetterInCharge("office-withdrawn")
	return closeWith(w, lifecycle.Withdraw, in, "withdrawn")
}

// FailFirstStage ends an application that failed the first stage (一次審査不合格): it never
// comes before the committee.
func FailFirstStage(w *desk.Work, in desk.ReasonInput) error {
	w.Case.Closed = w.Today
	return closeWith(w, lifecycle.FailFirstStage, in, "first-stage-failed")
}

// closeWith takes the step with its reason, and tells the applicant, with what else there is to tell.
func closeWith(w *desk.Work, e lifecycle.Event, in desk.ReasonInput, letter string, more ...map[string]string) error {
	if err := in.Check(); err != nil {
		return err
	}
	if err := w.Move(e, nil); err != nil {
		return err
	}
	w.Case.Reason = in.Reason
	if fees.MinutesOnSite(desk.Read(w, w.Visits, w.Case.ID)) > 0 {
		money.RaiseCharges(w, scheme.DueAfterReview) // whatever came of the review (S3-08)
	}
	money.DropUngranted(w)
	committee.LeaveAgenda(w, in.Reason)
	told := map[string]string{"no": w.Case.No, "reason": in.Reason}
	for _, m := range more {
		maps.Copy(told, m)
	}
	w.Letter(w.Case.ApplicantID, letter, told)
	return nil
}

// AcceptInput accepts the application after its review (形式審査).
type AcceptInput struct {
	Size string `json:"size,omitempty" doc:"size class as found; the class worked out from the particulars when empty"`
	Note string `json:"note,omitempty" doc:"what the review found; must say why where the size class differs from the particulars"`
}

// Accept takes the application in after its review (受理):
//  1. settle the size class as found; one that differs from the particulars has a
//     reason;
//  2. ask the lifecycle: the fee that the review waits for is in, and no step of the intake
//     stands as missing;
//  3. note the day and tell the applicant.
func Accept(w *desk.Work, in AcceptInput) error {
	if in.Size != "" {
		if err := money.KnownSize(w, in.Size); err != nil {
			return err
		}
		if in.Size != w.Case.Size && in.Note == "" {
			return fault.Wrong("accept.size-reason", "/note", "given", in.Size, "computed", w.Case.Size)
		}
		w.Facts["computed_size"] = w.Case.Size
		w.Case.Size = in.Size
	}
	if err := w.Move(lifecycle.Accept, nil); err != nil {
		return err
	}
	w.Case.Accepted = w.Today
	w.Letter(w.Case.ApplicantID, "accepted", map[string]string{"no": w.Case.No, "size": w.Case.Size})
	return nil
}
