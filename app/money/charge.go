// Package money is the chapter on what an applicant owes and pays: charges, payments,
// what is waived, and the yearly fee.
package money

import (
	"cmp"
	"slices"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/fees"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
	"akashi/values/yen"
)

// RaiseCharges raises every fee of the edition that falls due by the event, today.
func RaiseCharges(w *desk.Work, event scheme.DueEvent) { RaiseChargesFrom(w, event, w.Today) }

// RaiseChargesFrom raises every fee that falls due by an event of the day given
// (請求の発生):
//  1. take the printed amounts of the table in force on that day, for the case type
//     and size; where no table covers it, no amount (料金表未登録);
//  2. pick the fees that this event makes due, each once in a case, and a yearly fee
//     once for the mark: after a renewal its anniversaries run on, and so they do where
//     its first notice was on paper;
//  3. keep them as owed, with the line of the quote they rest on.
func RaiseChargesFrom(w *desk.Work, event scheme.DueEvent, day civil.Date) {
	if w.Edition.Fees == nil {
		return
	}
	have, everHad := desk.Read(w, w.Charges, w.Case.ID), chargesOfMark(w)
	quote := Quote(w, fees.Request{Date: day, Events: map[scheme.DueEvent]civil.Date{event: day}})
	_, runsOn := beforeTheMove(w)
	for _, line := range quote.FallingDue(w.Edition, event, have, everHad) {
		if !line.Yearly || !runsOn {
			if day != w.Today {
				line.Supplied = day
			}
			AddCharge(w, line)
		}
	}
}

// RaiseBeforeFiling raises the fees that must be in before an application can be filed.
// None has a last day until there is a filing. What else falls due by the filing is raised
// at the filing, at the price of its day (申請時).
func RaiseBeforeFiling(w *desk.Work) {
	if w.Edition.Fees == nil {
		return
	}
	quote := Quote(w, fees.Request{Date: w.Today, Events: map[scheme.DueEvent]civil.Date{scheme.DueAtSubmission: w.Today}})
	for _, line := range quote.FallingDue(w.Edition, scheme.DueAtSubmission, desk.Read(w, w.Charges, w.Case.ID), nil) {
		if fees.Gates(w.Edition, scheme.GateSubmission, line.Code) {
			line.Due = civil.Date{}
			AddCharge(w, line)
		}
	}
}

// Quote asks the fee rule about this case. On a day that no table covers, its lines have no
// amounts.
func Quote(w *desk.Work, r fees.Request) fees.Quote {
	quote, err := Price(w, r)
	w.Fail(err)
	return quote
}

// Price asks it with figures that somebody typed, and says what is wrong with them.
func Price(w *desk.Work, r fees.Request) (fees.Quote, error) {
	r.Case, r.Size, r.Open = w.CaseType(), scheme.SizeClass(w.Case.Size), true
	return fees.For(Priced(w), r)
}

// AddCharge keeps a line of a quote as a charge of the case: owed at once, proposed where
// the scheme only may charge it, or without an amount until a table covers its day.
func AddCharge(w *desk.Work, l record.QuotedFee) {
	w.Add(&record.Charge{ID: w.NewID(), CaseID: w.Case.ID, MarkID: w.Case.MarkID, Code: l.Code, Amount: l.Amount, Tax: l.TaxRate,
		Basis: l, Raised: w.Today, Due: l.Due, Status: fees.AsQuoted(l), Version: 1})
	booked(w, w.Case.ID)
}

// PaidFor asks whether the fees that open the gate are in (I-32).
func PaidFor(gate scheme.Gate) func(*desk.Work) desk.Ground {
	return func(w *desk.Work) desk.Ground {
		shut, raised, unpaid := fees.Unpaid(w.Edition, w.CaseType(), gate, desk.Read(w, w.Charges, w.Case.ID))
		switch {
		case !unpaid:
			return desk.Holds(true)
		case raised.Status == record.ChargeUnpriced:
			return desk.Because(false, shut.Source, "fee", shut.Fee, "unpriced", raised.Basis.Unpriced.String()).CuredAs(unpriced).OnRecord()
		case raised.Code == "":
			return desk.Because(false, shut.Source, "fee", shut.Fee, "amount", "")
		}
		return desk.Because(false, shut.Source, "fee", shut.Fee, "amount", raised.Amount.String()).OnRecord()
	}
}

// PaymentInput records money received.
type PaymentInput struct {
	Charge   string     `json:"charge" doc:"fee code or ID of the charge"`
	Amount   yen.Amount `json:"amount" minimum:"1" maximum:"1000000000000" doc:"yen received"`
	Received civil.Date `json:"received,omitempty" doc:"day on the bank statement; today when empty"`
	Note     string     `json:"note,omitempty" doc:"as on the statement"`
}

