package sending_test

import (
	"testing"
	"time"

	"akashi/record"
	"akashi/rules/sending"
)

// TestAsked: the second contact is asked beside the first where the first is silent, or was not reached.
func TestAsked(t *testing.T) {
	t.Parallel()
	const day = 24 * time.Hour
	letter := func(ago time.Duration, state record.LetterState) record.Outgoing {
		return record.Outgoing{At: noon.Add(-ago), State: state}
	}
	never := time.Time{}
	for _, c := range []struct {
		title  string
		before []record.Outgoing
		acted  time.Time
		want   int
	}{
		{"the first reminder", nil, never, 1},
		{"the one before was answered", []record.Outgoing{letter(7*day, record.LetterSent)}, noon.Add(-6 * day), 1},
		{"nothing was done since", []record.Outgoing{letter(7*day, record.LetterSent)}, noon.Add(-8 * day), 2},
		{"nothing was ever done", []record.Outgoing{letter(7*day, record.LetterSent)}, never, 2},
		{"twice nothing", []record.Outgoing{letter(7*day, record.LetterSent), letter(14*day, record.LetterSent)}, never, 3},
		{"two letters of one reminder", []record.Outgoing{letter(7*day, record.LetterSent), letter(7*day, record.LetterSent)}, never, 2},
		{"answered after the first of two", []record.Outgoing{letter(7*day, record.LetterSent), letter(14*day, record.LetterSent)}, noon.Add(-8 * day), 2},
		{"sent today", []record.Outgoing{letter(time.Hour, record.LetterSent)}, never, 1},
		{"came back today", []record.Outgoing{letter(time.Hour, record.LetterBounced)}, never, 2},
		{"refused, though something was done", []record.Outgoing{letter(7*day, record.LetterFailed)}, noon.Add(-day), 2},
		{"an older one was lost", []record.Outgoing{letter(7*day, record.LetterFailed), letter(3*day, record.LetterSent)}, noon.Add(-day), 1},
		{"one of two came back", []record.Outgoing{letter(time.Hour, record.LetterBounced), letter(time.Hour, record.LetterSent)}, never, 1},
		{"taken back", []record.Outgoing{letter(7*day, record.LetterUndone)}, never, 1},
		{"held", []record.Outgoing{letter(time.Minute, record.LetterHeld)}, never, 1},
		{"waits to be sent", []record.Outgoing{letter(2*day, record.LetterQueued)}, never, 1},
	} {
		if got := sending.Asked(c.before, c.acted, noon); got != c.want {
			t.Errorf("%s: got %d contacts, want %d", c.title, got, c.want)
		}
	}
}
