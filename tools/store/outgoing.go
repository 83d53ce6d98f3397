package store

import (
	"context"
	"fmt"
	"time"

	"akashi/record"
)

func outgoings() table[record.Outgoing] {
	return table[record.Outgoing]{name: "outgoing", key: "id", columns: func(o *record.Outgoing) []column {
		return []column{
			{"id", &o.ID}, {"addressee", &o.To}, {"template", &o.Template}, {"data", &o.Data}, {"case_id", &o.CaseID},
			{"at", moment{&o.At}}, {"sent", moment{&o.Sent}},
		}
	}}
}

func replays() table[record.Replay] {
	return table[record.Replay]{name: "replay", key: "key", columns: func(p *record.Replay) []column {
		return []column{{"key", &p.Key}, {"request", &p.Request}, {"answer", &p.Answer}, {"at", moment{&p.At}}}
	}}
}

// Outbox returns the letters that wait to be sent, the oldest first.
func (r reader) Outbox() ([]record.Outgoing, error) {
	return find(r, outgoings(), "WHERE sent IS NULL ORDER BY at, id")
}

// Replay returns the request answered under the key.
func (r reader) Replay(key string) (record.Replay, error) {
	return one(r, replays(), key, "WHERE key = ?", key)
}

// Forget takes away the answers to requests that came before a moment, and says how many.
func (s *Store) Forget(ctx context.Context, before time.Time) (int64, error) {
	if s.unable != nil {
		return 0, s.unable
	}
	result, err := s.db.ExecContext(ctx, s.engine.placed("DELETE FROM replay WHERE at < ?"), moment{&before})
	if err != nil {
		return 0, later(s.engine, fmt.Errorf("forget answers: %w", err))
	}
	return result.RowsAffected()
}
