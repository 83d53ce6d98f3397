package limit_test

import (
	"testing"
	"time"

	"akashi/doors/limit"
)

// TestWhatIsNotThereIsAnsweredOnTheBeat has work of different lengths answered: an answer of
// "not there" to somebody known leaves on a beat, every other one when it is ready.
func TestWhatIsNotThereIsAnsweredOnTheBeat(t *testing.T) {
	t.Parallel()
	const ms = time.Millisecond
	for _, c := range []struct {
		name           string
		missing, known bool
		work, leaves   time.Duration
	}{
		{"missing", true, true, 600 * time.Microsecond, 25 * ms},
		{"foreign", true, true, 900 * time.Microsecond, 25 * ms},
		{"slow", true, true, 24 * ms, 25 * ms},
		{"slower", true, true, 26 * ms, 50 * ms},
		{"at once", true, true, 0, 25 * ms},
		{"unknown mark to the public", true, false, 1 * ms, 1 * ms},
		{"found", false, true, 3 * ms, 3 * ms},
	} {
		if got := c.work + limit.Hold(c.missing, c.known, c.work); got != c.leaves {
			t.Errorf("%s: leaves after %v, want %v", c.name, got, c.leaves)
		}
	}
}
