package store

import (
	"fmt"
	"strings"

	"akashi/app"
	"akashi/record"
)

func marks() table[record.Mark] {
	return table[record.Mark]{name: "mark", key: "id",
		columns: func(m *record.Mark) []column {
			return []column{
				{"id", &m.ID}, {"scheme", &m.Scheme}, {"number", &m.Number}, {"rank", &m.Rank}, {"control_no", &m.ControlNo},
				{"applicant_id", optional{&m.ApplicantID}}, {"holder", &m.Holder}, {"holder_kana", &m.HolderKana},
				{"corporate_number", &m.CorporateNumber}, {"service", &m.Service}, {"service_kana", &m.ServiceKana},
				{"website", &m.Website}, {"address", &m.Address}, {"edition", &m.Edition},
				{"case_id", optional{&m.CaseID}}, {"status", &m.Status}, {"grant_count", &m.GrantCount},
				{"granted", &m.Granted}, {"valid_from", &m.ValidFrom}, {"valid_to", &m.ValidTo},
				{"listed_as_of", &m.ListedAsOf}, {"sample", &m.Sample}, {"updated", moment{&m.Updated}},
				{"version", &m.Version},
			}
		},
		derived: func(m *record.Mark) []column {
			folded := foldAll(m.Number, m.Service, m.ServiceKana, m.Holder, m.HolderKana)
			return []column{
				{"number_key", numberKey(m.Number)},
				{"folded", folded},
				{"grams", strings.Join(gramsOf(folded), " ")},
			}
		},
	}
}

func markEvents() table[record.MarkEvent] {
	return table[record.MarkEvent]{name: "mark_event", key: "id", columns: func(e *record.MarkEvent) []column {
		return []column{
			{"id", &e.ID}, {"mark_id", &e.MarkID}, {"kind", &e.Kind}, {"day", &e.Day}, {"until", &e.Until},
			{"clause", &e.Clause}, {"reason", &e.Reason}, {"case_id", &e.CaseID}, {"at", moment{&e.At}},
		}
	}}
}

// Mark returns the mark with the number, in any width and case, or the ID. Should
// two schemes print the same number, it is the mark that was granted, not listed.
func (r reader) Mark(number string) (record.Mark, error) {
	return one(r, marks(), number, "WHERE number_key = ? OR id = ? ORDER BY rank, scheme", numberKey(number), number)
}

// Marks returns the register's entries asked for: those granted here by number,
// then those of published lists in their order.
func (r reader) Marks(q app.MarkQuery) ([]record.Mark, error) {
	c := markConditions(r.engine, q)
	if q.After != "" {
		c.and("(rank, number, id) > (SELECT m.rank, m.number, m.id FROM mark m WHERE m.id = ?)", q.After)
	}
	return find(r, marks(), c.where()+"ORDER BY rank, number, id"+limit(q.Limit), c.args...)
}

// CountMarks returns how many entries there are on all pages.
func (r reader) CountMarks(q app.MarkQuery) (n int, err error) {
	c := markConditions(r.engine, q)
	if err := r.db.QueryRowContext(r.ctx, "SELECT count(*) FROM mark "+c.where(), c.args...).Scan(&n); err != nil {
		return 0, fmt.Errorf("count marks: %w", err)
	}
	return n, nil
}

// MarkEvents returns the public history of the mark, the oldest first.
func (r reader) MarkEvents(markID string) ([]record.MarkEvent, error) {
	return find(r, markEvents(), "WHERE mark_id = ? ORDER BY day, at, id", markID)
}

func markConditions(e engine, q app.MarkQuery) conditions {
	var c conditions
	c.same("scheme", q.Scheme)
	c.same("status", q.Status)
	if q.Text == "" {
		return c
	}
	words := terms(q.Text)
	if len(words) == 0 {
		c.and("1 = 0")
	}
	for _, word := range words {
		has, grams := e.search(gramsFor(word))
		c.and(has, grams)
		c.and("folded LIKE ?", "%"+word+"%")
	}
	return c
}
