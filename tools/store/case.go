package store

import (
	"errors"
	"fmt"
	"strings"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
)

func cases() table[record.Case] {
	return table[record.Case]{name: "case_file", key: "id",
		columns: func(c *record.Case) []column {
			return []column{
				{"id", &c.ID}, {"no", &c.No}, {"scheme", &c.Scheme}, {"edition", &c.Edition}, {"type", &c.Type},
				{"state", &c.State}, {"applicant_id", &c.ApplicantID}, {"particulars", asJSON{&c.Particulars}}, {"service", &c.Service},
				{"service_kana", &c.ServiceKana}, {"website", &c.Website}, {"intake_body", &c.IntakeBody},
				{"mark_id", optional{&c.MarkID}}, {"size", &c.Size}, {"opened", moment{&c.Opened}}, {"filed", &c.Filed},
				{"accepted", &c.Accepted}, {"round", &c.Round}, {"dossier", &c.Dossier},
				{"session_id", optional{&c.SessionID}}, {"decided", &c.Decided}, {"agreement_due", &c.AgreementDue},
				{"closed", &c.Closed}, {"facts", asJSON{&c.Past}}, {"reason", &c.Reason}, {"evidence", asJSON{&c.Evidence}},
				{"unseen", &c.Unseen}, {"since", &c.Since}, {"returned", &c.Returned}, {"carried", asJSON{&c.Carried}}, {"version", &c.Version},
			}
		},
		derived: func(c *record.Case) []column {
			folded, named := foldAll(c.No, c.Service, c.ServiceKana), foldAll(c.Particulars.Name, c.Particulars.NameKana, c.Particulars.NameEN)
			return []column{
				{"no_key", numberKey(c.No)},
				{"alias", c.Alias()},
				{"folded", folded},
				{"named", named},
				{"grams", strings.Join(gramsOf(folded+" "+named), " ")},
				{"corporate_number", c.Particulars.CorporateNumber},
			}
		},
	}
}

func declarations() table[record.Declaration] {
	return table[record.Declaration]{name: "declaration", key: "id", columns: func(d *record.Declaration) []column {
		return []column{{"id", &d.ID}, {"case_id", &d.CaseID}, {"edition", &d.Edition}, {"item", &d.Item}, {"by", &d.By}, {"paper", optional{&d.PaperID}}, {"at", moment{&d.At}}}
	}}
}

// dossiers are kept under the hash of what they say: one handed in again unchanged
// is the same dossier.
func dossiers() table[record.Dossier] {
	return table[record.Dossier]{name: "dossier", key: "hash", again: true, columns: func(d *record.Dossier) []column {
		return []column{
			{"hash", &d.Hash}, {"case_id", &d.CaseID}, {"stage", &d.Stage}, {"body", &d.Body}, {"at", moment{&d.At}},
		}
	}}
}

func assignments() table[record.Assignment] {
	return table[record.Assignment]{name: "assignment", key: "id", columns: func(a *record.Assignment) []column {
		return []column{
			{"id", &a.ID}, {"case_id", &a.CaseID}, {"user_id", &a.UserID}, {"role", &a.Role}, {"round", &a.Round},
			{"at", moment{&a.At}}, {"ended", moment{&a.Ended}}, {"ended_by", &a.EndedBy}, {"reason", &a.Reason},
			{"judged", moment{&a.Judged}}, {"opened", moment{&a.Opened}}, {"acts", &a.Acts}, {"version", &a.Version},
		}
	}}
}

// Case returns the case with the receipt number, in any width and case, the ID or
// the alias.
func (r reader) Case(no string) (record.Case, error) {
	return one(r, cases(), no, "WHERE (no_key = ? AND no_key <> '') OR id = ? OR alias = ?", numberKey(no), no, no)
}

// Cases returns the cases asked for by receipt number.
func (r reader) Cases(q desk.CaseQuery) ([]record.Case, error) {
	rest, args, err := r.casesOf(q)
	if err != nil {
		return nil, err
	}
	return find(r, cases(), rest, args...)
}

