package schemes

import (
	"strings"
	"testing"
)

// TestThirdSchemeIsOnlyData reads a scheme that shares nothing with the shipped
// ones but the format.
func TestThirdSchemeIsOnlyData(t *testing.T) {
	t.Parallel()
	e, err := ReadFile(harbour)
	if err != nil {
		t.Fatal(err)
	}
	if e.Fees != nil || e.Size != nil || len(e.Eligibility.Windows) != 0 || len(e.Levels) != 2 {
		t.Errorf("got fees %v, size %v, levels %v; want two levels and nothing else", e.Fees, e.Size, e.Levels)
	}
}

func TestDocumentShowsTheExampleAsItIs(t *testing.T) {
	t.Parallel()
	document := string(read(t, "../docs/schemes.md"))
	if !strings.Contains(document, "```yaml\n"+string(read(t, harbour))+"```\n") {
		t.Error("docs/schemes.md does not show schemes/testdata/harbour.yaml as it is")
	}
}
