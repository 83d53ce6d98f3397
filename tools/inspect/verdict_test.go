package inspect

import (
	"errors"
	"testing"

	"akashi/values/fault"
)

// TestTheRefusalTellsEveryFinding: the sender hears of all that turns the file
// away, and of nothing that does not.
func TestTheRefusalTellsEveryFinding(t *testing.T) {
	t.Parallel()
	v := inspect("a.docx", office("word", relation("attachedTemplate", "http://x/"), file1("word/vbaProject.bin", "x")))
	problems, ok := errors.AsType[fault.Problems](v.Err())
	if !ok || !errors.Is(v.Err(), fault.Invalid) {
		t.Fatalf("got %v", v.Err())
	}
	told := map[string]bool{}
	for _, p := range problems {
		told[p.Code] = true
		if p.Where == "" {
			t.Errorf("%s does not say where", p.Code)
		}
	}
	for _, f := range v.Findings {
		if told[string(f.Code)] != (f.Disposition == Refused) {
			t.Errorf("%s is %s; told: %v", f.Code, f.Disposition, told[string(f.Code)])
		}
	}
	if len(told) < 2 {
		t.Errorf("only %v", told)
	}
	if err := inspect("a.csv", []byte("=1\n")).Err(); err != nil {
		t.Errorf("a file with a warning: %v", err)
	}
}
