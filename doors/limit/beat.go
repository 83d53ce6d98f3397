package limit

import "time"

// Beat is how long it takes at least until somebody known is told that something is not
// there, and by what it grows.
const Beat = 25 * time.Millisecond

// Hold is how long an answer that is ready after so much time is held back. That something is
// not there leaves at the next beat since the request began: what is foreign is looked up
// longer than what is missing, and nobody is to tell them apart by that. Every other answer,
// and the public's, leaves when it is ready.
func Hold(missing, known bool, ready time.Duration) time.Duration {
	if !missing || !known {
		return 0
	}
	return Beat - ready%Beat
}
