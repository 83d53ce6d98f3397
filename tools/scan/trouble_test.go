package scan

import (
	"bytes"
	"os"
	"slices"
	"strings"
	"testing"

	"akashi/beside/testkit"
	"akashi/rules/diagnosis"
	"akashi/scheme"
	"akashi/values/fault"
)

const troubles = "../../../shared/examples/reports"

// TestPublicTrouble: reports made after what went wrong elsewhere, each with its right
// verdict and what is listed as wrong.
func TestPublicTrouble(t *testing.T) {
	t.Parallel()
	if _, err := os.Stat(troubles); err != nil {
		testkit.NoSamples(t, "the samples are not here")
	}
	const refused = diagnosis.Verdict("refused")
	incomplete := diagnosis.Incomplete(scheme.CVSS2)
	for _, c := range []struct {
		file    string
		verdict diagnosis.Verdict
		listed  string // codes of row errors
	}{
		{"f01_dc_words_low.xml", incomplete, "row-words"},
		{"f02_gvm_paged.xml", incomplete, "report-unproven report-rows-missing report-filtered"},
		{"f03_trivy_sbom.json", incomplete, "report-inventory"},
		{"f04_vex_contradiction.json", diagnosis.FailLevelIII, ""},
		{"f05_nessus_recast.nessus", diagnosis.NoCVSS, ""},
		{"f06_nessus_noend.nessus", incomplete, "report-host-unfinished"},
		{"f07_trivy_license.json", incomplete, "report-kind"},
		{"f08_two_score_columns.csv", diagnosis.FailLevelIII, ""},
		{"f09_gvm_errors.xml", incomplete, "report-error report-unproven"},
		{"f10_nexpose_status.xml", diagnosis.FailLevelIII, ""},
		{"f11_dc_v31_in_v2.xml", diagnosis.NotCVSS(scheme.CVSS2), "row-version"},
		{"f18_control.nessus", refused, "report-malformed"}, // with its line, and what to do
		{"f19_scores.csv", diagnosis.FailLevelIII, ""},
		{"f20_report.nessus.gz", diagnosis.NoCVSS, ""},
		{"f21_gvm_two_severities.xml", diagnosis.FailLevelIII, "report-unproven report-unproven"},
		{"f22_utf16le_nobom.csv", diagnosis.OpinionRequired, ""},
	} {
		t.Run(c.file, func(t *testing.T) {
			t.Parallel()
			text, err := os.ReadFile(troubles + "/" + c.file)
			if err != nil {
				testkit.NoSamples(t, c.file+" is not here")
			}
			if c.verdict == refused {
				_, err := ReadAll(bytes.NewReader(text), Options{})
				spoken(t, diagnosis.Report{}, err)
				if p := fault.ProblemsIn(err); len(p) != 1 || p[0].Code != c.listed || p[0].Where != "line 2, byte 383" || p[0].Data["character"] != "U+000B" {
					t.Errorf("got %v", p)
				}
				return
			}
			report := read(t, string(text), Options{})
			got := diagnosis.Judge(anshin(scheme.CVSS2), report, diagnosis.Terms{})
			same(t, "verdict", got.Verdict, c.verdict)
			same(t, "listed", strings.Join(listed(got), " "), c.listed)
		})
	}
}

// listed are the codes of what is wrong, in their order.
func listed(r diagnosis.Result) (codes []string) {
	for _, e := range r.RowErrors {
		codes = append(codes, e.Code)
	}
	return slices.Clip(codes)
}
