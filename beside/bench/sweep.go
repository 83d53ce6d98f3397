package bench

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"time"

	"akashi/app/desk"
	"akashi/doors/jobs"
	"akashi/record"
	"akashi/rules/lifecycle"
	"akashi/values/civil"
)

// sweepLimit is what a night may take, beside the bare statements that write the same rows.
const sweepLimit = 2

// sweptMarks is how many marks the register has over which the calendar goes.
func (b *bench) sweptMarks() int { return b.size(20_000, 1_000_000) }

// firstNight is the first day that is swept; each round is another night.
var firstNight = time.Date(2026, time.March, 2, 15, 30, 0, 0, time.UTC) // half past midnight of the third, in Japan

// measureSweep has the calendar do what a night brings in a register of many marks, and writes the same rows by bare statements
// into a copy of it.
func measureSweep(b *bench) (rows []row, err error) {
	o, err := b.open("sweep")
	if err != nil {
		return nil, err
	}
	defer func() { o.close() }()
	if err := b.fillMarks(o, b.sweptMarks()); err != nil {
		return nil, err
	}
	night, done := firstNight, 0
	o.app.Now = func() time.Time { return night }
	calendar := jobs.Calendar{Office: o.app, Log: slog.New(slog.NewTextHandler(io.Discard, nil))}
	if _, err := calendar.Round(b.ctx); err != nil { // what the nights before would have done
		return nil, err
	}
	copied := filepath.Join(b.dir, "sweep-bare.db")
	db, err := plainDB(o.path)
	if err != nil {
		return nil, err
	}
	if _, err := db.ExecContext(b.ctx, "VACUUM INTO '"+copied+"'"); err != nil {
		return nil, err
	}
	bare, err := plainDB(copied)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, db.Close(), bare.Close(), os.Remove(copied)) }()
	sweep := func() error {
		done = 0
		tally, err := calendar.Round(b.ctx)
		for _, n := range tally.Done {
			done += n
		}
		if tally.Failed > 0 {
			err = errors.Join(err, differ("jobs that failed", tally.Failed, 0))
		}
		return err
	}
	var again []time.Duration
	var did []int64
	before, err := sizes(b.ctx, db)
	if err != nil {
		return nil, err
	}
	p, err := alternate(b.few(), func() (spent, error) {
		night = night.AddDate(0, 0, 1)
		return timed(1, sweep)
	}, func() (spent, error) {
		did = append(did, int64(done))
		start := time.Now()
		if err := sweep(); err != nil || done != 0 { // the same night once more
			return spent{}, errors.Join(err, differ("what a second run does", done, 0))
		}
		again = append(again, time.Since(start))
		wrote, now, err := b.writtenSince(db, o.path, before)
		if before = now; err != nil {
			return spent{}, err
		}
		return timed(1, func() error { return wrote.bySets(b.ctx, bare, civil.In(night)) })
	})
	if err != nil {
		return nil, err
	}
	left, err := sizes(b.ctx, db)
	if err != nil {
		return nil, err
	}
	if right, err := sizes(b.ctx, bare); err != nil || !slices.Equal(left, right) {
		return nil, errors.Join(err, differ("rows after the nights", left, right))
	}
	r := against{fmt.Sprintf("a night's clocks over %s marks, elapsed", thousands(b.sweptMarks())), "the same rows by sets", p, wall}.ratioAtMost(sweepLimit)
	r.secondary = fmt.Sprintf("%s jobs a night, %s; the same night again %s", thousands(int(median(did))), perSecond(int(median(did)), median(each(p.thing, wall))), duration(median(again)))
	return []row{r}, nil
}

// written is what a night has added, table by table: the rows after the last one of before.
type written struct {
	path  string
	after []tableSize
}

// tableSize is how far the rows of a table go.
type tableSize struct {
	name string
	last int64 // rowid
}

