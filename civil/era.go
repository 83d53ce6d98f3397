package civil

import "fmt"

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

// era returns the name and the first year of the era of d.
func (d Date) era() (name string, first int, ok bool) {
	eras := [...]struct {
		name    string
		y, m, d int // day from which the era counts here
		first   int // its year one
	}{
		{"令和", 2019, 5, 1, 2019},
		{"平成", 1989, 1, 8, 1989},
		{"昭和", 1926, 12, 25, 1926},
		{"大正", 1912, 7, 30, 1912},
		{"明治", 1873, 1, 1, 1868},
	}
	for _, e := range eras {
		if !d.Before(fromCivil(e.y, e.m, e.d)) {
			return e.name, e.first, true
		}
	}
	return "", 0, false
}
