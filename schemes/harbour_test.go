package schemes

import "testing"

// TestThirdSchemeIsOnlyData reads a scheme that shares nothing with the shipped
// ones but the format.
func TestThirdSchemeIsOnlyData(t *testing.T) {
	t.Parallel()
	e, err := ReadFile("testdata/harbour.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if e.Fees != nil || e.Size != nil || len(e.Eligibility.Windows) != 0 || len(e.Levels) != 2 {
		t.Errorf("got fees %v, size %v, levels %v; want two levels and nothing else", e.Fees, e.Size, e.Levels)
	}
}
