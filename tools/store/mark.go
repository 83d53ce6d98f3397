package store

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/lifecycle"
	"akashi/values/fault"
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
				{"listed_as_of", &m.ListedAsOf}, {"carried_from", &m.CarriedFrom}, {"formerly", &m.Formerly}, {"sample", &m.Sample}, {"updated", moment{&m.Updated}},
				{"version", &m.Version},
			}
		},
		derived: func(m *record.Mark) []column {
			folded := foldAll(m.Number, m.Service, m.ServiceKana, m.Holder, m.HolderKana, m.Formerly)
			return []column{
				{"number_key", markKey(m.Number)},
				{"folded", folded},
				{"grams", strings.Join(gramsOf(folded), " ")},
				{"place", placeOf(m)},
			}
		},
	}
}

// placeOf is where an entry stands in the register: those of a published list in its
// order, then those granted here by the day of their grant, written as one number.
// Within a day the IDs tell which came first.
func placeOf(m *record.Mark) int64 {
	if m.Rank > 0 {
		return int64(m.Rank)
	}
	day, _ := strconv.ParseInt(strings.ReplaceAll(m.Granted.String(), "-", ""), 10, 64) // no day: 0
	return behindLists + day
}

// behindLists is more than the rank of any list.
const behindLists = 1_000_000_000_000

func markEvents() table[record.MarkEvent] {
	return table[record.MarkEvent]{name: "mark_event", key: "id", columns: func(e *record.MarkEvent) []column {
		return []column{
			{"id", &e.ID}, {"mark_id", &e.MarkID}, {"no", &e.No}, {"kind", &e.Kind}, {"day", &e.Day}, {"until", &e.Until},
			{"clause", &e.Clause}, {"reason", &e.Reason}, {"case_id", &e.CaseID},
			{"valid_from", &e.ValidFrom}, {"valid_to", &e.ValidTo}, {"at", moment{&e.At}},
			{"corrects", &e.Corrects}, {"correction", &e.Correction}, {"changes", asJSON{&e.Changes}},
			{"no_application", &e.NoApplication},
		}
	}}
}

// Mark returns the mark with the number, in any width and case, or the ID. Should
// two schemes print the same number, it is the mark that was granted, not listed.
func (r reader) Mark(number string) (record.Mark, error) {
	found, err := find(r, marks(), "WHERE number_key = ? OR id = ?", markKey(number), number)
	if err != nil {
		return record.Mark{}, err
	}
	if len(found) == 0 {
		return record.Mark{}, fault.New(fault.NotFound, "store.no-such-mark", number)
	}
	return slices.MinFunc(found, func(a, b record.Mark) int {
		return cmp.Or(cmp.Compare(a.Rank, b.Rank), cmp.Compare(a.Scheme, b.Scheme))
	}), nil
}

// Misnumbered returns the mark that was once entered under the number by mistake, and
// put right since. They are few, and have an index of their own.
func (r reader) Misnumbered(number string) (record.Mark, error) {
	found, err := find(r, marks(), "WHERE formerly <> '' ORDER BY id")
	if err != nil {
		return record.Mark{}, err
	}
	for _, m := range found {
		if slices.ContainsFunc(strings.Fields(m.Formerly), func(was string) bool { return markKey(was) == markKey(number) }) {
			return m, nil
		}
	}
	return record.Mark{}, fault.New(fault.NotFound, "store.no-such-mark", number)
}

// Marks returns the register's entries asked for: those of published lists in their
// order, then those granted here in the order of their grants.
func (r reader) Marks(q desk.MarkQuery) ([]record.Mark, error) {
	c, err := r.register(q, q.Limit > 0)
	if err != nil {
		return nil, err
	}
	if q.After != "" {
		c.and("(place, id) > (SELECT m.place, m.id FROM mark m WHERE m.id = ?)", q.After)
	}
	return find(r, marks(), c.where()+"ORDER BY place, id"+limit(q.Limit), c.args...)
}

// CountMarks returns how many entries there are on all pages.
func (r reader) CountMarks(q desk.MarkQuery) (n int, err error) {
	c, err := r.register(q, false)
	if err != nil {
		return 0, err
	}
	if !findable(c.args) {
		return 0, nil
	}
	if err := r.row("SELECT count(*) FROM mark "+c.where(), c.args...).Scan(&n); err != nil {
		return 0, fmt.Errorf("count marks: %w", err)
	}
	return n, nil
}

// MarkEvents returns the public history of the mark, the oldest first.
func (r reader) MarkEvents(markID string) ([]record.MarkEvent, error) {
	return find(r, markEvents(), "WHERE mark_id = ? ORDER BY no", markID)
}

// register narrows the register to what is asked for.
func (r reader) register(q desk.MarkQuery, page bool) (conditions, error) {
	var c conditions
	c.same("scheme", q.Scheme)
	c.same("applicant_id", q.ApplicantID)
	c.same("corporate_number", q.CorporateNumber)
	standing(&c, q)
	ending(&c, q)
	if q.Text == "" {
		return c, nil
	}
	err := r.holding(&c, searched{"mark", "mark_search", "folded"}, q.Text, page)
	return c, err
}

// standing narrows the register to what stands so on a day, as lifecycle.StandingOn works
// it out of one mark.
func standing(c *conditions, q desk.MarkQuery) {
	kept, args := "1 = 0", []any{}
	if len(q.Alive) > 0 {
		kept = "id IN (?" + strings.Repeat(", ?", len(q.Alive)-1) + ")"
		for _, id := range q.Alive {
			args = append(args, id)
		}
	}
	on := []any{q.On}
	switch q.Standing {
	case lifecycle.Valid:
		c.and("status = 'active' AND (valid_from IS NULL OR valid_from <= ?) AND (valid_to >= ? OR valid_to IS NOT NULL AND "+kept+")", append([]any{q.On, q.On}, args...)...)
	case lifecycle.NotYetValid:
		c.and("status = 'active' AND valid_from > ?", on...)
	case lifecycle.StandSuspended:
		c.and("status = 'suspended' AND (valid_to IS NULL OR valid_to >= ? OR valid_from > ? OR "+kept+")", append([]any{q.On, q.On}, args...)...)
	case lifecycle.StandExpired:
		c.and("(status = 'active' AND valid_to IS NULL OR status IN ('active', 'suspended') AND valid_to < ?) AND (valid_from IS NULL OR valid_from <= ?) AND NOT ("+kept+")", append([]any{q.On, q.On}, args...)...)
	case lifecycle.StandHistorical:
		c.same("status", string(record.MarkListed))
	default: // what ends a mark is its status
		c.same("status", string(q.Standing))
	}
	if q.Renewing {
		c.and("id IN (SELECT r.mark_id FROM case_file r WHERE r.type = 'renewal' AND r.filed IS NOT NULL AND r.closed IS NULL)")
	}
}

// ending narrows to marks that run, end within a time and have no renewal under way.
func ending(c *conditions, q desk.MarkQuery) {
	if q.Ends.To.IsZero() {
		return
	}
	c.and("status IN ('active', 'suspended') AND valid_to >= ? AND valid_to <= ?", q.Ends.From, q.Ends.To)
	var open []any
	for _, s := range lifecycle.Open() {
		open = append(open, string(s))
	}
	c.and("NOT EXISTS (SELECT 1 FROM case_file r WHERE r.mark_id = mark.id AND r.type = 'renewal' AND r.state IN (?"+strings.Repeat(", ?", len(open)-1)+"))", open...)
}
