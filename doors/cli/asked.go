package cli

import (
	"slices"
	"strconv"
	"strings"

	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
	"akashi/values/ident"
	"akashi/values/yen"
)

// asked reads the values of flags and collects everything wrong with them.
type asked struct{ fault.Problems }

// day reads a day; "" is no date.
func (a *asked) day(flag, value string) civil.Date {
	if value == "" {
		return civil.Date{}
	}
	d, err := civil.Read(value)
	if err != nil {
		a.Add("day", "--"+flag, "given", value)
	}
	return d
}

// whole reads a whole number that is at least least.
func (a *asked) whole(flag, value string, least int) int {
	n, err := strconv.Atoi(ident.Narrow(value))
	if err != nil || n < least {
		a.Add("number", "--"+flag, "given", value, "min", least)
	}
	return n
}

// yen reads a sum in whole yen.
func (a *asked) yen(flag, value string) yen.Amount {
	sum, err := yen.Read(value)
	if err != nil {
		a.Add("yen", "--"+flag, "given", value)
	}
	return sum
}

// minutes reads a time on site: 6, 6.5 or 6:30 hours.
func (a *asked) minutes(flag, value string) int {
	hours, part, colon := strings.Cut(value, ":")
	tenths := ""
	if !colon {
		hours, tenths, _ = strings.Cut(value, ".")
	}
	h, err := strconv.Atoi(hours)
	minutes, ok := partOfHour(part, tenths)
	if err != nil || h < 0 || h > 1000 || !ok || strings.HasSuffix(value, ":") || strings.HasSuffix(value, ".") {
		a.Add("hours", "--"+flag, "given", value)
	}
	return h*60 + minutes
}

// partOfHour reads minutes, or a decimal part of an hour that is whole minutes.
func partOfHour(minutes, decimals string) (int, bool) {
	if decimals == "" {
		n, err := strconv.Atoi("0" + minutes)
		return n, err == nil && n < 60 && (minutes == "" || len(minutes) == 2)
	}
	n, err := strconv.Atoi(decimals)
	scale := 1
	for range decimals {
		scale *= 10
	}
	if err != nil || len(decimals) > 4 || decimals[0] == '+' || decimals[0] == '-' || n*60%scale != 0 {
		return 0, false
	}
	return n * 60 / scale, true
}

// caseType reads new or renewal.
func (a *asked) caseType(value string) scheme.CaseType {
	t := scheme.CaseType(value)
	oneOf(a, "case", value, scheme.CaseTypes())
	return t
}

// oneOf refuses a word that is not one of those allowed.
func oneOf[S ~string](a *asked, flag, value string, allowed []S) {
	if !slices.Contains(allowed, S(value)) {
		fault.Choose(&a.Problems, "word", "--"+flag, value, allowed)
	}
}
