package fees

import (
	"slices"

	"akashi/record"
	"akashi/values/yen"
)

// Follow is a charge after what it was worked out from was corrected: due as the line
// says, and at its amount. Of one that money has come in for, more is still to be paid,
// and less leaves it paid over (過納). Where no table says what is right, what it came to
// stands until one does.
func Follow(c record.Charge, l record.QuotedFee, payments []record.Payment) record.Charge {
	c.Due = l.Due
	if !l.Unpriced.IsZero() && Open(c, payments) != c.Amount {
		l.Amount, l.TaxRate = c.Amount, c.Tax
		c.Basis = l
		return c
	}
	return Settled(priced(c, l), payments)
}

// Waits reports whether a table of fees is still to say what a charge comes to.
func Waits(c record.Charge) bool {
	return !c.Basis.Unpriced.IsZero() && c.Status != record.ChargeWaived
}

// Priced is a charge that waits for a table of fees, once the quote of its day has a price
// for it.
func Priced(c record.Charge, q Quote, payments []record.Payment) (_ record.Charge, is bool) {
	line, quoted := q.Line(c.Code)
	if !Waits(c) || !quoted || !line.Unpriced.IsZero() {
		return c, false
	}
	line.Due = c.Due
	return Settled(priced(c, line), payments), true
}

// AsQuoted is the status in which a line of a quote is charged.
func AsQuoted(l record.QuotedFee) record.ChargeStatus {
	switch {
	case !l.Unpriced.IsZero():
		return record.ChargeUnpriced
	case l.Proposed:
		return record.ChargeProposed
	}
	return record.ChargeOwed
}

// priced is a charge at the price of a line, or without one where the line has none.
func priced(c record.Charge, l record.QuotedFee) record.Charge {
	if c.Status == record.ChargeUnpriced || !l.Unpriced.IsZero() && c.Status != record.ChargeWaived {
		c.Status = AsQuoted(l)
	}
	c.Amount, c.Tax, c.Basis = l.Amount, l.TaxRate, l
	return c
}

// Difference is what becomes of the charges of one fee when they should come to another
// sum together.
type Difference struct {
	Changed []record.Charge // as they are then
	Further yen.Amount      // to be charged beside them
	Over    yen.Amount      // that has been paid already and should not have been
}

// Differ lets charges of one fee come to a sum. More is put on the last one that is
// open, or charged further where none is. Less is taken from what was waived, then from
// what is open, the last first, as far as no money has come in for it; one that comes to
// nothing is waived.
func Differ(sum yen.Amount, charges []record.Charge, payments []record.Payment) (d Difference) {
	for _, c := range charges {
		sum -= c.Amount
	}
	if sum > 0 {
		if i := lastOpen(charges); i >= 0 {
			d.change(charges[i], sum, payments)
		} else {
			d.Further = sum
		}
		return d
	}
	less := -sum
	for _, c := range charges {
		if c.Status == record.ChargeWaived {
			less -= min(less, c.Amount)
		}
	}
	for _, c := range slices.Backward(charges) {
		if take := min(less, Open(c, payments)); isOpen(c) && take > 0 {
			d.change(c, -take, payments)
			less -= take
		}
	}
	d.Over = less
	return d
}

// AtFiling is what becomes of the charges of a fee at a filing whose price is that of the
// line. What has been paid over it is credited: the charge comes to what the line says, with
// more paid than it asks for. Nothing is compared while one of the two has no price, nor
// when the fee was waived.
func AtFiling(line record.QuotedFee, charges []record.Charge, payments []record.Payment) (d Difference, compared bool) {
	charges = slices.DeleteFunc(slices.Clone(charges), func(c record.Charge) bool { return c.Code != line.Code })
	silent := func(c record.Charge) bool {
		return c.Status == record.ChargeUnpriced || c.Status == record.ChargeWaived
	}
	if len(charges) == 0 || !line.Unpriced.IsZero() || slices.ContainsFunc(charges, silent) {
		return d, false
	}
	d = Differ(line.Amount, charges, payments)
	for _, c := range slices.Backward(charges) {
		if take := min(d.Over, c.Amount); c.Status == record.ChargePaid && take > 0 {
			c.Amount -= take
			c.Basis.Amount = c.Amount
			d.Changed, d.Over = append(d.Changed, c), d.Over-take
		}
	}
	return d, true
}

func isOpen(c record.Charge) bool {
	return c.Status == record.ChargeOwed || c.Status == record.ChargeProposed
}

func lastOpen(charges []record.Charge) int {
	for i, c := range slices.Backward(charges) {
		if isOpen(c) {
			return i
		}
	}
	return -1
}

func (d *Difference) change(c record.Charge, by yen.Amount, payments []record.Payment) {
	c.Amount += by
	c.Basis.Amount = c.Amount
	if c.Amount == 0 {
		c.Status = record.ChargeWaived
	}
	d.Changed = append(d.Changed, Settled(c, payments))
}
