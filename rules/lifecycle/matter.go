package lifecycle

import "akashi/record"

// MatterEvent is what happens to a matter (事案).
type MatterEvent string

// The events of a matter.
const (
	AcceptMatter  MatterEvent = "accept"  // it is the office's, and is looked into
	DismissMatter MatterEvent = "dismiss" // it is not the office's
	CloseMatter   MatterEvent = "close"   // with an outcome
)

// Matters returns the lifecycle of a matter, whole. One that has ended is not opened again:
// what is seen later is brought anew.
func Matters() Table[record.MatterState, MatterEvent] { return matters }

// matters never changes.
var matters = Table[record.MatterState, MatterEvent]{"matter", []Row[record.MatterState, MatterEvent]{
	{From: record.MatterReceived, Event: AcceptMatter, To: record.MatterLooking},
	{From: record.MatterReceived, Event: DismissMatter, To: record.MatterDismissed},
	{From: record.MatterLooking, Event: DismissMatter, To: record.MatterDismissed},
	{From: record.MatterLooking, Event: CloseMatter, To: record.MatterClosed},
}}
