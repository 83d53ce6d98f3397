package ident

import (
	"fmt"
	"strconv"
	"strings"

	"akashi/values/fault"
)

// Receipt is the number that an application or a letter gets on arrival
// (受付番号), such as "A-2026-0001": a prefix of capital letters and digits, the
// year, and a sequence number from 1 to 999999 within both.
type Receipt struct {
	Prefix string
	Year   int
	Seq    int
}

// String returns the number; a sequence beyond 9999 takes more digits.
func (r Receipt) String() string { return fmt.Sprintf("%s-%04d-%04d", r.Prefix, r.Year, r.Seq) }

// ParseReceipt reads a number as String writes it. Width, case and spaces are
// forgiven. Its fault is of kind Invalid.
func ParseReceipt(s string) (Receipt, error) {
	text := compact(s, " ")
	parts := strings.Split(text, "-")
	if len(parts) != 3 || !capitals(parts[0]) || !digits(parts[1]+parts[2]) {
		return Receipt{}, malformed("receipt-number-malformed", s)
	}
	year, errY := strconv.Atoi(parts[1])
	seq, errS := strconv.Atoi(parts[2])
	r := Receipt{parts[0], year, seq}
	if errY != nil || errS != nil || !r.valid() || r.String() != text {
		return Receipt{}, malformed("receipt-number-malformed", s)
	}
	return r, nil
}

func (r Receipt) valid() bool {
	return r.Prefix != "" && len(r.Prefix) <= 12 && r.Year >= 1 && r.Year <= 9999 && r.Seq >= 1 && r.Seq <= 999_999
}

func malformed(code, s string) error { return fault.New(fault.Invalid, code, "", "given", s) }
