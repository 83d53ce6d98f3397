package app

import (
	"strconv"
	"testing"
	"time"

	"akashi/app/people"
)

// TestBrowsersAreForgotten: of those that have ended nothing is remembered, however many
// there were.
func TestBrowsersAreForgotten(t *testing.T) {
	t.Parallel()
	s := &seen{at: map[string]time.Time{}}
	at := time.Date(2026, 11, 26, 3, 0, 0, 0, time.UTC)
	for i := range 1000 {
		at = at.Add(time.Hour)
		s.now("browser "+strconv.Itoa(i), at)
		s.now("stays", at)
	}
	if most := 2*int(people.SessionLasts/time.Hour) + 2; len(s.at) > most || s.last("stays") != at || !s.last("browser 1").IsZero() {
		t.Errorf("%d are remembered, want at most %d", len(s.at), most)
	}
}
