package deadline_test

import (
	"errors"
	"testing"

	"akashi/rules/deadline"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
)

func TestFirstAndLastDayOfAValidity(t *testing.T) {
	t.Parallel()
	var follows, twoYears scheme.Validity
	follows.RenewalFollows.Value = true
	twoYears.Period.Value = civil.Years(2)
	for _, c := range []struct {
		name            string
		rule            scheme.Validity
		decided, expiry string
		want            string
	}{
		{"new", twoYears, "2022-09-05", "", "2022-09-05"},
		{"renewed in time", twoYears, "2022-09-04", "2022-09-04", "2022-09-05"},
		{"renewed too late", twoYears, "2022-09-05", "2022-09-04", "2022-09-05"},
		{"renewed too late, and follows", follows, "2022-12-01", "2022-09-04", "2022-09-05"},
	} {
		if got := deadline.ValidFrom(c.rule, day(t, c.decided), day(t, c.expiry)); got != day(t, c.want) {
			t.Errorf("%s: valid from %s, want %s", c.name, got, c.want)
		}
	}
	from, stated := day(t, "2022-09-05"), day(t, "2023-03-31")
	if got, err := deadline.ValidUntil(twoYears, from, stated); got != day(t, "2024-09-04") || err != nil {
		t.Errorf("by the edition until %s, %v", got, err)
	}
	if got, err := deadline.ValidUntil(follows, from, stated); got != stated || err != nil {
		t.Errorf("as stated until %s, %v", got, err)
	}
	for _, wrong := range []civil.Date{{}, day(t, "2022-09-04")} {
		if _, err := deadline.ValidUntil(follows, from, wrong); !errors.Is(err, fault.Invalid) {
			t.Errorf("stated %s: %v", wrong, err)
		}
	}
}
