package store

import "akashi/record"

func applicants() table[record.Applicant] {
	return table[record.Applicant]{name: "applicant", key: "id",
		columns: func(a *record.Applicant) []column {
			return []column{
				{"id", &a.ID}, {"name", &a.Name}, {"name_kana", &a.NameKana}, {"name_en", &a.NameEN},
				{"corporate_number", &a.CorporateNumber}, {"address", &a.Address}, {"region", &a.Region},
				{"industry", &a.Industry}, {"capital", &a.Capital}, {"persons", &a.Persons}, {"website", &a.Website},
				{"sample", &a.Sample}, {"version", &a.Version},
			}
		},
		derived: func(a *record.Applicant) []column {
			return []column{{"folded", foldAll(a.Name, a.NameKana, a.NameEN)}}
		},
	}
}

// Applicant returns the applicant with the ID.
func (r reader) Applicant(id string) (record.Applicant, error) {
	return one(r, applicants(), id, "WHERE id = ?", id)
}

// Applicants returns every applicant, by reading and name.
func (r reader) Applicants() ([]record.Applicant, error) {
	return find(r, applicants(), "ORDER BY name_kana, name, id")
}

// ApplicantByName returns the applicant of exactly this name; of several, the one
// known longest.
func (r reader) ApplicantByName(name string) (record.Applicant, error) {
	return one(r, applicants(), name, "WHERE name = ? ORDER BY id", name)
}

// ApplicantsAlike returns those that may be the applicant of the particulars: of its
// corporate number, or of its name without regard to how it is written. The one known
// longest comes first.
func (r reader) ApplicantsAlike(stated record.Particulars) ([]record.Applicant, error) {
	name := fold(stated.Name)
	return find(r, applicants(), "WHERE (corporate_number = ? AND corporate_number <> '') OR folded = ? OR folded LIKE ? ORDER BY id",
		stated.CorporateNumber, name, name+" %")
}
