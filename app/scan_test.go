package app_test

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/diagnosis"
	"akashi/tools/scan"
	"akashi/values/fault"
)

// memory keeps nothing: the reports of these tests are read at once.
type memory struct{}

func (memory) Erase(context.Context, string) error { return nil }

func (memory) Bare(photo []byte) ([]byte, error) { return photo, nil }

func (memory) Keep(_ context.Context, name string, content []byte) (desk.Kept, error) {
	return desk.Kept{SHA256: fmt.Sprintf("%s-%d", name, len(content)), Type: "xml", Size: int64(len(content))}, nil
}

func (memory) Open(context.Context, string) (io.ReadCloser, error) {
	return nil, fault.New(fault.NotFound, "test.no-files", "")
}

type readers struct{}

func (readers) Read(r io.Reader, as desk.ReadAs, each func(diagnosis.Finding) error) (diagnosis.Report, error) {
	return scan.Read(r, scan.Options{Format: as.Format}, each)
}

// nessus writes a report of one host with a finding for each plugin and v2 vector.
func nessus(day string, findings map[string]string) string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" ?><NessusClientData_v2><Report name="r"><ReportHost name="192.0.2.1"><HostProperties>` +
		`<tag name="HOST_END">` + day + `</tag></HostProperties>`)
	for plugin, vector := range findings {
		fmt.Fprintf(&b, `<ReportItem port="80" svc_name="www" protocol="tcp" severity="2" pluginID="%s" pluginName="p%s" pluginFamily="f">`+
			`<cvss_vector>CVSS2#%s</cvss_vector><risk_factor>Medium</risk_factor></ReportItem>`, plugin, plugin, vector)
	}
	b.WriteString(`</ReportHost></Report></NessusClientData_v2>`)
	return b.String()
}

const (
	seven5 = "AV:N/AC:L/Au:N/C:P/I:P/A:P" // 7.5
	five0  = "AV:N/AC:L/Au:N/C:N/I:N/A:P" // 5.0
)

func (o *office) report(no, content string, more string) string {
	o.t.Helper()
	view := o.do(secretariat(), "record-report", no,
		`{"name":"r.nessus","content":"`+base64.StdEncoding.EncodeToString([]byte(content))+`"`+more+`}`)
	return view["diagnosis"].(map[string]any)["verdict"].(string)
}

func (o *office) draft() string {
	o.t.Helper()
	o.app.Files, o.app.Scans = memory{}, readers{}
	c := o.do(secretariat(), "open", "", `{"scheme":"anshin","type":"new","service":"見本ネット","intake_body":"jaipa",
		"applicant":{"name":"見本インターネット株式会社","sample":true}}`)
	return c["no"].(string)
}

func TestAReScanClearsWhatItNoLongerSees(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	no := o.draft()
	if got := o.report(no, nessus("Tue Jul  1 10:00:00 2014", map[string]string{"11": seven5, "12": five0}), ""); got != "FAIL_LEVEL_III" {
		t.Fatalf("a live 7.5: %s", got)
	}
	paper := `{"findings":["192.0.2.1|80|12"],"text":"外部から到達できない","by":"担当責任者"}`
	o.do(secretariat(), "record-opinion", no, paper)
	got := o.report(no, nessus("Thu Jul 31 10:00:00 2014", map[string]string{"12": five0}), `,"rescan_of":1`)
	if got != "PASS" {
		t.Fatalf("after the re-scan and the opinion: %s", got)
	}
	got = o.report(no, nessus("Fri Aug  1 10:00:00 2014", map[string]string{"12": five0, "13": seven5}), `,"rescan_of":2`)
	if got != "FAIL_LEVEL_III" {
		t.Fatalf("a new 7.5 in the next re-scan: %s", got)
	}
}

