package scheme

import "testing"

// TestWhatNobodyDecidesAlwaysWaits tells the words of which an office decides from those that wait
// whatever it says.
func TestWhatNobodyDecidesAlwaysWaits(t *testing.T) {
	t.Parallel()
	for _, word := range []SecondWord{SecondConflict, SecondJoin, SecondCircular, SecondErasure} {
		if !word.Always() {
			t.Errorf("%s does not always wait", word)
		}
	}
	for _, word := range append(SecondWords(), "") {
		if word.Always() {
			t.Errorf("%q always waits", word)
		}
	}
}
