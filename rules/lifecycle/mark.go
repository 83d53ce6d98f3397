package lifecycle

import (
	"akashi/record"
	"akashi/values/civil"
)

// MarkEvent is what happens to a granted mark.
type MarkEvent string

// The events of a mark.
const (
	Renew        MarkEvent = "renew"    // 更新
	Suspend      MarkEvent = "suspend"  // 一時停止
	Restore      MarkEvent = "restore"  // 復帰
	WithdrawMark MarkEvent = "withdraw" // 取消し
	End          MarkEvent = "end"      // 返上・終了
)

// Marks returns the lifecycle of a mark, whole. A suspended mark may be renewed
// but stays suspended; a withdrawn or ended one never comes back: its holder
// applies anew. Each event adds its line to the mark's public history.
func Marks() Table[record.MarkStatus, MarkEvent] { return marks }

// marks never changes.
var marks = Table[record.MarkStatus, MarkEvent]{"mark", []Row[record.MarkStatus, MarkEvent]{
	{From: record.MarkActive, Event: Renew, To: record.MarkActive, Line: record.MarkEventRenewed},
	{From: record.MarkSuspended, Event: Renew, To: record.MarkSuspended, Line: record.MarkEventRenewed},
	{From: record.MarkActive, Event: Suspend, To: record.MarkSuspended, Line: record.MarkEventSuspended},
	{From: record.MarkSuspended, Event: Restore, To: record.MarkActive, Line: record.MarkEventRestored},
	{From: record.MarkActive, Event: WithdrawMark, To: record.MarkWithdrawn, Line: record.MarkEventWithdrawn},
	{From: record.MarkSuspended, Event: WithdrawMark, To: record.MarkWithdrawn, Line: record.MarkEventWithdrawn},
	{From: record.MarkActive, Event: End, To: record.MarkEnded, Line: record.MarkEventEnded},
	{From: record.MarkSuspended, Event: End, To: record.MarkEnded, Line: record.MarkEventEnded},
}}

// StatusAfter is the status that a line of a mark's history leaves it in, and
// whether it says so: a renewal leaves the status as it is.
func StatusAfter(line record.MarkEventKind) (record.MarkStatus, bool) {
	switch line {
	case record.MarkEventListed:
		return record.MarkListed, true
	case record.MarkEventGranted:
		return record.MarkActive, true
	}
	for _, r := range marks.rows {
		if r.Line == line && r.From != r.To {
			return r.To, true
		}
	}
	return "", false
}

// Standing is what a mark is worth on a day, as the public is told.
type Standing string

// The standings. Only Valid is a positive verdict.
const (
	Valid           Standing = "valid"
	NotYetValid     Standing = "not_yet_valid"
	StandSuspended  Standing = "suspended"
	StandWithdrawn  Standing = "withdrawn"
	StandEnded      Standing = "ended"
	StandExpired    Standing = "expired"
	StandHistorical Standing = "historical" // listed once; what became of it is not known here
	StandCorrected  Standing = "corrected"  // the number was a mistake: its entry has another
	StandUnknown    Standing = "unknown"    // no such number in the register
)

// Standings lists every standing.
func Standings() []Standing {
	return []Standing{Valid, NotYetValid, StandSuspended, StandWithdrawn, StandEnded, StandExpired, StandHistorical, StandCorrected, StandUnknown}
}

// StandingOn works out what the mark is worth on the day. underReview says that
// a renewal filed in time is still being reviewed and the scheme lets the status
// continue meanwhile. A status it does not know is never valid, and a suspension does
// not outlive the period of the mark.
func StandingOn(m record.Mark, day civil.Date, underReview bool) Standing {
	switch m.Status {
	case record.MarkSuspended:
		if !m.ValidTo.IsZero() && standingInPeriod(m, day, underReview) == StandExpired {
			return StandExpired
		}
		return StandSuspended
	case record.MarkWithdrawn:
		return StandWithdrawn
	case record.MarkEnded:
		return StandEnded
	case record.MarkListed:
		return StandHistorical
	case record.MarkActive:
		return standingInPeriod(m, day, underReview)
	}
	return StandUnknown
}

func standingInPeriod(m record.Mark, day civil.Date, underReview bool) Standing {
	switch {
	case day.Before(m.ValidFrom):
		return NotYetValid
	case !m.ValidTo.IsZero() && !day.After(m.ValidTo):
		return Valid
	case !m.ValidTo.IsZero() && underReview:
		return Valid
	}
	return StandExpired
}
