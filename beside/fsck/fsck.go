package fsck

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"akashi/values/fault"
)

// Report is what a check has come to. Checked says how many things of each kind
// were looked at.
type Report struct {
	OK       bool           `json:"ok"`
	Checked  map[string]int `json:"checked"`
	Breaches fault.Problems `json:"-"` // the place of each is a case, a mark or a leaf
}

// Office is what is checked.
type Office struct {
	Store    string                  // address of the store, as package store understands it
	Evidence string                  // folder of its files; "" leaves them out
	Told     func(done, whole int64) // is told how far the check has come; nil for nobody
}

// Check reads one state of the store, and the files that it names, and reports every
// breach. An error means that it could not be read at all.
func Check(ctx context.Context, o Office) (report Report, err error) {
	err = reading(ctx, o.Store, func(x *examination) error {
		x.office = o
		for _, check := range checks() {
			if err := check(x); err != nil {
				return err
			}
		}
		report = x.report
		report.OK = len(report.Breaches) == 0
		return nil
	})
	return report, err
}

// reading begins to read one state of a store.
func reading(ctx context.Context, address string, read func(*examination) error) (err error) {
	db, err := open(address)
	if err != nil {
		return fmt.Errorf("open store: %w", err)
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	tx, err := db.BeginTx(ctx, options(address))
	if err != nil {
		return fmt.Errorf("begin to read: %w", err)
	}
	// Nothing was written: there is nothing that a failed rollback could lose.
	defer func() { _ = tx.Rollback() }()
	return read(&examination{ctx: ctx, tx: tx, report: Report{Checked: map[string]int{}}})
}

func checks() []func(*examination) error {
	return []func(*examination) error{
		(*examination).journal,
		(*examination).dossiers,
		(*examination).particulars,
		(*examination).verdicts,
		(*examination).states,
		(*examination).ballots,
		(*examination).promises,
		(*examination).references,
		(*examination).books,
		(*examination).evidence,
	}
}

// examination is a check under way.
type examination struct {
	ctx         context.Context
	tx          *sql.Tx
	office      Office
	report      Report
	done, whole int64 // steps, and how many are known of
}

// expect makes known that more steps are to come.
func (x *examination) expect(steps int64) { x.whole += steps }

// told counts steps, and tells whoever wants to know.
func (x *examination) told(steps int64) {
	x.done += steps
	if x.office.Told != nil {
		x.office.Told(x.done, x.whole)
	}
}

func (x *examination) breach(code, where string, pairs ...any) {
	x.report.Breaches.Add(code, where, pairs...)
}

// each calls row for every row of the query, with the function that scans it.
func (x *examination) each(query string, row func(scan func(...any) error) error) (err error) {
	rows, err := x.tx.QueryContext(x.ctx, query)
	if err != nil {
		return fmt.Errorf("%.60s: %w", query, err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		if err := row(rows.Scan); err != nil {
			return fmt.Errorf("%.60s: %w", query, err)
		}
	}
	return rows.Err()
}

// count adds up how many things were looked at.
func (x *examination) count(name, query string) error {
	var n int
	if err := x.tx.QueryRowContext(x.ctx, query).Scan(&n); err != nil {
		return fmt.Errorf("count %s: %w", name, err)
	}
	x.report.Checked[name] = n
	return nil
}
