package fsck

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

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
	Unseal   Unseal                  // opens files that are kept encrypted; nil for nobody
	Told     func(done, whole int64) // is told how far the check has come; nil for nobody
}

// Check reads one state of the store, and the files that it names, and reports every
// breach. An error means that it could not be read at all.
func Check(ctx context.Context, o Office) (report Report, err error) {
	pages, lacking := integrity(ctx, o.Store), false
	err = reading(ctx, o.Store, func(x *examination) (err error) {
		x.office = o
		for _, check := range checks() {
			if err = check(x); err != nil {
				break
			}
		}
		report, lacking = x.report, x.lacking
		return err
	})
	broken, unread := pages()
	report.Breaches = append(broken, report.Breaches...)
	if len(broken) == 0 && !lacking { // else it is no wonder that not all can be read
		err = errors.Join(err, unread)
	} else {
		err = nil
	}
	report.OK = err == nil && len(report.Breaches) == 0
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
	return read(&examination{ctx: ctx, tx: tx, report: Report{Checked: map[string]int{}}, last: map[string]string{}, moved: map[string]string{}, issued: map[string]bool{}})
}

func checks() []func(*examination) error {
	return []func(*examination) error{
		(*examination).schema,
		(*examination).plan,
		(*examination).journal,
		(*examination).dossiers,
		(*examination).holders,
		(*examination).verdicts,
		(*examination).states,
		(*examination).ballots,
		(*examination).closings,
		(*examination).promises,
		(*examination).documents,
		(*examination).dispatches,
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
	lacking     bool              // a table or an index is not there
	last        map[string]string // the state that the last leaf on a case left it in
	moved       map[string]string // the state in which a case was taken over, as its leaf tells
	issued      map[string]bool   // documents about money that leaves on cases tell, by case and number
	done, whole int64             // steps
	question    int64             // how many of them a question about the rows counts for
}

// plan counts the steps that are to come, so that people can be told how far it is.
func (x *examination) plan() error {
	files := "0"
	if x.office.Evidence != "" {
		files = "(SELECT count(*) FROM attachment)"
	}
	err := x.tx.QueryRowContext(x.ctx, `SELECT 2 * (SELECT count(*) FROM journal) + (SELECT count(*) FROM dossier)
		+ (SELECT count(*) FROM decision) + `+files).Scan(&x.whole)
	x.question = 1 + x.whole/200
	x.whole += x.question * int64(len(promises())+len(strings.Fields(references)))
	return err
}

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
