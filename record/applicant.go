package record

import "akashi/values/yen"

// Applicant is an organisation that applies for a mark or holds one (申請者・事業者).
type Applicant struct {
	ID string `json:"id"`
	Particulars
	Version int `json:"version"`
}

// Particulars are what an organisation states about itself (申請者の概要). The office
// has those of the organisation as last entered, and each case those it was opened
// with: what was submitted is what is examined, decided and granted.
type Particulars struct {
	Name            string      `json:"name"`
	NameKana        string      `json:"name_kana"`
	NameEN          string      `json:"name_en"`
	CorporateNumber string      `json:"corporate_number"` // 13 digits, normalised; "" when it has none
	Address         string      `json:"address"`
	Region          string      `json:"region"`   // ID of a region of the scheme, such as hokkaido
	Industry        string      `json:"industry"` // ID of an industry of the size table
	Capital         *yen.Amount `json:"capital"`  // nil: no registered capital
	Persons         int         `json:"persons"`  // counted as the edition's size rule says
	Website         string      `json:"website"`
	Sample          bool        `json:"sample"` // invented, for demonstration (見本)
}