// TestAReScanFromBeforeIsRefused: silence of an older scan clears nothing.
func TestAReScanFromBeforeIsRefused(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	no := o.draft()
	o.report(no, nessus("Tue Jul  1 10:00:00 2014", map[string]string{"11": seven5}), "")
	older := base64.StdEncoding.EncodeToString([]byte(nessus("Tue Jun 10 10:00:00 2014", nil)))
	_, err := o.try(secretariat(), "record-report", no, `{"name":"r.nessus","content":"`+older+`","rescan_of":1}`)
	if p := fault.ProblemsIn(err); len(p) != 1 || p[0].Code != "scan.rescan-early" {
		t.Errorf("an older re-scan: %v", err)
	}
	if got := o.report(no, nessus("Tue Jul  1 20:00:00 2014", nil), `,"rescan_of":1`); got != "PASS" {
		t.Errorf("a re-scan on the same day: %s", got)
	}
}

// TestAResolutionAfterTheFilingClearsNothing: it is too late for this application.
func TestAResolutionAfterTheFilingClearsNothing(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	no := o.draft()
	o.report(no, nessus("Tue Jul  1 10:00:00 2014", map[string]string{"11": seven5}), "")
	o.do(secretariat(), "answer", no, `{"answers":`+o.allMet("anshin", "2014-07")+`}`)
	o.papers(no)
	o.do(secretariat(), "record-payment", no, `{"charge":"review","amount":80000}`)
	o.do(secretariat(), "submit", no, `{}`)
	o.at("2014-08-03")
	view := o.do(secretariat(), "record-resolution", no, `{"plugin_ids":["11"],"text":"更新した","by":"担当責任者"}`)
	if got := view["diagnosis"].(map[string]any)["verdict"]; got != "FAIL_LEVEL_III" {
		t.Errorf("resolved two days after the filing: %v", got)
	}
}

func TestAReScanOfEveryHostRenewsTheAge(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	no := o.draft()
	o.report(no, nessus("Tue Jul  1 10:00:00 2014", map[string]string{"12": five0}), "")
	o.report(no, nessus("Thu Jul 31 10:00:00 2014", nil), `,"rescan_of":1`)
	view, err := o.app.CaseView(context.Background(), secretariat(), no)
	if err != nil {
		t.Fatal(err)
	}
	for _, age := range view.Worth.Ages {
		if age.Evidence == "diagnosis_report" && age.On.String() != "2014-07-31" {
			t.Errorf("the report that was replaced gives the age: %s", age.On)
		}
	}
	if view.Diagnosis.Verdict != "PASS" {
		t.Errorf("verdict %s", view.Diagnosis.Verdict)
	}
}

func TestASecondReportDoesNotSilenceTheFirst(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	no := o.draft()
	o.report(no, nessus("Tue Jul  1 10:00:00 2014", map[string]string{"11": seven5}), "")
	if got := o.report(no, nessus("Thu Jul 31 10:00:00 2014", nil), ""); got != "FAIL_LEVEL_III" {
		t.Fatalf("a report of its own cleared another one's finding: %s", got)
	}
}

func TestTheFilingDayDecidesTheAge(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	no := o.draft()
	if got := o.report(no, nessus("Tue Jul  1 10:00:00 2014", nil), ""); got != "PASS" {
		t.Fatalf("a month old: %s", got)
	}
	o.do(secretariat(), "answer", no, `{"answers":`+o.allMet("anshin", "2014-07")+`}`)
	o.papers(no)
	o.do(secretariat(), "record-payment", no, `{"charge":"review","amount":80000}`)
	o.at("2014-10-02")
	if _, err := o.try(secretariat(), "submit", no, `{}`); !errors.Is(err, fault.Refused) || !strings.Contains(err.Error(), "documents_complete") {
		t.Fatalf("filed 2014-10-02 with a scan of 2014-07-01: %v", err)
	}
	o.at("2014-10-01")
	o.do(secretariat(), "submit", no, `{}`)
}

