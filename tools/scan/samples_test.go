package scan

import (
	"encoding/json"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"akashi/beside/testkit"
	"akashi/rules/diagnosis"
	"akashi/scheme"
	"akashi/values/civil"
)

const samples = "../../../shared/examples/scans"

// anshin is the rule of the edition of July 2014.
func anshin(metric scheme.CVSSVersion) scheme.Diagnosis {
	return scheme.Diagnosis{
		Criterion: "2-1-1", Metric: metric,
		MaxAge: scheme.Setting[scheme.Age]{Value: civil.Months(3)},
		Bands: []scheme.Band{
			{ID: "ge7", Min: 70, Duty: scheme.DutyResolve},
			{ID: "ge4", Min: 40, Duty: scheme.DutyOpinion},
			{ID: "lt4", Min: 0, Duty: scheme.DutyNone},
		},
	}
}

// expected is the part of a sample's expected result that the rule decides.
type expected struct {
	Summary struct {
		Findings        int            `json:"findings"`
		Hosts           int            `json:"hosts"`
		DistinctPlugins int            `json:"distinct_plugins"`
		DistinctCVEs    int            `json:"distinct_cves"`
		V2              map[string]int `json:"v2"`
		V3              map[string]int `json:"v3"`
		Mismatch        []any          `json:"score_vector_mismatch"`
		Undecidable     []string       `json:"undecidable"`
		Verdict         string         `json:"anshin_verdict_v2_strict"`
		OpinionRequired []string       `json:"opinion_required_for"`
		Blocking        []string       `json:"blocking"`
		Unversioned     map[string]int `json:"unversioned_cvss"`
		ReadAsV2        map[string]int `json:"if_unversioned_read_as_v2"`
	} `json:"summary_all_rows"`
	Findings []struct {
		Host        string   `json:"host"`
		Port        *string  `json:"port"`
		Protocol    *string  `json:"protocol"`
		PluginID    string   `json:"plugin_id"`
		Name        string   `json:"name"`
		CVEs        []string `json:"cves"`
		Reported2   *tenths  `json:"cvss2_reported"`
		Vector2     *string  `json:"cvss2_vector"`
		Computed2   *tenths  `json:"cvss2_from_vector"`
		Reported3   *tenths  `json:"cvss3_reported"`
		Vector3     *string  `json:"cvss3_vector"`
		Computed3   *tenths  `json:"cvss3_from_vector"`
		Unversioned *tenths  `json:"cvss_unversioned"`
		Severity    string   `json:"scanner_severity"`
		V2Band      *string  `json:"v2_band"`
	} `json:"findings"`
}

type tenths = diagnosis.Tenths

func readExpected(t *testing.T, path string) expected {
	t.Helper()
	data, err := os.ReadFile(path + ".expected.json")
	if err != nil {
		t.Fatal(err)
	}
	data = []byte(strings.Replace(string(data), `"summary": {`, `"summary_all_rows": {`, 1))
	var want expected
	if err := json.Unmarshal(data, &want); err != nil {
		t.Fatal(err)
	}
	return want
}

func TestSamplesGiveTheirExpectedResult(t *testing.T) {
	t.Parallel()
	paths, err := filepath.Glob(samples + "/*.expected.json")
	if err != nil || len(paths) == 0 {
		testkit.NoSamples(t, "the samples are not here")
	}
	for _, path := range paths {
		path = strings.TrimSuffix(path, ".expected.json")
		t.Run(filepath.Base(path), func(t *testing.T) {
			t.Parallel()
			checkSample(t, path)
		})
	}
}

