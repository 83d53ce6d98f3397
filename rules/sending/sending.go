// Package sending is the rule of what becomes of a letter after each attempt to send it.
package sending

import (
	"time"

	"akashi/record"
)

// Ending is how an attempt has ended.
type Ending string

// The endings. Only after Unanswered may a letter arrive twice, under the same Message-ID.
const (
	Taken      Ending = "taken"      // the server has it
	Refused    Ending = "refused"    // for good: 5xx to the addressee or to the letter
	Deferred   Ending = "deferred"   // for now: 4xx
	Unreached  Ending = "unreached"  // the server did not get it: it is down, hangs, or lets nobody in
	Unanswered Ending = "unanswered" // all of it was handed over, and nobody knows what became of it
)

// Lease is how long one who has taken a letter up may be at it. Who has not told by then
// was killed, and the attempt ended unanswered.
const Lease = 10 * time.Minute

// Stale is how long a letter may wait for somebody to send it: after that it says what is
// no longer so.
const Stale = 7 * 24 * time.Hour

// waits are the waits after each attempt; after the last of them there is no other.
var waits = []time.Duration{time.Minute, 5 * time.Minute, 15 * time.Minute, time.Hour, 3 * time.Hour, 6 * time.Hour,
	12 * time.Hour, 24 * time.Hour, 24 * time.Hour, 24 * time.Hour}

// Standing is a letter as it stands at a moment: one that was held can no longer be taken back, and waits to be sent, once its
// minute has come.
func Standing(o record.Outgoing, now time.Time) record.Outgoing {
	if o.State == record.LetterHeld && !now.Before(o.Next) {
		o.State = record.LetterQueued
	}
	return o
}

// After is what becomes of a letter after so many attempts, the last of which ended so: its
// state, and when it is tried next.
func After(attempts int, end Ending, now time.Time) (record.LetterState, time.Time) {
	switch {
	case end == Taken:
		return record.LetterSent, time.Time{}
	case end == Refused || attempts > len(waits):
		return record.LetterFailed, time.Time{}
	default:
		return record.LetterQueued, now.Add(waits[max(attempts, 1)-1])
	}
}

// TakenUp is a letter that is due, as whoever sends it takes it up. One that was left in the
// middle waits anew, and one that nobody has looked at for too long is given up: neither is
// to be sent now.
func TakenUp(o record.Outgoing, now time.Time) (next record.Outgoing, send bool) {
	switch {
	case o.State == record.LetterSending:
		o.Unsure, o.Answer = true, string(Unanswered)
		o.State, o.Next = After(o.Attempts, Unanswered, now)
	case now.After(o.Next.Add(Stale)):
		o.State, o.Next, o.Answer = record.LetterFailed, time.Time{}, "stale"
	default:
		o.State, o.Next, send = record.LetterSending, now.Add(Lease), true
		o.Attempts++
	}
	return Closed(o), send
}

// Told is a letter after an attempt of which the sender tells.
func Told(o record.Outgoing, end Ending, answer string, now time.Time) record.Outgoing {
	o.Answer, o.Unsure = answer, o.Unsure || end == Unanswered
	if o.State, o.Next = After(o.Attempts, end, now); o.State == record.LetterSent {
		o.Sent = now
	}
	return Closed(o)
}

// Closed is a letter without its secret, once nothing is left to send.
func Closed(o record.Outgoing) record.Outgoing {
	if o.Next.IsZero() {
		o.Secret = ""
	}
	return o
}
