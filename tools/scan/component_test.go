package scan

import (
	"slices"
	"strings"
	"testing"

	"akashi/rules/diagnosis"
	"akashi/scheme"
)

// componentFixtures are the reports on components, on Web applications and by
// the scripts of nmap.
func componentFixtures() []judged {
	const a = "org.example/a@1.0||"
	nuclei := judged{
		// The severity "info" of the first does not decide; a test without a match is not live.
		file: "nuclei.json", format: "nuclei-json", oldest: "2024-07-01", latest: "2024-07-02", states: "ooooon",
		v2: [4]int{1, 1, 0, 3}, v3: [4]int{1, 0, 0, 4},
		blocking: []string{"www.example.jp|8443|CVE-2024-900001"}, opinions: []string{"mail.example.jp|25|third"},
		undecidable: []string{"www.example.jp|443|second", "www.example.jp||fourth"}, verdict: diagnosis.FailLevelIII,
	}
	lines := nuclei
	lines.file = "nuclei.jsonl"
	zap := judged{
		file: "zap.xml", format: "zap-xml", oldest: "2024-07-01", latest: "2024-07-01", states: "oo",
		v2: [4]int{0, 0, 0, 2}, v3: [4]int{0, 0, 0, 2},
		undecidable: []string{"www.example.jp|8443|10001"}, verdict: diagnosis.NoCVSS,
	}
	zapJSON := zap
	zapJSON.file, zapJSON.format = "zap.json", "zap-json"
	return []judged{
		{
			// The words of version 3 give 7.5 where 3.7 is printed; the suppressed one is live.
			file: "dependency_check.xml", format: "dependency-check-xml", oldest: "2024-07-02", latest: "2024-07-02", states: "oooos",
			v2: [4]int{1, 2, 1, 1}, v3: [4]int{2, 0, 0, 3},
			blocking:    []string{"example-2.0.jar||CVE-2024-900001"},
			opinions:    []string{"example-2.0.jar||CVE-2024-900002", "example-2.0.jar||CVE-2024-900004"},
			undecidable: []string{"example-2.0.jar||GHSA-aaaa-bbbb-cccc"}, mismatches: []string{"example-2.0.jar||CVE-2024-900002"},
			verdict: diagnosis.FailLevelIII,
		},
		{
			// Status "fixed" is about a newer version; a target may stand after its findings.
			file: "trivy.json", format: "trivy-json", oldest: "2024-07-02", latest: "2024-07-02", states: "ooooonis",
			v2: [4]int{1, 2, 1, 2}, v3: [4]int{1, 0, 0, 5},
			blocking:    []string{"shop:1 (alpine 3.19)||CVE-2024-900001"},
			opinions:    []string{"app/example.jar||CVE-2024-900005", "shop:1 (alpine 3.19)||CVE-2024-900002"},
			undecidable: []string{"app/example.jar||CVE-2024-900004", "app/example.jar||GHSA-aaaa-bbbb-cccc"},
			verdict:     diagnosis.FailLevelIII,
		},
		nuclei, lines,
		{
			// The NVD over others, else the highest; claims end no finding.
			file: "cyclonedx.json", format: "cyclonedx-json", oldest: "2024-07-02", latest: "2024-07-02", states: "ooooooooooo",
			v2: [4]int{4, 3, 1, 3}, v3: [4]int{2, 0, 0, 9},
			blocking:    []string{"b||CVE-2024-900001", a + "CVE-2024-900001", a + "CVE-2024-900006", "shop@1.0||CVE-2024-900008"},
			opinions:    []string{"b||GHSA-aaaa-bbbb-cccc", "shop@1.0||CVE-2024-900007", "shop@1.0||CVE-2024-900009"},
			undecidable: []string{a + "CVE-2024-900004", a + "CVE-2024-900005", "shop@1.0||CVE-2024-900010"},
			mismatches:  []string{a + "CVE-2024-900003"}, verdict: diagnosis.FailLevelIII,
		},
		{
			file: "cyclonedx.xml", format: "cyclonedx-xml", oldest: "2024-07-02", latest: "2024-07-02", states: "ooooo",
			v2: [4]int{3, 1, 1, 0}, v3: [4]int{0, 0, 0, 5},
			blocking: []string{a + "CVE-2024-900001", a + "CVE-2024-900003", a + "CVE-2024-900004"}, opinions: []string{a + "CVE-2024-900002"}, verdict: diagnosis.FailLevelIII,
		},
		{
			// Scripts name no version of CVSS.
			file: "nmap.xml", format: "nmap-xml", oldest: "2024-07-01", latest: "2024-07-02", states: "ooooon",
			v2: [4]int{0, 0, 0, 5}, v3: [4]int{0, 0, 0, 5},
			undecidable: []string{
				"192.0.2.1|22|CVE-2024-900001", "192.0.2.1|22|EDB-ID:1", "192.0.2.1|80|CVE-2024-900002",
				"192.0.2.1|80|CVE-2024-900003", "192.0.2.1||CVE-2024-900004",
			},
			verdict: diagnosis.NotCVSS(scheme.CVSS2),
		},
		{
			// Rules after their results, by id, by part of an id, by index and from an extension.
			file: "sarif.json", format: "sarif-json", oldest: "2024-07-02", latest: "2024-07-02", states: "ooonfsio",
			v2: [4]int{1, 1, 1, 2}, v3: [4]int{1, 0, 0, 4},
			blocking: []string{"lib/b.jar||R2"}, opinions: []string{"pkg.f||R6"},
			undecidable: []string{"a.go||X1", "www.example.jp|8443|CVE-2024-900001-a"}, verdict: diagnosis.FailLevelIII,
		},
		zap, zapJSON,
		{
			file: "burp.xml", format: "burp-xml", oldest: "2024-07-01", latest: "2024-07-01", states: "oo",
			v2: [4]int{0, 0, 0, 2}, v3: [4]int{0, 0, 0, 2},
			undecidable: []string{"www.example.jp|8443|1049088"}, verdict: diagnosis.NoCVSS,
		},
		{
			file: "byhand.json", format: "by-hand", oldest: "2024-07-01", latest: "2024-07-01", states: "oooof",
			v2: [4]int{1, 1, 1, 1}, v3: [4]int{1, 0, 0, 3},
			blocking: []string{"192.0.2.1|443|A-1"}, opinions: []string{"192.0.2.1||A-2"},
			undecidable: []string{"192.0.2.1||A-4"}, verdict: diagnosis.FailLevelIII,
		},
	}
}

