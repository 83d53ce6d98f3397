package proof

import (
	"archive/zip"
	"bytes"
	"io"
	"net/http"
	"strings"
	"testing"

	"akashi/rules/lifecycle"
)

// unpacked is all that the parts of a workbook say, to be searched.
func unpacked(t testing.TB, body []byte) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		t.Fatalf("no workbook: %v: %.100q", err, body)
	}
	var all strings.Builder
	for _, f := range z.File {
		part, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(&all, part); err != nil {
			t.Fatal(err)
		}
		_ = part.Close()
	}
	return all.String()
}

// TestAWorkbookTellsWhatItsReaderMayKnow plants a text into every confidential field of a
// case whose applicant writes, and reads its workbook as everybody: whoever gets one finds
// in it what canaries.csv lets them read, the verdicts of the examiners never.
func TestAWorkbookTellsWhatItsReaderMayKnow(t *testing.T) {
	t.Parallel()
	w, all := matrixWorld(t), readCanaries(t)
	of, c := w.around(t, lifecycle.Scheduled)
	planted := w.plant(t, all, c, func(x canary) string { return x.token })
	w.byHand(t).run(`UPDATE case_file SET state = ? WHERE id = ?`, string(lifecycle.DocumentCorrection), c.ID)
	got, seen := 0, map[string]bool{}
	for _, p := range of.cast {
		for _, path := range []string{"/o/cases/" + c.No + "/sheet.xlsx", "/en/o/cases/" + c.No + "/sheet.xlsx", "/api/v1/cases/" + c.No + "/sheet"} {
			a := w.ask(p.id, http.MethodGet, path, "")
			if a.status != http.StatusOK {
				continue
			}
			got++
			text := unpacked(t, a.body)
			for _, x := range planted {
				if !strings.Contains(text, x.token) {
					continue
				}
				if seen[x.place] = true; !x.mayRead(p, false) || strings.HasPrefix(x.place, "answer.first") || strings.HasPrefix(x.place, "answer.final") {
					t.Errorf("%s is in the workbook of the %s (%s)", x.place, p.role, p.standing)
				}
			}
		}
	}
	if got < 6 || !seen["answer.claim_note"] {
		t.Errorf("%d workbooks were given, with %v", got, seen)
	}
}
