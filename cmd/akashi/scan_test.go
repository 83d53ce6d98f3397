package main

import (
	"bytes"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// scanned is a report of Nessus of the demonstration's day: what has to be resolved, what needs an
// opinion in two places and in one, and what asks for nothing.
func scanned(found ...string) string {
	all := map[string]string{"execution": `severity="3" pluginID="90011" pluginName="Sample remote execution"><cvss_base_score>7.5</cvss_base_score>`,
		"denial": `severity="2" pluginID="90012" pluginName="Sample denial of service"><cvss_base_score>5.0</cvss_base_score>`,
		"cipher": `severity="2" pluginID="90013" pluginName="Sample weak cipher"><cvss_base_score>4.3</cvss_base_score>`,
		"banner": `severity="1" pluginID="90014" pluginName="Sample disclosure"><cvss_base_score>2.6</cvss_base_score>`}
	var report strings.Builder
	report.WriteString(`<?xml version="1.0" ?><NessusClientData_v2><Report name="sample">`)
	for _, host := range []string{"192.0.2.10", "192.0.2.20"} {
		fmt.Fprintf(&report, `<ReportHost name="%s"><HostProperties><tag name="HOST_END">Mon Nov  9 10:00:00 2026</tag></HostProperties>`, host)
		for _, at := range found {
			if name, where, only := strings.Cut(at, "@"); !only || where == host {
				fmt.Fprintf(&report, `<ReportItem port="80" svc_name="www" protocol="tcp" pluginFamily="見本" %s</ReportItem>`, all[name])
			}
		}
		report.WriteString(`</ReportHost>`)
	}
	report.WriteString(`</Report></NessusClientData_v2>`)
	return report.String()
}

// hands posts a form with a file.
func (b *guest) hands(path, name, content string, pairs ...string) replied {
	b.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for i := 0; i < len(pairs); i += 2 {
		_ = form.WriteField(pairs[i], pairs[i+1])
	}
	part, _ := form.CreateFormFile("content", name)
	_, _ = io.WriteString(part, content)
	_ = form.Close()
	r := httptest.NewRequest(http.MethodPost, path, &body)
	r.Header.Set("Content-Type", form.FormDataContentType())
	r.AddCookie(&http.Cookie{Name: "akashi", Value: b.cookie})
	w := httptest.NewRecorder()
	b.door.ServeHTTP(w, r)
	return replied{status: w.Code, location: w.Header().Get("Location"), body: w.Body.String()}
}

// TestADiagnosisIsDealtWithOnPages hands in a report, sees what each kind of findings asks for,
// writes an opinion on one finding and on all of a kind, and resolves the rest by a re-scan.
func TestADiagnosisIsDealtWithOnPages(t *testing.T) {
	t.Parallel()
	f := openFilled(t)
	const at, page = "/do/cases/SA-2026-0010/", "/o/cases/SA-2026-0010/diagnosis"
	applicant := f.as("anshin-applicant-b")
	shows := func(who *guest, lacks []string, has ...string) {
		t.Helper()
		body := who.get(page).body
		for _, w := range has {
			if !strings.Contains(body, w) {
				t.Errorf("%q is not there", w)
			}
		}
		for _, w := range lacks {
			if strings.Contains(body, w) {
				t.Errorf("%q is there", w)
			}
		}
	}
	done := func(in replied) {
		t.Helper()
		if in.status != http.StatusSeeOther || in.location != page {
			t.Fatalf("%d %s %s", in.status, in.location, in.body[max(0, strings.Index(in.body, "<main")):])
		}
	}
	if item := applicant.get("/o/cases/SA-2026-0010/items/2-1-1").body; !strings.Contains(item, page) {
		t.Error("the page of the criterion does not lead to the diagnosis")
	}
	done(applicant.hands(at+"record-report", "first.nessus", scanned("execution@192.0.2.10", "denial", "cipher@192.0.2.20", "banner"), "_next", page))
	shows(applicant, []string{"Sample disclosure"}, "基準値7.0以上の検出が解消されていない", "解消が要る検出　1件", "意見書がまだない検出　3件", "検出　3種類",
		"Sample remote execution", "レベルIII", `value="192.0.2.10|80|90012"`, "この種類のすべて（2件）")
	done(applicant.post(at+"record-opinion", "_next", page, "findings", "192.0.2.10|80|90012", "text", "上流で遮断しており届かない", "by", "見本 花子"))
	shows(applicant, nil, "意見書がまだない検出　2件", "済んだ検出　1件", "上流で遮断しており届かない", "192.0.2.10:80 90012")
	done(applicant.post(at+"record-opinion", "_next", page, "plugin_ids", "90012", "plugin_ids", "90013", "text", "更改の計画がある", "by", "見本 花子"))
	shows(applicant, []string{"意見書がまだない検出"}, "解消が要る検出　1件")
	if in := applicant.post(at+"record-opinion", "text", "選ばずに書いた", "by", "見本 花子", "_next", page); in.status != http.StatusUnprocessableEntity || !strings.Contains(in.body, "選ばずに書いた") {
		t.Errorf("an opinion on nothing: %d", in.status)
	}
	done(applicant.hands(at+"record-report", "again.nessus", scanned("denial", "cipher@192.0.2.20", "banner"), "rescan_of", "1", "_next", page))
	shows(applicant, []string{"Sample remote execution"}, "適合", "再診断に替わりました", "報告書1の再診断")
	shows(f.as("jimukyoku"), nil, "適合", "更改の計画がある")
	if body := applicant.get("/o/cases/SA-2026-0010/papers").body; !strings.Contains(body, "2026年11月9日付。2027年2月9日までの提出で数えられます。") {
		t.Error("the documents do not say of which day the report is, and until when it counts")
	}
	done(applicant.post(at+"record-evidence", "_next", page, "assets.0.class", "web", "assets.0.hosts", "192.0.2.10, 192.0.2.99"))
	shows(applicant, nil, "診断の範囲", "192.0.2.99", "どの報告書にもありません", "範囲を記す")
	if n := strings.Count(applicant.get(page).body, "Webサーバ"); n != 1 {
		t.Errorf("a class of the scope is listed %d times", n)
	}
	if body := applicant.get("/en" + page).body; !strings.Contains(body, "Needs an opinion") && !strings.Contains(body, "Settled") {
		t.Error("not told in English")
	}
}
