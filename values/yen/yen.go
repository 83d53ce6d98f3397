// Package yen counts money. Every sum of the office is a whole number of yen,
// published fees are kept as published, and a tax figure is rounded once.
package yen

import (
	"math/bits"
	"strconv"
	"strings"
)

// Amount is a sum in whole yen (円). It is negative on a credit note.
type Amount int64

// Max is the largest sum that Parse accepts: one quadrillion yen, far above
// any capital or fee.
const Max Amount = 1_000_000_000_000_000

// String returns the sum with its thousands grouped, such as "51,429".
func (a Amount) String() string {
	digits := strconv.FormatInt(int64(a), 10)
	sign := ""
	if a < 0 {
		sign, digits = "-", digits[1:]
	}
	first := (len(digits)-1)%3 + 1
	groups := []string{digits[:first]}
	for rest := digits[first:]; rest != ""; rest = rest[3:] {
		groups = append(groups, rest[:3])
	}
	return sign + strings.Join(groups, ",")
}

// Parse reads a sum such as "51429", "51,429" or "-51,429". Groups, when used,
// must be complete; fractions, signs other than minus and sums beyond Max are
// refused.
func Parse(s string) (Amount, error) {
	n, err := strconv.ParseInt(strings.ReplaceAll(s, ",", ""), 10, 64)
	a := Amount(n)
	grouped := a.String()
	plain := strconv.FormatInt(n, 10)
	if err != nil || a < -Max || a > Max || (s != grouped && s != plain) {
		return malformed(s)
	}
	return a, nil
}

// Sum returns the total of the amounts.
func Sum(amounts ...Amount) Amount {
	var total Amount
	for _, a := range amounts {
		total += a
	}
	return total
}

// MulDiv returns a × num ÷ den in one exact step, rounded once. num must not
// be negative nor den be less than 1; anything else, and a result that does
// not fit, is 0. A negative amount is rounded like its opposite, so that a
// credit note undoes an invoice to the yen.
func (a Amount) MulDiv(num, den int64, r Rounding) Amount {
	if num < 0 || den < 1 {
		return 0
	}
	size, sign := uint64(a), Amount(1)
	if a < 0 {
		size, sign = -size, -1
	}
	hi, lo := bits.Mul64(size, uint64(num))
	if hi >= uint64(den) {
		return 0
	}
	quotient, remainder := bits.Div64(hi, lo, uint64(den))
	quotient += r.carry(remainder, uint64(den))
	if quotient > uint64(1)<<63-1 {
		return 0
	}
	return sign * Amount(quotient)
}
