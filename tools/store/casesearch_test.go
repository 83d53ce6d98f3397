package store

import (
	"fmt"
	"strings"
	"testing"

	"akashi/app/desk"
	server "akashi/beside/testkit/postgres"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/lifecycle"
)

// TestASearchAmongCasesIsByItsIndexOnPostgres asks PostgreSQL, in an office of some thousand
// cases, how it would look for one: in the index of pairs of characters, going through no table.
// It has been vacuumed, as it is by itself: what was written since lies before the index in a list.
func TestASearchAmongCasesIsByItsIndexOnPostgres(t *testing.T) {
	t.Parallel()
	s, err := Open(t.Context(), server.Empty(t))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := s.Update(t.Context(), func(tx desk.Tx) error { return tx.Add(manyCases(3000)...) }); err != nil {
		t.Fatal(err)
	}
	if _, err := s.db.Load().ExecContext(t.Context(), "VACUUM ANALYZE case_file"); err != nil {
		t.Fatal(err)
	}
	for name, q := range map[string]desk.CaseQuery{
		"a name":      {Text: "見本00417", Visible: access.Everything(), Limit: 100},
		"two words":   {Text: "見本00417 ネット", Visible: access.Everything(), Limit: 100},
		"one sign":    {Text: "稀", Visible: access.Everything(), Limit: 100},
		"without end": {Text: "見本00417", Visible: access.Everything()},
		"open alone":  {Text: "見本00417", States: lifecycle.Open(), Visible: access.Everything(), Limit: 100},
		"of a scheme": {Text: "見本00417", Scheme: "anshin", Visible: access.Everything(), Limit: 100},
	} {
		err = s.View(t.Context(), func(r desk.Reader) error {
			rest, args, err := r.(reader).casesOf(q)
			if err != nil {
				return err
			}
			rows, err := r.(reader).query("EXPLAIN SELECT * FROM case_file "+rest, args...)
			if err != nil {
				return err
			}
			defer rows.Close()
			var plan []string
			for rows.Next() {
				var step string
				if err := rows.Scan(&step); err != nil {
					return err
				}
				plan = append(plan, step)
			}
			if all := strings.Join(plan, "\n"); !strings.Contains(all, "case_search") || strings.Contains(all, "Seq Scan") {
				t.Errorf("%s:\n%s", name, all)
			}
			return rows.Err()
		})
		if err != nil {
			t.Error(err)
		}
	}
}

// manyCases are an applicant's, most of them ended.
func manyCases(n int) []any {
	rows := []any{&record.Applicant{ID: "a", Particulars: record.Particulars{Name: "見本"}, Version: 1}}
	for i := range n {
		c := &record.Case{ID: fmt.Sprintf("c-%05d", i), No: fmt.Sprintf("SA-2026-%05d", i), Scheme: "anshin", State: lifecycle.Granted, ApplicantID: "a",
			Service: fmt.Sprintf("見本%05dネット", i), Particulars: record.Particulars{Name: "見本株式会社"}, Version: 1}
		if i%20 == 0 {
			c.State = "draft"
		}
		if i == 417 {
			c.Service += "稀"
		}
		rows = append(rows, c)
	}
	return rows
}
