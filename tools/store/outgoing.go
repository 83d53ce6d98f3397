package store

import (
	"context"
	"fmt"
	"strings"
	"time"

	"akashi/app/desk"
	"akashi/record"
)

func outgoings() table[record.Outgoing] {
	return table[record.Outgoing]{name: "outgoing", key: "id", columns: func(o *record.Outgoing) []column {
		return []column{
			{"id", &o.ID}, {"addressee", &o.To}, {"address", &o.Address}, {"template", &o.Template}, {"data", &o.Data},
			{"secret", &o.Secret}, {"case_id", &o.CaseID}, {"at", moment{&o.At}}, {"message_id", &o.MessageID}, {"state", &o.State},
			{"attempts", &o.Attempts}, {"next", moment{&o.Next}}, {"answer", &o.Answer}, {"unsure", &o.Unsure},
			{"sent", moment{&o.Sent}}, {"undone", moment{&o.Undone}}, {"undone_by", &o.UndoneBy}, {"version", &o.Version},
		}
	}}
}

func replays() table[record.Replay] {
	return table[record.Replay]{name: "replay", key: "key", columns: func(p *record.Replay) []column {
		return []column{{"key", &p.Key}, {"request", &p.Request}, {"answer", &p.Answer}, {"at", moment{&p.At}}}
	}}
}

// Letter returns the letter with the ID.
func (r reader) Letter(id string) (record.Outgoing, error) {
	return one(r, outgoings(), id, "WHERE id = ?", id)
}

// DueLetter returns the letter to be looked after next, the one due longest first.
func (r reader) DueLetter(now time.Time) (record.Outgoing, error) {
	return one(r, outgoings(), "due", "WHERE next <= ? ORDER BY next, id", moment{&now})
}

// Letters returns letters, the latest first.
func (r reader) Letters(q desk.LetterQuery) ([]record.Outgoing, error) {
	var c conditions
	c.same("case_id", q.CaseID)
	c.same("addressee", q.To)
	c.same("state", string(q.State))
	if len(q.States) > 0 {
		var states []any
		for _, s := range q.States {
			states = append(states, string(s))
		}
		c.and("state IN (?"+strings.Repeat(", ?", len(states)-1)+")", states...)
	}
	if !q.Since.IsZero() {
		c.and("at >= ?", moment{&q.Since})
	}
	return find(r, outgoings(), c.where()+"ORDER BY at DESC, id DESC"+limit(q.Limit), c.args...)
}

// Replay returns the request answered under the key.
func (r reader) Replay(key string) (record.Replay, error) {
	return one(r, replays(), key, "WHERE key = ?", key)
}

// Forget takes away the answers to requests that came before a moment, and says how many.
func (s *Store) Forget(ctx context.Context, before time.Time) (int64, error) {
	if err := s.writable(ctx, true); err != nil {
		return 0, err
	}
	result, err := s.db.Load().ExecContext(ctx, s.engine.placed("DELETE FROM replay WHERE at < ?"), moment{&before})
	if err != nil {
		return 0, later(s.engine, fmt.Errorf("forget answers: %w", err))
	}
	return result.RowsAffected()
}