// RecordPayment keeps money received for a charge (入金):
//  1. find the charge among those that are owed;
//  2. refuse more than is open on it, because that belongs to something else;
//  3. keep the payment with the day on the bank statement;
//  4. the charge is paid when the payments reach its amount.
func RecordPayment(w *desk.Work, in PaymentInput) error {
	charge, err := openCharge(w, in.Charge, record.ChargeOwed)
	if err != nil {
		return err
	}
	in.Received = cmp.Or(in.Received, w.Today)
	before := desk.Read(w, w.Payments, w.Case.ID)
	open := fees.Open(charge, before)
	var p fault.Problems
	p.Want(in.Amount >= 1 && in.Amount <= open, "payment.amount", "/amount", "given", in.Amount, "open", open)
	p.Want(!in.Received.After(w.Today), "payment.day", "/received", "given", in.Received)
	if err := p.Err(); err != nil {
		return err
	}
	keepPayment(w, charge, before, record.Payment{Amount: in.Amount, Received: in.Received, Note: in.Note})
	return nil
}

// keepPayment keeps a payment beside those before it, and the charge as they leave it.
func keepPayment(w *desk.Work, charge record.Charge, before []record.Payment, p record.Payment) {
	p.ID, p.ChargeID, p.CaseID, p.By = w.NewID(), charge.ID, w.Case.ID, w.Actor.ID
	after := append(slices.Clone(before), p)
	charge = fees.Settled(charge, after)
	w.Add(&p)
	saveCharge(w, charge)
	w.Told = fault.With("charge", charge.Code, "amount", max(p.Amount, -p.Amount), "open", fees.Open(charge, after))
}

// saveCharge keeps a charge as it is now; the books follow.
func saveCharge(w *desk.Work, c record.Charge) {
	w.Save(&c)
	booked(w, c.CaseID)
}

// openCharge finds a charge of the case by its code or ID, in the status asked for.
func openCharge(w *desk.Work, name string, status record.ChargeStatus) (record.Charge, error) {
	charge, found := desk.First(desk.Read(w, w.Charges, w.Case.ID), func(c record.Charge) bool {
		return (c.Code == name || c.ID == name) && c.Status == status
	})
	if waits, is := desk.First(desk.Read(w, w.Charges, w.Case.ID), func(c record.Charge) bool {
		return (c.Code == name || c.ID == name) && c.Status == record.ChargeUnpriced
	}); is && !found {
		return charge, fault.Wrong(unpriced, "/charge", "given", name, "day", waits.Basis.Unpriced)
	}
	if !found {
		return charge, fault.Wrong("charge.not-found", "/charge", "given", name, "status", status)
	}
	return charge, nil
}

// ChargeInput names a charge, with a reason.
type ChargeInput struct {
	Charge string `json:"charge" doc:"fee code or ID of the charge"`
	Reason string `json:"reason,omitempty" doc:"why"`
	Drop   bool   `json:"drop,omitempty" doc:"do not charge after all"`
}

// Waive lets a charge go, with a reason (免除).
func Waive(w *desk.Work, in ChargeInput) error {
	if err := (desk.ReasonInput{Reason: in.Reason}).Check(); err != nil {
		return err
	}
	charge, err := openCharge(w, in.Charge, record.ChargeOwed)
	if err != nil {
		return err
	}
	charge.Status = record.ChargeWaived
	saveCharge(w, charge)
	return nil
}

// DropUngranted lets go what is asked for the mark itself, when a case ends without one:
// the decision is void, and nothing of it is late.
func DropUngranted(w *desk.Work) {
	for _, c := range desk.Read(w, w.Charges, w.Case.ID) {
		if c.Status == record.ChargeOwed && fees.Gates(w.Edition, scheme.GateGrant, c.Code) {
			c.Status = record.ChargeWaived
			saveCharge(w, c)
		}
	}
}

// ConfirmOverrun turns a proposed charge for time over the standard into one that
// is owed, or drops it: the scheme may charge it, and the secretariat decides (I-27).
func ConfirmOverrun(w *desk.Work, in ChargeInput) error {
	charge, err := openCharge(w, in.Charge, record.ChargeProposed)
	if err != nil {
		return err
	}
	charge.Status = record.ChargeOwed
	if in.Drop {
		if err := (desk.ReasonInput{Reason: in.Reason}).Check(); err != nil {
			return err
		}
		charge.Status = record.ChargeWaived
	}
	saveCharge(w, charge)
	return nil
}

// SizeOf works out the size class from the particulars; none where the edition
// has no classes.
func SizeOf(w *desk.Work, p record.Particulars) (string, error) {
	if w.Edition.Size == nil {
		return "", nil
	}
	sizing, err := fees.SizeOf(w.Edition.Size, p.Industry, p.Capital, p.Persons)
	return string(sizing.Size), err
}

// KnownSize refuses a size class that the fee table does not have.
func KnownSize(w *desk.Work, size string) error {
	if w.Edition.Size != nil && slices.Contains(scheme.SizeClasses(), scheme.SizeClass(size)) {
		return nil
	}
	var p fault.Problems
	fault.Choose(&p, "accept.size", "/size", size, scheme.SizeClasses())
	return p
}

// Owing is for an act on a charge: it reports whether one is in the status.
func Owing(status record.ChargeStatus) func(*desk.Work) bool {
	return func(w *desk.Work) bool {
		charges := desk.Read(w, w.Charges, w.Case.ID)
		return slices.ContainsFunc(charges, func(c record.Charge) bool { return c.Status == status })
	}
}
