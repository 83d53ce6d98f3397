package main

import (
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"akashi/app/people"
	"akashi/beside/testkit"
	chromium "akashi/beside/testkit/browser"
	"akashi/doors/cli"
	"akashi/record"
	"akashi/scheme"
	"akashi/schemes"
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

// TestTheFileOfAnOwnEdition: the page gives the file of an edition in the office's own folder, and none once the
// file says something else than the edition that the office works by.
func TestTheFileOfAnOwnEdition(t *testing.T) {
	t.Parallel()
	shipped, err := schemes.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	now, err := shipped.Edition("anshin", "2014-07")
	if err != nil {
		t.Fatal(err)
	}
	text := strings.NewReplacer(`edition: "2014-07"`, `edition: "2027-07"`, `unit: service`, "effective_from: 2027-07-01\nunit: service").Replace(string(schemes.Office{}.File(now)))
	folder := t.TempDir()
	file := filepath.Join(folder, "drafts", "next.yaml")
	if err := errors.Join(os.Mkdir(filepath.Dir(file), 0o700), os.WriteFile(file, []byte(text), 0o600)); err != nil {
		t.Fatal(err)
	}
	own, err := schemes.Load(os.DirFS(folder))
	if err != nil {
		t.Fatal(err)
	}
	both, wrong := scheme.NewShelf(append(shipped.All(), own.All()...))
	office, err := makeOffice(t.Context(), cli.Site{Data: filepath.Join(t.TempDir(), "office"), Shelf: both, Schemes: folder, Now: time.Now})
	if err != nil || len(wrong) > 0 {
		t.Fatal(err, wrong)
	}
	t.Cleanup(func() { _ = office.Close() })
	b := signedIn(t, office, &people.UserInput{ID: "jimukyoku", Name: "事務局", Role: record.RoleSecretariat, Scheme: "all"})
	if got := b.ask(http.MethodGet, "/o/editions/anshin/2027-07", nil); got.status != http.StatusOK || got.text != text {
		t.Errorf("the own edition: %d, %d bytes of %d", got.status, len(got.text), len(text))
	}
	if got := b.ask(http.MethodGet, "/o/editions/anshin/2014-07", nil); got.status != http.StatusOK {
		t.Errorf("the one that ships: %d", got.status)
	}
	if err := os.WriteFile(file, []byte(strings.Replace(text, "points_pass: 91", "points_pass: 92", 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := b.ask(http.MethodGet, "/o/editions/anshin/2027-07", nil); got.status != http.StatusNotFound {
		t.Errorf("a file that says something else: %d", got.status)
	}
}
