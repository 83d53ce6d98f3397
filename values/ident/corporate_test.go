package ident_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"akashi/values/ident"
)

func TestCorporateNumber(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, in, normalized, problem string }{
		{"D valid", "4011001098993", "4011001098993", ""},
		{"D valid", "2120901007402", "2120901007402", ""},
		{"D invalid", "4011001098994", "4011001098994", ident.ProblemCheckDigit},
		{"full width", "４０１１００１０９８９９３", "4011001098993", ""},
		{"hyphens and spaces", " 4-0110-0109-8993　", "4011001098993", ""},
		{"full-width dashes", "４－０１１０－０１０９ー８９９３", "4011001098993", ""},
		{"nothing", " 　", "", ident.ProblemEmpty},
		{"letters", "401100109899a", "401100109899A", ident.ProblemNotDigits},
		{"kanji digits", "四011001098993", "四011001098993", ident.ProblemNotDigits},
		{"short", "401100109899", "401100109899", ident.ProblemLength},
		{"long", "40110010989931", "40110010989931", ident.ProblemLength},
		{"0 for 9 goes unnoticed", "4011001008993", "4011001008993", ""},
	} {
		normalized, problem := ident.CorporateNumber(c.in)
		if normalized != c.normalized || problem != c.problem {
			t.Errorf("%s: %q = %q, %q; want %q, %q", c.name, c.in, normalized, problem, c.normalized, c.problem)
		}
	}
}

func TestRegistrationNumber(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, in, normalized, problem, warning string }{
		{"corporation", "T4011001098993", "T4011001098993", "", ""},
		{"full width, small letter", "ｔ４０１１００１０９８９９３", "T4011001098993", "", ""},
		{"sole proprietor", "T4011001098994", "T4011001098994", "", ident.ProblemCheckDigit},
		{"without T", "4011001098993", "4011001098993", ident.ProblemPrefix, ""},
		{"short", "T401100109899", "T401100109899", ident.ProblemLength, ""},
		{"T only", "T", "T", ident.ProblemEmpty, ""},
		{"nothing", "", "", ident.ProblemEmpty, ""},
	} {
		normalized, problem, warning := ident.RegistrationNumber(c.in)
		if normalized != c.normalized || problem != c.problem || warning != c.warning {
			t.Errorf("%s: %q = %q, %q, %q; want %q, %q, %q",
				c.name, c.in, normalized, problem, warning, c.normalized, c.problem, c.warning)
		}
	}
}

// Every single wrong digit is caught but 0 for 9 and 9 for 0.
func TestCheckDigitCatchesOneWrongDigit(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		number := anyCorporateNumber(random)
		for i := range number {
			for wrong := '0'; wrong <= '9'; wrong++ {
				right := rune(number[i])
				_, problem := ident.CorporateNumber(number[:i] + string(wrong) + number[i+1:])
				same := right == wrong || i > 0 && strings.ContainsRune("09", right) && strings.ContainsRune("09", wrong)
				if (problem == "") != same {
					t.Fatalf("%s with %c at %d: problem %q", number, wrong, i, problem)
				}
			}
		}
	}
}

// anyCorporateNumber finds the check digit by trying all ten.
func anyCorporateNumber(random *rand.Rand) string {
	base := ""
	for range 12 {
		base += string(rune('0' + random.IntN(10)))
	}
	for first := '0'; first <= '9'; first++ {
		if _, problem := ident.CorporateNumber(string(first) + base); problem == "" {
			return string(first) + base
		}
	}
	return base
}

func FuzzNumbers(f *testing.F) {
	f.Add("4011001098993")
	f.Add("T4011001098993")
	f.Add("ー－Ｔ\xff")
	f.Fuzz(func(t *testing.T, s string) {
		n, problem := ident.CorporateNumber(s)
		if again, p := ident.CorporateNumber(n); again != n || p != problem {
			t.Errorf("%q is not settled: %q, %q", n, again, p)
		}
		if r, err := ident.ParseReceipt(s); err == nil {
			if again, err := ident.ParseReceipt(r.String()); err != nil || again != r {
				t.Errorf("%v does not read back: %v, %v", r, again, err)
			}
		}
	})
}
