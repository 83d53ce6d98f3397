package diagnosis

import (
	"strings"

	"akashi/values/fault"
)

// Tenths is a CVSS score (CVSS 基本値) in whole tenths, 0.0 to 10.0, or absent.
// The zero Tenths is absent, which is not the score 0.0.
type Tenths struct {
	n uint8 // tenths + 1, so that zero is free to mean "absent"
}

// MaxTenths is the highest score, 10.0.
const MaxTenths = 100

// Score returns n tenths as a score, and false when n is outside 0 to 100.
func Score(n int) (Tenths, bool) {
	if n < 0 || n > MaxTenths {
		return Tenths{}, false
	}
	return Tenths{uint8(n + 1)}, true
}

// Value returns the tenths and whether there is a score at all.
func (t Tenths) Value() (int, bool) { return max(int(t.n), 1) - 1, t.n > 0 }

// Present reports whether there is a score.
func (t Tenths) Present() bool { return t.n > 0 }

// ParseTenths reads a score as reports print it: "7", "7.5", "10.0", also with
// zeros after the first decimal. Any other text, a second decimal that is not
// zero and a score above 10.0 are faults of kind Invalid.
func ParseTenths(s string) (Tenths, error) {
	whole, fraction, dotted := strings.Cut(s, ".")
	if dotted && fraction == "" || len(whole) > 2 || len(s) > 20 {
		return Tenths{}, malformed(s)
	}
	units, ok := digits(whole)
	if !ok {
		return Tenths{}, malformed(s)
	}
	tenth := 0
	if dotted {
		if tenth, ok = digits(fraction[:1]); !ok || strings.Trim(fraction[1:], "0") != "" {
			return Tenths{}, malformed(s)
		}
	}
	score, ok := Score(units*10 + tenth)
	if !ok {
		return Tenths{}, fault.New(fault.Invalid, "score-out-of-range", "", "given", s)
	}
	return score, nil
}

func digits(s string) (int, bool) {
	n := 0
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = n*10 + int(s[i]-'0')
	}
	return n, s != ""
}

func malformed(s string) error {
	return fault.New(fault.Invalid, "score-malformed", "", "given", s)
}

// String returns the score with one decimal, and "" when it is absent.
func (t Tenths) String() string {
	if !t.Present() {
		return ""
	}
	return string(t.appendJSON(nil))
}

// MarshalJSON writes a number with one decimal, or null.
func (t Tenths) MarshalJSON() ([]byte, error) {
	return t.appendJSON(nil), nil
}

// UnmarshalJSON reads what MarshalJSON writes.
func (t *Tenths) UnmarshalJSON(data []byte) error {
	if string(data) == "null" {
		*t = Tenths{}
		return nil
	}
	score, err := ParseTenths(string(data))
	if err != nil {
		return err
	}
	*t = score
	return nil
}
