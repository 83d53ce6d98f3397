package civil

import (
	"fmt"
	"strconv"
	"strings"
)

// Japanese returns the day as "2014年5月9日", and "" for no date.
func (d Date) Japanese() string {
	if d.IsZero() {
		return ""
	}
	y, m, day := d.Civil()
	return fmt.Sprintf("%d年%d月%d日", y, m, day)
}

// Era returns the day by the Japanese era (和暦), such as "令和8年11月21日"; the
// first year of an era is 元年. Japan kept another calendar before 1873-01-01,
// so for an earlier day Era returns what String does.
func (d Date) Era() string {
	name, first, ok := d.era()
	if !ok {
		return d.String()
	}
	y, m, day := d.Civil()
	if y == first {
		return fmt.Sprintf("%s元年%d月%d日", name, m, day)
	}
	return fmt.Sprintf("%s%d年%d月%d日", name, y-first+1, m, day)
}

// JapaneseWithEra returns the day as certificates and letters have it:
// "2026年11月21日（令和8年11月21日）".
func (d Date) JapaneseWithEra() string {
	if _, _, ok := d.era(); !ok {
		return d.Japanese()
	}
	return d.Japanese() + "（" + d.Era() + "）"
}

// eras are the eras since Japan keeps this calendar, the last first.
func eras() []struct {
	name, letter string
	y, m, d      int // day from which the era counts here
	first        int // its year one
} {
	return []struct {
		name, letter string
		y, m, d      int
		first        int
	}{
		{"令和", "R", 2019, 5, 1, 2019},
		{"平成", "H", 1989, 1, 8, 1989},
		{"昭和", "S", 1926, 12, 25, 1926},
		{"大正", "T", 1912, 7, 30, 1912},
		{"明治", "M", 1873, 1, 1, 1868},
	}
}

// era returns the name and the first year of the era of d.
func (d Date) era() (name string, first int, ok bool) {
	for _, e := range eras() {
		if !d.Before(fromCivil(e.y, e.m, e.d)) {
			return e.name, e.first, true
		}
	}
	return "", 0, false
}

// Read reads a day as people write it: 2026-04-01, 2026/4/1, 2026年4月1日,
// 令和8年4月1日 or R8.4.1, in full or half width. A day before an era began is not
// one of that era.
func Read(text string) (Date, error) {
	plain := strings.Map(typed, strings.TrimSpace(text))
	if d, err := Parse(plain); err == nil {
		return d, nil
	}
	for _, e := range eras() {
		for _, name := range []string{e.name, e.letter, strings.ToLower(e.letter)} {
			if after, ok := strings.CutPrefix(plain, name); ok {
				d, err := numbered(strings.Replace(after, "元", "1", 1), e.first)
				if err != nil || d.Before(fromCivil(e.y, e.m, e.d)) {
					return Date{}, malformed(text)
				}
				return d, nil
			}
		}
	}
	d, err := numbered(plain, 1)
	if err != nil {
		return Date{}, malformed(text)
	}
	return d, nil
}

// ReadText is Read into the day.
func (d *Date) ReadText(text string) (err error) {
	*d, err = Read(text)
	return err
}

// typed makes one sign of the many that stand between the numbers of a date.
func typed(r rune) rune {
	switch {
	case r >= '！' && r <= '～':
		r -= '！' - '!'
	case r == '　':
		r = ' '
	}
	if strings.ContainsRune("/.-年月‐−ー", r) {
		return '-'
	}
	return r
}

// numbered reads year, month and day; the year counts from first.
func numbered(text string, first int) (Date, error) {
	parts := strings.Split(strings.TrimSuffix(strings.ReplaceAll(text, " ", ""), "日"), "-")
	if len(parts) != 3 {
		return Date{}, malformed(text)
	}
	var n [3]int
	for i, p := range parts {
		var err error
		if n[i], err = strconv.Atoi(p); err != nil || n[i] < 1 || len(p) > 4 || p[0] == '+' {
			return Date{}, malformed(text)
		}
	}
	return Of(first+n[0]-1, n[1], n[2])
}
