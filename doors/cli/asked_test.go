package cli

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"
)

func TestMinutes(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int{
		"6": 360, "6.5": 390, "6:30": 390, "0": 0, "0:05": 5, "6.25": 375, "6.05": 363, "8.0": 480, "1000": 60_000,
	} {
		var a asked
		if got := a.minutes("onsite-hours", text); got != want || len(a.Problems) > 0 {
			t.Errorf("%q: got %d %v, want %d", text, got, a.Problems, want)
		}
	}
	for _, text := range []string{"", "-1", "6:5", "6:60", "6:", ":30", "6.", ".5", "6.333", "6.5:30", "six", "6h", "1001", "6.+5", "６", "1e2", "6:030", " 6"} {
		var a asked
		a.minutes("onsite-hours", text)
		if len(a.Problems) != 1 {
			t.Errorf("%q: got %v, want one problem", text, a.Problems)
		}
	}
}

func TestMinutesReadsWhatIsWritten(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		h, m := rapid.IntRange(0, 1000).Draw(t, "hours"), rapid.IntRange(0, 59).Draw(t, "minutes")
		var a asked
		if got := a.minutes("x", fmt.Sprintf("%d:%02d", h, m)); got != h*60+m || len(a.Problems) > 0 {
			t.Fatalf("%d:%02d is %d %v", h, m, got, a.Problems)
		}
	})
}
