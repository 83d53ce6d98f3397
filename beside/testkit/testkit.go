// Package testkit is what tests share: a fixed clock, a throw-away PostgreSQL,
// a browser that checks pages, and the only ways to leave a test out. The product
// never imports it.
package testkit

import (
	"os"
	"testing"
)

// The tests that may not be left out say AKASHI_REQUIRE_ALL:
//
//	tools    a program that a test needs must be here; 1 is the same
//	all      the samples beside the repository must be here, too
//
// A clone of the repository has no samples beside it, so `make test` asks for the
// tools, and only whoever has the samples asks for all.
const requireAll = "AKASHI_REQUIRE_ALL"

// Missing ends a test that needs a program which is not to be had on this
// machine. On a developer's machine the test is skipped; in the gate it fails: a
// gate that quietly leaves half its questions out has not been passed.
func Missing(t testing.TB, what string) {
	t.Helper()
	if required := os.Getenv(requireAll); required != "" {
		t.Fatalf("%s; `make needs` installs it or names its package", what)
	}
	t.Skip(what)
}

// NoSamples ends a test that reads samples which are not beside the repository.
func NoSamples(t testing.TB, what string) {
	t.Helper()
	if os.Getenv(requireAll) == "all" {
		t.Fatalf("%s: the samples ought to be in ../shared", what)
	}
	t.Skip(what)
}

// Slow leaves a test out of short runs.
func Slow(t testing.TB, why string) {
	t.Helper()
	if testing.Short() {
		t.Skip(why)
	}
}

// NotHere ends a test that has no meaning in this run, however much is required:
// the other half of a test of processes, or a measurement under the race detector.
func NotHere(t testing.TB, why string) {
	t.Helper()
	t.Skip(why)
}
