package scoring_test

import (
	"testing"

	"akashi/rules/scoring"
	"akashi/scheme"
)

// BenchmarkScore judges one case with a reason for every item; the limit is 10 µs.
func BenchmarkScore(b *testing.B) {
	s := compile(b, anshin())
	v := decode(b, s, scheme.New, fill("2-3-1 7-1-1=3"))
	b.ReportAllocs()
	for b.Loop() {
		if r, err := scoring.Score(s, scheme.New, v); err != nil || r.Points != 115 {
			b.Fatalf("%d points, %v", r.Points, err)
		}
	}
}

// BenchmarkWhatIf judges 100,000 past cases under another edition; the limit is
// 200 ms.
func BenchmarkWhatIf(b *testing.B) {
	from, to := compile(b, anshin()), compile(b, later())
	kinds := []string{"", "2-3-1", "7-1-1=0", "6-2-2 1-1-2", "2-3-1 2-3-2 3-1-3 3-1-4 3-1-5 1-1-3 1-1-4 7-1-2=1"}
	cases := make([]scoring.Vector, 100_000)
	for i := range cases {
		cases[i] = decodeOnce(b, from, kinds, i)
	}
	b.ReportAllocs()
	for b.Loop() {
		if d, err := scoring.WhatIf(cases, from, to, scheme.New, scoring.AssumeNothing); err != nil || len(d) != len(cases) {
			b.Fatal(err)
		}
	}
}

// decodeOnce makes each vector its own copy in memory, as rows of a store are.
func decodeOnce(b *testing.B, s *scoring.Sheet, kinds []string, i int) scoring.Vector {
	b.Helper()
	if i < len(kinds) {
		kinds[i] = string(decode(b, s, scheme.New, fill(kinds[i])).Pack())
	}
	v, err := s.Unpack([]byte(kinds[i%len(kinds)]))
	if err != nil {
		b.Fatal(err)
	}
	return v
}
