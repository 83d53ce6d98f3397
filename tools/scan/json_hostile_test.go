package scan

import (
	"errors"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"akashi/rules/diagnosis"
	"akashi/values/fault"
)

func TestJSONFilesThatAreRefused(t *testing.T) {
	t.Parallel()
	whole := wrapped("1.0")["trivy"]
	for _, c := range []struct{ name, code, text string }{
		{"other object", "report-unknown-format", `{"a":1}`},
		{"other list", "report-unknown-format", `[1,2]`},
		{"empty list", "report-unknown-format", `[]`},
		{"not JSON", "report-malformed", `{x}`},
		{"cut off", "report-truncated", whole[:len(whole)-1]},
		{"cut off in a string", "report-truncated", whole[:strings.Index(whole, "CVE-")+3]},
		{"more after the end", "report-malformed", whole + "x"},
		{"second value", "report-malformed", whole + whole},
		{"score twice", "report-name-twice", strings.Replace(whole, `{"V2Score":1.0}`, `{"V2Score":9.0,"V2Score":1.0}`, 1)},
		{"findings twice", "report-name-twice", strings.Replace(whole, `"Target":"h",`, `"Target":"h","Vulnerabilities":[],`, 1)},
		{"name written otherwise", "report-name-twice", strings.Replace(whole, `{"V2Score":1.0}`, `{"V2Score":9.0,"\u00562Score":1.0}`, 1)},
		{"no host", "report-empty", `{"SchemaVersion":2,"ArtifactName":"a","Results":[]}`},
		{"no results", "report-empty", `{"runs":[]}`},
		{"list for an object", "report-malformed", strings.Replace(whole, `{"V2Score":1.0}`, `[1.0]`, 1)},
		{"object for a text", "report-malformed", strings.Replace(whole, `"h"`, `{}`, 1)},
		{"deep", "report-too-deep", strings.Replace(whole, `"h"`, `"h","x":`+strings.Repeat("[", 300), 1)},
		{"bytes not UTF-8", "report-malformed", whole[:len(whole)-1] + "," + strings.Repeat(" ", headSize) + "\"\xff\":1}"},
		{"comment", "report-malformed", `{"SchemaVersion":2,"ArtifactName":"a"/* */}`},
		{"one line of several cut off", "report-truncated", wrapped("1.0")["nuclei"] + "\n{\"template-id\":"},
		{"by hand, another version", "format-unknown", `{"report_by_hand":2}`},
	} {
		_, err := ReadAll(strings.NewReader(c.text), Options{})
		spoken(t, diagnosis.Report{}, err)
		problems, _ := errors.AsType[fault.Problems](err)
		if len(problems) != 1 || problems[0].Code != c.code || problems[0].Where == "" {
			t.Errorf("%s: got %v, want %s", c.name, err, c.code)
		}
	}
}

// repeating gives the same bytes again and again, whole and fast.
type repeating struct {
	head, next string
	left       []byte
}

func (r *repeating) Read(p []byte) (int, error) {
	if r.head != "" {
		r.left, r.head = []byte(r.head), ""
	}
	if len(r.left) == 0 {
		r.left = []byte(strings.Repeat(r.next, 1+len(p)/len(r.next)))
	}
	n := copy(p, r.left)
	r.left = r.left[n:]
	return n, nil
}

// TestEndlessReportsOfComponentsEnd: whatever repeats without end meets a limit,
// soon and in little memory.
func TestEndlessReportsOfComponentsEnd(t *testing.T) {
	const trivy, cdx, sarif = `{"SchemaVersion":2,"ArtifactName":"a","Results":[`, `{"bomFormat":"CycloneDX",`, `{"runs":[{"results":[`
	for _, e := range []*repeating{
		{"", `[`, nil}, {"", `{"a":`, nil}, {`"`, `x`, nil}, {`["`, `\n`, nil}, {`[`, `1,`, nil}, {`[`, `0`, nil}, {"{}", "\n", nil},
		{trivy, `{"Target":"h"},`, nil}, {trivy, `{"Vulnerabilities":[{}]},`, nil}, {trivy + `{"Vulnerabilities":[`, `{},`, nil}, {trivy + `{"Target":"h","Vulnerabilities":[`, `{},`, nil},
		{trivy + `{"Target":"h","Vulnerabilities":[{"CVSS":{`, `"a":{},`, nil}, {trivy + `{"Target":"`, `x`, nil},
		{cdx + `"components":[`, `{"name":"a","components":[{}]},`, nil}, {cdx + `"vulnerabilities":[`, `{},`, nil}, {cdx + `"vulnerabilities":[{"ratings":[`, `{},`, nil},
		{cdx + `"vulnerabilities":[{"affects":[`, `{},`, nil}, {cdx + `"vulnerabilities":[{"references":[`, `{"id":"CVE-2024-1"},`, nil},
		{sarif, `{},`, nil}, {sarif + `{"suppressions":[`, `{"justification":"abcdef"},`, nil}, {`{"runs":[`, `{"results":[]},`, nil}, {`{"runs":[{"tool":{"driver":{"rules":[`, `{},`, nil},
		{`{"runs":[{"tool":{"extensions":[`, `{},`, nil}, {`{"runs":[{"artifacts":[`, `{},`, nil},
		{`{"@version":"1","site":[`, `{"alerts":[{}]},`, nil}, {`{"@version":"1","site":[{"alerts":[`, `{},`, nil}, {`{"report_by_hand":1,"findings":[`, `{},`, nil}, {`{"report_by_hand":1,"hosts":[`, `"a",`, nil},
		{"", `{"template-id":"a","info":{}}`, nil}, {`{"template-id":"a","info":{"classification":{"cve-id":[`, `"CVE-2024-1",`, nil}, {`{"template-id":"a","info":{},"extracted-results":[`, `"x",`, nil},
		{`<nmaprun><host><ports>`, `<port><script id="vulners"/></port>`, nil}, {`<nmaprun><host><hostscript><script>`, `<table>`, nil}, {`<nmaprun><host><hostscript><script>`, `<elem/>`, nil},
		{`<bom xmlns="http://cyclonedx.org/schema/bom/1.4"><vulnerabilities><vulnerability><ratings>`, `<rating/>`, nil}, {`<OWASPZAPReport><site><alerts>`, `<alertitem/>`, nil},
		{`<analysis xmlns="dependency-check"><dependencies><dependency><vulnerabilities>`, `<vulnerability/>`, nil}, {`<issues burpVersion="1">`, `<issue/>`, nil},
	} {
		name := strconv.Quote(e.head + e.next)
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		start := time.Now()
		_, err := Read(e, Options{MaxBytes: 8 << 20}, func(diagnosis.Finding) error { return nil })
		took := time.Since(start)
		runtime.ReadMemStats(&after)
		if !errors.Is(err, fault.Invalid) || took > time.Minute { // eight megabytes, on a machine that has other work
			t.Errorf("%s: %v after %v", name, err, took)
		}
		if grown := int64(after.Sys) - int64(before.Sys); grown > 200<<20 {
			t.Errorf("%s: the process grew by %d bytes", name, grown)
		}
	}
}

// TestHostsAreBounded: a report may not name hosts without end.
func TestHostsAreBounded(t *testing.T) {
	t.Parallel()
	text := `{"report_by_hand":1,"typed_by":"a","hosts":["a","b","c","c"],"findings":[]}`
	if report := read(t, text, Options{MaxFindings: 2}); len(report.Hosts) != 2 || len(report.RowErrors) != 2 {
		t.Errorf("hosts %v, row errors %v", report.Hosts, report.RowErrors)
	}
}
