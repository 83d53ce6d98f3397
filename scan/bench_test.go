package scan

import (
	"bytes"
	"io"
	"testing"

	"akashi/diagnosis"
	"akashi/scan/genreport"
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
