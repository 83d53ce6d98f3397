package bench

import (
	"context"
	"database/sql"
	"fmt"

	"akashi/access"
	"akashi/app"
	"akashi/record"
	"akashi/scheme"
	"akashi/scoring"
)

// storedWhatIf asks the same through the office, which reads the vectors from its
// store first.
func (b *bench) storedWhatIf(q whatIf, want []scoring.Difference) ([]row, error) {
	o, err := b.open("what-if")
	if err != nil {
		return nil, err
	}
	defer o.close()
	var rows []any
	for i, a := range q.past {
		rows = append(rows, &record.Vector{CaseID: fmt.Sprintf("case-%06d", i), Scheme: schemeKey, Edition: editionID,
			Type: string(scheme.New), Packed: a.vector.Pack()})
	}
	if err := o.store.Update(b.ctx, func(tx app.Tx) error { return tx.Add(rows...) }); err != nil {
		return nil, err
	}
	simulate := func() (app.Simulation, error) {
		return o.app.Simulate(b.ctx, access.Actor{ID: "bench", Role: record.RoleSecretariat}, q.from, q.to, scheme.New)
	}
	s, err := simulate()
	if err != nil {
		return nil, err
	}
	for i, line := range s.Lines {
		if line.Difference != want[i] {
			return nil, differ("what-if from the store, "+line.CaseID, line.Difference, want[i])
		}
	}
	if len(s.Lines) != len(want) {
		return nil, differ("what-if from the store", len(s.Lines), len(want))
	}
	db, err := plainDB(o.path)
	if err != nil {
		return nil, err
	}
	defer db.Close()
	p, err := alternate(b.rounds, func() (spent, error) {
		return timed(1, func() error { _, err := simulate(); return err })
	}, func() (spent, error) {
		return timed(1, func() error { return readVectors(b.ctx, db) })
	})
	r := against{"the same read from the store, CPU", "SELECT of the rows alone", p, cpu}.row()
	r.secondary = duration(median(each(p.thing, wall))) + " elapsed"
	return []row{r}, err
}

func readVectors(ctx context.Context, db *sql.DB) error {
	rows, err := db.QueryContext(ctx, "SELECT case_id, packed FROM vector WHERE scheme = ? AND edition = ? AND type = ? ORDER BY case_id",
		schemeKey, editionID, string(scheme.New))
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
