package sending

import (
	"slices"
	"time"

	"akashi/record"
	"akashi/values/civil"
)

// Asked counts to how many contacts a reminder goes, of those of an applicant, the first of them first: to the first alone,
// and to one more for each reminder that stayed without an answer. One is without an answer where nothing was done since, and
// a day has passed; and the last also where it did not arrive. One that was taken back, or has not gone yet, asked nobody.
// acted is when the applicant last did something on it; the zero moment: never.
func Asked(before []record.Outgoing, acted, now time.Time) int {
	var all []reminder
	for _, o := range slices.SortedFunc(slices.Values(before), func(a, b record.Outgoing) int { return a.At.Compare(b.At) }) {
		lost := o.State != record.LetterUndone && slices.Contains(record.Unreached(), o.State)
		if o.State != record.LetterSent && !lost {
			continue
		}
		if n := len(all); n > 0 && all[n-1].at.Equal(o.At) {
			all[n-1].lost = all[n-1].lost && lost // it reached somebody
			continue
		}
		all = append(all, reminder{o.At, lost})
	}
	contacts := 1
	for i, r := range all {
		silent := r.at.After(acted) && civil.In(r.at).Before(civil.In(now))
		if silent || r.lost && i == len(all)-1 {
			contacts++
		}
	}
	return contacts
}

// reminder is what went out at one moment, to one contact or to several.
type reminder struct {
	at   time.Time
	lost bool // it reached nobody
}
