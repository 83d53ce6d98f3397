package bench

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

	"akashi/app"
	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/lifecycle"
	"akashi/rules/scoring"
	"akashi/scheme"
)

// storedWhatIf asks the same of vectors that are read from the store first.
func (b *bench) storedWhatIf(q whatIf, want []scoring.Difference) ([]row, error) {
	o, err := b.open("what-if")
	if err != nil {
		return nil, err
	}
	defer o.close()
	var rows []any
	for i, a := range q.past {
		rows = append(rows, &record.Vector{CaseID: fmt.Sprintf("case-%06d", i), Scheme: schemeKey, Edition: editionID,
			Type: record.New, Packed: a.vector.Pack()})
	}
	if err := o.store.Update(b.ctx, func(tx desk.Tx) error { return tx.Add(rows...) }); err != nil {
		return nil, err
	}
	got, err := q.fromStore(b.ctx, o)
	if err != nil {
		return nil, err
	}
	if !slices.Equal(got, want) {
		return nil, differ("what-if from the store", len(got), len(want))
	}
	db, err := plainDB(o.path)
	if err != nil {
		return nil, err
	}
	defer db.Close()
	p, err := alternate(b.rounds, func() (spent, error) {
		return timed(1, func() error { _, err := q.fromStore(b.ctx, o); return err })
	}, func() (spent, error) {
		return timed(1, func() error { return readVectors(b.ctx, db) })
	})
	r := against{"the same read from the store, CPU", "SELECT of the rows alone", p, cpu}.row()
	r.secondary = duration(median(each(p.thing, wall))) + " elapsed"
	if err != nil {
		return nil, err
	}
	draft, err := b.draft(o, q, db)
	return []row{r, draft}, err
}

// draft asks what the page of an edition asks: what it changes, what it would have made of every
// decided case under either assumption, and why of the first that come out otherwise.
func (b *bench) draft(o *office, q whatIf, db *sql.DB) (row, error) {
	both, _ := scheme.NewShelf(append(o.app.Shelf.All(), q.to)) // the two stand on it side by side
	o.app.Shelf = both
	rows := []any{&record.Applicant{ID: "applicant"}}
	turns := 0
	got, err := scoring.WhatIf(q.vectors(), q.fromSheet, q.toSheet, scheme.New, scoring.AssumeMet)
	if err != nil {
		return row{}, err
	}
	for i, d := range got {
		if d.VerdictBefore == d.VerdictAfter {
			continue
		}
		if turns++; turns <= 100 {
			rows = append(rows, &record.Case{ID: fmt.Sprintf("case-%06d", i), No: fmt.Sprintf("SA-%06d", i), Scheme: schemeKey, Edition: editionID, Type: record.New, State: lifecycle.Granted, ApplicantID: "applicant"})
		}
	}
	if err := o.store.Update(b.ctx, func(tx desk.Tx) error { return tx.Add(rows...) }); err != nil {
		return row{}, err
	}
	who := access.Actor{ID: "bench", Role: record.RoleSecretariat}
	asks := func() error {
		view, err := o.app.Draft(b.ctx, who, app.DraftInput{Scheme: schemeKey, From: editionID, To: q.to.ID})
		if err == nil && (len(view.Past) != 1 || view.Past[0].Cases-view.Past[0].Met.Same() != turns || len(view.Past[0].Turned) != 100) {
			err = differ("what a draft turns", view.Past, turns)
		}
		return err
	}
	p, err := alternate(b.rounds, func() (spent, error) { return timed(1, asks) }, func() (spent, error) {
		return timed(1, func() error { return readVectors(b.ctx, db) })
	})
	r := against{"a draft weighed with 100,000 decided cases, to its page, elapsed", "SELECT of the rows alone", p, wall}.atMost(draftLimit)
	r.secondary = duration(median(each(p.thing, cpu))) + " CPU"
	return r, err
}

// fromStore reads the vectors, checks that each is of the edition, and scores them.
func (q whatIf) fromStore(ctx context.Context, o *office) (out []scoring.Difference, err error) {
	err = o.store.View(ctx, func(r desk.Reader) error {
		packed, err := r.Vectors(schemeKey, editionID, record.New)
		if err != nil {
			return err
		}
		vectors := make([]scoring.Vector, len(packed))
		for i, p := range packed {
			if vectors[i], err = q.fromSheet.Unpack(p.Packed); err != nil {
				return err
			}
		}
		out, err = scoring.WhatIf(vectors, q.fromSheet, q.toSheet, scheme.New, scoring.AssumeNothing)
		return err
	})
	return out, err
}

func readVectors(ctx context.Context, db *sql.DB) error {
	rows, err := db.QueryContext(ctx, "SELECT case_id, packed FROM vector WHERE scheme = ? AND edition = ? AND type = ? ORDER BY case_id",
		schemeKey, editionID, record.New)
	if err != nil {
		return err
	}
	defer rows.Close()
	var id string
	var packed []byte
	for rows.Next() {
		if err := rows.Scan(&id, &packed); err != nil {
			return err
		}
	}
	return rows.Err()
}
