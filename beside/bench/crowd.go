package bench

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/tlog"

	"akashi/record"
	"akashi/tools/store"
)

// crowd makes a store of many cases out of a store of few: every case of an office, with
// all that belongs to it and its leaves in the journal, is written again under other names
// until there are as many as wanted. What is hashed is hashed anew, so that the store is as
// sound as if each had been run through.
func crowd(ctx context.Context, path string, cases int) error {
	return crowdOf(ctx, path, cases, belonging(), `SELECT * FROM journal WHERE kind = 'case' AND object IN (SELECT no FROM case_file)
		OR kind = 'mark' AND object IN (SELECT number FROM mark WHERE case_id IS NOT NULL) ORDER BY seq`)
}

// crowdOf writes so much of each case.
func crowdOf(ctx context.Context, path string, cases int, belonging []ofCase, leaves string) (err error) {
	db, err := sql.Open("sqlite", "file:"+path+"?_pragma=synchronous(0)&_pragma=foreign_keys(0)&_pragma=cache_size(-64000)")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	db.SetMaxOpenConns(1)
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // after a commit this does nothing
	c := &copier{ctx: ctx, tx: tx, inserts: map[string]*sql.Stmt{}}
	if err := c.read(belonging, leaves); err != nil {
		return err
	}
	for n, there := 1, c.cases(); n*there < cases; n++ {
		if err := c.again(fmt.Sprintf("-%d", n), int64(n)); err != nil {
			return err
		}
	}
	if _, err := tx.ExecContext(ctx, "UPDATE journal_head SET size = ?", c.size); err != nil {
		return err
	}
	return tx.Commit()
}

// ofCase is a table of a case, with the rows that belong to one.
type ofCase struct{ table, rows string }

// ofCases are the rows that name a case.
const ofCases = "case_id IN (SELECT id FROM case_file)"

// belonging are the tables of a case.
func belonging() []ofCase {
	all := []ofCase{
		{"applicant", "id IN (SELECT applicant_id FROM case_file)"}, {"case_file", "1"}, {"mark", ofCases},
		{"mark_event", "mark_id IN (SELECT id FROM mark WHERE " + ofCases + ")"}, {"scan_page", "1"},
	}
	for _, table := range strings.Fields(`answer declaration attachment dossier assignment finding charge payment charge_correction visit
		report scan_report scan_paper scan_verdict agenda_item conflict vote opened_vote voiding decision agreement notice vector
		outgoing web_page statement exception eligibility_check reexamination`) {
		all = append(all, ofCase{table, ofCases})
	}
	return all
}

// copier writes a crowd.
type copier struct {
	ctx     context.Context
	tx      *sql.Tx
	inserts map[string]*sql.Stmt
	tables  []template
	leaves  template

	names   *regexp.Regexp
	ballots []ballot          // whose commitments change with the number of the case
	hashes  map[string]string // what a commitment or a dossier hashes to in this copy

	size int64 // of the journal
	tree treeReader
}

// template are the rows of a table, each text cut where a name ends.
type template struct {
	tableRows
	cut [][][]string
}

type ballot struct{ no, session, seat, choice, salt, commitment string }

func (c *copier) cases() int { return len(c.tables[1].rows) }

func (c *copier) read(belonging []ofCase, ofJournal string) error {
	for _, t := range belonging {
		rows, err := c.rows(t.table, "SELECT * FROM "+t.table+" WHERE "+t.rows)
		if err != nil {
			return err
		}
		c.tables = append(c.tables, template{tableRows: rows})
	}
	leaves, err := c.rows("journal", ofJournal)
	if err != nil {
		return err
	}
	c.leaves = template{tableRows: leaves}
	if err := c.readTree(); err != nil {
		return err
	}
	if err := c.readBallots(); err != nil {
		return err
	}
	c.nameAll()
	for i := range c.tables {
		c.tables[i].cut = c.cuts(c.tables[i])
	}
	c.leaves.cut = c.cuts(c.leaves)
	return nil
}

