package schemes

import (
	"bytes"
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

// TestNobodyIsNotNothing: an empty list asks no role for a second factor; a file that says
// nothing of it asks every role.
func TestNobodyIsNotNothing(t *testing.T) {
	t.Parallel()
	for list, asks := range map[string]bool{"{value: [], source: H-1}": false, "{value: [member], source: H-1}": false, "": true} {
		said := "  second_factor: " + list + "\n"
		if list == "" {
			said = ""
		}
		e, err := Decode(bytes.Replace(read(t, harbour), []byte("  second_factor: {value: [secretariat, member], source: H-1}\n"), []byte(said), 1))
		if err != nil {
			t.Fatal(err)
		}
		if got := e.Staff().AsksSecond("reviewer"); got != asks {
			t.Errorf("%q asks a reviewer: %v, want %v", list, got, asks)
		}
	}
}

func TestDocumentShowsTheExampleAsItIs(t *testing.T) {
	t.Parallel()
	document := string(read(t, "../docs/schemes.md"))
	if !strings.Contains(document, "```yaml\n"+string(read(t, harbour))+"```\n") {
		t.Error("docs/schemes.md does not show schemes/testdata/harbour.yaml as it is")
	}
}
