package committee_test

import (
	"testing"

	"akashi/record"
	"akashi/rules/committee"
	"akashi/values/civil"
)

func day(text string) civil.Date {
	d, err := civil.Parse(text)
	if err != nil {
		panic(err)
	}
	return d
}

// Two years of the anshin committee (B1-06), their first day counted.
func TestTermEnd(t *testing.T) {
	t.Parallel()
	for from, want := range map[string]string{"2014-04-01": "2016-03-31", "2014-07-15": "2016-07-14", "2016-02-29": "2018-02-28"} {
		if got := committee.TermEnd(day(from), 2).String(); got != want {
			t.Errorf("two years from %s end on %s, want %s", from, got, want)
		}
	}
	if got := committee.TermEnd(day("2014-04-01"), 0); !got.IsZero() {
		t.Errorf("a term that the edition does not limit ends on %s", got)
	}
}

func TestASeatIsHeldByItsTerms(t *testing.T) {
	t.Parallel()
	terms := []record.Tenure{
		{Seat: "chair", Name: "A", From: day("2012-04-01"), To: day("2014-03-31")},
		{Seat: "chair", Name: "B", From: day("2014-04-01"), To: day("2015-09-30"), Reason: "left"},
		{Seat: "chair", Name: "C", From: day("2015-11-01")},
	}
	for _, c := range []struct {
		seat, day, name string
		vacant          bool
	}{
		{"chair", "2012-03-31", "", true}, {"chair", "2012-04-01", "A", false}, {"chair", "2014-03-31", "A", false},
		{"chair", "2014-04-01", "B", false}, {"chair", "2015-09-30", "B", false}, {"chair", "2015-10-01", "", true},
		{"chair", "2015-10-31", "", true}, {"chair", "2015-11-01", "C", false}, {"chair", "2030-01-01", "C", false},
		{"lawyer", "2014-04-01", "", false}, // whose terms nobody has written down
	} {
		held, _ := committee.Holder(terms, c.seat, day(c.day))
		if vacant := committee.Vacant(terms, c.seat, day(c.day)); held.Name != c.name || vacant != c.vacant {
			t.Errorf("%s on %s: held by %q, vacant %t, want %q, %t", c.seat, c.day, held.Name, vacant, c.name, c.vacant)
		}
	}
}
