package store

import (
	"akashi/app/desk"
	"akashi/record"
)

func dispatches() table[record.Dispatch] {
	return table[record.Dispatch]{name: "dispatch", columns: func(d *record.Dispatch) []column {
		return []column{
			{"id", &d.ID}, {"no", &d.No}, {"kind", &d.Kind}, {"scheme", &d.Scheme}, {"edition", &d.Edition}, {"case_id", &d.CaseID}, {"lang", &d.Lang}, {"year", &d.Year}, {"seq", &d.Seq},
			{"replaces", &d.Replaces}, {"issued", &d.Issued}, {"content", asJSON{&d.Content}}, {"sha256", &d.SHA256}, {"by", &d.By}, {"at", moment{&d.At}},
		}
	}, derived: func(d *record.Dispatch) []column {
		return []column{{"folded", foldAll(d.No, d.Content.To.Name)}}
	}}
}

// Dispatches returns the official documents about a case, in the order of their issue.
func (r reader) Dispatches(caseID string) ([]record.Dispatch, error) {
	return find(r, dispatches(), "WHERE case_id = ? ORDER BY id", caseID)
}

// Dispatch returns the official document with the number or ID.
func (r reader) Dispatch(no string) (record.Dispatch, error) {
	return one(r, dispatches(), no, "WHERE no = ? OR id = ?", no, no)
}

// DispatchesLike returns the official documents that a question finds, the latest first.
func (r reader) DispatchesLike(q desk.DispatchQuery) ([]record.Dispatch, error) {
	var c, of conditions
	visible(&of, q.Visible)
	c.and("case_id IN (SELECT id FROM case_file "+of.where()+")", of.args...)
	c.same("scheme", q.Scheme)
	c.same("kind", string(q.Kind))
	c.same("case_id", q.CaseID)
	if !q.Issued.From.IsZero() {
		c.and("issued >= ?", q.Issued.From)
	}
	if !q.Issued.To.IsZero() {
		c.and("issued <= ?", q.Issued.To)
	}
	if q.Text != "" {
		c.and("folded LIKE ?", "%"+fold(q.Text)+"%")
	}
	if q.After != "" {
		c.and("id < ?", q.After)
	}
	return find(r, dispatches(), c.where()+"ORDER BY id DESC"+limit(q.Limit), c.args...)
}
