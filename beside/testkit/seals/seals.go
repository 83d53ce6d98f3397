// Package seals has an office's key for tests, which is kept nowhere.
package seals

import (
	"testing"

	"akashi/tools/seal"
)

// Office is a key of its own.
func Office(t testing.TB) seal.Office {
	t.Helper()
	key, err := seal.Fresh()
	if err != nil {
		t.Fatal(err)
	}
	return seal.Office{Decrypter: key}
}
