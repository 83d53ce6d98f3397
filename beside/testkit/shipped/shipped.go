// Package shipped gives tests the editions that ship with the product.
package shipped

import (
	"testing"

	"akashi/scheme"
	"akashi/schemes"
)

// Edition returns a shipped edition, and fails the test when there is none.
func Edition(t testing.TB, key, id string) *scheme.Edition {
	t.Helper()
	shelf, err := schemes.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	e, err := shelf.Edition(key, id)
	if err != nil {
		t.Fatal(err)
	}
	return e
}
