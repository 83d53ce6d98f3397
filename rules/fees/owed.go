package fees

import (
	"slices"

	"akashi/record"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/yen"
)

// Line is the line of a fee.
func (q Quote) Line(code string) (record.QuotedFee, bool) {
	i := slices.IndexFunc(q.Lines, func(l record.QuotedFee) bool { return l.Code == code })
	if i < 0 {
		return record.QuotedFee{}, false
	}
	return q.Lines[i], true
}

// FallingDue are the lines that an event makes due, each once in a case: what has
// been raised in it already is not among them, nor a yearly fee that runs on from an
// earlier case of the mark.
func (q Quote) FallingDue(e *scheme.Edition, event scheme.DueEvent, raised, ofMark []record.Charge) (due []record.QuotedFee) {
	for _, l := range e.Fees.Lines {
		line, quoted := q.Line(l.Code)
		if quoted && l.Due.Event == event && !has(raised, l.Code) && !(l.Yearly && has(ofMark, l.Code)) {
			due = append(due, line)
		}
	}
	return due
}

func has(charges []record.Charge, code string) bool {
	return slices.ContainsFunc(charges, func(c record.Charge) bool { return c.Code == code })
}

// Extra are the lines for what no edition can fix beforehand, such as a repeated
// review.
func (q Quote) Extra(e *scheme.Edition) []record.QuotedFee {
	return slices.DeleteFunc(slices.Clone(q.Lines), func(l record.QuotedFee) bool {
		_, fixed := e.Fees.Line(l.Code)
		return fixed
	})
}

// Unpaid is the first fee that keeps a gate shut, with the charge as raised (I-32). A
// fee that has not been raised yet is not in, nor one that no table prices; a waived one
// does not hold a case up.
func Unpaid(e *scheme.Edition, t scheme.CaseType, gate scheme.Gate, charges []record.Charge) (shut scheme.PaymentGate, raised record.Charge, unpaid bool) {
	for _, g := range e.Process.Gates {
		if g.Gate != gate || !owes(e, t, g.Fee) {
			continue
		}
		raised, settled := record.Charge{}, false
		for _, c := range charges {
			if c.Code == g.Fee {
				raised = c
				settled = settled || c.Status == record.ChargePaid || c.Status == record.ChargeWaived
			}
		}
		if !settled {
			return g, raised, true
		}
	}
	return shut, raised, false
}

// Gates reports whether a gate is shut until the fee is in.
func Gates(e *scheme.Edition, gate scheme.Gate, code string) bool {
	return slices.ContainsFunc(e.Process.Gates, func(g scheme.PaymentGate) bool { return g.Gate == gate && g.Fee == code })
}

// GateClause is the clause by which a gate waits for money; that of the process where no fee
// opens the gate.
func GateClause(e *scheme.Edition, gate scheme.Gate) string {
	for _, g := range e.Process.Gates {
		if g.Gate == gate {
			return g.Source
		}
	}
	return e.Process.Source
}

// SettledOn is the day on which the last of the fees that open a gate came in; no day
// when none has one, because none is asked for or all were waived.
func SettledOn(e *scheme.Edition, gate scheme.Gate, charges []record.Charge) (last civil.Date) {
	for _, c := range charges {
		if Gates(e, gate, c.Code) && c.Paid.After(last) {
			last = c.Paid
		}
	}
	return last
}

// owes reports whether the fee exists for a type of case.
func owes(e *scheme.Edition, t scheme.CaseType, code string) bool {
	if e.Fees == nil {
		return false
	}
	line, ok := e.Fees.Line(code)
	return ok && line.Applies(t)
}

// StandingPayments are those that have not been taken back: those that can be.
func StandingPayments(payments []record.Payment) (standing []record.Payment) {
	for _, p := range payments {
		back := func(o record.Payment) bool { return o.Reverses == p.ID }
		if p.Reverses == "" && !slices.ContainsFunc(payments, back) {
			standing = append(standing, p)
		}
	}
	return standing
}

// Settled is a charge as its payments leave it: paid on the day on which the last of it
// came in, or owed again when some of it was taken back. What is waived or proposed
// stays so.
func Settled(c record.Charge, payments []record.Payment) record.Charge {
	open := Open(c, payments)
	switch {
	case c.Status == record.ChargeOwed && open <= 0:
		c.Status = record.ChargePaid
	case c.Status == record.ChargePaid && open > 0:
		c.Status = record.ChargeOwed
	}
	c.Paid = civil.Date{}
	for _, p := range StandingPayments(payments) {
		if c.Status == record.ChargePaid && p.ChargeID == c.ID && p.Amount > 0 && p.Received.After(c.Paid) {
			c.Paid = p.Received
		}
	}
	return c
}

// DaysLate is for how many days a charge has been owed after its last day; 0 when it is
// not late.
func DaysLate(c record.Charge, today civil.Date) int {
	if c.Status != record.ChargeOwed || c.Due.IsZero() || !c.Due.Before(today) {
		return 0
	}
	return today.Sub(c.Due)
}

// Open is what is still to be paid on a charge.
func Open(c record.Charge, payments []record.Payment) yen.Amount {
	open := c.Amount
	for _, p := range payments {
		if p.ChargeID == c.ID {
			open -= p.Amount
		}
	}
	return open
}
