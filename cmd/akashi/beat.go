package main

import (
	"context"
	"net/http"
	"strings"
	"time"

	"akashi/doors/ask"
	"akashi/doors/limit"
	"akashi/doors/web"
)

// beats keep what is foreign from being told from what is missing by the time of its answer.
// The work is done when an answer waits, and nothing of the office's is held but the connection.
type beats struct {
	wait func(ctx context.Context, d time.Duration)
}

// keep answers by next, on the beat.
func (b beats) keep(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next.ServeHTTP(&onBeat{w, r, b, time.Now()}, r)
	})
}

// onBeat is an answer that waits before its status is told.
type onBeat struct {
	http.ResponseWriter
	r     *http.Request
	beats beats
	begun time.Time
}

// WriteHeader implements http.ResponseWriter.
func (a *onBeat) WriteHeader(status int) {
	known := ask.TraceOf(a.r.Context()).Actor != public
	asksWhom := a.r.Method == http.MethodPost && strings.HasSuffix(a.r.URL.Path, web.ForgottenPath) // an account that is there is written to
	if held := limit.Hold(asksWhom || status == http.StatusNotFound, asksWhom || known, time.Since(a.begun)); held > 0 {
		a.beats.wait(a.r.Context(), held)
	}
	a.ResponseWriter.WriteHeader(status)
}

// Unwrap is for http.ResponseController.
func (a *onBeat) Unwrap() http.ResponseWriter { return a.ResponseWriter }

// roughly is how far before its end a wait stops trusting the timers of the runtime, which
// count whole milliseconds from when they are set: they are late by what was left of one, and
// that would tell what the wait is to hide.
const roughly = 3 * time.Millisecond

// sleep waits, and no longer than somebody is there to be answered.
func sleep(ctx context.Context, d time.Duration) {
	until := time.Now().Add(d)
	timer := time.NewTimer(d - roughly)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
		return
	}
	for left := time.Until(until); left > 0; left = time.Until(until) {
		sleepFinely(left)
	}
}
