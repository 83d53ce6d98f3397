package fsck

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"akashi/tools/store"
)

// TestNoQuestionReadsATableForEachRow asks SQLite how it would answer: what reads a whole
// table for each row of another takes four times as long in an office of twice the size.
func TestNoQuestionReadsATableForEachRow(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "empty.db")
	s, err := store.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	asked := append(promises(), promise{"evidence", "", naming})
	err = reading(context.Background(), path, func(x *examination) error {
		for _, p := range asked {
			within := map[int]bool{} // steps of a subquery that is asked for each row
			if err := x.each("EXPLAIN QUERY PLAN "+p.broken, func(scan func(...any) error) error {
				var id, parent, rest int
				var step string
				if err := scan(&id, &parent, &rest, &step); err != nil {
					return err
				}
				// What is made once is not asked again, and the few acts it holds may be gone through.
				within[id] = (within[parent] || strings.HasPrefix(step, "CORRELATED")) && !strings.HasPrefix(step, "MATERIALIZE")
				if within[id] && strings.HasPrefix(step, "SCAN ") && step != "SCAN a" {
					t.Errorf("%s: %s", p.code, step)
				}
				return nil
			}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
