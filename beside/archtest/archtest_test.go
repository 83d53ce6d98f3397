package archtest_test

import (
	"os"
	"testing"

	"akashi/beside/archtest"
)

func TestTheHouseStands(t *testing.T) {
	t.Parallel()
	breaches, err := archtest.Check(os.DirFS("../.."))
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range breaches {
		t.Error(b)
	}
}
