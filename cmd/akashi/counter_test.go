package main

import (
	"testing"
	"time"

	"akashi/app"
	"akashi/app/desk"
	"akashi/beside/testkit/blank"
	"akashi/record"
	"akashi/tools/store"
)

// TestWhatAnotherWritesShowsWithinASecond lets another process write beside the one that
// serves, and takes the database away.
func TestWhatAnotherWritesShowsWithinASecond(t *testing.T) {
	t.Parallel()
	own, address := blank.Store(t)
	other, err := store.Find(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	c := &counter{App: app.New(desk.Desk{Store: own})}
	aSecondLater := func() uint64 { c.looked.Store(0); return c.RegisterVersion() }
	before := aSecondLater()
	if aSecondLater() != before {
		t.Error("the register has another version though nobody wrote")
	}
	err = other.Update(t.Context(), func(tx desk.Tx) error {
		return tx.Append(&record.Leaf{At: time.Now(), Actor: "jimukyoku", Action: "suspend", Kind: "mark", Object: "J0001", Data: "{}"})
	})
	if err != nil {
		t.Fatal(err)
	}
	after := aSecondLater()
	if after == before {
		t.Error("what another process wrote does not show")
	}
	if err := own.Close(); err != nil {
		t.Fatal(err)
	}
	if aSecondLater() != after {
		t.Error("without a database verdicts do not go on as they were")
	}
	if err := other.Close(); err != nil {
		t.Fatal(err)
	}
}
