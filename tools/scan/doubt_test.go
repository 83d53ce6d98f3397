package scan

import (
	"os"
	"slices"
	"strings"
	"testing"

	"akashi/rules/diagnosis"
	"akashi/scheme"
)

// doubt is a small report that gives cause for it.
type doubt struct {
	file, format, cause string
	verdict             diagnosis.Verdict
	listed              string // codes of row errors
}

// doubts are the reports of testdata/doubt, some a format, the first of each as whole
// as the format can be.
func doubts() []doubt {
	const incomplete, notV2 = "INCOMPLETE_V2", "NOT_CVSS_V2"
	return []doubt{
		{"nessus-1.nessus", "nessus-xml", "whole, one low score",
			diagnosis.Pass, ""},
		{"nessus-2.nessus", "nessus-xml", "the severity is blank and nothing is scored",
			diagnosis.NoCVSS, ""},
		{"nessus-3.nessus", "nessus-xml", "a second host whose scan did not end",
			incomplete, "report-host-unfinished"},
		{"nessus-4.nessus", "nessus-xml", "two scores in one row, the second lower",
			diagnosis.FailLevelIII, "row-two-scores"},
		{"openvas-1.xml", "openvas-xml", "whole, without a format id, one low score",
			diagnosis.Pass, ""},
		{"openvas-2.xml", "openvas-xml", "the filter let one of two of a class through",
			incomplete, "report-filtered"},
		{"openvas-3.xml", "openvas-xml", "the scan was stopped",
			incomplete, "report-unfinished"},
		{"openvas-4.xml", "openvas-xml", "the filter asks for a higher quality of detection than is shown by itself",
			incomplete, "report-filtered"},
		{"openvas-5.xml", "openvas-xml", "logs are left out where an override may have made one of a weakness",
			incomplete, "report-filtered"},
		{"openvas-6.xml", "openvas-xml", "severities of two versions without vectors, the scores in tenths",
			diagnosis.FailLevelIII, ""},
		{"openvas-7.xml", "openvas-xml", "the list of errors is cut",
			incomplete, "report-error report-rows-missing"},
		{"openvas-1.csv", "openvas-csv", "a log of its inventory only: nothing shows that the scan ended",
			diagnosis.Pass, ""},
		{"openvas-2.csv", "openvas-csv", "a log that an override made of a weakness",
			notV2, ""},
		{"openvas-3.csv", "openvas-csv", "neither a score nor a severity",
			diagnosis.NoCVSS, ""},
		{"nexpose-1.xml", "nexpose-xml", "whole, tested with a negative result",
			diagnosis.Pass, ""},
		{"nexpose-2.xml", "nexpose-xml", "a test without a status",
			diagnosis.FailLevelIII, ""},
		{"nexpose-3.xml", "nexpose-xml", "a test that ended in an error",
			incomplete, "row-test-error"},
		{"nexpose-4.xml", "nexpose-xml", "no word on how the scan ended",
			incomplete, "report-unproven"},
		{"qualys-scan-1.xml", "qualys-scan-xml", "whole, informational rows only",
			diagnosis.Pass, ""},
		{"qualys-scan-2.xml", "qualys-scan-xml", "no word on how the scan ended",
			incomplete, "report-unproven"},
		{"qualys-scan-3.xml", "qualys-scan-xml", "two hosts answered, one is there",
			incomplete, "report-rows-missing"},
		{"qualys-scan-4.xml", "qualys-scan-xml", "the scan reports an error",
			incomplete, "report-error"},
		{"qualys-asset-1.xml", "qualys-asset-xml", "one low score: nothing shows that the scan ended",
			diagnosis.Pass, ""},
		{"qualys-asset-2.xml", "qualys-asset-xml", "the glossary does not score it",
			diagnosis.NoCVSS, ""},
		{"qualys-asset-3.xml", "qualys-asset-xml", "the glossary does not know it",
			diagnosis.NoCVSS, "row-definition"},
		{"qualys-was-1.xml", "qualys-was-xml", "whole, one low score",
			diagnosis.Pass, ""},
		{"qualys-was-2.xml", "qualys-was-xml", "the scan ran out of time",
			incomplete, "report-unfinished"},
		{"qualys-was-3.xml", "qualys-was-xml", "two weaknesses are stated, one is there, and a filter is named",
			incomplete, "report-filtered report-rows-missing"},
		{"qualys-was-4.xml", "qualys-was-xml", "ignored by the operator, and without a score",
			diagnosis.NoCVSS, ""},
		{"acunetix-1.xml", "acunetix-xml", "whole, one low score",
			diagnosis.Pass, ""},
		{"acunetix-2.xml", "acunetix-xml", "no word on whether the scan was aborted, or ended",
			incomplete, "report-unproven report-unproven"},
		{"acunetix-3.xml", "acunetix-xml", "a false positive by the word of the operator",
			diagnosis.FailLevelIII, ""},
		{"acunetix-4.xml", "acunetix-xml", "another word than False where the scan was aborted",
			incomplete, "report-aborted"},
		{"dependency-check-1.xml", "dependency-check-xml", "one low score: nothing shows that the scan ended",
			diagnosis.Pass, ""},
		{"dependency-check-2.xml", "dependency-check-xml", "words without a score give 0.0",
			diagnosis.NoCVSS, ""},
		{"dependency-check-3.xml", "dependency-check-xml", "7.8 is printed, the words give 0.0",
			diagnosis.FailLevelIII, "row-words"},
		{"dependency-check-4.xml", "dependency-check-xml", "an analyser failed",
			incomplete, "report-error"},
		{"dependency-check-5.xml", "dependency-check-xml", "a score of version 4 stands for version 2",
			notV2, "row-version"},
		{"cyclonedx-1.json", "cyclonedx-json", "one low score: nothing shows that the scan ended",
			diagnosis.Pass, ""},
		{"cyclonedx-2.json", "cyclonedx-json", "resolved, by the word of who wrote it",
			diagnosis.FailLevelIII, ""},
		{"cyclonedx-3.json", "cyclonedx-json", "not affected, with a justification that says the weakness is there",
			diagnosis.OpinionRequired, ""},
		{"cyclonedx-4.json", "cyclonedx-json", "every version that is named is said to be unaffected",
			diagnosis.FailLevelIII, ""},
		{"cyclonedx-1.xml", "cyclonedx-xml", "an empty list",
			incomplete, "report-inventory"},
		{"cyclonedx-2.xml", "cyclonedx-xml", "resolved, by the word of who wrote it",
			diagnosis.FailLevelIII, ""},
		{"cyclonedx-3.xml", "cyclonedx-xml", "a severity without a score",
			diagnosis.NoCVSS, ""},
		{"nmap-1.xml", "nmap-xml", "whole, the script found nothing",
			diagnosis.Pass, ""},
		{"nmap-2.xml", "nmap-xml", "no word on how the scan ended",
			incomplete, "report-unfinished"},
		{"nmap-3.xml", "nmap-xml", "two hosts are up, one is there",
			incomplete, "report-rows-missing"},
		{"nmap-4.xml", "nmap-xml", "a scan of ports",
			incomplete, "report-ports"},
		{"sarif-1.sarif", "sarif-json", "whole, one low score",
			diagnosis.Pass, ""},
		{"sarif-2.sarif", "sarif-json", "no word on how the run ended",
			incomplete, "report-unproven"},
		{"sarif-3.sarif", "sarif-json", "an exit code, and an error that the tool reports of itself",
			incomplete, "report-exit-code report-error"},
		{"sarif-4.sarif", "sarif-json", "a word calls information what has a score",
			diagnosis.FailLevelIII, ""},
		{"zap-1.xml", "zap-xml", "information only: nothing shows that the scan ended",
			diagnosis.Pass, ""},
		{"zap-2.xml", "zap-xml", "a false positive by the word of the operator",
			diagnosis.NoCVSS, ""},
		{"zap-3.xml", "zap-xml", "no risk is given",
			diagnosis.NoCVSS, ""},
		{"zap-1.json", "zap-json", "information only: nothing shows that the scan ended",
			diagnosis.Pass, ""},
		{"zap-2.json", "zap-json", "a risk that is not known",
			diagnosis.NoCVSS, ""},
		{"zap-3.json", "zap-json", "no risk is given",
			diagnosis.NoCVSS, ""},
		{"burp-1.xml", "burp-xml", "information only: nothing shows that the scan ended",
			diagnosis.Pass, ""},
		{"burp-2.xml", "burp-xml", "a false positive by the word of the operator",
			diagnosis.NoCVSS, ""},
		{"burp-3.xml", "burp-xml", "no severity is given",
			diagnosis.NoCVSS, ""},
		{"trivy-1.json", "trivy-json", "one low score: nothing shows that the scan ended",
			diagnosis.Pass, ""},
		{"trivy-2.json", "trivy-json", "secrets and settings only",
			incomplete, "report-kind"},
		{"trivy-3.json", "trivy-json", "the system has reached its end of life",
			incomplete, "report-unsupported"},
		{"trivy-4.json", "trivy-json", "the older form of a cluster; one resource could not be scanned",
			incomplete, "report-error"},
		{"trivy-operator-1.json", "trivy-json", "whole, nothing was found",
			diagnosis.Pass, ""},
		{"trivy-operator-2.json", "trivy-json", "two weaknesses are stated, one is there, and its score names no version",
			notV2, "report-rows-missing"},
		{"trivy-operator-3.json", "trivy-json", "a report on secrets only",
			incomplete, "report-kind"},
		{"nuclei-1.jsonl", "nuclei-json", "one low score: nothing shows that the scan ended",
			diagnosis.Pass, ""},
		{"nuclei-2.jsonl", "nuclei-json", "the template ended in an error",
			incomplete, "report-error"},
		{"nuclei-3.jsonl", "nuclei-json", "neither a score nor a severity",
			diagnosis.NoCVSS, ""},
		{"byhand-1.json", "by-hand", "whole, one low score; nothing shows that the scan ended",
			diagnosis.Pass, ""},
		{"byhand-2.json", "by-hand", "two are printed, one is typed in",
			incomplete, "report-total"},
		{"byhand-3.json", "by-hand", "a word calls information what has a score",
			diagnosis.FailLevelIII, ""},
		{"nessus-1.csv", "nessus-csv", "informational rows only: nothing shows that the scan ended",
			diagnosis.Pass, ""},
		{"nessus-2.csv", "nessus-csv", "a column named twice, the second filled",
			diagnosis.FailLevelIII, ""},
		{"nessus-3.csv", "nessus-csv", "two columns that contradict each other",
			diagnosis.FailLevelIII, "row-two-scores"},
		{"nessus-4.csv", "nessus-csv", "the risk is blank and nothing is scored",
			diagnosis.NoCVSS, ""},
		{"nessus-5.csv", "nessus-csv", "a score at full width, and lines that end in CR",
			diagnosis.FailLevelIII, ""},
		{"tenable-io-1.csv", "tenable-io-csv", "one low score: nothing shows that the scan ended",
			diagnosis.Pass, ""},
		{"tenable-io-2.csv", "tenable-io-csv", "a state that is not known, scored in one of two columns",
			diagnosis.FailLevelIII, ""},
		{"tenable-io-3.csv", "tenable-io-csv", "a score as a formula that gives a text",
			diagnosis.FailLevelIII, ""},
		{"tenable-vm-1.csv", "tenable-vm-csv", "one low score: nothing shows that the scan ended",
			diagnosis.Pass, ""},
		{"tenable-vm-2.csv", "tenable-vm-csv", "recast to information by the operator",
			diagnosis.FailLevelIII, ""},
		{"tenable-vm-3.csv", "tenable-vm-csv", "no severity and no score",
			diagnosis.NoCVSS, ""},
		{"tenable-sc-1.csv", "tenable-sc-csv", "one low score: nothing shows that the scan ended",
			diagnosis.Pass, ""},
		{"tenable-sc-2.csv", "tenable-sc-csv", "a risk that the operator accepted",
			diagnosis.OpinionRequired, ""},
		{"tenable-sc-3.csv", "tenable-sc-csv", "a severity without a score",
			diagnosis.NoCVSS, ""},
		{"qualys-vmdr-1.csv", "qualys-vmdr-csv", "information by its kind: nothing shows that the scan ended",
			diagnosis.Pass, ""},
		{"qualys-vmdr-2.csv", "qualys-vmdr-csv", "ignored by the operator",
			diagnosis.FailLevelIII, ""},
		{"qualys-vmdr-3.csv", "qualys-vmdr-csv", "a score that is none",
			diagnosis.NoCVSS, "row-score"},
		{"qualys-1.csv", "qualys-csv", "one low score: nothing shows that the scan ended",
			diagnosis.Pass, ""},
		{"qualys-2.csv", "qualys-csv", "a kind that is not known",
			diagnosis.OpinionRequired, ""},
		{"qualys-3.csv", "qualys-csv", "no score, and a space that does not break",
			diagnosis.NoCVSS, ""},
	}
}