// SchemesWithCases returns the schemes of which there is a case, in their order.
func (r reader) SchemesWithCases() (keys []string, err error) {
	rows, err := r.query("SELECT DISTINCT scheme FROM case_file ORDER BY scheme")
	if err != nil {
		return nil, fmt.Errorf("find schemes: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	keys = []string{}
	for rows.Next() {
		var key string
		if err := rows.Scan(&key); err != nil {
			return nil, fmt.Errorf("read scheme: %w", err)
		}
		keys = append(keys, key)
	}
	return keys, rows.Err()
}

// casesOf is the question for cases behind the name of their table.
func (r reader) casesOf(q desk.CaseQuery) (rest string, args []any, err error) {
	var c conditions
	visible(&c, q.Visible)
	c.same("scheme", q.Scheme)
	c.same("type", string(q.Type))
	c.same("applicant_id", q.ApplicantID)
	c.same("corporate_number", q.CorporateNumber)
	c.same("mark_id", q.MarkID)
	c.same("session_id", q.SessionID)
	if q.Carried {
		c.and(`carried <> ''`)
	}
	if q.Unpriced {
		c.and(`id IN (SELECT case_id FROM charge WHERE status = ? OR basis LIKE '%"unpriced":"%')`, record.ChargeUnpriced)
	}
	if len(q.States) > 0 { // found by their index: most cases of an office have ended
		states := "SELECT id FROM case_file WHERE state IN (" + places(len(q.States)) + ")"
		if q.OrOwing {
			states += " UNION SELECT case_id FROM charge WHERE status = 'owed' AND due IS NOT NULL"
		}
		c.and("id IN ("+states+")", anyOf(q.States)...)
	}
	if err := r.caseText(&c, q); err != nil {
		return "", nil, err
	}
	order := "no"
	if q.Visible.Unnamed {
		order = "alias"
	}
	if q.After != "" {
		c.and(order+" > ?", q.After)
	}
	return c.where() + "ORDER BY " + order + ", id" + limit(q.Limit), c.args, nil
}

// caseText finds every word in the receipt number, the service or the applicant. What is
// not to be named is found by its alias alone.
func (r reader) caseText(c *conditions, q desk.CaseQuery) error {
	switch {
	case q.Visible.Unnamed:
		c.same("alias", q.Text)
		return nil
	case q.Text == "":
		return nil
	}
	return r.holding(c, searched{"case_file", "case_search", "folded || ' ' || named"}, q.Text, q.Limit > 0)
}

// visible is access.Filter.Admits as a condition on rows of case_file.
func visible(c *conditions, f access.Filter) {
	reach(c, f)
	if of := f.Schemes(); len(of) > 0 {
		c.and("scheme IN ("+places(len(of))+")", anyOf(of)...)
	}
	if f.Filed {
		c.and("filed IS NOT NULL")
	}
	if f.Tabled {
		c.and("session_id IS NOT NULL")
	}
	if f.Cleared {
		c.and(`session_id IS NULL OR decided IS NOT NULL OR EXISTS (SELECT 1 FROM clearance
			WHERE clearance.case_id = case_file.id AND clearance.session_id = case_file.session_id AND clearance.user_id <> '' AND clearance.user_id = ?)`, f.NotUser)
	}
	if only := f.Commissioned(); f.Cases != "" && len(only) == 0 {
		c.and("1 = 0")
	} else if len(only) > 0 {
		c.and("id IN ("+places(len(only))+")", anyOf(only)...)
	}
	const free = "NOT EXISTS (SELECT 1 FROM conflict WHERE conflict.case_id = case_file.id AND retracted IS NULL AND ? IN (user_id, seat))"
	for _, who := range []string{f.NotUser, f.NotSeat} {
		if who != "" {
			c.and(free, who)
		}
	}
	if tied := f.Tied(); len(tied) > 0 {
		c.and("applicant_id NOT IN ("+places(len(tied))+")", anyOf(tied)...)
	}
}

func reach(c *conditions, f access.Filter) {
	var ways conditions
	ways.same("applicant_id", f.ApplicantID)
	ways.same("intake_body", f.IntakeBody)
	if f.AssignedTo != "" {
		ways.and("id IN (SELECT case_id FROM assignment WHERE user_id = ? AND ended IS NULL)", f.AssignedTo)
	}
	switch {
	case f.All:
	case f.IsEmpty():
		c.and("1 = 0")
	default:
		c.and(strings.Join(ways.texts, " OR "), ways.args...)
	}
}

// Declarations returns the statements made in the application, by item, under every
// edition that the case has had.
func (r reader) Declarations(caseID string) ([]record.Declaration, error) {
	return find(r, declarations(), "WHERE case_id = ? ORDER BY item, edition", caseID)
}

// Dossiers returns the frozen pictures of the case, the oldest first.
func (r reader) Dossiers(caseID string) ([]record.Dossier, error) {
	return find(r, dossiers(), "WHERE case_id = ? ORDER BY at, hash", caseID)
}

// Assignments returns who examines the case, and who did, in the order of their
// appointment.
func (r reader) Assignments(caseID string) ([]record.Assignment, error) {
	return find(r, assignments(), "WHERE case_id = ? ORDER BY at, role, user_id, round", caseID)
}