func checkSample(t *testing.T, path string) {
	t.Helper()
	file, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		testkit.NoSamples(t, "not here")
	}
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	report, err := ReadAll(file, Options{})
	if err != nil && strings.Contains(err.Error(), "report-unknown-format") {
		testkit.NotHere(t, "its reader is not written yet")
	}
	if err != nil {
		t.Fatal(err)
	}
	want := readExpected(t, path)
	got := diagnosis.Judge(anshin(scheme.CVSS2), report, diagnosis.Terms{})
	checkFindings(t, got.Findings, want)
	s := want.Summary
	same(t, "row errors", len(got.RowErrors), 0)
	same(t, "findings", len(got.Findings), s.Findings)
	same(t, "v2", band(got.Counts["v2"]), band(s.V2))
	same(t, "v3", band(got.Counts["v3"]), band(s.V3))
	same(t, "mismatches", len(got.Mismatches), len(s.Mismatch))
	sameList(t, "undecidable", got.Undecidable, s.Undecidable)
	sameList(t, "opinion required", got.OpinionRequired, s.OpinionRequired)
	sameList(t, "opinion missing", got.OpinionMissing, s.OpinionRequired)
	sameList(t, "blocking", got.Blocking, s.Blocking)
	same(t, "verdict", string(got.Verdict), s.Verdict)
	same(t, "hosts", distinct(got.Findings, func(f diagnosis.Judged) []string { return []string{f.Host} }), s.Hosts)
	same(t, "plugins", distinct(got.Findings, func(f diagnosis.Judged) []string { return []string{f.PluginID} }), s.DistinctPlugins)
	same(t, "cves", distinct(got.Findings, func(f diagnosis.Judged) []string { return f.CVEs }), s.DistinctCVEs)
	if asV2 := s.Unversioned; asV2 != nil {
		terms := diagnosis.Terms{TreatUnversionedAs: diagnosis.Declaration{Version: scheme.CVSS2}}
		got := diagnosis.Judge(anshin(scheme.CVSS2), report, terms)
		same(t, "unversioned read as v2", band(got.Counts["v2"]), band(asV2))
	}
}

func checkFindings(t *testing.T, got []diagnosis.Judged, want expected) {
	t.Helper()
	if len(got) != len(want.Findings) {
		t.Fatalf("got %d findings, want %d", len(got), len(want.Findings))
	}
	for i, w := range want.Findings {
		g := got[i]
		same(t, "host", g.Host, w.Host)
		same(t, "port", g.Port, text(w.Port))
		same(t, "protocol", g.Protocol, text(w.Protocol))
		same(t, "plugin", g.PluginID, w.PluginID)
		same(t, "name", g.Name, w.Name)
		sameList(t, "cves", slices.Sorted(slices.Values(g.CVEs)), slices.Sorted(slices.Values(w.CVEs)))
		same(t, "severity", g.ScannerSeverity, w.Severity)
		same(t, "v2 reported", g.CVSS2.Reported, score(w.Reported2))
		same(t, "v2 vector", g.CVSS2.Vector, text(w.Vector2))
		same(t, "v2 computed", g.CVSS2.Computed, score(w.Computed2))
		same(t, "v3 reported", g.CVSS3.Reported, score(w.Reported3))
		same(t, "v3 vector", g.CVSS3.Vector, text(w.Vector3))
		same(t, "v3 computed", g.CVSS3.Computed, score(w.Computed3))
		same(t, "unversioned", g.Unversioned, score(w.Unversioned))
		if w.V2Band != nil {
			same(t, "band", g.Band, *w.V2Band)
		} else {
			same(t, "band", g.Band, diagnosis.NoBand)
		}
	}
}

func text(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

func score(s *tenths) tenths {
	if s == nil {
		return tenths{}
	}
	return *s
}

func band(counts map[string]int) [4]int {
	return [4]int{counts["ge7"], counts["ge4"], counts["lt4"], counts["none"]}
}

func distinct(findings []diagnosis.Judged, values func(diagnosis.Judged) []string) int {
	set := map[string]bool{}
	for _, f := range findings {
		for _, v := range values(f) {
			set[v] = true
		}
	}
	return len(slices.Collect(maps.Keys(set)))
}

func same[T comparable](t *testing.T, what string, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("%s = %v, want %v", what, got, want)
	}
}

func sameList(t *testing.T, what string, got, want []string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s = %q, want %q", what, got, want)
	}
}
