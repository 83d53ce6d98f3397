package store

import (
	"fmt"

	"akashi/record"
)

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
		return []column{
			{"id", &n.ID}, {"case_id", &n.CaseID}, {"round", &n.Round}, {"received", &n.Received}, {"reason", &n.Reason},
			{"by", &n.By}, {"at", moment{&n.At}},
		}
	}}
}

// Decision returns the one decision on the case.
func (r reader) Decision(caseID string) (record.Decision, error) {
	return one(r, decisions(), "of case "+caseID, "WHERE case_id = ?", caseID)
}

// DecidedWith counts the cases of a scheme that were decided with so many points.
func (r reader) DecidedWith(scheme string, points int) (n int, err error) {
	const query = "SELECT count(*) FROM decision d JOIN case_file c ON c.id = d.case_id WHERE c.scheme = ? AND d.points = ?"
	if err := r.row(query, scheme, points).Scan(&n); err != nil {
		return 0, fmt.Errorf("count decisions: %w", err)
	}
	return n, nil
}

// Agreement returns the agreement concluded on the case.
func (r reader) Agreement(caseID string) (record.Agreement, error) {
	return one(r, agreements(), "of case "+caseID, "WHERE case_id = ?", caseID)
}

// Notices returns when the applicant received the notice of the decision; the last
// stands, those before it were corrected.
func (r reader) Notices(caseID string) ([]record.Notice, error) {
	return find(r, notices(), "WHERE case_id = ? ORDER BY round", caseID)
}

func reexaminations() table[record.Reexamination] {
	return table[record.Reexamination]{name: "reexamination", key: "id", columns: func(x *record.Reexamination) []column {
		return []column{
			{"id", &x.ID}, {"case_id", &x.CaseID}, {"round", &x.Round}, {"requested", &x.Requested}, {"grounds", &x.Grounds},
			{"outcome", &x.Outcome}, {"decided", &x.Decided}, {"reasons", &x.Reasons}, {"by", &x.By}, {"at", moment{&x.At}}, {"version", &x.Version},
		}
	}}
}

// Reexaminations returns the requests to examine a refused case anew, in their order.
func (r reader) Reexaminations(caseID string) ([]record.Reexamination, error) {
	return find(r, reexaminations(), "WHERE case_id = ? ORDER BY round", caseID)
}
