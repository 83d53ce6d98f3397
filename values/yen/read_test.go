package yen_test

import (
	"testing"

	"akashi/values/yen"
)

func TestRead(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text string
		want yen.Amount
		ok   bool
	}{
		{"80000", 80000, true}, {"80,000", 80000, true}, {"８００００", 80000, true}, {"8万円", 80000, true},
		{"¥80,000", 80000, true}, {"1000万", 10_000_000, true}, {"1億2000万円", 120_000_000, true}, {"8万5,000円", 85_000, true},
		{"３億円", 300_000_000, true}, {"8千円", 8000, true},
		{"", 0, false}, {"万円", 0, false}, {"8万万", 0, false}, {"eight", 0, false}, {"-8万", 0, false}, {"8.5万", 0, false},
	} {
		got, err := yen.Read(c.text)
		if got != c.want || (err == nil) != c.ok {
			t.Errorf("%q: got %v, %v, want %v", c.text, got, err, c.want)
		}
	}
}