// sizes tells how far the tables of the office go, but those of the search, which follow theirs by triggers.
func sizes(ctx context.Context, db *sql.DB) (all []tableSize, err error) {
	rows, err := db.QueryContext(ctx, `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%search%' AND name NOT LIKE 'sqlite%' ORDER BY name`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var t tableSize
		if err := rows.Scan(&t.name); err != nil {
			return nil, err
		}
		all = append(all, t)
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	for i := range all {
		if err := db.QueryRowContext(ctx, "SELECT coalesce(max(rowid), 0) FROM "+all[i].name).Scan(&all[i].last); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// writtenSince compares how far the tables went with how far they go.
func (b *bench) writtenSince(db *sql.DB, path string, before []tableSize) (w written, now []tableSize, err error) {
	now, err = sizes(b.ctx, db)
	w.path = path
	for i, t := range before {
		if err == nil && now[i].last > t.last {
			w.after = append(w.after, t)
		}
	}
	return w, now, err
}

// bySets finds what is due in the register and writes what the office wrote, each table by one statement, all in one
// transaction. No hash is made, no letter worded and no rule asked.
func (w written) bySets(ctx context.Context, bare *sql.DB, day civil.Date) error {
	one, err := bare.Conn(ctx)
	if err != nil {
		return err
	}
	defer one.Close()
	statements := []string{"ATTACH DATABASE '" + w.path + "' AS ours", "BEGIN IMMEDIATE", fmt.Sprintf(
		`SELECT count(*) FROM mark m WHERE m.valid_to BETWEEN '%s' AND '%s' AND NOT EXISTS
			(SELECT 1 FROM case_file c WHERE c.mark_id = m.id AND c.type = 'renewal')`, day.AddMonths(-1), day.AddMonths(12)), fmt.Sprintf(
		`SELECT count(*) FROM mark m WHERE m.scheme = 'anshin' AND m.status = 'active' AND m.valid_to >= '%s' AND
			(SELECT max(f.due) FROM charge f WHERE f.case_id = m.case_id AND f.code = '%s') <= '%s'`, day, yearlyCode, day.AddMonths(-11))}
	for _, t := range w.after {
		statements = append(statements, fmt.Sprintf("INSERT INTO main.%[1]s SELECT * FROM ours.%[1]s WHERE rowid > %[2]d", t.name, t.last))
		if t.name == "charge" {
			statements = append(statements, fmt.Sprintf("UPDATE main.case_file SET version = version + 1 WHERE id IN (SELECT case_id FROM ours.charge WHERE rowid > %d)", t.last))
		}
	}
	statements = append(statements, "UPDATE main.journal_head SET size = (SELECT size FROM ours.journal_head)",
		"INSERT OR REPLACE INTO main.counter SELECT * FROM ours.counter", "COMMIT", "DETACH DATABASE ours")
	for _, s := range statements {
		if _, err := one.ExecContext(ctx, s); err != nil {
			return fmt.Errorf("%s: %w", s, err)
		}
	}
	return nil
}

// yearlyCode is the yearly fee of the scheme that has one.
const yearlyCode = "annual"

// fillMarks makes a register of two schemes with a holder and an address for letters of each mark: half of them run for two years
// and are renewed, half of them pay a fee each year.
func (b *bench) fillMarks(o *office, n int) error {
	start := civil.In(firstNight)
	for some := range slices.Chunk(upTo(n), 10_000) {
		var applicants, users, cases, marks, charges []any
		for _, i := range some {
			id := fmt.Sprintf("%07d", i)
			a := &record.Applicant{ID: "a" + id, Particulars: record.Particulars{Name: "見本" + id + "株式会社", Sample: true}}
			applicants = append(applicants, a)
			users = append(users, &record.User{ID: "u" + id, Name: "見本 太郎", Role: record.RoleApplicant, ApplicantID: a.ID, Email: "u" + id + "@example.jp"})
			m := &record.Mark{ID: "m" + id, Scheme: "pmark", Edition: "2006", Number: holderNumber(i), Status: record.MarkActive, GrantCount: 1,
				ApplicantID: a.ID, Holder: a.Name, Service: "見本 " + id, ValidTo: start.AddDays(i / 2 % 730)}
			if m.ValidFrom = m.ValidTo.AddMonths(-24).AddDays(1); i%2 == 1 {
				m.Scheme, m.Edition, m.Number, m.CaseID = schemeKey, editionID, "J"+id, "c"+id
				m.ValidFrom, m.ValidTo = start.AddDays(-400), start.AddDays(3000)
				cases = append(cases, &record.Case{ID: m.CaseID, No: "SA-2025-" + id, Scheme: schemeKey, Edition: editionID, Type: record.New, State: lifecycle.Granted,
					ApplicantID: a.ID, Particulars: a.Particulars, Service: m.Service, IntakeBody: "jaipa", MarkID: m.ID, Decided: m.ValidFrom, Closed: m.ValidFrom})
				due := start.AddMonths(-11).AddDays(i / 2 % 365)
				charges = append(charges, &record.Charge{ID: "f" + id, CaseID: m.CaseID, MarkID: m.ID, Code: yearlyCode, Amount: 21_600, Tax: 80,
					Basis: record.QuotedFee{Code: yearlyCode, Amount: 21_600, TaxRate: 80, Due: due, Yearly: true}, Raised: due, Due: due, Paid: due, Status: record.ChargePaid})
			}
			marks = append(marks, m)
		}
		err := o.store.Update(b.ctx, func(tx desk.Tx) error {
			return tx.Add(slices.Concat(applicants, users, marks, cases, charges)...)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func upTo(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}
