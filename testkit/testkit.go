// Package testkit is what tests share: a fixed clock, a throw-away PostgreSQL,
// a browser that checks pages. The product never imports it.
package testkit

import (
	"os"
	"testing"
)

// Missing ends a test that needs a program which is not to be had on this
// machine. On a developer's machine the test is skipped; the gate sets
// AKASHI_REQUIRE_ALL=1, and then what is missing is a failure: a gate that
// quietly leaves half its questions out has not been passed.
func Missing(t testing.TB, what string) {
	t.Helper()
	if os.Getenv("AKASHI_REQUIRE_ALL") == "1" {
		t.Fatalf("%s; `make needs` installs it or names its package", what)
	}
	t.Skip(what)
}