func (c *copier) rows(table, query string) (t tableRows, err error) {
	rows, err := c.tx.QueryContext(c.ctx, query)
	if err != nil {
		return t, err
	}
	defer rows.Close()
	t.name = table
	if t.columns, err = rows.Columns(); err != nil {
		return t, err
	}
	for rows.Next() {
		cells, into := make([]any, len(t.columns)), make([]any, len(t.columns))
		for i := range cells {
			into[i] = &cells[i]
		}
		if err := rows.Scan(into...); err != nil {
			return t, err
		}
		t.rows = append(t.rows, cells)
	}
	return t, rows.Err()
}

func (c *copier) readTree() error {
	tree, err := c.rows("journal_hash", "SELECT place, hash FROM journal_hash ORDER BY place")
	if err != nil {
		return err
	}
	for _, row := range tree.rows {
		var h tlog.Hash
		if _, err := hex.Decode(h[:], []byte(row[1].(string))); err != nil {
			return err
		}
		c.tree = append(c.tree, h)
	}
	return c.tx.QueryRowContext(c.ctx, "SELECT size FROM journal_head").Scan(&c.size)
}

func (c *copier) readBallots() error {
	opened, err := c.rows("vote", `SELECT f.no, v.session_id, v.seat, v.round, o.choice, o.salt, v.commitment
		FROM opened_vote o JOIN vote v ON v.id = o.vote_id JOIN case_file f ON f.id = v.case_id`)
	for _, r := range opened.rows {
		if r[3].(int64) != 1 {
			return errors.New("a vote of a later round") // the demonstration has none
		}
		c.ballots = append(c.ballots, ballot{r[0].(string), r[1].(string), r[2].(string), r[4].(string), r[5].(string), r[6].(string)})
	}
	return err
}

// nameAll notes every name that has to become another: identifiers, numbers, hashes.
func (c *copier) nameAll() {
	var all []string
	for _, t := range c.tables {
		for _, column := range []string{"id", "no", "no_key", "number", "number_key", "hash", "commitment"} {
			at := slices.Index(t.columns, column)
			if at < 0 {
				continue
			}
			for _, row := range t.rows {
				if name, ok := row[at].(string); ok && name != "" {
					all = append(all, regexp.QuoteMeta(name))
				}
			}
		}
	}
	slices.SortFunc(all, func(a, b string) int { return len(b) - len(a) })
	c.names = regexp.MustCompile(strings.Join(slices.Compact(all), "|"))
}

// cuts cuts every text into what stays and what is a name, in turn.
func (c *copier) cuts(t template) [][][]string {
	var all [][][]string
	for _, row := range t.rows {
		cells := make([][]string, len(row))
		for i, value := range row {
			text, ok := value.(string)
			if !ok {
				continue
			}
			from := 0
			for _, at := range c.names.FindAllStringIndex(text, -1) {
				cells[i] = append(cells[i], text[from:at[0]], text[at[0]:at[1]])
				from = at[1]
			}
			cells[i] = append(cells[i], text[from:])
		}
		all = append(all, cells)
	}
	return all
}

// named is a text with the names of this copy.
func (c *copier) named(cut []string, suffix string) string {
	if len(cut) == 1 {
		return cut[0]
	}
	var b strings.Builder
	for i, part := range cut {
		hash, hashed := c.hashes[part]
		switch {
		case i%2 == 0:
			b.WriteString(part)
		case hashed:
			b.WriteString(hash)
		default:
			b.WriteString(part + suffix)
		}
	}
	return b.String()
}

