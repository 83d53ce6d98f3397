package lifecycle

import (
	"akashi/civil"
	"akashi/fault"
	"akashi/record"
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

// MarkRow says that an event leads a mark from one status to another.
type MarkRow struct {
	From  string
	Event MarkEvent
	To    string
	Kind  string // of the line in the mark's public history
}

// MarkTable returns the lifecycle of a mark, whole. A suspended mark may be
// renewed but stays suspended; a withdrawn or ended one never comes back: its
// holder applies anew.
func MarkTable() []MarkRow {
	return []MarkRow{
		{record.MarkActive, Renew, record.MarkActive, record.MarkEventRenewed},
		{record.MarkSuspended, Renew, record.MarkSuspended, record.MarkEventRenewed},
		{record.MarkActive, Suspend, record.MarkSuspended, record.MarkEventSuspended},
		{record.MarkSuspended, Restore, record.MarkActive, record.MarkEventRestored},
		{record.MarkActive, WithdrawMark, record.MarkWithdrawn, record.MarkEventWithdrawn},
		{record.MarkSuspended, WithdrawMark, record.MarkWithdrawn, record.MarkEventWithdrawn},
		{record.MarkActive, End, record.MarkEnded, record.MarkEventEnded},
		{record.MarkSuspended, End, record.MarkEnded, record.MarkEventEnded},
	}
}

// NextMark returns the row for an event on a mark in the status, or a conflict.
func NextMark(status string, e MarkEvent) (MarkRow, error) {
	for _, r := range MarkTable() {
		if r.From == status && r.Event == e {
			return r, nil
		}
	}
	return MarkRow{}, fault.New(fault.Conflict, "lifecycle.no-such-step", string(e)+" of a mark that is "+status)
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
	StandUnknown    Standing = "unknown"    // no such number in the register
)

// Standings lists every standing.
func Standings() []Standing {
	return []Standing{Valid, NotYetValid, StandSuspended, StandWithdrawn, StandEnded, StandExpired, StandHistorical, StandUnknown}
}

// StandingOn works out what the mark is worth on the day. underReview says that
// a renewal filed in time is still being reviewed and the scheme lets the status
// continue meanwhile. A status it does not know is never valid.
func StandingOn(m record.Mark, day civil.Date, underReview bool) Standing {
	switch m.Status {
	case record.MarkSuspended:
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
