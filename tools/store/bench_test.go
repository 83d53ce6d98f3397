package store_test

import (
	"fmt"
	"path/filepath"
	"testing"

	"akashi/app/desk"
	"akashi/beside/testkit/postgres"
	"akashi/record"
	"akashi/tools/store"
	"akashi/tools/store/storetest"
)

// engines runs a benchmark on both.
func engines(b *testing.B, run func(*testing.B, string)) {
	b.Run("sqlite", func(b *testing.B) { run(b, filepath.Join(b.TempDir(), "akashi.db")) })
	b.Run("postgres", func(b *testing.B) { run(b, postgres.Empty(b)) })
}

// registerOf fills a register with n holders, 5,000 in one transaction.
func registerOf(b *testing.B, s *store.Store, n int) {
	b.Helper()
	kinds := []string{"ネットワーク", "インターネット接続", "審査登録", "ケーブルテレビ", "光サービス", "ホスティング"}
	for from := 0; from < n; from += 5000 {
		var some []any
		for i := from; i < min(from+5000, n); i++ {
			some = append(some, &record.Mark{
				ID: fmt.Sprintf("mark-%06d", i), Scheme: "pmark", Number: fmt.Sprintf("%08d(01)", i), Status: record.MarkActive,
				Service: fmt.Sprintf("見本%s %d", kinds[i%len(kinds)], i), Holder: fmt.Sprintf("見本%05d株式会社", i),
				HolderKana: "ミホン", Address: "東京都",
			})
		}
		if err := s.Update(b.Context(), func(tx desk.Tx) error { return tx.Add(some...) }); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkImport20000(b *testing.B) {
	engines(b, func(b *testing.B, address string) {
		s := storetest.Open(b, address)
		for b.Loop() {
			registerOf(b, s, 20_000)
			b.StopTimer()
			if err := storetest.Execute(address, "DELETE FROM mark"); err != nil {
				b.Fatal(err)
			}
			b.StartTimer()
		}
	})
}

func BenchmarkSearch100000(b *testing.B) {
	engines(b, func(b *testing.B, address string) {
		s := storetest.Open(b, address)
		registerOf(b, s, 100_000)
		for _, text := range []string{"審査", "審", "見本", "見本12345株式会社", "00012345", "いんたーねっと 777", "無い"} {
			b.Run(text, func(b *testing.B) {
				for b.Loop() {
					if err := s.View(b.Context(), func(r desk.Reader) error {
						q := desk.MarkQuery{Text: text, Limit: 20}
						_, err := r.Marks(q)
						return err
					}); err != nil {
						b.Fatal(err)
					}
				}
			})
			b.Run(text+" counted", func(b *testing.B) {
				for b.Loop() {
					if err := s.View(b.Context(), func(r desk.Reader) error {
						_, err := r.CountMarks(desk.MarkQuery{Text: text})
						return err
					}); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
		b.Run("by number", func(b *testing.B) {
			for b.Loop() {
				if err := s.View(b.Context(), func(r desk.Reader) error {
					_, err := r.Mark("00012345(01)")
					return err
				}); err != nil {
					b.Fatal(err)
				}
			}
		})
	})
}

func BenchmarkVectors100000(b *testing.B) {
	engines(b, func(b *testing.B, address string) {
		s := storetest.Open(b, address)
		var all []any
		for i := range 100_000 {
			all = append(all, &record.Vector{CaseID: fmt.Sprintf("case-%06d", i), Scheme: "anshin", Edition: "2014-07",
				Type: "new", Packed: make([]byte, 53)})
		}
		if err := s.Update(b.Context(), func(tx desk.Tx) error { return tx.Add(all...) }); err != nil {
			b.Fatal(err)
		}
		for b.Loop() {
			if err := s.View(b.Context(), func(r desk.Reader) error {
				_, err := r.Vectors("anshin", "2014-07", "new")
				return err
			}); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkAppend(b *testing.B) {
	engines(b, func(b *testing.B, address string) {
		s := storetest.Open(b, address)
		for b.Loop() {
			if err := s.Update(b.Context(), func(tx desk.Tx) error {
				return tx.Append(&record.Leaf{At: storetest.Noon(), Actor: "a", Action: "judge", Kind: "case", Object: "SA-2026-0001", Data: "{}"})
			}); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkOpenEmpty is the store's part of a cold start.
func BenchmarkOpenEmpty(b *testing.B) {
	dir := b.TempDir()
	n := 0
	for b.Loop() {
		n++
		s, err := store.Open(b.Context(), filepath.Join(dir, fmt.Sprintf("%d.db", n)))
		if err != nil {
			b.Fatal(err)
		}
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
	}
}
