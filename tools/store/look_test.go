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

// TestALookMayMove has somebody write between what was known of a state and what was not: the
// joint look says so, and one by itself sees what is there.
func TestALookMayMove(t *testing.T) {
	t.Parallel()
	for engine, address := range map[string]func(testing.TB) string{
		"sqlite":   func(t testing.TB) string { return filepath.Join(t.TempDir(), "akashi.db") },
		"postgres": func(t testing.TB) string { return server.Empty(t) },
	} {
		t.Run(engine, func(t *testing.T) {
			t.Parallel()
			s, err := Open(t.Context(), address(t))
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = s.Close() }()
			looks := func(joint bool, of string, between func()) (begun bool, err error) {
				ctx := t.Context()
				if joint {
					var end func()
					ctx, end = s.Joint(ctx)
					defer end()
				}
				err = s.View(ctx, func(r desk.Reader) error {
					_, known := r.Applicants()
					between()
					_, asked := r.Pages(of)
					begun = r.(reader).tx != nil
					return errors.Join(known, asked)
				})
				return begun, err
			}
			adds := func(id string) func() {
				return func() {
					if err := s.Update(t.Context(), func(tx desk.Tx) error { return tx.Add(&record.Applicant{ID: id}) }); err != nil {
						t.Error(err)
					}
				}
			}
			nothing := func() {}
			if begun, err := looks(false, "c", nothing); err != nil || !begun {
				t.Errorf("a look by itself has no transaction, %v", err)
			}
			if begun, err := looks(true, "c", nothing); err != nil || begun {
				t.Errorf("what is known of a state takes a transaction, %v", err)
			}
			adds("a")()
			if _, err := looks(true, "c", adds("b")); err != nil {
				t.Errorf("a look that began before somebody wrote: %v", err)
			}
			if _, err := looks(true, "c", nothing); err != nil {
				t.Error(err)
			}
			if _, err := looks(true, "another", adds("c")); !errors.Is(err, desk.ErrMoved) {
				t.Errorf("two states in one look: %v", err)
			}
			if _, err := looks(false, "a third", adds("d")); err != nil {
				t.Errorf("a look by itself: %v", err)
			}
		})
	}
}
