package torture

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"akashi/beside/testkit/zengin"
	"akashi/values/civil"
)

// books has the office of the demonstration live a year of money in both schemes: each month fees are raised and a bank tells
// what came in for them, while every command is killed until one comes through. In the end the books have to add up, and each
// movement to have been recorded once.
func books(r *rig) ([]row, error) { return onBoth(r, r.yearOfBooks) }

// yearOfBooks is one year on one store.
func (r *rig) yearOfBooks(store, database string) (found row, err error) {
	o := &office{rig: r, data: filepath.Join(r.dir, "books-"+store), database: database}
	if _, err := o.command("demo", "--fill-only", "--now", "2026-11-10T01:00:00Z"); err != nil {
		return found, err
	}
	db, err := o.opened()
	if err != nil {
		return found, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	before, err := o.outOfBalance(db)
	if err != nil {
		return found, err
	}
	months := r.size(3, 12)
	found = row{what: fmt.Sprintf("%d months of money in two schemes, %s: every command killed (-9) until one comes through", months, store)}
	for month := range months {
		day := civil.In(time.Date(2027, time.January, 20, 3, 0, 0, 0, time.UTC)).AddMonths(month)
		if err := o.monthOfMoney(day, month, &found); err != nil {
			return found, fmt.Errorf("%s: %w", day, err)
		}
	}
	after, err := o.outOfBalance(db)
	if err != nil {
		return found, err
	}
	if after != before {
		found.lost++
		found.note = fmt.Sprintf("the books are off by %d yen", after-before)
	}
	if found.half, err = o.recordedAmiss(db); err != nil {
		return found, err
	}
	if _, err := o.command("fsck", "--json"); err != nil {
		found.blind, found.note = found.blind+1, found.note+" "+err.Error()
	}
	var invoices, payments int
	err = db.QueryRowContext(r.ctx, "SELECT (SELECT count(*) FROM invoice WHERE issued >= '2027-01-01'), (SELECT count(*) FROM payment WHERE received >= '2027-01-01')").Scan(&invoices, &payments)
	found.note = strings.TrimSpace(fmt.Sprintf("%d documents, %d payments %s", invoices, payments, found.note))
	return found, errors.Join(err, o.seesAYen(db, after))
}

// seesAYen makes a loss of one yen itself, and fails where the books add up all the same.
func (o *office) seesAYen(db *sql.DB, before int64) error {
	if _, err := db.ExecContext(o.rig.ctx, "UPDATE invoice_standing SET open = open + 1 WHERE invoice_id = (SELECT min(invoice_id) FROM invoice_standing)"); err != nil {
		return err
	}
	after, err := o.outOfBalance(db)
	if _, unsound := o.command("fsck", "--json"); err == nil && (after != before-1 || unsound == nil) {
		err = errors.New("a yen went and nobody saw it")
	}
	return err
}

// monthOfMoney opens a case in each scheme, raises what falls due, and takes in what the bank tells of a day.
func (o *office) monthOfMoney(day civil.Date, month int, found *row) error {
	now := []string{"--as", "jimukyoku", "--now", day.String() + "T03:00:00Z", "--json"}
	for _, scheme := range [][]string{{"--scheme", "anshin", "--service", fmt.Sprintf("月々ネット%d", month), "--intake-body", "jaipa"},
		{"--scheme", "pmark", "--applicant-industry", "service", "--applicant-persons", "5"}} {
		open := append(append([]string{"case", "open", "--type", "new", "--applicant-sample", "--applicant-name", fmt.Sprintf("見本%s%d月株式会社", scheme[1], month), "--idempotency-key", fmt.Sprint(scheme[1], month)}, scheme...), now...)
		if _, err := o.killedThrough(found, open...); err != nil {
			return err
		}
	}
	if _, err := o.killedThrough(found, append([]string{"jobs", "run"}, now[2:]...)...); err != nil {
		return err
	}
	said, err := o.command(append([]string{"invoice", "list", "--open"}, now...)...)
	if err != nil {
		return err
	}
	var owed struct {
		Invoices []struct {
			No           string `json:"no"`
			Counterparty string `json:"counterparty"`
			Open         int64  `json:"open"`
		} `json:"invoices"`
	}
	if err := json.Unmarshal(said, &owed); err != nil {
		return err
	}
	var told []zengin.Notice
	for i, v := range owed.Invoices {
		switch i % 5 { // one in five pays the next month
		case 0, 1:
			told = append(told, zengin.Notice{Amount: v.Open, Payer: "ﾀﾞﾚｶ", Text: v.No})
		case 2:
			told = append(told, zengin.Notice{Amount: v.Open - 660, Payer: "ﾀﾞﾚｶ", Text: v.No})
		case 3:
			told = append(told, zengin.Notice{Amount: v.Open + 500, Payer: "ﾀﾞﾚｶ", Text: v.No})
		}
	}
	if len(told) == 0 {
		return nil
	}
	file := filepath.Join(o.rig.dir, fmt.Sprintf("%s-%02d.dat", filepath.Base(o.data), month))
	if err := os.WriteFile(file, zengin.Notices(day, told...), 0o600); err != nil {
		return err
	}
	said, err = o.killedThrough(found, append([]string{"payment", "import", file}, now...)...)
	if err != nil {
		return err
	}
	var matched struct {
		ID      string `json:"id"`
		Matched []struct {
			Record  int    `json:"record"`
			Invoice string `json:"invoice"`
		} `json:"matched"`
	}
	if err := json.Unmarshal(said, &matched); err != nil {
		return err
	}
	if _, err := o.killedThrough(found, append([]string{"payment", "confirm", matched.ID, "--all-sure"}, now...)...); err != nil {
		return err
	}
	for _, m := range matched.Matched {
		_, err := o.killedThrough(found, append([]string{"payment", "confirm", matched.ID, "--record", strconv.Itoa(m.Record), "--invoice", m.Invoice}, now...)...)
		if err != nil && !errors.As(err, new(usedBefore)) {
			return err
		}
	}
	return nil
}

// usedBefore is a movement that was recorded before: by the sure ones, or by a command that was killed when it had done it.
type usedBefore struct{ error }

// killedThrough runs a command that is killed in the middle until one comes through, and gives what that one says.
func (o *office) killedThrough(found *row, args ...string) ([]byte, error) {
	for try := 0; ; try++ {
		cmd := exec.CommandContext(o.rig.ctx, o.rig.akashi, o.at(args...)...)
		var out, errs bytes.Buffer
		cmd.Stdout, cmd.Stderr = &out, &errs
		if err := cmd.Start(); err != nil {
			return nil, err
		}
		var dies *time.Timer
		if try < 3 { // the fourth is let through
			dies = time.AfterFunc(time.Duration(20+rand.IntN(250))*time.Millisecond, func() { _ = cmd.Process.Kill() })
		}
		err := cmd.Wait()
		if dies != nil {
			dies.Stop()
		}
		found.tried++
		switch ended := cmd.ProcessState.ExitCode(); {
		case err == nil:
			found.acknowledged++
			return out.Bytes(), nil
		case ended == -1 && o.rig.ctx.Err() == nil: // killed
			found.fired++
		case ended == 3 && bytes.Contains(out.Bytes(), []byte("bank.record-used")):
			return nil, usedBefore{err}
		default:
			return nil, fmt.Errorf("%v: %w: %.300s %.300s", args, err, &out, &errs)
		}
	}
}

// outOfBalance is by how much what was invoiced, less what was credited, differs from what came in and what is open.
func (o *office) outOfBalance(db *sql.DB) (yen int64, err error) {
	return yen, db.QueryRowContext(o.rig.ctx, `SELECT CAST((SELECT coalesce(sum(total), 0) FROM invoice WHERE kind = 'invoice') - (SELECT coalesce(sum(total), 0) FROM invoice WHERE kind = 'credit')
		- (SELECT coalesce(sum(amount), 0) FROM payment WHERE kind <> 'withheld') - (SELECT coalesce(sum(open), 0) FROM invoice_standing) AS BIGINT)`).Scan(&yen)
}

// recordedAmiss is how many movements were recorded otherwise than for their sum, where they were recorded.
func (o *office) recordedAmiss(db *sql.DB) (n int, err error) {
	return n, db.QueryRowContext(o.rig.ctx, `SELECT count(*) FROM (SELECT r.id FROM bank_record r JOIN payment p ON p.record_id = r.id AND p.kind <> 'withheld'
		GROUP BY r.id, r.amount HAVING sum(p.amount) <> r.amount) amiss`).Scan(&n)
}
