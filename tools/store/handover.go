package store

import "akashi/record"

func bodyKeys() table[record.BodyKey] {
	return table[record.BodyKey]{name: "body_key", columns: func(k *record.BodyKey) []column {
		return []column{{"id", &k.ID}, {"scheme", &k.Scheme}, {"side", &k.Side}, {"verifier", &k.Key}, {"reason", &k.Reason}, {"by", &k.By}, {"at", moment{&k.At}}}
	}}
}

func bodyNotes() table[record.BodyNote] {
	return table[record.BodyNote]{name: "body_note", columns: func(n *record.BodyNote) []column {
		return []column{{"id", &n.ID}, {"scheme", &n.Scheme}, {"kind", &n.Kind}, {"case_no", &n.CaseNo}, {"digest", &n.Digest}, {"note", &n.Note}, {"by", &n.By}, {"at", moment{&n.At}}}
	}}
}

// BodyKeys returns every key of another body that was entered for a scheme, the first first.
func (r reader) BodyKeys(scheme string) ([]record.BodyKey, error) {
	return find(r, bodyKeys(), "WHERE scheme = ? ORDER BY at, id", scheme)
}

// BodyNotes returns the notes between this office and another body, the first first.
func (r reader) BodyNotes(scheme string) ([]record.BodyNote, error) {
	return find(r, bodyNotes(), "WHERE scheme = ? ORDER BY at, id", scheme)
}

// BodyNotesOf returns those about a case of the body that decides.
func (r reader) BodyNotesOf(no string) ([]record.BodyNote, error) {
	return find(r, bodyNotes(), "WHERE case_no = ? ORDER BY at, id", no)
}