// again writes every case once more.
func (c *copier) again(suffix string, n int64) error {
	c.hashes = map[string]string{}
	for _, v := range c.ballots {
		sum := sha256.Sum256(fmt.Appendf(nil, "akashi-vote-v1\n%s\n%s\n%s\n1\n%s\n%s\n", v.no+suffix, v.session, v.seat, v.choice, v.salt))
		c.hashes[v.commitment] = hex.EncodeToString(sum[:])
	}
	c.hashDossiers(suffix)
	for _, t := range c.tables {
		for r, row := range t.rows {
			cells := c.cells(t, r, row, suffix)
			if at := slices.Index(t.columns, "serial"); at >= 0 {
				cells[at] = row[at].(int64) + n*1_000_000
			}
			if err := c.insert(t.name, t.columns, cells); err != nil {
				return err
			}
		}
	}
	for r, row := range c.leaves.rows {
		if err := c.append(c.cells(c.leaves, r, row, suffix)); err != nil {
			return err
		}
	}
	return nil
}

func (c *copier) cells(t template, r int, row []any, suffix string) []any {
	cells := slices.Clone(row)
	for i, cut := range t.cut[r] {
		if cut != nil {
			cells[i] = c.named(cut, suffix)
		}
	}
	if at := slices.Index(t.columns, "alias"); t.name == "case_file" && at >= 0 {
		again := record.Case{ID: cells[slices.Index(t.columns, "id")].(string)}
		cells[at] = again.Alias()
	}
	return cells
}

// hashDossiers works out what each dossier hashes to: one that names another comes after
// it, because that is how they were frozen.
func (c *copier) hashDossiers(suffix string) {
	for _, t := range c.tables {
		if t.name != "dossier" {
			continue
		}
		hash, body := slices.Index(t.columns, "hash"), slices.Index(t.columns, "body")
		for r, row := range t.rows {
			sum := sha256.Sum256([]byte(c.named(t.cut[r][body], suffix)))
			c.hashes[row[hash].(string)] = hex.EncodeToString(sum[:])
		}
	}
}

func (c *copier) insert(table string, columns []string, cells []any) (err error) {
	insert := c.inserts[table]
	if insert == nil {
		quoted := `"` + strings.Join(columns, `", "`) + `"`
		places := strings.TrimSuffix(strings.Repeat("?, ", len(columns)), ", ")
		if insert, err = c.tx.PrepareContext(c.ctx, "INSERT INTO "+table+" ("+quoted+") VALUES ("+places+")"); err != nil {
			return fmt.Errorf("%s: %w", table, err)
		}
		c.inserts[table] = insert
	}
	if _, err := insert.ExecContext(c.ctx, cells...); err != nil {
		return fmt.Errorf("%s: %w", table, err)
	}
	return nil
}

// append writes a leaf at the end of the journal, with the hashes of the tree.
func (c *copier) append(cells []any) error {
	l := record.Leaf{Seq: c.size}
	at := func(column string) int { return slices.Index(c.leaves.columns, column) }
	var err error
	if l.At, err = time.Parse(time.RFC3339, cells[at("at")].(string)); err != nil {
		return err
	}
	for column, into := range map[string]*string{"actor": &l.Actor, "action": &l.Action, "kind": &l.Kind, "object": &l.Object, "data": &l.Data} {
		*into = cells[at(column)].(string)
	}
	l.Public = cells[at("public")] == any(int64(1)) || cells[at("public")] == any(true)
	hashes, err := tlog.StoredHashes(l.Seq, store.Canonical(l), c.tree)
	if err != nil {
		return err
	}
	cells[at("seq")], cells[at("hash")] = l.Seq, hex.EncodeToString(hashes[0][:])
	if err := c.insert("journal", c.leaves.columns, cells); err != nil {
		return err
	}
	for _, h := range hashes {
		if err := c.insert("journal_hash", []string{"place", "hash"}, []any{int64(len(c.tree)), hex.EncodeToString(h[:])}); err != nil {
			return err
		}
		c.tree = append(c.tree, h)
	}
	c.size++
	return nil
}

// treeReader are the hashes of the tree by their places.
type treeReader []tlog.Hash

// ReadHashes implements tlog.HashReader.
func (t treeReader) ReadHashes(at []int64) ([]tlog.Hash, error) {
	hashes := make([]tlog.Hash, len(at))
	for i, place := range at {
		hashes[i] = t[place]
	}
	return hashes, nil
}
