package scan

import (
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"akashi/rules/diagnosis"
	"akashi/scheme"
)

// change is a report after one thing has been taken away or added.
type change struct{ what, text string }

// without gives the report without each of its parts in turn: an attribute or element
// of XML, a member of JSON, a column or cell of a CSV. Rows are not parts.
func without(text string) []change {
	switch strings.TrimSpace(text)[0] {
	case '<':
		return withoutXML(text)
	case '{':
		return withoutJSON(text)
	}
	return withoutCSV(text)
}

var xmlParts = regexp.MustCompile(`<([A-Za-z_:0-9]+)(?: [^<>]*)?>[^<]*</([A-Za-z_:0-9]+)>|<[A-Za-z_:0-9]+(?: [^<>]*)?/>| [A-Za-z_:0-9]+="[^"]*"`)

func withoutXML(text string) (all []change) {
	for _, at := range xmlParts.FindAllStringIndex(text, -1) {
		part := text[at[0]:at[1]]
		if strings.HasPrefix(part, "<ReportItem") || at[0] < 400 && strings.Contains(part, "xmlns") || strings.HasPrefix(text[:at[1]], "<?xml") && at[0] < len("<?xml version=") {
			continue
		}
		all = append(all, change{part, text[:at[0]] + text[at[1]:]})
		if open := strings.IndexByte(part, '>'); part[0] == '<' && open < len(part)-1 { // and its text alone
			all = append(all, change{"text of " + part, text[:at[0]] + part[:open+1] + part[strings.LastIndex(part, "</"):] + text[at[1]:]})
		}
		for _, inner := range regexp.MustCompile(` [A-Za-z_:0-9]+="[^"]*"`).FindAllStringIndex(part, -1) {
			all = append(all, change{part[inner[0]:inner[1]] + " of " + part, text[:at[0]] + part[:inner[0]] + part[inner[1]:] + text[at[1]:]})
		}
	}
	return all
}

// rowsOf are the members whose elements are rows, or hold them.
var rowsOf = []string{"Results", "Vulnerabilities", "vulnerabilities", "results", "runs", "findings", "alerts", "site", "items", "report", "secrets"}

func withoutJSON(text string) (all []change) {
	var walk func(path string, v any)
	var root any
	walk = func(path string, v any) {
		switch v := v.(type) {
		case map[string]any:
			for _, name := range slices.Sorted(maps.Keys(v)) {
				kept := v[name]
				if !slices.Contains(rowsOf, name) {
					delete(v, name)
					cut, _ := json.Marshal(root)
					all = append(all, change{path + "/" + name, string(cut)})
					v[name] = kept
				}
				walk(path+"/"+name, kept)
			}
		case []any:
			for i := range v {
				walk(fmt.Sprintf("%s/%d", path, i), v[i])
			}
		}
	}
	if err := json.Unmarshal([]byte(text), &root); err != nil {
		return nil // lines of JSON
	}
	walk("", root)
	return all
}

func withoutCSV(text string) (all []change) {
	end := "\n"
	if !strings.Contains(text, end) {
		end = "\r"
	}
	comma := ","
	if strings.Count(text, ";") > strings.Count(text, comma) {
		comma = ";"
	}
	var rows [][]string
	for line := range strings.SplitSeq(strings.TrimSuffix(text, end), end) {
		rows = append(rows, strings.Split(line, comma))
	}
	join := func(change func(row, column int, cell string) (string, bool)) string {
		var b strings.Builder
		for r, row := range rows {
			var kept []string
			for c, cell := range row {
				if cell, ok := change(r, c, cell); ok {
					kept = append(kept, cell)
				}
			}
			b.WriteString(strings.Join(kept, comma) + end)
		}
		return b.String()
	}
	for c, name := range rows[len(rows)-2] {
		all = append(all,
			change{"column " + name, join(func(_, column int, cell string) (string, bool) { return cell, column != c })},
			change{"cell of " + name, join(func(r, column int, cell string) (string, bool) {
				if r == len(rows)-1 && column == c {
					cell = ""
				}
				return cell, true
			})})
	}
	return all
}

// alone are the parts that nobody can miss: they say that something is wrong, and only
// then stand in a report; or they are the score in a row that a word calls information,
// or the higher of two. Without them the report is one that passes.
var alone = map[string][]string{
	"acunetix-3.xml": {"Score"}, "byhand-2.json": {"/total"}, "byhand-3.json": {"/cvss2"}, "dependency-check-5.xml": {"version"},
	"nessus-2.csv": {"CVSS"}, "nessus-3.csv": {"CVSS"}, "nessus-4.nessus": {"cvss_base_score"}, "nuclei-2.jsonl": {"error"},
	"openvas-2.csv": {"CVSS"}, "openvas-4.xml": {"term"}, "openvas-5.xml": {"term"}, "qualys-scan-3.xml": {"NBHOST_ALIVE"},
	"qualys-scan-4.xml": {"ERROR"}, "sarif-4.sarif": {"/properties"}, "tenable-io-2.csv": {"CVSS"}, "tenable-vm-2.csv": {"cvss2"},
	"nmap-3.xml": {"up="}, "trivy-3.json": {"EOSL", "/OS", "/Metadata"}, "trivy-4.json": {"/Error"},
}

