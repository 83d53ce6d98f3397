package bench

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net/url"
	"path/filepath"
	"strings"
	"time"

	"akashi/beside/cluster"
)

// What a page of the reviewer may take beside a renderer by hand, and what 99 of 100 of them
// keep below at sixteen connections.
const (
	reviewerRatio = 1.5
	reviewerLimit = 15 * time.Millisecond
)

// The case that is reviewed, and how often a round asks for its pages.
const (
	reviewedItems = 53
	reviewedFiles = 106
	reviewedPages = 40 * reviewedItems
	reviewers     = 16
)

// reviewedBy is who examines the case in the demonstration.
const reviewedBy = "shinsa-jaipa"

// measureReviewer asks for the page of every item of a case under review, on both stores.
func measureReviewer(b *bench) (rows []row, err error) {
	c, err := cluster.New()
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, c.Remove()) }()
	for _, on := range []struct{ name, database string }{{"SQLite", ""}, {"PostgreSQL", c.Address()}} {
		both, err := b.reviewOn(on.name, on.database)
		if err != nil {
			return nil, fmt.Errorf("on %s: %w", on.name, err)
		}
		rows = append(rows, both...)
	}
	return rows, nil
}

func (b *bench) reviewOn(name, database string) (rows []row, err error) {
	dir := filepath.Join(b.dir, "reviewer-"+name)
	where, store := []string{"--data", dir, "--config", b.config}, "file:"+filepath.Join(dir, "akashi.db")
	if database != "" {
		where, store = append(where, "--database", database), database
	}
	link, err := b.fillDemoFor(reviewedBy, where...)
	if err != nil {
		return nil, err
	}
	no, err := filesOf(b.ctx, store)
	if err != nil {
		return nil, fmt.Errorf("files of the case: %w", err)
	}
	office, err := start(b.ctx, b.akashi, append([]string{"serve", "--addr", "127.0.0.1:0"}, where...)...)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, office.stop()) }()
	d, err := signIn(office, link)
	if err != nil {
		return nil, err
	}
	at, _ := url.Parse(office.url)
	var took, beside []time.Duration
	t := traffic{requests: reviewedPages, connections: reviewers, longest: time.Minute, cookie: d.Jar.Cookies(at)[0].String(), took: &took}
	file := filepath.Join(b.dir, "pages-"+name+".json")
	if err := b.write(file, func(to io.Writer) error { return t.pages(b.ctx, d, store, no, to) }); err != nil {
		return nil, err
	}
	bare, err := start(b.ctx, b.self, "bare-reviewer", store, file)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, bare.stop()) }()
	slowest := func(s *server, took *[]time.Duration) func() (spent, error) {
		t := t
		t.took = took
		return func() (spent, error) {
			cost, err := t.send(b.ctx, s)
			cost.wall = percentile(*took, 99)
			return cost, err
		}
	}
	p, err := alternate(b.rounds, slowest(office, &took), slowest(bare, &beside))
	if err != nil {
		return nil, err
	}
	what := fmt.Sprintf("reviewer's page of %d items and %d files, CPU, %s", reviewedItems, reviewedFiles, name)
	r := against{what, "by hand", p, cpu}.ratioAtMost(reviewerRatio)
	late := against{"the same at 16 connections, p99", "by hand", p, wall}.atMost(reviewerLimit)
	return append(rows, r, late), nil
}

// openStore opens a store of either kind without any of our code.
func openStore(store string) (*sql.DB, error) {
	if strings.HasPrefix(store, "file:") {
		return sql.Open("sqlite", store+"?_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)&_pragma=cache_size(-16000)")
	}
	return sql.Open("pgx", store)
}

// filesOf finds the case that is with the reviewer, and writes further files of it into the
// store, one item after another, until there are as many as wanted. Their content is that of
// the rules that were handed in with it.
func filesOf(ctx context.Context, store string) (no string, err error) {
	db, err := openStore(store)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	var id string
	var items, files int
	err = db.QueryRowContext(ctx, `SELECT c.id, c.no, (SELECT count(*) FROM answer WHERE case_id = c.id), (SELECT count(*) FROM attachment WHERE case_id = c.id)
		FROM case_file c JOIN assignment a ON a.case_id = c.id WHERE c.state = 'document_review' AND a.user_id = $1 AND a.ended IS NULL`, reviewedBy).Scan(&id, &no, &items, &files)
	if err != nil {
		return "", err
	}
	if items != reviewedItems {
		return "", differ("items of "+no, items, reviewedItems)
	}
	_, err = db.ExecContext(ctx, fmt.Sprintf(`INSERT INTO attachment (id, case_id, criterion, document, name, type, size, sha256, "by", at, flags)
		SELECT 'file-' || n.round || '-' || a.criterion, a.case_id, a.criterion, '', '証拠 ' || a.criterion || ' (' || n.round || ').pdf', f.type, f.size, f.sha256, f."by", f.at, ''
		FROM answer a CROSS JOIN (SELECT 1 AS round UNION SELECT 2) n JOIN attachment f ON f.case_id = a.case_id AND f.type = 'pdf'
		WHERE a.case_id = $1 ORDER BY n.round, a.criterion LIMIT %d`, reviewedFiles-files), id)
	return no, err
}

// pages asks for the page of every item once, and writes them down for the renderer by hand.
func (t *traffic) pages(ctx context.Context, d *deskAt, store, no string, to io.Writer) error {
	db, err := openStore(store)
	if err != nil {
		return err
	}
	defer db.Close()
	rows, err := db.QueryContext(ctx, "SELECT criterion FROM answer WHERE case_id = (SELECT id FROM case_file WHERE no = $1) ORDER BY id", no)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var item string
		if err := rows.Scan(&item); err != nil {
			return err
		}
		path := "/o/cases/" + no + "/items/" + item
		body, err := d.get(ctx, path)
		if err != nil {
			return err
		}
		if !bytes.Contains(body, []byte(`name="answers.`+item)) || !bytes.Contains(body, []byte("file-")) {
			return differ(path, string(body), "the form of the item and its files")
		}
		t.paths, t.sums = append(t.paths, path), append(t.sums, sumOf(body))
		if err := writeBody(to, path, body); err != nil {
			return err
		}
	}
	return rows.Err()
}
