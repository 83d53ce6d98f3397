package yen

import (
	"strconv"
	"strings"

	"akashi/values/fault"
)

// Read reads a sum as people write it: 80000, 80,000, ８００００, ¥80,000, 8万円 or
// 1億2000万円.
func Read(text string) (Amount, error) {
	plain := strings.TrimSpace(strings.Map(narrow, text))
	plain = strings.TrimPrefix(strings.TrimSuffix(plain, "円"), "¥")
	if a, err := Parse(plain); err == nil {
		return a, nil
	}
	var total Amount
	rest, units := plain, false
	for _, u := range []struct {
		name string
		n    int64
	}{{"億", 100_000_000}, {"万", 10_000}, {"千", 1_000}} {
		before, after, found := strings.Cut(rest, u.name)
		if !found {
			continue
		}
		n, err := strconv.ParseInt(strings.ReplaceAll(before, ",", ""), 10, 32)
		if err != nil || n < 1 {
			return malformed(text)
		}
		total, rest, units = total+Amount(n*u.n), after, true
	}
	if rest != "" {
		last, err := Parse(rest)
		if err != nil || last < 0 {
			return malformed(text)
		}
		total += last
	}
	if !units || total > Max {
		return malformed(text)
	}
	return total, nil
}

// ReadText is Read into the sum.
func (a *Amount) ReadText(text string) (err error) {
	*a, err = Read(text)
	return err
}

func malformed(text string) (Amount, error) {
	return 0, fault.New(fault.Invalid, "yen-malformed", "", "given", text)
}

func narrow(r rune) rune {
	switch {
	case r >= '！' && r <= '～':
		return r - ('！' - '!')
	case r == '　':
		return ' '
	case r == '￥':
		return '¥'
	}
	return r
}