func TestNobodyJudgesMetWhatTheRecordsShowUnmet(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	no := o.draft()
	o.report(no, nessus("Tue Jul  1 10:00:00 2014", map[string]string{"11": seven5}), "")
	o.do(secretariat(), "record-evidence", no, `{"audits":[{"completed":"2014-03-01","items":["A01"]}]}`)
	o.do(secretariat(), "answer", no, `{"answers":`+o.allMet("anshin", "2014-07")+`}`)
	o.papers(no)
	o.do(secretariat(), "record-payment", no, `{"charge":"review","amount":80000}`)
	o.do(secretariat(), "submit", no, `{}`)
	o.do(secretariat(), "accept", no, `{}`)
	admin := access.Actor{ID: "admin", Role: record.RoleAdmin}
	o.do(admin, "add-user", "", `{"id":"rev1","name":"審査員A","role":"reviewer","scheme":"anshin","body":"jaipa"}`)
	o.do(secretariat(), "assign", no, `{"user":"rev1"}`)
	rev := access.Actor{ID: "rev1", Role: record.RoleReviewer, Body: "jaipa"}
	o.do(rev, "begin-review", no, `{}`)
	for _, criterion := range []string{"2-1-1", "1-1-2"} {
		_, err := o.try(rev, "judge", no, `{"answers":{"`+criterion+`":"met"}}`)
		var refusal *fault.Refusal
		if !errors.As(err, &refusal) || refusal.Detail["criterion"] != criterion {
			t.Errorf("%s judged met against the evidence: %v", criterion, err)
		}
		o.do(rev, "judge", no, `{"answers":{"`+criterion+`":"unmet"}}`)
	}
}

func TestTheVerdictKeepsItsReasons(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	no := o.draft()
	o.report(no, nessus("Tue Jul  1 10:00:00 2014", map[string]string{"11": seven5, "12": five0}), "")
	view, err := o.app.CaseView(context.Background(), secretariat(), no)
	if err != nil {
		t.Fatal(err)
	}
	var result struct {
		Judgement struct {
			Blocking       []string                  `json:"blocking"`
			OpinionMissing []string                  `json:"opinion_missing"`
			Reasons        []json.RawMessage         `json:"reasons"`
			Counts         map[string]map[string]int `json:"counts"`
		} `json:"judgement"`
	}
	if err := json.Unmarshal(view.Diagnosis.Result, &result); err != nil {
		t.Fatal(err)
	}
	if fmt.Sprint(result.Judgement.Blocking, result.Judgement.OpinionMissing) != "[192.0.2.1|80|11] [192.0.2.1|80|12]" || len(result.Judgement.Reasons) == 0 ||
		result.Judgement.Counts["v2"]["ge7"] != 1 {
		t.Errorf("blocking %v, opinion missing %v, %d reasons", result.Judgement.Blocking, result.Judgement.OpinionMissing, len(result.Judgement.Reasons))
	}
}

func TestEveryServerKindIsDiagnosed(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	no := o.draft()
	o.report(no, nessus("Tue Jul  1 10:00:00 2014", nil), "")
	view := o.do(secretariat(), "record-evidence", no, `{"assets":[{"class":"dns","hosts":["192.0.2.1"]},
		{"class":"web","hosts":["192.0.2.80"]},{"class":"mail","reason":"委託先が運用"}]}`)
	scope := view["evidence_today"].(map[string]any)["scope"].(map[string]any)
	if got := fmt.Sprint(scope["complete"], scope["missing"], scope["not_scanned"]); got != "false [auth router] [web|192.0.2.80]" {
		t.Errorf("scope %s", got)
	}
	if _, err := o.try(secretariat(), "record-evidence", no, `{"assets":[{"class":"fax"}],"dates":{"nothing":"2014-01-01"}}`); !errors.Is(err, fault.Invalid) {
		t.Errorf("an unknown class: %v", err)
	}
}
