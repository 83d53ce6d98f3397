package yen

import (
	"cmp"
	"slices"

	"akashi/values/fault"
)

// Rate is a rate per thousand (‰): the consumption tax (消費税) of 10 % is 100.
type Rate int

// Rounding is the rule by which a fraction of a yen becomes whole (端数処理).
// The law leaves the choice to the issuer, so a scheme names it. The zero
// Rounding is Floor.
type Rounding string

// The roundings. All of them work on the size of a sum, not on its sign.
const (
	Floor  Rounding = "floor"   // drop the fraction (切捨て)
	Ceil   Rounding = "ceil"    // any fraction is one more yen (切上げ)
	HalfUp Rounding = "half_up" // from half a yen up, one more (四捨五入)
)

// UnmarshalText accepts the three roundings by name and nothing else.
func (r *Rounding) UnmarshalText(text []byte) error {
	switch name := Rounding(text); name {
	case Floor, Ceil, HalfUp:
		*r = name
		return nil
	default:
		return fault.New(fault.Invalid, "rounding-unknown", "", "given", string(text))
	}
}

// carry returns what to add to a quotient that left remainder out of den.
func (r Rounding) carry(remainder, den uint64) uint64 {
	up := false
	switch r {
	case Ceil:
		up = remainder > 0
	case HalfUp:
		up = remainder >= den-remainder
	}
	if up {
		return 1
	}
	return 0
}

// TaxIn returns the tax contained in a price that includes it (税込):
// gross × rate ÷ (1000 + rate), rounded once.
func (t Rate) TaxIn(gross Amount, r Rounding) Amount {
	return gross.MulDiv(int64(t), 1000+int64(t), r)
}

// TaxOn returns the tax to be added to a price without it (税抜):
// net × rate ÷ 1000, rounded once.
func (t Rate) TaxOn(net Amount, r Rounding) Amount {
	return net.MulDiv(int64(t), 1000, r)
}

// Line is one line of an invoice: a price including tax, and the tax rate on
// the day of supply.
type Line struct {
	Rate  Rate   `json:"rate_permille"`
	Gross Amount `json:"gross"`
}

// RateTotal is the sum of all lines of one rate, as a qualified invoice
// (適格請求書) must show it.
type RateTotal struct {
	Rate  Rate   `json:"rate_permille"`
	Gross Amount `json:"gross"`
	Tax   Amount `json:"tax"`
	Net   Amount `json:"net"`
}

// ByRate adds up the lines of each rate, lowest rate first, and works out the
// tax once for each sum. Rounding line by line is not allowed on a qualified
// invoice.
func ByRate(lines []Line, r Rounding) []RateTotal {
	gross := map[Rate]Amount{}
	for _, line := range lines {
		gross[line.Rate] += line.Gross
	}
	totals := make([]RateTotal, 0, len(gross))
	for rate, sum := range gross {
		tax := rate.TaxIn(sum, r)
		totals = append(totals, RateTotal{Rate: rate, Gross: sum, Tax: tax, Net: sum - tax})
	}
	slices.SortFunc(totals, func(a, b RateTotal) int { return cmp.Compare(a.Rate, b.Rate) })
	return totals
}

// Total adds up all rates of an invoice. Its Rate is zero.
func Total(totals []RateTotal) RateTotal {
	var all RateTotal
	for _, t := range totals {
		all.Gross += t.Gross
		all.Tax += t.Tax
		all.Net += t.Net
	}
	return all
}
