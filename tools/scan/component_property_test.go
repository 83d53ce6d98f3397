package scan

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"akashi/rules/diagnosis"
	"akashi/scheme"
)

// weakness is a finding as simply as a report can say it.
type weakness struct {
	Host, ID string
	Tenths   int // -1 without a score
}

func weaknesses() *rapid.Generator[[]weakness] {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) weakness {
		return weakness{
			Host:   rapid.SampledFrom([]string{"a", "b.example.jp", `c "quoted" <x>&証`}).Draw(t, "host"),
			ID:     fmt.Sprintf("CVE-2024-%d", rapid.IntRange(1000, 1005).Draw(t, "id")),
			Tenths: rapid.IntRange(-1, 100).Draw(t, "score"),
		}
	}), 1, 8)
}

func (w weakness) score() any {
	if w.Tenths < 0 {
		return nil
	}
	return json.Number(fmt.Sprintf("%d.%d", w.Tenths/10, w.Tenths%10))
}

// writers say the same in each format.
func writers() map[string]func([]weakness) any {
	type object = map[string]any
	list := func(all []weakness, one func(weakness) any) []any {
		items := make([]any, 0, len(all))
		for _, w := range all {
			items = append(items, one(w))
		}
		return items
	}
	return map[string]func([]weakness) any{
		"by-hand": func(all []weakness) any {
			return object{"report_by_hand": 1, "typed_by": "a", "total": len(all), "findings": list(all, func(w weakness) any {
				return object{"host": w.Host, "id": w.ID, "cvss2": object{"score": w.score()}}
			})}
		},
		"trivy-json": func(all []weakness) any {
			return object{"SchemaVersion": 2, "ArtifactName": "x", "Results": list(all, func(w weakness) any {
				cvss := object{"nvd": object{"V2Score": w.score()}, "aaa": object{"V2Score": 0.0}}
				return object{"Target": w.Host, "Vulnerabilities": []any{object{"VulnerabilityID": w.ID, "Severity": "HIGH", "CVSS": cvss}}}
			})}
		},
		"cyclonedx-json": func(all []weakness) any {
			return object{"bomFormat": "CycloneDX", "vulnerabilities": list(all, func(w weakness) any {
				return object{"id": w.ID, "affects": []any{object{"ref": "ref " + w.Host}}, "ratings": []any{object{"method": "CVSSv2", "score": w.score()}}}
			}), "components": []any{object{"bom-ref": "ref a", "name": "a"}, object{"bom-ref": "ref b.example.jp", "name": "b.example.jp"}, object{"bom-ref": `ref c "quoted" <x>&証`, "name": `c "quoted" <x>&証`}}}
		},
		"sarif-json": func(all []weakness) any {
			return object{"version": "2.1.0", "runs": []any{object{"invocations": []any{object{"executionSuccessful": true}}, "results": list(all, func(w weakness) any {
				return object{"ruleId": w.ID, "properties": object{"cvssv2_score": w.score()}, "locations": []any{object{"physicalLocation": object{"artifactLocation": object{"uri": w.Host}}}}}
			})}}}
		},
	}
}

// TestFormatsAgree: whatever format says it, the rule finds the same duties as
// in findings that no reader has touched.
func TestFormatsAgree(t *testing.T) {
	t.Parallel()
	mapping := readMapping(t, `{"csv_mapping": 1, "columns": {"host": "h", "id": "i", "cvss2_score": "s", "severity": "sev"}}`)
	rapid.Check(t, func(t *rapid.T) {
		all := weaknesses().Draw(t, "weaknesses")
		var plain diagnosis.Report
		rows := [][]string{{"h", "i", "s", "sev"}}
		for _, w := range all {
			f := diagnosis.Finding{Host: w.Host, PluginID: w.ID, ScannerSeverity: "x"}
			f.CVSS2.Reported, _ = diagnosis.Score(w.Tenths)
			plain.Findings = append(plain.Findings, f)
			rows = append(rows, []string{w.Host, w.ID, f.CVSS2.Reported.String(), "x"})
		}
		want := diagnosis.Judge(anshin(scheme.CVSS2), plain, diagnosis.Terms{})
		for name, write := range writers() {
			text, err := json.MarshalIndent(write(all), "", rapid.SampledFrom([]string{"", " "}).Draw(t, "indent"))
			if err != nil {
				t.Fatal(err)
			}
			agree(t, name, string(text), Options{}, want)
		}
		var text strings.Builder
		if err := csv.NewWriter(&text).WriteAll(rows); err != nil {
			t.Fatal(err)
		}
		agree(t, mappedCSV, text.String(), Options{Mapping: mapping}, want)
	})
}

func agree(t *rapid.T, format, text string, opts Options, want diagnosis.Result) {
	t.Helper()
	report, err := ReadAll(strings.NewReader(text), opts)
	if err != nil {
		t.Fatalf("%s: %v\n%s", format, err, text)
	}
	got := diagnosis.Judge(anshin(scheme.CVSS2), report, diagnosis.Terms{})
	if got.Format != format || got.Verdict != want.Verdict || len(got.RowErrors) > 0 ||
		!slices.Equal(got.Blocking, want.Blocking) || !slices.Equal(got.OpinionRequired, want.OpinionRequired) || !slices.Equal(got.Undecidable, want.Undecidable) {
		t.Fatalf("%s: verdict %s, want %s; row errors %v; blocking %v, want %v; undecidable %v, want %v\n%s",
			got.Format, got.Verdict, want.Verdict, got.RowErrors, got.Blocking, want.Blocking, got.Undecidable, want.Undecidable, text)
	}
}
