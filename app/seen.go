package app

import (
	"sync"
	"time"

	"akashi/app/people"
)

// seen remembers when each browser was last used: no longer than it can stay signed in, and
// no longer than the server runs.
type seen struct {
	mu    sync.Mutex
	at    map[string]time.Time // by the ID of the sign-in
	swept time.Time
}

// now notes that a browser is used, and from time to time forgets those that have ended.
func (s *seen) now(id string, at time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	ended := at.Add(-people.SessionLasts)
	if s.swept.Before(ended) {
		for other, last := range s.at {
			if !last.After(ended) {
				delete(s.at, other)
			}
		}
		s.swept = at
	}
	s.at[id] = at
}

// last is when a browser was last used; the zero moment where nobody knows.
func (s *seen) last(id string) time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.at[id]
}
