package cli

import (
	"strconv"
	"strings"

	"akashi/values/fault"
)

// hours are minutes on site that people write as 6, 6.5 or 6:30 hours.
type hours int

// ReadText reads them.
func (h *hours) ReadText(value string) error {
	whole, part, colon := strings.Cut(value, ":")
	tenths := ""
	if !colon {
		whole, tenths, _ = strings.Cut(value, ".")
	}
	n, err := strconv.Atoi(whole)
	minutes, ok := partOfHour(part, tenths)
	if err != nil || n < 0 || n > 1000 || !ok || strings.HasSuffix(value, ":") || strings.HasSuffix(value, ".") {
		return fault.New(fault.Invalid, "hours", "", "given", value)
	}
	*h = hours(n*60 + minutes)
	return nil
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