func standsAlone(file, part string) string {
	for _, name := range alone[file] {
		if strings.Contains(part, name) {
			return name
		}
	}
	return ""
}

// TestNothingTakenAwayMakesAPass is the property that guards against a wrong PASS in
// the readers: over all formats, a report that does not pass does not pass either
// without a score, a column, a severity, a state, a mark of its end, a list of errors
// or anything else, but for what stands alone.
func TestNothingTakenAwayMakesAPass(t *testing.T) {
	t.Parallel()
	needed := map[string]bool{}
	for _, d := range doubts() {
		for _, c := range without(d.text(t)) {
			name := standsAlone(d.file, c.what)
			switch {
			case d.verdict == diagnosis.Pass:
			case name == "":
				mayNotPass(t, d.file, c)
			case passes(c.text):
				needed[d.file+name] = true
			}
		}
	}
	for _, f := range slices.Concat(fixtures(), componentFixtures()) {
		for _, c := range without(readFixture(t, f.file)) {
			mayNotPass(t, f.file, c)
		}
	}
	for file, names := range alone {
		for _, name := range names {
			if !needed[file+name] {
				t.Errorf("%s does not pass without %s: it need not stand alone", file, name)
			}
		}
	}
}

func mayNotPass(t *testing.T, file string, c change) {
	t.Helper()
	if passes(c.text) {
		t.Errorf("%s passes without %s", file, c.what)
	}
}

// passes is false for what is refused.
func passes(text string) bool {
	report, err := ReadAll(strings.NewReader(text), Options{})
	return err == nil && diagnosis.Judge(anshin(scheme.CVSS2), report, diagnosis.Terms{}).Verdict == diagnosis.Pass
}

// TestNoClaimMakesAPass: whatever the operator says of a finding, it stays live.
func TestNoClaimMakesAPass(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ file, old, new string }{
		{"doubt/cyclonedx-4.json", `"id":`, `"analysis": {"state": "resolved_with_pedigree", "detail": "patched"}, "id":`},
		{"doubt/cyclonedx-4.json", `"id":`, `"analysis": {"state": "not_affected", "justification": "code_not_present"}, "id":`},
		{"doubt/cyclonedx-4.json", `"id":`, `"analysis": {"state": "false_positive"}, "id":`},
		{"doubt/cyclonedx-3.xml", "<affects>", "<analysis><state>not_affected</state><justification>code_not_present</justification></analysis><affects>"},
		{"doubt/acunetix-4.xml", "<IsFalsePositive>False", "<IsFalsePositive>True"},
		{"doubt/sarif-4.sarif", `"ruleId":`, `"suppressions": [{"kind": "external", "status": "accepted"}], "ruleId":`},
		{"doubt/dependency-check-3.xml", "vulnerability ", "suppressedVulnerability "},
		{"doubt/nexpose-2.xml", `id="A-1"`, `id="A-1" status="exception-vulnerable-version"`},
		{"doubt/qualys-was-4.xml", "<QID>150085</QID><URL>", "<IGNORE_REASON>FALSE_POSITIVE</IGNORE_REASON><QID>150085</QID><URL>"},
		{"doubt/qualys-vmdr-2.csv", ",Yes", ",False positive"},
		{"doubt/tenable-sc-2.csv", ",accepted", ",false positive"},
		{"doubt/zap-2.xml", "<confidence>0", "<confidence>-1"},
		{"doubt/openvas-6.xml", "<threat>Low</threat>", "<threat>False Positive</threat><original_severity>7.5</original_severity>"},
		{"trivy.json", `"Vulnerabilities"`, `"ExperimentalModifiedFindings"`},
	} {
		text := readFixture(t, c.file)
		claimed := strings.ReplaceAll(text, c.old, c.new)
		if c.file == "doubt/dependency-check-3.xml" {
			claimed = strings.ReplaceAll(claimed, "</vulnerability>", "</suppressedVulnerability>")
		}
		if claimed == text {
			t.Errorf("%s: nothing is claimed", c.file)
		}
		mayNotPass(t, c.file, change{"but with " + c.new, claimed})
	}
}

// TestNoRowTakenFromACountMakesAPass: where a report says how much it holds, less
// does not pass.
func TestNoRowTakenFromACountMakesAPass(t *testing.T) {
	t.Parallel()
	for file, row := range map[string]string{
		"openvas-6.xml":         `<result id="1">.*?</result>`,
		"qualys-was-4.xml":      `<VULNERABILITY>(?:\s|<[^V]).*?</VULNERABILITY>`,
		"qualys-scan-2.xml":     `(?s)<IP .*?</IP>`,
		"nmap-4.xml":            `<host>.*?</host>`,
		"byhand-3.json":         `(?s)\{\s*"host".*?\}\s*\}|(?s)\{\s*"host".*"info"\s*\}`,
		"trivy-operator-2.json": `(?s)\{\s*"vulnerabilityID".*?\}`,
	} {
		text := readFixture(t, "doubt/"+file)
		cut := regexp.MustCompile(row).ReplaceAllString(text, "")
		if cut == text {
			t.Errorf("%s: no row is taken away", file)
		}
		mayNotPass(t, file, change{"its rows", cut})
	}
}
