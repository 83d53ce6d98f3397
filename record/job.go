package record

import (
	"time"

	"akashi/values/civil"
)

// Job is what the calendar did, or failed to do, because a day had come (期日の処理). What is still to be done is no row: it
// follows from the record each time it is asked for, so that nothing has to be kept in step with it.
type Job struct {
	ID       string     `json:"id"` // of kind, object and day: it can be done once
	Kind     JobKind    `json:"kind"`
	On       string     `json:"on"` // kind of the object
	Of       string     `json:"of"` // its number
	Scheme   string     `json:"scheme"`
	What     string     `json:"what,omitempty"` // is reminded of
	Day      civil.Date `json:"day"`            // from which on it was due
	State    JobState   `json:"state"`
	Attempts int        `json:"attempts"`
	At       time.Time  `json:"at"`             // of the last attempt; zero where there was none
	Next     time.Time  `json:"next,omitzero"`  // attempt, of one that failed
	Code     string     `json:"code,omitempty"` // why it failed
	Version  int        `json:"version"`
}

// JobKind is what is done.
type JobKind string

// The kinds.
const (
	JobLapse    JobKind = "lapse"      // a last day has passed unanswered (失効)
	JobYearly   JobKind = "yearly-fee" // a yearly fee falls due within a month (年間使用料)
	JobReminder JobKind = "reminder"   // about a day of a case or a mark (督促・案内)
	JobMail     JobKind = "mail"       // a letter of the outbox, which is kept there
)

// JobState is how it stands.
type JobState string

// The states. A job that is due has no row.
const (
	JobDue    JobState = "due"
	JobDone   JobState = "done"
	JobFailed JobState = "failed"
)

// JobStates lists them.
func JobStates() []JobState { return []JobState{JobDue, JobFailed, JobDone} }
