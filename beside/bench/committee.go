package bench

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"sync"
	"time"
)

// What the papers of a session may take, and the board while others work.
const (
	packLimit = 500 * time.Millisecond
	packed    = 40 // cases on the agenda
)

// People at work beside the board, each of whom opens a page every so often.
const (
	atWork      = 20
	workingPace = time.Second
	workedOn    = 1_000 // open cases
)

// measureSession asks for the papers of a session of many cases, each on a sheet of its own.
func measureSession(b *bench) (rows []row, err error) {
	dir := filepath.Join(b.dir, "session")
	link, err := b.fillDemo("--data", dir)
	if err != nil {
		return nil, err
	}
	path := filepath.Join(dir, "akashi.db")
	db, err := plainDB(path)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	var cases, tabled int
	var session string
	const planned = `SELECT s.id, count(*), (SELECT count(*) FROM case_file) FROM session s JOIN agenda_item a ON a.session_id = s.id
		WHERE s.state = 'planned' AND a.state = 'pending' GROUP BY s.id ORDER BY s.day LIMIT 1`
	if err := db.QueryRowContext(b.ctx, planned).Scan(&session, &tabled, &cases); err != nil {
		return nil, err
	}
	if err := crowd(b.ctx, path, cases*packed/tabled); err != nil {
		return nil, err
	}
	if err := foundByNumber(b.ctx, db); err != nil {
		return nil, err
	}
	s, err := b.serve(dir)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, s.stop()) }()
	d, err := signIn(s, link)
	if err != nil {
		return nil, err
	}
	pack := "/o/sessions/" + session + "/pack"
	body, err := d.get(b.ctx, pack)
	if err != nil {
		return nil, err
	}
	if sheets := bytes.Count(body, []byte("<article")); sheets != packed {
		return nil, differ("sheets of "+pack, sheets, packed)
	}
	p, err := alternate(b.few(), func() (spent, error) {
		before, err := cpuOf(d.pid())
		if err != nil {
			return spent{}, err
		}
		start := time.Now()
		_, err = d.get(b.ctx, pack)
		took := time.Since(start)
		after, failed := cpuOf(d.pid())
		return spent{wall: took, cpu: after - before}, errors.Join(err, failed)
	}, func() (spent, error) {
		return timed(1, func() error { return packByHand(b.ctx, db, session, body, io.Discard) })
	})
	if err != nil {
		return nil, err
	}
	r := against{fmt.Sprintf("papers of a session of %d cases", packed), "its bare SELECTs, its bytes written", p, wall}.atMost(packLimit)
	r.secondary = fmt.Sprintf("%s CPU, %d KB", duration(median(each(p.thing, cpu))), len(body)>>10)
	return []row{r}, nil
}

// packByHand reads what the papers tell of each case, row by row, and writes as many bytes as
// they have.
func packByHand(ctx context.Context, db *sql.DB, session string, body []byte, to io.Writer) error {
	nos, err := db.QueryContext(ctx, "SELECT case_id FROM agenda_item WHERE session_id = ? ORDER BY no, case_id", session)
	if err != nil {
		return err
	}
	defer nos.Close()
	var ids []string
	for nos.Next() {
		var id string
		if err := nos.Scan(&id); err != nil {
			return err
		}
		ids = append(ids, id)
	}
	if err := nos.Err(); err != nil {
		return err
	}
	of := []string{"case_file WHERE id = ?", "applicant WHERE id = (SELECT applicant_id FROM case_file WHERE id = ?)"}
	for _, table := range []string{"answer", "assignment", "finding", "conflict", "vote", "attachment", "report", "scan_verdict", "declaration"} {
		of = append(of, table+" WHERE case_id = ?")
	}
	for i, id := range ids {
		for _, from := range of {
			if err := readAll(ctx, db, "SELECT * FROM "+from, id); err != nil {
				return err
			}
		}
		if _, err := to.Write(body[len(body)*i/len(ids) : len(body)*(i+1)/len(ids)]); err != nil {
			return err
		}
	}
	return nil
}

func readAll(ctx context.Context, db *sql.DB, query, id string) error {
	rows, err := db.QueryContext(ctx, query, id)
	if err != nil {
		return err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return err
	}
	cells, into := make([]any, len(columns)), make([]any, len(columns))
	for i := range cells {
		into[i] = &cells[i]
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return err
		}
	}
	return rows.Err()
}

