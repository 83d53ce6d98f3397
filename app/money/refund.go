package money

import (
	"cmp"
	"slices"
	"strings"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/fees"
	"akashi/values/civil"
	"akashi/values/fault"
	"akashi/values/yen"
)

// RefundInput returns what came in beyond what was owed.
type RefundInput struct {
	Charge string     `json:"charge" doc:"fee code or ID of the charge"`
	Amount yen.Amount `json:"amount,omitempty" minimum:"0" maximum:"1000000000000" doc:"yen returned; all that is too much when empty"`
	Paid   civil.Date `json:"paid,omitempty" doc:"day on the bank statement; today when empty"`
	Reason string     `json:"reason" doc:"why, and how it was returned"`
}

// RefundPayment returns money that came in beyond what a charge asks for (過入金の返金):
//  1. more came in for the charge than it comes to, and why it is returned is said;
//  2. no more than that is returned, with the day on the bank statement;
//  3. keep it beside the payments, with an amount below nothing; what is receipted follows.
func RefundPayment(w *desk.Work, in RefundInput) error {
	before := desk.Read(w, w.Payments, w.Case.ID)
	charge, over := record.Charge{}, yen.Amount(0)
	for _, c := range desk.Read(w, w.Charges, w.Case.ID) {
		if surplus := tooMuch(c, before); surplus > 0 && (c.ID == in.Charge || c.Code == in.Charge) {
			charge, over = c, surplus
		}
	}
	in.Reason = strings.TrimSpace(in.Reason)
	in.Amount, in.Paid = cmp.Or(in.Amount, over), cmp.Or(in.Paid, w.Today)
	p := fault.ProblemsIn(desk.ReasonInput{Reason: in.Reason}.Check())
	p.Want(charge.ID != "", "refund.none", "/charge", "given", in.Charge)
	p.Want(charge.ID == "" || in.Amount >= 1 && in.Amount <= over, "refund.amount", "/amount", "given", in.Amount, "over", over)
	p.Want(!in.Paid.After(w.Today), "payment.day", "/paid", "given", in.Paid)
	if err := p.Err(); err != nil {
		return err
	}
	keepPayment(w, charge, before, record.Payment{Amount: -in.Amount, Received: in.Paid, Kind: record.Refunded, Reason: in.Reason})
	return nil
}

// tooMuch is what came in beyond what a charge comes to; nothing is owed of one that was let go beyond what was paid of it.
func tooMuch(c record.Charge, payments []record.Payment) yen.Amount {
	if c.Status != record.ChargePaid {
		return 0
	}
	return max(0, -fees.Open(c, payments))
}

// PaidTooMuch reports whether more came in for some charge than it comes to.
func PaidTooMuch(w *desk.Work) bool {
	payments := desk.Read(w, w.Payments, w.Case.ID)
	return slices.ContainsFunc(desk.Read(w, w.Charges, w.Case.ID), func(c record.Charge) bool { return tooMuch(c, payments) > 0 })
}
