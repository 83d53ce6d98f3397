package money

import (
	"slices"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/fees"
	"akashi/values/fault"
)

// ReversalInput takes a payment back.
type ReversalInput struct {
	Payment string `json:"payment" doc:"ID of the payment"`
	Reason  string `json:"reason" doc:"why: entered twice, another charge, returned by the bank"`
}

// ReversePayment takes back a payment that was recorded wrongly or that the bank
// returned (入金の取消し):
//  1. the payment is one of the case and stands, and why it is taken back is said;
//  2. keep a second entry with the opposite amount that names it; the first stays as
//     it was;
//  3. a transfer fee that was kept back from the same transfer goes with it;
//  4. the charge is owed again, as far as the other payments do not reach its amount;
//     a step that it held up waits for it again, and a step that was taken stands.
func ReversePayment(w *desk.Work, in ReversalInput) error {
	p := fault.ProblemsIn(desk.ReasonInput{Reason: in.Reason}.Check())
	before := desk.Read(w, w.Payments, w.Case.ID)
	stood, stands := desk.First(fees.StandingPayments(before), func(o record.Payment) bool { return o.ID == in.Payment })
	reversed := slices.ContainsFunc(before, func(o record.Payment) bool { return o.ID == in.Payment || in.Payment != "" && o.Reverses == in.Payment })
	switch {
	case stands:
	case reversed:
		p.Add("payment.reversed", "/payment", "given", in.Payment)
	default:
		p.Add("payment.none", "/payment", "given", in.Payment)
	}
	if err := p.Err(); err != nil {
		return err
	}
	charge := desk.Read(w, w.Charge, stood.ChargeID)
	back := record.Payment{Amount: -stood.Amount, Received: w.Today, Reverses: in.Payment, Reason: in.Reason, Kind: stood.Kind, Record: stood.Record}
	keepPayment(w, charge, before, back)
	if kept, is := desk.First(fees.StandingPayments(before), func(o record.Payment) bool {
		return o.Kind == record.Withheld && stood.Kind == record.PaidIn && o.Record == stood.Record && o.ChargeID == stood.ChargeID
	}); is {
		back.Amount, back.Reverses, back.Kind = -kept.Amount, kept.ID, kept.Kind
		keepPayment(w, desk.Read(w, w.Charge, stood.ChargeID), desk.Read(w, w.Payments, w.Case.ID), back)
	}
	return nil
}

// PaymentsToReverse reports whether some payment stands.
func PaymentsToReverse(w *desk.Work) bool {
	return len(fees.StandingPayments(desk.Read(w, w.Payments, w.Case.ID))) > 0
}
