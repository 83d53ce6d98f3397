package deadline_test

import (
	"testing"

	"akashi/rules/deadline"
	"akashi/values/civil"
)

// The committee of anshin sits in March, July and November (S0-11), once in each.
func TestNextMonthOfTheCommittee(t *testing.T) {
	t.Parallel()
	months := []int{3, 7, 11}
	held := []civil.Date{civil.MustOf(2014, 11, 14), civil.MustOf(2015, 3, 13)}
	for _, test := range []struct {
		name   string
		months []int
		from   civil.Date
		held   []civil.Date
		want   civil.Date
	}{
		{"a month between", months, civil.MustOf(2014, 8, 1), nil, civil.MustOf(2014, 11, 1)},
		{"the month of the day itself", months, civil.MustOf(2014, 11, 28), nil, civil.MustOf(2014, 11, 1)},
		{"over the turn of the year", months, civil.MustOf(2014, 12, 31), nil, civil.MustOf(2015, 3, 1)},
		{"months that have a session", months, civil.MustOf(2014, 8, 1), held, civil.MustOf(2015, 7, 1)},
		{"no months are named", nil, civil.MustOf(2014, 8, 1), nil, civil.Date{}},
	} {
		var got civil.Date
		if open := deadline.OpenMonths(test.months, test.from, test.held); len(open) > 0 {
			got = open[0]
		}
		if got != test.want {
			t.Errorf("%s: got %s, want %s", test.name, got, test.want)
		}
	}
}
