package scan

import (
	"bytes"
	"io"
	"testing"

	"akashi/rules/diagnosis"
	"akashi/scheme"
	"akashi/tools/scan/genreport"
)

func benchmarkReport(b *testing.B, write func(io.Writer, genreport.Size) error) {
	b.Helper()
	var file bytes.Buffer
	if err := write(&file, genreport.FiftyMB); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(file.Len()))
	b.ReportAllocs()
	for b.Loop() {
		n := 0
		if _, err := Read(bytes.NewReader(file.Bytes()), Options{}, func(diagnosis.Finding) error {
			n++
			return nil
		}); err != nil {
			b.Fatal(err)
		}
		if n != genreport.FiftyMB.Hosts*genreport.FiftyMB.Items {
			b.Fatalf("got %d findings", n)
		}
	}
}

func BenchmarkNessusXML(b *testing.B) { benchmarkReport(b, genreport.NessusXML) }

func BenchmarkNessusCSV(b *testing.B) { benchmarkReport(b, genreport.NessusCSV) }

// BenchmarkJudge reads and judges the report and writes its JSON: what the
// command line does.
func BenchmarkJudge(b *testing.B) {
	var file bytes.Buffer
	if err := genreport.NessusXML(&file, genreport.FiftyMB); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(file.Len()))
	b.ReportAllocs()
	for b.Loop() {
		tally := diagnosis.NewTally(anshin(scheme.CVSS2), diagnosis.Terms{})
		var findings diagnosis.List
		report, err := Read(bytes.NewReader(file.Bytes()), Options{}, func(f diagnosis.Finding) error {
			findings.Add(tally.Add(f))
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
		if err := tally.Result(report).WriteJSON(io.Discard, findings.All()); err != nil {
			b.Fatal(err)
		}
	}
}
