package sending_test

import (
	"testing"
	"time"

	"akashi/record"
	"akashi/rules/sending"
)

var noon = time.Date(2026, 11, 26, 3, 0, 0, 0, time.UTC)

func TestAfter(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		attempts int
		end      sending.Ending
		state    record.LetterState
		wait     time.Duration
	}{
		{1, sending.Taken, record.LetterSent, 0},
		{1, sending.Refused, record.LetterFailed, 0},
		{1, sending.Deferred, record.LetterQueued, time.Minute},
		{1, sending.Unreached, record.LetterQueued, time.Minute},
		{1, sending.Unanswered, record.LetterQueued, time.Minute},
		{4, sending.Deferred, record.LetterQueued, time.Hour},
		{10, sending.Unreached, record.LetterQueued, 24 * time.Hour},
		{11, sending.Unreached, record.LetterFailed, 0},
		{11, sending.Unanswered, record.LetterFailed, 0},
		{11, sending.Taken, record.LetterSent, 0},
	} {
		state, next := sending.After(c.attempts, c.end, noon)
		want := time.Time{}
		if c.wait > 0 {
			want = noon.Add(c.wait)
		}
		if state != c.state || !next.Equal(want) {
			t.Errorf("attempt %d %s: got %s at %s, want %s at %s", c.attempts, c.end, state, next, c.state, want)
		}
	}
}

func TestTakenUp(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		title    string
		state    record.LetterState
		due      time.Duration // before now
		want     record.LetterState
		send     bool
		attempts int
		unsure   bool
		secret   string
	}{
		{"due", record.LetterQueued, 0, record.LetterSending, true, 3, false, "box"},
		{"left in the middle", record.LetterSending, time.Second, record.LetterQueued, false, 2, true, "box"},
		{"nobody sent for a week", record.LetterQueued, sending.Stale, record.LetterSending, true, 3, false, "box"},
		{"and longer", record.LetterQueued, sending.Stale + time.Second, record.LetterFailed, false, 2, false, ""},
	} {
		o, send := sending.TakenUp(record.Outgoing{State: c.state, Attempts: 2, Next: noon.Add(-c.due), Secret: "box"}, noon)
		if o.State != c.want || send != c.send || o.Attempts != c.attempts || o.Unsure != c.unsure || o.Secret != c.secret {
			t.Errorf("%s: got %+v, %v", c.title, o, send)
		}
	}
}

func TestStanding(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		state record.LetterState
		left  time.Duration
		want  record.LetterState
	}{
		{record.LetterHeld, time.Second, record.LetterHeld},
		{record.LetterHeld, 0, record.LetterQueued},
		{record.LetterHeld, -time.Hour, record.LetterQueued},
		{record.LetterSending, -time.Hour, record.LetterSending},
		{record.LetterUndone, 0, record.LetterUndone},
	} {
		if o := sending.Standing(record.Outgoing{State: c.state, Next: noon.Add(c.left)}, noon); o.State != c.want {
			t.Errorf("%s with %s left: got %s, want %s", c.state, c.left, o.State, c.want)
		}
	}
}

func TestTold(t *testing.T) {
	t.Parallel()
	from := record.Outgoing{State: record.LetterSending, Attempts: 1, Next: noon, Secret: "box"}
	sent := sending.Told(from, sending.Taken, "250 ok", noon)
	if sent.State != record.LetterSent || !sent.Sent.Equal(noon) || !sent.Next.IsZero() || sent.Secret != "" || sent.Answer != "250 ok" || sent.Unsure {
		t.Errorf("sent: %+v", sent)
	}
	again := sending.Told(from, sending.Unanswered, "EOF", noon)
	if again.State != record.LetterQueued || !again.Unsure || again.Secret != "box" || !again.Sent.IsZero() {
		t.Errorf("unanswered: %+v", again)
	}
	if later := sending.Told(again, sending.Taken, "250", noon); !later.Unsure {
		t.Error("what was undecidable once stays so")
	}
}
