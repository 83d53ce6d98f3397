package store

import (
	"context"
	"fmt"
	"time"

	"akashi/record"
	"akashi/values/fault"
)

func signUps() table[record.SignUp] {
	return table[record.SignUp]{name: "sign_up", key: "id", columns: func(s *record.SignUp) []column {
		return []column{
			{"id", &s.ID}, {"scheme", &s.Scheme}, {"email", &s.Email}, {"name", &s.Name}, {"lang", &s.Lang}, {"organisation", &s.Organisation},
			{"corporate_number", &s.CorporateNumber}, {"region", &s.Region}, {"link", &s.Link}, {"until", moment{&s.Until}}, {"at", moment{&s.At}},
			{"version", &s.Version},
		}
	}}
}

// SignUp returns what somebody stated who wishes to begin.
func (r reader) SignUp(id string) (record.SignUp, error) {
	return one(r, signUps(), id, "WHERE id = ?", id)
}

// SignUpByLink returns the one whose link has the hash.
func (r reader) SignUpByLink(hash string) (record.SignUp, error) {
	if hash == "" {
		return record.SignUp{}, fault.New(fault.NotFound, "store.no-such-sign-up", "link")
	}
	return one(r, signUps(), "with this link", "WHERE link = ?", hash)
}

// SignUps returns those whose link waits to be used, the first first.
func (r reader) SignUps() ([]record.SignUp, error) {
	return find(r, signUps(), "WHERE link <> '' ORDER BY at, id")
}

// ForgetSignUps takes away what people stated whose link has ended by a moment, with the
// letters to those who never used it.
func (s *Store) ForgetSignUps(ctx context.Context, before time.Time) error {
	if err := s.writable(ctx, true); err != nil {
		return err
	}
	for _, query := range []string{"DELETE FROM outgoing WHERE addressee IN (SELECT id FROM sign_up WHERE until <= ? AND link <> '')", "DELETE FROM sign_up WHERE until <= ?"} {
		if _, err := s.db.Load().ExecContext(ctx, s.engine.placed(query), moment{&before}); err != nil {
			return later(s.engine, fmt.Errorf("forget sign-ups: %w", err))
		}
	}
	return nil
}
