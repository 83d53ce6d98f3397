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

// Check reads one state of the store at the address, as package store understands
// it, and reports every breach. An error means that it could not be read at all.
func Check(ctx context.Context, address string) (report Report, err error) {
	db, err := open(address)
	if err != nil {
		return Report{}, fmt.Errorf("open store: %w", err)
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	tx, err := db.BeginTx(ctx, options(address))
	if err != nil {
		return Report{}, fmt.Errorf("begin to read: %w", err)
	}
	// Nothing was written: there is nothing that a failed rollback could lose.
	defer func() { _ = tx.Rollback() }()

	x := &examination{ctx: ctx, tx: tx, report: Report{Checked: map[string]int{}}}
	for _, check := range checks() {
		if err := check(x); err != nil {
			return Report{}, err
		}
	}
	x.report.OK = len(x.report.Breaches) == 0
	return x.report, nil
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
	}
}

// examination is a check under way.
type examination struct {
	ctx    context.Context
	tx     *sql.Tx
	report Report
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
