package testkit

import (
	"runtime"
	"testing"
)

// verdict is a test that is only watched.
type verdict struct {
	testing.TB
	failed, skipped bool
}

func (v *verdict) Helper()               {}
func (v *verdict) Fatalf(string, ...any) { v.failed = true; runtime.Goexit() }
func (v *verdict) Skip(...any)           { v.skipped = true; runtime.Goexit() }

func TestWhatMayBeLeftOut(t *testing.T) {
	for _, row := range []struct {
		require              string
		tool, samples, other bool // may be left out
	}{
		{"", true, true, true},
		{"1", false, true, true},
		{"tools", false, true, true},
		{"all", false, false, true},
	} {
		t.Setenv(requireAll, row.require)
		for name, ask := range map[string]struct {
			leave func(testing.TB, string)
			may   bool
		}{"Missing": {Missing, row.tool}, "NoSamples": {NoSamples, row.samples}, "NotHere": {NotHere, row.other}} {
			v := &verdict{}
			done := make(chan bool)
			go func() { defer close(done); ask.leave(v, "why") }()
			<-done
			if v.skipped != ask.may || v.failed == ask.may {
				t.Errorf("%s with %q: skipped %v, failed %v", name, row.require, v.skipped, v.failed)
			}
		}
	}
}
