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

func TestAReasonExcusesALateFilingAlone(t *testing.T) {
	t.Parallel()
	w := deadline.Window{From: day(t, "2024-01-05"), To: day(t, "2024-05-04"), Rolled: day(t, "2024-05-07")}
	var strict, lenient scheme.RenewalWindow
	lenient.LateWithReason.Value = true
	for filed, want := range map[string]bool{"2024-01-04": false, "2024-05-07": false, "2024-05-08": true, "2024-09-04": true, "2024-09-05": false} {
		if got := w.Excuses(&lenient, day(t, filed), day(t, "2024-09-04")); got != want {
			t.Errorf("filed on %s: %v", filed, got)
		}
		if w.Excuses(&strict, day(t, filed), day(t, "2024-09-04")) {
			t.Errorf("filed on %s and excused by an edition that excuses nothing", filed)
		}
	}
}
