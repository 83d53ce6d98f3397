package lifecycle

import "akashi/record"

// SessionEvent is what happens to a session of the committee (開催回).
type SessionEvent string

// The events of a session.
const (
	OpenSession   SessionEvent = "open"   // 開会
	CloseSession  SessionEvent = "close"  // 閉会: votes are unsealed, minutes are final
	CancelSession SessionEvent = "cancel" // 中止: what was on its agenda waits for another
)

// Sessions returns the lifecycle of a session, whole. A closed session is never
// opened again, nor is one that was called off: what they left undecided goes to
// another.
func Sessions() Table[record.SessionState, SessionEvent] { return sessions }

// sessions never changes.
var sessions = Table[record.SessionState, SessionEvent]{"session", []Row[record.SessionState, SessionEvent]{
	{From: record.SessionPlanned, Event: OpenSession, To: record.SessionOpen},
	{From: record.SessionOpen, Event: CloseSession, To: record.SessionClosed},
	{From: record.SessionPlanned, Event: CancelSession, To: record.SessionCancelled},
	{From: record.SessionOpen, Event: CancelSession, To: record.SessionCancelled},
}}
