// Package retention says until when the documents of a case are kept (保存期間), and whether they
// may be erased on a day (廃棄).
//
// No source of a scheme that ships lays a period down, so none ships: the office decides, class by
// class, and what it has not decided is kept for ever. The period runs in whole months from the day
// after that on which the case, or the mark that rests on it, ended, which is not counted (初日不算入).
package retention

import "akashi/values/civil"

// Facts are what the period of a case rests on.
type Facts struct {
	Ended      civil.Date // day on which the case came to its end; zero while it is under way
	MarkStands bool       // a mark that the case is about is valid, suspended or to come
	MarkEnded  civil.Date // day on which that mark ended; zero without one
	Asked      bool       // a request to examine the case anew waits for its answer
	Held       bool       // the office holds the documents
}

// Standing is how the documents of a class stand.
type Standing string

// The standings. Only what is Due may be erased.
const (
	UnderWay   Standing = "under-way"   // the case has not ended
	MarkStands Standing = "mark-stands" // its mark has not
	Asked      Standing = "asked"       // a request to examine it anew is not answered
	Held       Standing = "held"        // by the office
	ForEver    Standing = "for-ever"    // nobody has decided on a period
	Running    Standing = "running"     // until its last day
	Due        Standing = "due"         // the last day has passed
)

// Verdict is how documents stand on a day.
type Verdict struct {
	Standing Standing   `json:"standing"`
	From     civil.Date `json:"from,omitzero"` // day that ended the case and its mark; the one after is the first counted
	Last     civil.Date `json:"last,omitzero"` // last day on which they are kept, whatever keeps them beyond it
}

// On says how the documents of a class stand on a day, when it is kept for so many months; 0 is for ever.
func On(today civil.Date, f Facts, months int) Verdict {
	v := Verdict{Standing: Due}
	if !f.Ended.IsZero() && !f.MarkStands {
		v.From = f.Ended
		if f.MarkEnded.After(f.Ended) {
			v.From = f.MarkEnded
		}
		if months > 0 {
			v.Last = civil.Months(months).After(v.From)
		}
	}
	switch {
	case f.Ended.IsZero():
		v.Standing = UnderWay
	case f.MarkStands:
		v.Standing = MarkStands
	case f.Asked:
		v.Standing = Asked
	case f.Held:
		v.Standing = Held
	case months <= 0:
		v.Standing = ForEver
	case !today.After(v.Last):
		v.Standing = Running
	}
	return v
}