func (d doubt) text(t *testing.T) string { return readFixture(t, "doubt/"+d.file) }

func TestDoubtfulReports(t *testing.T) {
	t.Parallel()
	for _, d := range doubts() {
		t.Run(d.file, func(t *testing.T) {
			t.Parallel()
			report := read(t, d.text(t), Options{})
			got := diagnosis.Judge(anshin(scheme.CVSS2), report, diagnosis.Terms{})
			same(t, "format", got.Format, d.format)
			same(t, d.cause, got.Verdict, d.verdict)
			same(t, "listed", strings.Join(listed(got), " "), d.listed)
			same(t, "remarks", len(got.Remarks) == 0, diagnosis.SaysItsEnd(d.format))
		})
	}
}

// TestEveryFormatHasItsDoubts: at least three reports, one of which passes or could
// if it held a score, and every file has its row.
func TestEveryFormatHasItsDoubts(t *testing.T) {
	t.Parallel()
	files := map[string]int{}
	for _, d := range doubts() {
		files[d.format]++
	}
	for _, f := range formats() {
		if files[f.name] < 3 {
			t.Errorf("%s has %d doubtful reports", f.name, files[f.name])
		}
	}
	there, err := os.ReadDir("testdata/doubt")
	if err != nil || len(there) != len(doubts()) {
		t.Errorf("%d files, %d rows: %v", len(there), len(doubts()), err)
	}
	for _, f := range there {
		if !slices.ContainsFunc(doubts(), func(d doubt) bool { return d.file == f.Name() }) {
			t.Errorf("%s has no row", f.Name())
		}
	}
}
