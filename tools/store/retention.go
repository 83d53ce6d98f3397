package store

import "akashi/record"

func retentions() table[record.Retention] {
	return table[record.Retention]{name: "retention", columns: func(r *record.Retention) []column {
		return []column{{"id", &r.ID}, {"scheme", &r.Scheme}, {"class", &r.Class}, {"round", &r.Round}, {"months", &r.Months}, {"reason", &r.Reason}, {"by", &r.By}, {"at", moment{&r.At}}}
	}}
}

func holds() table[record.Hold] {
	return table[record.Hold]{name: "hold", key: "id", columns: func(h *record.Hold) []column {
		return []column{{"id", &h.ID}, {"case_id", &h.CaseID}, {"round", &h.Round}, {"reason", &h.Reason}, {"by", &h.By}, {"at", moment{&h.At}},
			{"released", moment{&h.Released}}, {"released_by", &h.ReleasedBy}, {"why", &h.Why}, {"version", &h.Version}}
	}}
}

func erasures() table[record.Erasure] {
	return table[record.Erasure]{name: "erasure", columns: func(e *record.Erasure) []column {
		return []column{{"file_id", &e.FileID}, {"case_id", &e.CaseID}, {"class", &e.Class}, {"sha256", &e.SHA256}, {"months", &e.Months},
			{"kept_to", &e.KeptTo}, {"reason", &e.Reason}, {"by", &e.By}, {"at", moment{&e.At}}}
	}}
}

// Retentions returns how long the office of a scheme has decided to keep documents, the first first.
func (r reader) Retentions(scheme string) ([]record.Retention, error) {
	return find(r, retentions(), "WHERE scheme = ? ORDER BY at, round, id", scheme)
}

// Holds returns what has kept the documents of a case from being erased, in order.
func (r reader) Holds(caseID string) ([]record.Hold, error) {
	return find(r, holds(), "WHERE case_id = ? ORDER BY round", caseID)
}

// HoldsOf returns what keeps documents of the cases of a scheme from being erased now.
func (r reader) HoldsOf(scheme string) ([]record.Hold, error) {
	return find(r, holds(), "WHERE released IS NULL AND case_id IN (SELECT id FROM case_file WHERE scheme = ?) ORDER BY at, id", scheme)
}

// Erasures returns the documents of a case that were erased, in order.
func (r reader) Erasures(caseID string) ([]record.Erasure, error) {
	return find(r, erasures(), "WHERE case_id = ? ORDER BY at, file_id", caseID)
}

// ErasuresOf returns the documents that were erased of one content.
func (r reader) ErasuresOf(sha256 string) ([]record.Erasure, error) {
	return find(r, erasures(), "WHERE sha256 = ? ORDER BY at, file_id", sha256)
}

// resting is the content of every document that was not erased, and of every published regulation.
const resting = `SELECT f.sha256 FROM attachment f LEFT JOIN erasure e ON e.file_id = f.id WHERE e.file_id IS NULL
	UNION ALL SELECT f.sha256 FROM scan_report f LEFT JOIN erasure e ON e.file_id = f.id WHERE e.file_id IS NULL
	UNION ALL SELECT f.sha256 FROM observation f LEFT JOIN erasure e ON e.file_id = f.id WHERE e.file_id IS NULL
	UNION ALL SELECT f.sha256 FROM published_rule f`

// ErasedAlone returns the documents that were erased and on whose content nothing rests any more.
func (r reader) ErasedAlone() ([]record.Erasure, error) {
	return find(r, erasures(), "WHERE sha256 <> '' AND sha256 NOT IN ("+resting+") ORDER BY at, file_id")
}

// Strip removes what a reader understood of a report that was erased.
func (t *tx) Strip(reportID string) error {
	if _, err := t.exec("DELETE FROM scan_page WHERE report_id = ?", reportID); err != nil {
		return t.fail("strip", reportID, err)
	}
	return nil
}
