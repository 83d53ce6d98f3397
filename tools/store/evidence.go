package store

import "akashi/record"

func pages() table[record.Page] {
	return table[record.Page]{name: "web_page", key: "id", columns: func(p *record.Page) []column {
		return []column{
			{"id", &p.ID}, {"case_id", &p.CaseID}, {"criteria", asJSON{&p.Criteria}}, {"url", &p.URL}, {"seen", &p.Seen},
			{"shot", optional{&p.ShotID}}, {"by", &p.By}, {"at", moment{&p.At}},
		}
	}}
}

func testimonies() table[record.Statement] {
	return table[record.Statement]{name: "statement", key: "id", columns: func(s *record.Statement) []column {
		return []column{
			{"id", &s.ID}, {"case_id", &s.CaseID}, {"post", &s.Post}, {"person", &s.Person}, {"items", asJSON{&s.Items}},
			{"denied", asJSON{&s.Denied}}, {"sha256", &s.SHA256}, {"paper", optional{&s.PaperID}}, {"by", &s.By}, {"at", moment{&s.At}},
		}
	}}
}

func exceptions() table[record.Exception] {
	return table[record.Exception]{name: "exception", key: "id", columns: func(x *record.Exception) []column {
		return []column{
			{"id", &x.ID}, {"case_id", &x.CaseID}, {"criteria", asJSON{&x.Criteria}}, {"documents", asJSON{&x.Documents}},
			{"reason", &x.Reason}, {"by", &x.By}, {"at", moment{&x.At}},
		}
	}}
}

func messages() table[record.Message] {
	return table[record.Message]{name: "message", key: "id", columns: func(m *record.Message) []column {
		return []column{
			{"id", &m.ID}, {"case_id", &m.CaseID}, {"criterion", &m.Criterion}, {"side", &m.Side}, {"text", &m.Text}, {"by", &m.By}, {"at", moment{&m.At}},
		}
	}}
}

func allotments() table[record.Allotment] {
	return table[record.Allotment]{name: "allotment", key: "id", columns: func(a *record.Allotment) []column {
		return []column{{"id", &a.ID}, {"case_id", &a.CaseID}, {"criterion", &a.Criterion}, {"user_id", &a.UserID}, {"by", &a.By}, {"at", moment{&a.At}}}
	}}
}

func intakeChecks() table[record.IntakeCheck] {
	return table[record.IntakeCheck]{name: "intake_check", key: "id", columns: func(c *record.IntakeCheck) []column {
		return []column{{"id", &c.ID}, {"case_id", &c.CaseID}, {"dossier", &c.Dossier}, {"step", &c.Step}, {"standing", &c.Standing},
			{"note", &c.Note}, {"by", &c.By}, {"at", moment{&c.At}}}
	}}
}

// IntakeChecks returns what was found of the steps of the case's intake, in the order in which it was.
func (r reader) IntakeChecks(caseID string) ([]record.IntakeCheck, error) {
	return find(r, intakeChecks(), "WHERE case_id = ? ORDER BY at, id", caseID)
}

// Allotments returns to whom the criteria of the case were given, in the order in which they were.
func (r reader) Allotments(caseID string) ([]record.Allotment, error) {
	return find(r, allotments(), "WHERE case_id = ? ORDER BY at, id", caseID)
}

// Messages returns what the sides of the case have written to each other, in the order in
// which they have.
func (r reader) Messages(caseID string) ([]record.Message, error) {
	return find(r, messages(), "WHERE case_id = ? ORDER BY at, id", caseID)
}

// Pages returns the pages that were shown for the case, in the order of arrival.
func (r reader) Pages(caseID string) ([]record.Page, error) {
	return find(r, pages(), "WHERE case_id = ? ORDER BY at, id", caseID)
}

// Statements returns what was stated in the case, in the order of arrival.
func (r reader) Statements(caseID string) ([]record.Statement, error) {
	return find(r, testimonies(), "WHERE case_id = ? ORDER BY at, id", caseID)
}

// Exceptions returns what the case was let off, in the order in which it was.
func (r reader) Exceptions(caseID string) ([]record.Exception, error) {
	return find(r, exceptions(), "WHERE case_id = ? ORDER BY at, id", caseID)
}
