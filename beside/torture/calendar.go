package torture

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"

	"akashi/beside/cluster"
)

// calendars has three workers do what a day brings: two that are killed again and again, and one that is stopped in the
// middle of its work and goes on when the others are through. Each effect has to be there once.
func calendars(r *rig) ([]row, error) { return onBoth(r, r.calendar) }

// onBoth tortures an office on SQLite, and one on PostgreSQL where there is any.
func onBoth(r *rig, torture func(store, database string) (row, error)) (rows []row, err error) {
	one, err := torture("SQLite", "")
	if err != nil {
		return nil, err
	}
	rows = append(rows, one)
	if _, missing := cluster.Initdb(); missing != nil || os.Getenv("AKASHI_TEST_POSTGRES") == "none" {
		return rows, nil
	}
	c, err := cluster.New()
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, c.Remove()) }()
	one, err = torture("PostgreSQL", c.Address())
	return append(rows, one), err
}

// calendar tortures one office: as many cases lapse on one day as there are jobs.
func (r *rig) calendar(store, database string) (found row, err error) {
	jobs, stopped := r.size(300, 2000), time.Duration(r.size(3, 90))*time.Second
	o, err := r.found(filepath.Join(r.dir, "calendar-"+store), database)
	if err != nil {
		return found, err
	}
	defer func() { err = errors.Join(err, o.close()) }()
	db, err := o.opened()
	if err != nil {
		return found, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if err := o.overdue(db, jobs); err != nil {
		return found, err
	}
	found = row{what: "what a day brings, " + store + ": two workers killed (-9), one stopped", tried: jobs}

	late := o.worker() // it is stopped with a list of all that was due
	if err := late.Start(); err != nil {
		return found, err
	}
	time.Sleep(time.Duration(100+rand.IntN(200)) * time.Millisecond)
	_ = late.Process.Signal(syscall.SIGSTOP)
	var waking sync.WaitGroup
	begun := time.Now()
	waking.Go(func() {
		time.Sleep(stopped)
		_ = late.Process.Signal(syscall.SIGCONT)
	})
	var through time.Duration
	for deadline := time.Now().Add(time.Duration(r.size(1, 10)) * time.Minute); time.Now().Before(deadline); {
		left, err := o.toLapse(db)
		if err != nil {
			return found, err
		}
		if left == 0 {
			through = time.Since(begun)
			break
		}
		found.fired += o.killed()
	}
	waking.Wait()
	_ = late.Wait() // that others were sooner is no failure of its
	found.note = fmt.Sprintf("%d kills; stopped for %s; through after %s", found.fired, stopped, through.Round(time.Second/10))
	return found, o.countLapses(db, &found)
}

// worker is the program that does all that is due.
func (o *office) worker() *exec.Cmd {
	cmd := exec.CommandContext(o.rig.ctx, o.rig.akashi, o.at("jobs", "run", "--json")...)
	cmd.Stdout, cmd.Stderr = io.Discard, io.Discard
	return cmd
}

// killed has two workers at it for a moment, and says how many were killed before they were through.
func (o *office) killed() (n int) {
	var both sync.WaitGroup
	var mu sync.Mutex
	for range 2 {
		both.Go(func() {
			w := o.worker()
			if w.Start() != nil {
				return
			}
			dies := time.AfterFunc(time.Duration(80+rand.IntN(400))*time.Millisecond, func() { _ = w.Process.Kill() })
			if err := w.Wait(); err != nil {
				mu.Lock()
				n++
				mu.Unlock()
			}
			dies.Stop()
		})
	}
	both.Wait()
	return n
}

// opened is the store beside the program.
func (o *office) opened() (*sql.DB, error) {
	if o.database != "" {
		return sql.Open("pgx", o.database)
	}
	return sql.Open("sqlite", filepath.Join(o.data, "akashi.db")+"?_pragma=busy_timeout(60000)")
}

// overdue makes cases of which each should have lapsed: one is opened, and the others are copies of it.
func (o *office) overdue(db *sql.DB, n int) error {
	if _, err := o.command("case", "open", "--as", "office", "--scheme", "pmark", "--type", "new", "--applicant-name", "見本", "--applicant-industry", "service", "--applicant-persons", "5", "--json"); err != nil {
		return err
	}
	rows, err := db.QueryContext(o.rig.ctx, "SELECT * FROM case_file")
	if err != nil {
		return err
	}
	names, err := rows.Columns()
	if err = errors.Join(err, rows.Close()); err != nil {
		return err
	}
	values := map[string]string{"id": "'copy' || %d", "no": "'PM-2020-' || %d", "no_key": "'PM2020' || %d", "alias": "'alias' || %d", "state": "'agreement'", "agreement_due": "'2020-01-31'"}
	var into, from []string
	for _, name := range names {
		if name == "serial" || name == "gram_vector" { // the store makes them
			continue
		}
		into, from = append(into, name), append(from, name)
		if v, changed := values[name]; changed {
			from[len(from)-1] = v
		}
	}
	tx, err := db.BeginTx(o.rig.ctx, nil)
	if err != nil {
		return err
	}
	for i := range n {
		of := strings.ReplaceAll(strings.Join(from, ", "), "%d", fmt.Sprint(1000+i))
		if _, err := tx.ExecContext(o.rig.ctx, "INSERT INTO case_file ("+strings.Join(into, ", ")+") SELECT "+of+" FROM case_file WHERE no NOT LIKE 'PM-2020-%'"); err != nil {
			return errors.Join(err, tx.Rollback())
		}
	}
	return tx.Commit()
}

// toLapse is how many are left.
func (o *office) toLapse(db *sql.DB) (n int, err error) {
	return n, db.QueryRowContext(o.rig.ctx, "SELECT count(*) FROM case_file WHERE state = 'agreement'").Scan(&n)
}

// countLapses holds what is there against what was due: a job, a leaf and a letter for each.
func (o *office) countLapses(db *sql.DB, found *row) error {
	for what, query := range map[string]string{
		"jobs":    "SELECT object, count(*) FROM job WHERE state = 'done' GROUP BY object",
		"leaves":  "SELECT object, count(*) FROM journal WHERE action = 'lapse' GROUP BY object",
		"letters": "SELECT case_id, count(*) FROM outgoing WHERE template = 'lapsed' GROUP BY case_id",
	} {
		there, doubles, err := counted(o.rig.ctx, db, query)
		if err != nil {
			return fmt.Errorf("%s: %w", what, err)
		}
		if what == "jobs" {
			found.acknowledged = there
		}
		found.lost, found.half = found.lost+found.tried-there, found.half+doubles
	}
	return nil
}

func counted(ctx context.Context, db *sql.DB, query string) (there, doubles int, err error) {
	rows, err := db.QueryContext(ctx, query)
	if err != nil {
		return 0, 0, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var of string
		var n int
		if err := rows.Scan(&of, &n); err != nil {
			return 0, 0, err
		}
		there, doubles = there+1, doubles+n-1
	}
	return there, doubles, rows.Err()
}
