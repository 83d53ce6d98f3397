package web

import (
	"context"
	"net/http"
	"runtime"
	"time"
)

// press is where pages of the office are made: twice as many at once as there are processors, so
// that one can wait for the store, and who came first before who came later. Without it every page
// that is asked for takes a little of every processor in no order, and one of a hundred comes half as late again.
type press chan struct{}

// A place is waited for no longer than this, so that pages which take long hold up nobody else.
const patience = 25 * time.Millisecond

func newPress() press { return make(press, 2*runtime.GOMAXPROCS(0)) }

// take waits for a place. leave gives it back.
func (p press) take(ctx context.Context) (leave func()) {
	select {
	case p <- struct{}{}:
		return p.leave
	default:
	}
	tired := time.NewTimer(patience)
	defer tired.Stop()
	select {
	case p <- struct{}{}:
		return p.leave
	case <-tired.C:
	case <-ctx.Done():
	}
	return func() {}
}

func (p press) leave() { <-p }

// sending is where an answer goes. From its first byte on nothing is held for whoever is slow
// to take it.
type sending struct {
	http.ResponseWriter
	begins func()
}

func (s *sending) WriteHeader(status int) {
	s.begins()
	s.ResponseWriter.WriteHeader(status)
}

func (s *sending) Write(text []byte) (int, error) {
	s.begins()
	return s.ResponseWriter.Write(text)
}

// Unwrap is for http.ResponseController.
func (s *sending) Unwrap() http.ResponseWriter { return s.ResponseWriter }
