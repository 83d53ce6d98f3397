package web_test

import (
	"encoding/json"
	"fmt"
	"regexp"
	"testing"
	"time"

	"akashi/app/evidence"
	"akashi/doors/web"
	"akashi/rules/access"
	"akashi/rules/diagnosis"
)

// TestEveryKindOfFindingsIsOnOnePage goes through the pages of a large report: each kind stands on
// one of them, once, and none is heavier than a page may be.
func TestEveryKindOfFindingsIsOnOnePage(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	view, err := o.CaseView(t.Context(), access.Actor{ID: "officer", Role: "secretariat"}, "SA-2026-0002")
	if err != nil {
		t.Fatal(err)
	}
	const kinds, heaviest = 90, 60 << 10 // bytes
	var j evidence.ScanJudgement
	for i := range 500 {
		f := diagnosis.Finding{Host: fmt.Sprintf("host-%d.mihon.example", i), Port: "443", PluginID: fmt.Sprint(1000 + i%kinds), Name: "見本の弱点"}
		j.Result.Findings = append(j.Result.Findings, diagnosis.Judged{Finding: f, Band: "ge4"})
		j.Result.OpinionMissing = append(j.Result.OpinionMissing, f.Key())
	}
	scan := *view.Diagnosis
	if scan.Result, err = json.Marshal(j); err != nil {
		t.Fatal(err)
	}
	view.Diagnosis = &scan
	d, err := web.New(web.Config{Office: &partial{o, view}, Shelf: o.shelf, Now: func() time.Time { return noon }})
	if err != nil {
		t.Fatal(err)
	}
	const path = "/o/cases/SA-2026-0002/diagnosis"
	seen, pages := map[string]int{}, []string{path}
	pages = append(pages, regexp.MustCompile(path+`\?from=\d+`).FindAllString(asOfficer(t, d, path).Body.String(), -1)...)
	for _, page := range pages {
		body := asOfficer(t, d, page).Body.String()
		if len(body) > heaviest {
			t.Errorf("%s weighs %d bytes", page, len(body))
		}
		for _, m := range regexp.MustCompile(`検査番号 (\d+)`).FindAllStringSubmatch(body, -1) {
			seen[m[1]]++
		}
	}
	for id, n := range seen {
		if n != 1 {
			t.Errorf("kind %s stands on the pages %d times", id, n)
		}
	}
	if len(seen) != kinds || len(pages) < 3 {
		t.Errorf("%d kinds on %d pages, want %d on several", len(seen), len(pages), kinds)
	}
}