// read reads a text that must be a report.
func read(t *testing.T, text string, opts Options) diagnosis.Report {
	t.Helper()
	report, err := ReadAll(strings.NewReader(text), opts)
	spoken(t, report, err)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

func remarks(report diagnosis.Report) (all []string) {
	for _, f := range report.Findings {
		all = append(all, f.Remark)
	}
	return all
}

func TestWhatComponentScannersAddIsShown(t *testing.T) {
	t.Parallel()
	for file, want := range map[string]string{
		"dependency_check.xml": "notes=not reachable",
		"trivy.json":           "package=a; status=fixed; other scores=redhat v3=3.1",
		"nuclei.json":          "matched-at=https://www.example.jp:8443/x",
		"cyclonedx.json":       "also GitHub=v2 2.1",
		"cyclonedx.xml":        "analysis=not_affected; why=the part is not built",
		"nmap.xml":             "script=smb-vuln-example; CVSSv2=10.0 (HIGH) (AV:N/AC:L/Au:N/C:C/I:C/A:C)",
		"sarif.json":           "suppression=accepted; justification=later",
		"zap.xml":              "risk=High (Medium); confidence=2",
		"burp.xml":             "path=/a; confidence=Certain",
		"byhand.json":          "page=3",
	} {
		report := read(t, readFixture(t, file), Options{})
		if !slices.Contains(remarks(report), want) {
			t.Errorf("%s: no finding shows %q, only %q", file, want, remarks(report))
		}
	}
}

func TestByHandIsNotMachineChecked(t *testing.T) {
	t.Parallel()
	report := read(t, readFixture(t, "byhand.json"), Options{})
	if got := diagnosis.Judge(anshin(scheme.CVSS2), report, diagnosis.Terms{}); got.MachineChecked {
		t.Error("a report by hand counts as checked by machine")
	}
	sameList(t, "hosts", report.Hosts, []string{"192.0.2.1", "192.0.2.2"})
}

// TestReportsThatShowNoDiagnosis: each has hosts and no weakness, and yet must
// not pass.
func TestReportsThatShowNoDiagnosis(t *testing.T) {
	t.Parallel()
	nmapWith := func(args, body, end string) string {
		return `<nmaprun args="` + args + `"><host><address addr="192.0.2.1" addrtype="ipv4"/>` + body + `</host>` + end + `</nmaprun>`
	}
	const end = `<runstats><finished time="1719885600" exit="success"/></runstats>`
	for name, text := range map[string]string{
		"inventory (JSON)":     `{"bomFormat":"CycloneDX","components":[{"name":"a"}]}`,
		"empty list (JSON)":    `{"bomFormat":"CycloneDX","components":[{"name":"a"}],"vulnerabilities":[]}`,
		"inventory (XML)":      `<bom xmlns="http://cyclonedx.org/schema/bom/1.4"><components><component><name>a</name></component></components></bom>`,
		"scan of ports":        nmapWith("nmap -sV", "", end),
		"other scripts":        nmapWith("nmap --script default --script-args vulns.showall -p vul", "", end),
		"nmap not finished":    nmapWith("nmap --script vulners", "", ""),
		"nmap ended in error":  nmapWith("nmap --script vuln", "", strings.Replace(end, "success", "error", 1)),
		"SARIF not successful": `{"version":"2.1.0","runs":[{"artifacts":[{"location":{"uri":"a"}}],"invocations":[{"executionSuccessful":false}],"results":[]}]}`,
		"by hand, too few":     `{"report_by_hand":1,"typed_by":"a","total":1,"hosts":["a"],"findings":[]}`,
		"by hand, by nobody":   `{"report_by_hand":1,"hosts":["a"],"findings":[]}`,
		"by hand, slip":        `{"report_by_hand":1,"typed_by":"a","hosts":["a"],"finding":[]}`,
		"by hand, no day":      `{"report_by_hand":1,"typed_by":"a","hosts":["a"],"scan_date":"yesterday"}`,
	} {
		report := read(t, text, Options{})
		got := diagnosis.Judge(anshin(scheme.CVSS2), report, diagnosis.Terms{})
		if len(report.Hosts) == 0 || got.Verdict == diagnosis.Pass {
			t.Errorf("%s: hosts %v, verdict %s", name, report.Hosts, got.Verdict)
		}
	}
	for name, text := range map[string]string{
		"nmap with vulners":  nmapWith("nmap --script=/usr/share/nmap/scripts/vulners.nse", "", end),
		"nmap with vuln":     nmapWith("nmap --script &quot;(default or vuln)&quot;", "", end),
		"nmap with a result": nmapWith("nmap", `<ports><port protocol="tcp" portid="1"><script id="vulners" output=""/></port></ports>`, end),
		"CycloneDX":          `{"bomFormat":"CycloneDX","components":[{"name":"a"}],"vulnerabilities":[{"id":"x","ratings":[{"method":"CVSSv2","score":1}],"affects":[{"ref":"a"}]}]}`,
		"nothing by hand":    `{"report_by_hand":1,"typed_by":"a","hosts":["a"],"findings":[],"total":0}`,
	} {
		report := read(t, text, Options{})
		if got := diagnosis.Judge(anshin(scheme.CVSS2), report, diagnosis.Terms{}); got.Verdict != diagnosis.Pass {
			t.Errorf("%s: verdict %s, row errors %v", name, got.Verdict, got.RowErrors)
		}
	}
}

// component wraps one weakness in each format of its kind.
func wrapped(score string) map[string]string {
	return map[string]string{
		"trivy":            `{"SchemaVersion":2,"ArtifactName":"a","Results":[{"Target":"h","Vulnerabilities":[{"VulnerabilityID":"CVE-2024-1","CVSS":{"nvd":{"V2Score":` + score + `}}}]}]}`,
		"trivy, old":       `[{"Target":"h","Type":"jar","Vulnerabilities":[{"VulnerabilityID":"CVE-2024-1","CVSS":{"nvd":{"V2Score":` + score + `}}}]}]`,
		"cyclonedx":        `{"bomFormat":"CycloneDX","vulnerabilities":[{"id":"CVE-2024-1","affects":[{"ref":"h"}],"ratings":[{"score":` + score + `,"method":"CVSSv2"}]}]}`,
		"sarif":            `{"runs":[{"invocations":[{"executionSuccessful":true}],"results":[{"ruleId":"CVE-2024-1","locations":[{"physicalLocation":{"artifactLocation":{"uri":"h"}}}],"properties":{"cvssv2_score":` + score + `}}]}]}`,
		"by hand":          `{"report_by_hand":1,"typed_by":"a","findings":[{"host":"h","id":"CVE-2024-1","cvss2":{"score":` + score + `}}]}`,
		"nuclei":           `{"template-id":"CVE-2024-1","info":{"classification":{"cvss-score":` + score + `}},"host":"h"}`,
		"dependency-check": `<analysis xmlns="dependency-check.2.5.xsd"><dependencies><dependency><fileName>h</fileName><vulnerabilities><vulnerability><name>CVE-2024-1</name><cvssV2><score>` + strings.Trim(score, `"`) + `</score></cvssV2></vulnerability></vulnerabilities></dependency></dependencies></analysis>`,
		"nmap":             `<nmaprun args="-"><host><address addr="h" addrtype="ipv4"/><hostscript><script id="vulners"><table key="p"><table><elem key="id">CVE-2024-1</elem><elem key="cvss">` + strings.Trim(score, `"`) + `</elem></table></table></script></hostscript></host><runstats><finished exit="success"/></runstats></nmaprun>`,
	}
}

func TestComponentScoresThatCannotBe(t *testing.T) {
	t.Parallel()
	for _, score := range []string{`10.1`, `-1`, `1e1`, `3.95`, `"high"`, `"7.5.1"`, `true`, `99999999999`} {
		for name, text := range wrapped(score) {
			report := read(t, text, Options{})
			got := diagnosis.Judge(anshin(scheme.CVSS2), report, diagnosis.Terms{})
			if len(got.Findings) != 1 || len(got.RowErrors) != 1 || got.Verdict == diagnosis.Pass {
				t.Errorf("%s, %s: %d findings, row errors %v, verdict %s", name, score, len(got.Findings), got.RowErrors, got.Verdict)
			}
		}
	}
}

// TestUnversionedScoresDoNotDecide: only a declaration makes them count.
func TestUnversionedScoresDoNotDecide(t *testing.T) {
	t.Parallel()
	declared := diagnosis.Terms{TreatUnversionedAs: diagnosis.Declaration{Version: scheme.CVSS2}}
	for _, name := range []string{"nuclei", "nmap"} {
		report := read(t, wrapped("2.0")[name], Options{})
		same(t, name, diagnosis.Judge(anshin(scheme.CVSS2), report, diagnosis.Terms{}).Verdict, diagnosis.NotCVSS(scheme.CVSS2))
		same(t, name+" declared", diagnosis.Judge(anshin(scheme.CVSS2), report, declared).Verdict, diagnosis.Pass)
	}
}

// TestAWeaknessWithoutAScoreDoesNotPass, whatever the report leaves out.
func TestAWeaknessWithoutAScoreDoesNotPass(t *testing.T) {
	t.Parallel()
	for name, text := range wrapped("null") {
		if name == "nmap" || name == "dependency-check" {
			text = wrapped("")[name]
		}
		report := read(t, text, Options{})
		got := diagnosis.Judge(anshin(scheme.CVSS2), report, diagnosis.Terms{})
		same(t, name, got.Verdict, diagnosis.NoCVSS)
		sameList(t, name, got.Undecidable, []string{"h||CVE-2024-1"})
	}
	others := `{"SchemaVersion":2,"ArtifactName":"a","Results":[{"Target":"h","Vulnerabilities":[{"VulnerabilityID":"CVE-2024-1","Severity":"NONE","CVSS":{"redhat":{"V3Score":9.8}}}]}]}`
	if report := read(t, others, Options{}); len(report.RowErrors) != 1 {
		t.Errorf("a score of another source is lost: %v", report.RowErrors)
	}
}

func TestSplitTarget(t *testing.T) {
	t.Parallel()
	for target, want := range map[string][2]string{
		"https://www.example.jp:8443/a?b": {"www.example.jp", "8443"},
		"https://[2001:db8::1]/":          {"2001:db8::1", ""},
		"www.example.jp:443":              {"www.example.jp", "443"},
		"[2001:db8::1]:443":               {"2001:db8::1", "443"},
		"2001:db8::1":                     {"2001:db8::1", ""},
		"192.0.2.1":                       {"192.0.2.1", ""},
		"shop:latest":                     {"shop:latest", ""},
		"://":                             {"://", ""},
		"":                                {"", ""},
	} {
		host, port := splitTarget(target)
		same(t, target, [2]string{host, port}, want)
	}
}

func FuzzTrivyJSON(f *testing.F)     { fuzzFormat(f, "trivy-json", "trivy.json") }
func FuzzNucleiJSON(f *testing.F)    { fuzzFormat(f, "nuclei-json", "nuclei.json", "nuclei.jsonl") }
func FuzzCycloneDXJSON(f *testing.F) { fuzzFormat(f, "cyclonedx-json", "cyclonedx.json") }
func FuzzCycloneDXXML(f *testing.F)  { fuzzFormat(f, "cyclonedx-xml", "cyclonedx.xml") }
func FuzzSARIF(f *testing.F)         { fuzzFormat(f, "sarif-json", "sarif.json") }
func FuzzZAPJSON(f *testing.F)       { fuzzFormat(f, "zap-json", "zap.json") }
func FuzzZAPXML(f *testing.F)        { fuzzFormat(f, "zap-xml", "zap.xml") }
func FuzzBurpXML(f *testing.F)       { fuzzFormat(f, "burp-xml", "burp.xml") }
func FuzzNmapXML(f *testing.F)       { fuzzFormat(f, "nmap-xml", "nmap.xml") }
func FuzzDependencyCheckXML(f *testing.F) {
	fuzzFormat(f, "dependency-check-xml", "dependency_check.xml")
}
func FuzzByHand(f *testing.F) { fuzzFormat(f, "by-hand", "byhand.json") }

// TestOtherMethodsThanCVSSAreNoScores: a declaration does not reach them.
func TestOtherMethodsThanCVSSAreNoScores(t *testing.T) {
	t.Parallel()
	for method, want := range map[string]diagnosis.Verdict{"OWASP": diagnosis.NoCVSS, "SSVC": diagnosis.NoCVSS, "other": diagnosis.NoCVSS, "": diagnosis.Pass} {
		text := `{"bomFormat":"CycloneDX","vulnerabilities":[{"id":"x","affects":[{"ref":"h"}],"ratings":[{"score":2.0,"method":"` + method + `"}]}]}`
		terms := diagnosis.Terms{TreatUnversionedAs: diagnosis.Declaration{Version: scheme.CVSS2}}
		same(t, method, diagnosis.Judge(anshin(scheme.CVSS2), read(t, text, Options{}), terms).Verdict, want)
	}
}

func TestRulesOfSARIF(t *testing.T) {
	t.Parallel()
	findings := read(t, readFixture(t, "sarif.json"), Options{}).Findings
	same(t, "name", findings[0].Name, "the first")
	same(t, "CVE", strings.Join(findings[0].CVEs, " "), "CVE-2024-900001")
	same(t, "security-severity", findings[0].Unversioned.String(), "9.8")
	same(t, "of the extension", findings[7].Unversioned.String(), "4.0")
	same(t, "level of the rule", findings[1].ScannerSeverity, "error")
	same(t, "level by default", findings[5].ScannerSeverity, "warning")
	part := read(t, `{"runs":[{"tool":{"driver":{"rules":[{"id":"R3","properties":{"cvssv2_score":7.5,"security-severity":"8.0"}}]}},
		"results":[{"ruleId":"R3/part/of","locations":[{"physicalLocation":{"artifactLocation":{"uri":"a"}}}],"properties":{"security-severity":"3.0","cvssv2_score":{"x":1}}}]}]}`, Options{})
	same(t, "score of the rule", part.Findings[0].CVSS2.Reported.String(), "7.5")
	same(t, "score of the result", part.Findings[0].Unversioned.String(), "3.0")
}

func TestBurpWithoutASeverityIsNotInformation(t *testing.T) {
	t.Parallel()
	text := strings.Replace(readFixture(t, "burp.xml"), "<severity>Information</severity>", "", 1)
	got := diagnosis.Judge(anshin(scheme.CVSS2), read(t, text, Options{}), diagnosis.Terms{})
	same(t, "undecidable", len(got.Undecidable), 2)
}
