package scan

import (
	"strings"
	"testing"

	catalogue "akashi/beside/testkit/told"
	"akashi/rules/diagnosis"
	"akashi/values/fault"
)

// spoken asks the catalogue for the sentences of what a report is refused for, and
// of its rows.
func spoken(t testing.TB, report diagnosis.Report, err error) {
	t.Helper()
	if err != nil {
		catalogue.InBoth(t, fault.ProblemsIn(err))
	}
	for _, row := range report.RowErrors {
		catalogue.InBoth(t, fault.Problems{{Code: row.Code, Data: row.Data}})
	}
}

// TestEveryRowErrorIsTold breaks what the other tests leave whole.
func TestEveryRowErrorIsTold(t *testing.T) {
	t.Parallel()
	byHand := `{"report_by_hand": 1, "scan_date": "May", "total": "x", "colour": 1, "findings": [{"host": "h\u0000", "id": "1", "state": "odd", "colour": 1,
		"score": "11", "name": "` + strings.Repeat("n", maxText+1) + `", "cves": ["` + strings.Repeat("CVE-2020-1 ", maxCVEs+1) + `"],
		"cvss2": {"colour": 1, "score": "x"}, "cvss3": {"vector": "AV:N/AC:L/Au:N/C:C/I:C/A:C"}},
		{"cvss3": {"vector": "CVSS:3.1/AV:N"}}, {"cvss3": {"vector": "CVSS:3.1/AV:N/AV:N"}}, {"cvss3": {"vector": "CVSS:3.1/AV:Q"}},
		{"cvss3": {"vector": "CVSS:3.1/AV"}}, {"cvss3": {"vector": "CVSS:3.1/"}}, {"cvss3": {"vector": "x:y"}}, {"cvss3": {"vector": "` + strings.Repeat("x", 2001) + `"}}]}`
	for text, format := range map[string]string{
		byHand: "by-hand",
		`{"report_by_hand": 1, "total": 2, "findings": [{"host": "h"}]}`:                                   "by-hand",
		`<nmaprun><host><address addr="192.0.2.1"/></host></nmaprun>`:                                      "nmap-xml",
		`{"bomFormat": "CycloneDX", "specVersion": "1.5", "components": []}`:                               "cyclonedx-json",
		`{"version": "2.1.0", "runs": [{"invocations": [{"executionSuccessful": false}], "results": []}]}`: "sarif-json",
	} {
		report, err := ReadAll(strings.NewReader(text), Options{Format: format})
		spoken(t, report, err)
		if err != nil || len(report.RowErrors) == 0 {
			t.Errorf("%.60s: %v, row errors %v", text, err, report.RowErrors)
		}
	}
}
