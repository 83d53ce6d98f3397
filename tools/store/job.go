package store

import (
	"errors"
	"fmt"
	"strings"

	"akashi/app/desk"
	"akashi/record"
	"akashi/values/civil"
)

func jobs() table[record.Job] {
	return table[record.Job]{name: "job", key: "id", columns: func(j *record.Job) []column {
		return []column{
			{"id", &j.ID}, {"kind", &j.Kind}, {"thing", &j.On}, {"object", &j.Of}, {"scheme", &j.Scheme}, {"what", &j.What}, {"day", &j.Day},
			{"state", &j.State}, {"attempts", &j.Attempts}, {"at", moment{&j.At}}, {"next", moment{&j.Next}}, {"code", &j.Code}, {"version", &j.Version},
		}
	}}
}

// Job returns the job with the ID, where it was tried.
func (r reader) Job(id string) (record.Job, error) { return one(r, jobs(), id, "WHERE id = ?", id) }

// Jobs returns jobs that were tried, the latest first.
func (r reader) Jobs(q desk.JobQuery) ([]record.Job, error) {
	var c conditions
	c.same("scheme", q.Scheme)
	c.same("state", string(q.State))
	return find(r, jobs(), c.where()+"ORDER BY at DESC, id"+limit(q.Limit), c.args...)
}

// Untold returns the numbers of marks that a letter of the calendar has still to be written about, by number.
func (r reader) Untold(q desk.UntoldQuery) ([]string, error) {
	args := append([]any{q.Before, q.After, q.Scheme, q.Edition, q.Ends}, anyOf(q.Renewing)...)
	if !findable(args) {
		return nil, nil
	}
	return r.texts(`SELECT m.number FROM mark m LEFT JOIN job j ON j.id = CAST(? AS TEXT) || m.number || CAST(? AS TEXT)
		WHERE m.scheme = ? AND m.edition = ? AND m.valid_to = ? AND m.status IN ('active', 'suspended') AND m.applicant_id IS NOT NULL
		AND (j.id IS NULL OR j.state <> 'done')
		AND NOT EXISTS (SELECT 1 FROM case_file c WHERE c.mark_id = m.id AND c.type = 'renewal' AND c.state IN (`+places(len(q.Renewing))+`))
		ORDER BY m.number`, args...)
}

// YearlyDue returns the IDs of the cases that marks rest on which run on a day, and whose last yearly fee fell due by another.
func (r reader) YearlyDue(scheme string, codes []string, today, last civil.Date) (cases []string, err error) {
	args := []any{scheme, today}
	for _, code := range codes {
		args = append(args, code)
	}
	if args = append(args, last); len(codes) == 0 || !findable(args) {
		return nil, nil
	}
	return r.texts(`SELECT m.case_id FROM mark m WHERE m.scheme = ? AND m.status IN ('active', 'suspended') AND m.valid_to >= ? AND m.case_id IS NOT NULL
		AND (SELECT max(f.due) FROM charge f JOIN case_file c ON c.id = f.case_id WHERE c.mark_id = m.id AND f.code IN (?`+strings.Repeat(", ?", len(codes)-1)+`)) <= ?
		ORDER BY m.case_id`, args...)
}

// texts are the values of a query for one text a row.
func (r reader) texts(query string, args ...any) (all []string, err error) {
	rows, err := r.query(query, args...)
	if err != nil {
		return nil, fmt.Errorf("read texts: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			return nil, fmt.Errorf("read texts: %w", err)
		}
		all = append(all, text)
	}
	return all, rows.Err()
}
