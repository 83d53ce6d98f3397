package store

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"akashi/app/desk"
	testpg "akashi/beside/testkit/postgres"
	"akashi/record"
	"akashi/rules/access"
)

// TestTheIndexOfCasesFindsWhatReadingAllFinds searches cases of names made of few characters,
// so that some words are in most and some in none, on both engines: whatever the index says,
// the answer is that of going through all cases, before and after they are written anew, and
// who may not read names finds nothing by them.
func TestTheIndexOfCasesFindsWhatReadingAllFinds(t *testing.T) {
	t.Parallel()
	for name, address := range map[string]func(*testing.T) string{
		"sqlite":   func(t *testing.T) string { return filepath.Join(t.TempDir(), "akashi.db") },
		"postgres": func(t *testing.T) string { return testpg.Empty(t) },
	} {
		t.Run(name, func(t *testing.T) {
			s, err := Open(t.Context(), address(t))
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			chance := rand.New(rand.NewPCG(7, 11))
			word := func(most int) string {
				letters := []rune("アあ亜AaＡ株式会社ーﾊﾟ一.・が'*\"%_")
				var b strings.Builder
				for range 1 + chance.IntN(most) {
					b.WriteRune(letters[chance.IntN(len(letters))])
				}
				return b.String()
			}
			a := record.Applicant{ID: "a", Particulars: record.Particulars{Name: "見本"}, Version: 1}
			var all []*record.Case
			rows := []any{&a}
			for i := range 5 * commonFrom / 2 {
				c := &record.Case{ID: fmt.Sprintf("c-%05d", i), No: fmt.Sprintf("SA-2026-%05d", i), Scheme: "anshin", State: "draft", ApplicantID: "a",
					Service: word(6) + " " + word(3), Particulars: record.Particulars{Name: word(5), NameKana: word(2)}, Version: 1}
				all, rows = append(all, c), append(rows, c)
			}
			if err := s.Update(t.Context(), func(tx desk.Tx) error { return tx.Add(rows...) }); err != nil {
				t.Fatal(err)
			}
			search := func(rounds int) {
				often := []string{"2026", "あ", "Ａ", "亜", "26 あ", "02 会社"} // in all, or in most: read in order
				for i := range rounds {
					text := word(4)
					if i < len(often) {
						text = often[i]
					}
					if chance.IntN(3) == 0 {
						text += " " + word(2)
					}
					want := naive(t, all, text)
					for _, limit := range []int{0, 20} {
						err := s.View(t.Context(), func(r desk.Reader) error {
							found, err := r.Cases(desk.CaseQuery{Text: text, Visible: access.Everything(), Limit: limit})
							var got []string
							for _, c := range found {
								got = append(got, c.ID)
							}
							if page := want[:min(len(want), max(limit, len(want)*(1-min(limit, 1))))]; !slices.Equal(got, page) {
								t.Errorf("%q, at most %d: %d found, want %d", text, limit, len(got), len(page))
							}
							return err
						})
						if err != nil {
							t.Fatal(err)
						}
					}
					unnamed := access.Everything()
					unnamed.Unnamed = true
					if err := s.View(t.Context(), func(r desk.Reader) error {
						found, err := r.Cases(desk.CaseQuery{Text: text, Visible: unnamed})
						if len(found) > 0 {
							t.Errorf("%q is found by who reads no names", text)
						}
						return err
					}); err != nil {
						t.Fatal(err)
					}
				}
			}
			search(40)
			if err := s.Update(t.Context(), func(tx desk.Tx) error {
				for _, c := range all[:400] {
					c.Service, c.Particulars.Name = word(6), word(4)
					if err := tx.Save(c); err != nil {
						return err
					}
				}
				return nil
			}); err != nil {
				t.Fatal(err)
			}
			search(40)
		})
	}
}

// naive goes through all cases, in their order.
func naive(t *testing.T, all []*record.Case, text string) (ids []string) {
	t.Helper()
	words, err := terms(text)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range all {
		held := foldAll(c.No, c.Service, c.ServiceKana, c.Particulars.Name, c.Particulars.NameKana, c.Particulars.NameEN)
		if len(words) > 0 && !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(held, w) }) {
			ids = append(ids, c.ID)
		}
	}
	return ids
}
