package eligibility_test

import (
	"slices"
	"testing"

	"akashi/beside/testkit/shipped"
	"akashi/record"
	"akashi/rules/eligibility"
	"akashi/values/civil"
)

// S3-04a: three months from a refusal, of the application or of a request for
// re-examination.
func TestARefusedRequestBarsFromItsOwnDay(t *testing.T) {
	t.Parallel()
	e := shipped.Edition(t, "pmark", "2006")
	decided := day(t, "2024-03-15")
	refused := record.Reexamination{Outcome: record.ReexaminationRefused, Decided: day(t, "2024-05-10")}
	taken := record.Reexamination{Outcome: record.ReexaminationTaken, Decided: day(t, "2024-05-20")}
	for _, c := range []struct {
		name     string
		requests []record.Reexamination
		days     []string
		last     string // barred through this day; "" for not at all
	}{
		{"no request", nil, []string{"2024-03-15"}, "2024-06-15"},
		{"a request that is still open", []record.Reexamination{{}}, []string{"2024-03-15"}, "2024-06-15"},
		{"a request refused", []record.Reexamination{refused}, []string{"2024-03-15", "2024-05-10"}, "2024-08-10"},
		{"a request taken up", []record.Reexamination{taken}, nil, ""},
		{"one refused, the next taken up", []record.Reexamination{refused, taken}, []string{"2024-05-10"}, "2024-08-10"},
	} {
		got := eligibility.Refusals(decided, c.requests)
		if !slices.EqualFunc(got, c.days, func(d civil.Date, want string) bool { return d.String() == want }) {
			t.Errorf("%s: %v, want %v", c.name, got, c.days)
		}
		on := func(d civil.Date) bool {
			r, err := eligibility.Check(e, d, record.Past{Refusals: got})
			if err != nil {
				t.Fatal(err)
			}
			return r.Eligible
		}
		switch {
		case c.last == "":
			if !on(day(t, "2024-05-20")) {
				t.Errorf("%s: barred", c.name)
			}
		case on(day(t, c.last)) || !on(day(t, c.last).AddDays(1)):
			t.Errorf("%s: not barred through %s", c.name, c.last)
		}
	}
}
