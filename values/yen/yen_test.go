package yen_test

import (
	"encoding/json"
	"errors"
	"math"
	"math/big"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"akashi/values/fault"
	"akashi/values/yen"
)

func TestString(t *testing.T) {
	t.Parallel()
	for a, want := range map[yen.Amount]string{
		0: "0", 999: "999", 1000: "1,000", 51_429: "51,429", 942_858: "942,858",
		3_000_000_000: "3,000,000,000", -1: "-1", -100: "-100", -51_429: "-51,429",
		math.MinInt64: "-9,223,372,036,854,775,808",
	} {
		if got := a.String(); got != want {
			t.Errorf("%d prints as %q, want %q", int64(a), got, want)
		}
	}
}

func TestParse(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]yen.Amount{
		"0": 0, "51429": 51_429, "51,429": 51_429, "-51,429": -51_429, "1,000,000,000,000,000": yen.Max,
	} {
		if got, err := yen.Parse(in); err != nil || got != want {
			t.Errorf("Parse(%q) = %d, %v; want %d", in, got, err, want)
		}
	}
	for _, in := range []string{
		"", "-", "1.5", "1e3", "+1", "007", "-0", "5,1429", "51,42", ",100", "100,", "1,000000", "1_000", "１００",
		" 1", "1円", "1000000000000001", "-1000000000000001", "99999999999999999999",
	} {
		if got, err := yen.Parse(in); !errors.Is(err, fault.Invalid) {
			t.Errorf("Parse(%q) = %d, %v", in, got, err)
		}
	}
}

func TestTaxIn(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		rate  yen.Rate
		gross yen.Amount
		rule  yen.Rounding
		want  yen.Amount
	}{
		{"medium on-site 8 %", 80, 51_429, yen.Floor, 3_809},
		{"anshin first year 10 %", 100, 100_000, yen.Floor, 9_090},
		{"ceil", 100, 100_000, yen.Ceil, 9_091},
		{"half up, below half", 100, 100_004, yen.HalfUp, 9_091},
		{"half up, above half", 100, 100_008, yen.HalfUp, 9_092},
		{"exact", 100, 110, yen.Ceil, 10},
		{"rule unnamed is floor", 100, 109, "", 9},
		{"no tax", 0, 12_345, yen.Ceil, 0},
		{"credit note", 100, -100_000, yen.Floor, -9_090},
		{"credit note ceil", 100, -100_000, yen.Ceil, -9_091},
		{"nonsense rate", -100, 1_000, yen.Floor, 0},
	} {
		if got := c.rate.TaxIn(c.gross, c.rule); got != c.want {
			t.Errorf("%s: tax in %s at %d‰ = %s, want %s", c.name, c.gross, c.rate, got, c.want)
		}
	}
}

func TestTaxOn(t *testing.T) {
	t.Parallel()
	if got, want := yen.Rate(80).TaxOn(47_619, yen.HalfUp), yen.Amount(3_810); got != want {
		t.Errorf("tax on 47,619 at 8 %% = %s, want %s", got, want)
	}
}

// Two lines of one rate are rounded together: 9 + 9 would be a yen short.
func TestTaxIsRoundedOncePerRate(t *testing.T) {
	t.Parallel()
	got := yen.ByRate([]yen.Line{{100, 105}, {80, 216}, {100, 105}}, yen.Floor)
	want := []yen.RateTotal{
		{Rate: 80, Gross: 216, Tax: 16, Net: 200},
		{Rate: 100, Gross: 210, Tax: 19, Net: 191},
	}
	if !slices.Equal(got, want) {
		t.Errorf("ByRate = %v, want %v", got, want)
	}
	if got, want := yen.Total(got), (yen.RateTotal{Gross: 426, Tax: 35, Net: 391}); got != want {
		t.Errorf("Total = %v, want %v", got, want)
	}
	if got := yen.ByRate(nil, yen.Floor); got == nil || len(got) != 0 {
		t.Errorf("ByRate of nothing = %v, want an empty list", got)
	}
}

func TestSum(t *testing.T) {
	t.Parallel()
	if got := yen.Sum(80_000, 20_000, -1); got != 99_999 {
		t.Errorf("Sum = %s", got)
	}
}

func TestJSON(t *testing.T) {
	t.Parallel()
	got, err := json.Marshal(yen.ByRate([]yen.Line{{100, 110}}, yen.Floor))
	if want := `[{"rate_permille":100,"gross":110,"tax":10,"net":100}]`; err != nil || string(got) != want {
		t.Errorf("got %s, %v; want %s", got, err, want)
	}
	var a yen.Amount
	if err := json.Unmarshal([]byte("1.5"), &a); err == nil {
		t.Errorf("half a yen is read as %s", a)
	}
	var r yen.Rounding
	if err := json.Unmarshal([]byte(`"half_up"`), &r); err != nil || r != yen.HalfUp {
		t.Errorf("rounding = %q, %v", r, err)
	}
	if err := json.Unmarshal([]byte(`"bankers"`), &r); !errors.Is(err, fault.Invalid) {
		t.Errorf("an unknown rounding gives %v", err)
	}
}

// MulDiv agrees with fractions of any size: the result is the nearest whole
// number below, above, or to the half.
func TestMulDivIsExact(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a := rapid.Int64().Draw(t, "a")
		num := rapid.Int64Range(0, math.MaxInt64).Draw(t, "num")
		den := rapid.Int64Range(1, math.MaxInt64).Draw(t, "den")
		rule := rapid.SampledFrom([]yen.Rounding{yen.Floor, yen.Ceil, yen.HalfUp}).Draw(t, "rule")

		exact := new(big.Int).Mul(new(big.Int).Abs(big.NewInt(a)), big.NewInt(num))
		quotient, rest := new(big.Int).QuoRem(exact, big.NewInt(den), new(big.Int))
		double := new(big.Int).Lsh(rest, 1)
		if rule == yen.Ceil && rest.Sign() > 0 || rule == yen.HalfUp && double.Cmp(big.NewInt(den)) >= 0 {
			quotient.Add(quotient, big.NewInt(1))
		}
		want := yen.Amount(0)
		if quotient.IsInt64() {
			want = yen.Amount(quotient.Int64())
		}
		if a < 0 {
			want = -want
		}
		if got := yen.Amount(a).MulDiv(num, den, rule); got != want {
			t.Fatalf("%d × %d ÷ %d (%s) = %d, want %d", a, num, den, rule, got, want)
		}
	})
	for _, den := range []int64{0, -1} {
		if got := yen.Amount(1).MulDiv(1, den, yen.Floor); got != 0 {
			t.Errorf("1 × 1 ÷ %d = %d", den, got)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("51,429")
	f.Add("-0")
	f.Fuzz(func(t *testing.T, s string) {
		a, err := yen.Parse(s)
		if err != nil {
			return
		}
		if again, err := yen.Parse(a.String()); err != nil || again != a {
			t.Errorf("%s reads back as %d, %v", a, again, err)
		}
	})
}
