package proof

import (
	"archive/zip"
	"bytes"
	"io"
	"maps"
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

// TestAWorkbookIsTheSameInTwinWorlds changes what only examiners and the office know, past
// the program: the workbook of a case stays the same to the byte for everybody who gets one.
func TestAWorkbookIsTheSameInTwinWorlds(t *testing.T) {
	t.Parallel()
	w := matrixWorld(t)
	of, c := w.around(t, lifecycle.Scheduled)
	h := w.byHand(t)
	h.run(`UPDATE case_file SET state = ? WHERE id = ?`, string(lifecycle.DocumentCorrection), c.ID)
	read := func() map[string]string {
		books := map[string]string{}
		for _, p := range of.cast {
			if a := w.ask(p.id, http.MethodGet, "/o/cases/"+c.No+"/sheet.xlsx", ""); a.status == http.StatusOK {
				books[p.role+" "+p.standing] = unpacked(t, a.body)
			}
		}
		return books
	}
	var twins [2]map[string]string
	for i, verdict := range []string{"met", "unmet"} {
		h.run(`UPDATE answer SET first = ?, first_note = ?, final = ?, final_note = ? WHERE case_id = ?`, verdict, verdict, verdict, verdict, c.ID)
		h.run(`UPDATE answer SET first_points = ?, final_points = ? WHERE case_id = ? AND first_points IS NOT NULL`, i, i, c.ID)
		h.run(`UPDATE charge SET amount = ? WHERE case_id = ?`, 70_001+i, c.ID)
		h.run(`UPDATE finding SET text = ? WHERE case_id = ?`, verdict, c.ID)
		twins[i] = read()
	}
	if len(twins[0]) < 2 || !maps.Equal(twins[0], twins[1]) {
		t.Errorf("%d workbooks, and not all alike", len(twins[0]))
	}
	h.run(`UPDATE answer SET claim_note = 'other' WHERE case_id = ?`, c.ID)
	if maps.Equal(read(), twins[1]) {
		t.Error("what the applicant wrote is not in the workbook either")
	}
}
