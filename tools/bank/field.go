package bank

import (
	"fmt"
	"strconv"
	"strings"

	"akashi/values/civil"
	"akashi/values/fault"
	"akashi/values/yen"
)

// size is the length of a record.
const size = 200

// line is one record of the file with its number.
type line struct {
	number int
	data   []byte
}

// place names a record, and the bytes of it as the description of the records counts
// them: from 0, both ends included.
func (l line) place(from, length int) string {
	if length == 0 {
		return fmt.Sprintf("record %d", l.number)
	}
	return fmt.Sprintf("record %d, bytes %d-%d", l.number, from, from+length-1)
}

// text reads a field of letters. A byte of JIS X 0201 above the ASCII ones is one
// half-width kana.
func (l line) text(from, length int) string {
	var b strings.Builder
	for _, c := range l.data[from : from+length] {
		if c >= 0xA1 && c <= 0xDF {
			b.WriteRune(rune(c) - 0xA1 + 0xFF61)
		} else {
			b.WriteByte(c)
		}
	}
	return strings.Trim(b.String(), " ")
}

// amount reads a field of digits; one of spaces alone is zero.
func (l line) amount(all *fault.Problems, from, length int) yen.Amount {
	raw := strings.TrimSpace(string(l.data[from : from+length]))
	if raw == "" {
		return 0
	}
	n, err := strconv.ParseUint(raw, 10, 63)
	if err != nil || len(raw) != length {
		all.Add("bank.digits", l.place(from, length), "given", l.text(from, length))
	}
	return yen.Amount(n)
}

// count is amount for what is no sum.
func (l line) count(all *fault.Problems, from, length int) int {
	return int(l.amount(all, from, length))
}

// day reads a day whose year has two digits.
func (l line) day(all *fault.Problems, from int, arrived civil.Date) civil.Date {
	day, ok := readDay(string(l.data[from:from+6]), arrived)
	if !ok {
		all.Add("bank.day", l.place(from, 6), "given", l.text(from, 6))
	}
	return day
}

// readDay chooses the year of a day that is written without its era: of Reiwa,
// Heisei and the western count the latest that lies at most 31 days after the file
// arrived. Some systems went on counting Heisei after 2019, and some never counted
// by eras.
func readDay(six string, arrived civil.Date) (best civil.Date, ok bool) {
	n, err := strconv.ParseUint(six, 10, 32)
	if err != nil || len(six) != 6 {
		return best, false
	}
	y, m, d := int(n/10000), int(n/100%100), int(n%100)
	for _, first := range [...]int{2018, 1988, 2000} {
		day, err := civil.Of(first+y, m, d)
		if err == nil && !day.After(arrived.AddDays(31)) && day.After(best) {
			best, ok = day, true
		}
	}
	return best, ok
}
