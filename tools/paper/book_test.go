package paper_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"akashi/app/desk"
	"akashi/tools/paper"
	"akashi/values/civil"
)

// TestPartsAreInTheOutline prints a document with several parts, and finds each in its outline under the page it stands on.
func TestPartsAreInTheOutline(t *testing.T) {
	t.Parallel()
	p := desk.Paper{Lang: "ja", Title: "議事録", Number: "S1", Day: civil.MustOf(2026, 4, 1), PageName: "{page}／{of}ページ", Facts: []desk.PaperFact{fact("開催日", "2026年4月1日")},
		Sections: []desk.PaperSection{{Title: "議事", Lines: []string{"開会した。"}}, {Title: "議案1　𠮷野商会", Apart: true, Facts: []desk.PaperFact{fact("受付番号", "SA-2026-0001")},
			Table: desk.PaperTable{Head: []string{"項番", "一次"}, Rows: []desk.PaperRow{{Cells: []string{"1-1-1", "不適合"}, Note: "手順がない"}}}}}}
	document, err := paper.Office{}.Print(p)
	if err != nil {
		t.Fatal(err)
	}
	text, pages := read(t, document)
	for _, want := range []string{"開会した。", "議案1𠮷野商会", "手順がない", "SA-2026-0001"} {
		if !strings.Contains(text, want) {
			t.Errorf("%s is not printed: %s", want, text)
		}
	}
	path := filepath.Join(t.TempDir(), "a.pdf")
	if err := os.WriteFile(path, document, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.CommandContext(t.Context(), "pdftohtml", "-xml", "-stdout", "-i", path).Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`<item page="1">議事録</item>`, `<item page="1">議事</item>`, `<item page="2">議案1　〓野商会</item>`} {
		if !strings.Contains(string(out), want) {
			t.Errorf("the outline has no %s: %s", want, out)
		}
	}
	if pages != 2 {
		t.Errorf("%d pages", pages)
	}
}
