package store

import (
	"cmp"

	"akashi/record"
)

func foundAlone() table[record.Reading] {
	return table[record.Reading]{name: "reading", key: "id", columns: func(x *record.Reading) []column {
		return []column{
			{"id", &x.ID}, {"case_id", &x.CaseID}, {"user_id", &x.UserID}, {"criterion", &x.Criterion}, {"aspect", &x.Aspect}, {"verdict", &x.Verdict}, {"points", &x.Points},
			{"note", &x.Note}, {"justification", &x.Justification}, {"at", moment{&x.At}}, {"version", &x.Version},
		}
	}, order: func(a, b record.Reading) int {
		return cmp.Or(asPrinted(a.Criterion, b.Criterion), cmp.Compare(a.Aspect, b.Aspect))
	}}
}

// Readings returns what each of two reviewers found alone, in the order of the printed
// criteria.
func (r reader) Readings(caseID string) ([]record.Reading, error) {
	return find(r, foundAlone(), "WHERE case_id = ? ORDER BY id", caseID)
}
