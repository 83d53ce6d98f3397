package store

import "akashi/record"

func decisions() table[record.Decision] {
	return table[record.Decision]{name: "decision", key: "id", columns: func(d *record.Decision) []column {
		return []column{
			{"id", &d.ID}, {"case_id", &d.CaseID}, {"session_id", &d.SessionID}, {"outcome", &d.Outcome},
			{"decided", &d.Decided}, {"dossier", &d.Dossier}, {"verdicts", asJSON{&d.Verdicts}}, {"points", &d.Points},
			{"points_pass", &d.PointsPass}, {"score", &d.Score}, {"votes_for", &d.For}, {"votes_against", &d.Against},
			{"votes_abstained", &d.Abstained}, {"recused", &d.Recused}, {"present", &d.Present}, {"quorum", &d.Quorum},
			{"reasons", &d.Reasons}, {"conditions", &d.Conditions}, {"explained", asJSON{&d.Explained}}, {"by", &d.By},
			{"at", moment{&d.At}},
		}
	}}
}

func agreements() table[record.Agreement] {
	return table[record.Agreement]{name: "agreement", key: "id", columns: func(a *record.Agreement) []column {
		return []column{{"id", &a.ID}, {"case_id", &a.CaseID}, {"concluded", &a.Concluded}, {"by", &a.By}}
	}}
}

func notices() table[record.Notice] {
	return table[record.Notice]{name: "notice", key: "id", columns: func(n *record.Notice) []column {
		return []column{{"id", &n.ID}, {"case_id", &n.CaseID}, {"received", &n.Received}, {"by", &n.By}}
	}}
}

// Decision returns the one decision on the case.
func (r reader) Decision(caseID string) (record.Decision, error) {
	return one(r, decisions(), "of case "+caseID, "WHERE case_id = ?", caseID)
}

// Agreement returns the agreement concluded on the case.
func (r reader) Agreement(caseID string) (record.Agreement, error) {
	return one(r, agreements(), "of case "+caseID, "WHERE case_id = ?", caseID)
}

// Notice returns when the applicant received the notice of the decision.
func (r reader) Notice(caseID string) (record.Notice, error) {
	return one(r, notices(), "of case "+caseID, "WHERE case_id = ?", caseID)
}
