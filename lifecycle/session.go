package lifecycle

import (
	"akashi/fault"
	"akashi/record"
)

// SessionEvent is what happens to a session of the committee (開催回).
type SessionEvent string

// The events of a session.
const (
	OpenSession  SessionEvent = "open"  // 開会
	CloseSession SessionEvent = "close" // 閉会: votes are unsealed, minutes are final
)

// SessionRow says that an event leads a session from one state to another.
type SessionRow struct {
	From  string
	Event SessionEvent
	To    string
}

// SessionTable returns the lifecycle of a session, whole. A closed session is
// never opened again: what it left undecided goes to another.
func SessionTable() []SessionRow {
	return []SessionRow{
		{record.SessionPlanned, OpenSession, record.SessionOpen},
		{record.SessionOpen, CloseSession, record.SessionClosed},
	}
}

// NextSession returns the state that follows an event, or a conflict.
func NextSession(state string, e SessionEvent) (string, error) {
	for _, r := range SessionTable() {
		if r.From == state && r.Event == e {
			return r.To, nil
		}
	}
	return state, fault.New(fault.Conflict, "lifecycle.no-such-step", string(e)+" of a session that is "+state)
}
