package store

import (
	"reflect"

	"akashi/record"
)

func vectors() table[record.Vector] {
	return table[record.Vector]{name: "vector", key: "case_id", columns: func(v *record.Vector) []column {
		return []column{
			{"case_id", &v.CaseID}, {"scheme", &v.Scheme}, {"edition", &v.Edition}, {"type", &v.Type},
			{"packed", &v.Packed},
		}
	}}
}

// Vectors returns the packed verdicts of decided cases, those of one scheme,
// edition and type if asked, in the order of the cases' IDs. Of a hundred thousand
// of them, what is asked for is the same in each and is not read each time.
func (r reader) Vectors(scheme, edition string, of record.CaseType) ([]record.Vector, error) {
	t := vectors()
	t.columns = func(v *record.Vector) []column {
		v.Scheme, v.Edition, v.Type = scheme, edition, of
		columns := []column{{"case_id", &v.CaseID}, {"packed", &v.Packed}}
		for _, c := range []column{{"scheme", &v.Scheme}, {"edition", &v.Edition}, {"type", &v.Type}} {
			if reflect.ValueOf(c.field).Elem().IsZero() {
				columns = append(columns, c)
			}
		}
		return columns
	}
	var c conditions
	c.same("scheme", scheme)
	c.same("edition", edition)
	c.same("type", string(of))
	return find(r, t, c.where()+"ORDER BY case_id", c.args...)
}
