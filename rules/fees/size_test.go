package fees_test

import (
	"slices"
	"testing"

	"akashi/beside/testkit/shipped"
	"akashi/rules/fees"
	"akashi/scheme"
	"akashi/values/yen"
)

func yens(a yen.Amount) *yen.Amount { return &a }

func TestSizeClasses(t *testing.T) {
	t.Parallel()
	tests := []struct {
		industry string
		capital  *yen.Amount
		persons  int
		want     scheme.SizeClass
	}{
		{"manufacturing", yens(10_000_000), 20, scheme.Small},
		{"manufacturing", yens(10_000_000), 21, scheme.Medium},
		{"manufacturing", yens(300_000_001), 300, scheme.Medium},
		{"manufacturing", yens(300_000_001), 301, scheme.Large},
		{"manufacturing", yens(300_000_000), 301, scheme.Medium},
		{"wholesale", yens(100_000_001), 6, scheme.Medium},
		{"retail", yens(50_000_001), 50, scheme.Medium},
		{"retail", yens(50_000_001), 51, scheme.Large},
		{"service", yens(50_000_001), 101, scheme.Large},
		{"service", yens(10_000_000), 6, scheme.Medium},
		{"retail", yens(3_000_000_000), 5, scheme.Small},
		{"service", nil, 100, scheme.Medium},
		{"service", nil, 101, scheme.Large},
	}
	rule := shipped.Edition(t, "pmark", "2006").Size
	for _, test := range tests {
		got, err := fees.SizeOf(rule, test.industry, test.capital, test.persons)
		if err != nil || got.Size != test.want {
			t.Errorf("%s, %v, %d: %s, %v; want %s", test.industry, test.capital, test.persons, got.Size, err, test.want)
		}
		for i, r := range got.Reasons {
			if r.Holds != (i == len(got.Reasons)-1 && got.Size != scheme.Large) {
				t.Errorf("%s, %d persons: reasons %+v do not lead to %s", test.industry, test.persons, got.Reasons, got.Size)
			}
		}
	}
}

func TestSizeWithBothCeilings(t *testing.T) {
	t.Parallel()
	rule := *shipped.Edition(t, "pmark", "2006").Size
	rule.Connective.Value = scheme.SizeAnd
	got, err := fees.SizeOf(&rule, "retail", yens(50_000_001), 50)
	if err != nil || got.Size != scheme.Large {
		t.Errorf("%s, %v; want large when both ceilings are needed", got.Size, err)
	}
}

func TestSizeRefuses(t *testing.T) {
	t.Parallel()
	rule := shipped.Edition(t, "pmark", "2006").Size
	_, err := fees.SizeOf(rule, "mining", yens(-1), 0)
	want := []string{"industry-unknown industry", "capital-range capital", "persons-range persons"}
	if got := problems(t, err); !slices.Equal(got, want) {
		t.Errorf("problems %q, want %q", got, want)
	}
	if _, err := fees.SizeOf(nil, "retail", nil, 1); err == nil {
		t.Error("an edition without size classes gave one")
	}
}
