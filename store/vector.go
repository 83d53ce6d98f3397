package store

import "akashi/record"

func vectors() table[record.Vector] {
	return table[record.Vector]{name: "vector", key: "case_id", columns: func(v *record.Vector) []column {
		return []column{
			{"case_id", &v.CaseID}, {"scheme", &v.Scheme}, {"edition", &v.Edition}, {"type", &v.Type},
			{"packed", &v.Packed},
		}
	}}
}

// Vectors returns the packed verdicts of the scheme's decided cases, those of one
// edition or type if asked, in the order of their cases.
func (r reader) Vectors(scheme, edition, caseType string) ([]record.Vector, error) {
	var c conditions
	c.same("scheme", scheme)
	c.same("edition", edition)
	c.same("type", caseType)
	return find(r, vectors(), c.where()+"ORDER BY case_id", c.args...)
}