// measureWorking asks for the board of many open cases while people are at work: each opens the
// page of a case, its criteria, its papers or its history every second.
func measureWorking(b *bench) (rows []row, err error) {
	dir := filepath.Join(b.dir, "working")
	link, err := b.fillDemo("--data", dir)
	if err != nil {
		return nil, err
	}
	path := filepath.Join(dir, "akashi.db")
	if err := boardOf(b.ctx, path, 0, workedOn); err != nil {
		return nil, err
	}
	nos, err := openCases(b.ctx, path)
	if err != nil {
		return nil, err
	}
	s, err := b.serve(dir)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, s.stop()) }()
	d, err := signIn(s, link)
	if err != nil {
		return nil, err
	}
	if _, err := d.get(b.ctx, "/o"); err != nil {
		return nil, err
	}
	var opened int
	board := d.nowAndThen(b.ctx, "/o")
	p, err := alternate(b.few(), func() (spent, error) {
		ctx, stop := context.WithCancel(b.ctx)
		defer stop()
		count := d.work(ctx, nos)
		one, err := board()
		stop()
		n, failed := count()
		opened += n
		return one, errors.Join(err, failed)
	}, board)
	if err != nil {
		return nil, err
	}
	if opened < atWork*b.few() {
		return nil, differ("pages opened meanwhile", opened, "one of each a round at least")
	}
	r := against{fmt.Sprintf("board of %s open cases beside %d people at work, p95", thousands(workedOn), atWork), "without them", p, wall}.atMost(boardLimit)
	r.secondary = fmt.Sprintf("%d pages opened meanwhile; the board alone %s CPU", opened, duration(median(each(p.reference, cpu))))
	return []row{r}, nil
}

// nowAndThen asks for a page twenty times with a pause before each, and says how long nineteen of
// them took at most.
func (d *deskAt) nowAndThen(ctx context.Context, path string) func() (spent, error) {
	const times = 20
	return func() (spent, error) {
		before, err := cpuOf(d.pid())
		if err != nil {
			return spent{}, err
		}
		var took []time.Duration
		for range times {
			time.Sleep(workingPace / 8)
			start := time.Now()
			if _, err := d.get(ctx, path); err != nil {
				return spent{}, err
			}
			took = append(took, time.Since(start))
		}
		after, err := cpuOf(d.pid())
		return spent{wall: percentile(took, 95), cpu: (after - before) / times}, err
	}
}

// work has people open pages of cases, each at a moment of the second of its own, until it is
// called off; it then tells how many were opened.
func (d *deskAt) work(ctx context.Context, nos []string) (count func() (int, error)) {
	var wait sync.WaitGroup
	opened, failed := make([]int, atWork), make([]error, atWork)
	for who := range atWork {
		wait.Go(func() {
			pause := time.NewTimer(workingPace * time.Duration(who) / atWork)
			defer pause.Stop()
			for n := who; ; n += atWork {
				select {
				case <-ctx.Done():
					return
				case <-pause.C:
				}
				page := []string{"", "/items", "/papers", "/history"}[n/atWork%4]
				if _, err := d.get(ctx, "/o/cases/"+nos[n%len(nos)]+page); err != nil {
					if ctx.Err() == nil {
						failed[who] = err
					}
					return
				}
				opened[who]++
				pause.Reset(workingPace)
			}
		})
	}
	return func() (all int, err error) {
		wait.Wait()
		for _, n := range opened {
			all += n
		}
		return all, errors.Join(failed...)
	}
}

func openCases(ctx context.Context, path string) (nos []string, err error) {
	db, err := plainDB(path)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if err := foundByNumber(ctx, db); err != nil {
		return nil, err
	}
	rows, err := db.QueryContext(ctx, "SELECT no FROM case_file WHERE state IN ('accepted', 'document_review', 'ready') ORDER BY no")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var no string
		if err := rows.Scan(&no); err != nil {
			return nil, err
		}
		nos = append(nos, no)
	}
	return slices.Clip(nos), rows.Err()
}

// foundByNumber lets the cases that were written again be found by their numbers, as lists and
// checks of a crowd never look for one.
func foundByNumber(ctx context.Context, db *sql.DB) error {
	_, err := db.ExecContext(ctx, "UPDATE case_file SET no_key = replace(no_key, '-', '')")
	return err
}
