package main

import (
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"akashi/beside/testkit"
	chromium "akashi/beside/testkit/browser"
)

// TestAnEditionIsWeighedInABrowser: an officer gets the file of the edition in force, sends it
// broken and sees the line, sends it with a higher pass mark and one item less, and sees what
// changes, which decided cases it would turn, and why.
func TestAnEditionIsWeighedInABrowser(t *testing.T) {
	t.Parallel()
	testkit.Slow(t, "a browser takes its time")
	onBothStores(t, func(t *testing.T, store string) {
		f := openFilledOn(t, store)
		officer := f.as("jimukyoku")
		file := officer.get("/o/editions/anshin/2014-07")
		if file.status != http.StatusOK {
			t.Fatalf("the file of the edition: %d", file.status)
		}
		p := chromium.Open(t).Page(t, chromium.Desktop)
		door := officer.served()
		sends := func(text string) string {
			t.Helper()
			draft := filepath.Join(t.TempDir(), "draft.yaml")
			if err := os.WriteFile(draft, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
			p.Goto(door + "/o/editions")
			p.Upload("#anshin-file", draft)
			p.Click(`form[action="/o/editions/anshin"] button`)
			for _, problem := range p.Problems() {
				t.Error(problem)
			}
			return p.Text("main")
		}
		says := func(text string, words ...string) {
			t.Helper()
			for _, w := range words {
				if !strings.Contains(text, w) {
					t.Errorf("%q is not there: %s", w, text)
				}
			}
		}
		broken := strings.Replace(file.body, "points_pass: 91", "points_pass: many", 1)
		line := strings.Count(broken[:strings.Index(broken, "points_pass: many")], "\n") + 1
		says(sends(broken), "draft.yamlに、直すところが1つあります", strconv.Itoa(line)+"行目", "points_pass: many")
		draft := strings.NewReplacer(`edition: "2014-07"`, `edition: "2027-07"`, "points_total: 122", "points_total: 119", "points_total: 117", "points_total: 114", "points_pass: 91", "points_pass: 112").Replace(file.body)
		from := strings.Index(draft, `  - id: "5-1-4"`)
		to := from + 1 + strings.Index(draft[from+1:], "  - id: ")
		says(sends(draft[:from]+draft[to:]), "draft.yamlに誤りはありません", "/criteria/5-1-4", "廃止", "新規（7件）", "5-1-4の3点がなくなる", "合格点112に4点足りない（108点）", "合格 → 不合格")
	})
}
