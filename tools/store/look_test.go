package store

import (
	"context"
	"database/sql"
	"errors"
	"path/filepath"
	"testing"

	"akashi/app/desk"
	server "akashi/beside/testkit/postgres"
	"akashi/record"
)

// TestTwoLooksAreOne reads twice in a joint context: the second look has the transaction of the
// first and sees what that saw, whatever others have written between. The third has its own, and
// no connection stays with anybody.
func TestTwoLooksAreOne(t *testing.T) {
	t.Parallel()
	for engine, address := range map[string]func(testing.TB) string{
		"sqlite":   func(t testing.TB) string { return filepath.Join(t.TempDir(), "akashi.db") },
		"postgres": func(t testing.TB) string { return server.Empty(t) },
	} {
		t.Run(engine, func(t *testing.T) {
			s, err := Open(t.Context(), address(t))
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = s.Close() }()
			adds := func(ctx context.Context, id string) {
				if err := s.Update(ctx, func(tx desk.Tx) error { return tx.Add(&record.Applicant{ID: id}) }); err != nil {
					t.Fatal(err)
				}
			}
			looks := func(ctx context.Context) (tx *sql.Tx, seen int) {
				err := s.View(ctx, func(r desk.Reader) error {
					all, err := r.Applicants()
					tx, seen = r.(reader).tx, len(all)
					return err
				})
				if err != nil {
					t.Fatal(err)
				}
				return tx, seen
			}
			ctx, end := s.Joint(t.Context())
			first, _ := looks(ctx)
			adds(t.Context(), "another")
			if second, seen := looks(ctx); second != first || seen != 0 {
				t.Errorf("the second look has a transaction of its own, or sees %d", seen)
			}
			if third, seen := looks(ctx); third == first || seen != 1 {
				t.Errorf("the third look is still that of the first, and sees %d", seen)
			}
			end()

			ctx, end = s.Joint(t.Context())
			first, _ = looks(ctx)
			adds(ctx, "own")
			if second, seen := looks(ctx); second == first || seen != 2 {
				t.Errorf("what was done between two looks is not seen: %d", seen)
			}
			end()

			ctx, end = s.Joint(t.Context())
			failed := errors.New("failed")
			if err := s.View(ctx, func(desk.Reader) error { return failed }); !errors.Is(err, failed) {
				t.Errorf("got %v", err)
			}
			looks(ctx) // left open until the end
			end()
			end()
			if use := s.db.Load().Stats().InUse; use != 0 {
				t.Errorf("%d connections are held", use)
			}
		})
	}
}
