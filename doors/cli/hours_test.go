package cli

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"
)

func TestHours(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int{
		"6": 360, "6.5": 390, "6:30": 390, "0": 0, "0:05": 5, "6.25": 375, "6.05": 363, "8.0": 480, "1000": 60_000,
	} {
		var h hours
		if err := h.ReadText(text); int(h) != want || err != nil {
			t.Errorf("%q: got %d %v, want %d", text, h, err, want)
		}
	}
	for _, text := range []string{"", "-1", "6:5", "6:60", "6:", ":30", "6.", ".5", "6.333", "6.5:30", "six", "6h", "1001", "6.+5", "６", "1e2", "6:030", " 6"} {
		if err := new(hours).ReadText(text); err == nil {
			t.Errorf("%q: got no problem, want one", text)
		}
	}
}

func TestHoursAreReadAsWritten(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		h, m := rapid.IntRange(0, 1000).Draw(t, "hours"), rapid.IntRange(0, 59).Draw(t, "minutes")
		var got hours
		if err := got.ReadText(fmt.Sprintf("%d:%02d", h, m)); int(got) != h*60+m || err != nil {
			t.Fatalf("%d:%02d is %d %v", h, m, got, err)
		}
	})
}
