// Package moving is the chapter on moving in (引継ぎ): what an office kept on paper or in
// another system, taken over from one workbook: running cases with their findings,
// contacts, days of notices, unpaid fees and the marks that renewals are to come for.
package moving

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
)

// Input is a workbook to be taken over.
type Input struct {
	Scheme string     `json:"scheme" doc:"key of the scheme"`
	Source string     `json:"source,omitempty" maxLength:"200" doc:"where it is carried over from: a ledger, another system; told with each case"`
	AsOf   civil.Date `json:"as_of,omitempty" doc:"day for which the workbook tells how things stand; today when empty"`
	Sheet  []byte     `json:"sheet" flag:"sheet" doc:"workbook as it was filled in, base64 in JSON"`
	SHA256 string     `json:"sha256,omitempty" doc:"hash of the workbook that was looked at; another one is refused"`

	opened *opened // the workbook, read before the transaction
}

// opened is a file that was read, or why it could not be.
type opened struct {
	cells desk.Cells
	err   error
}

// About says what the policy asks about.
func (in Input) About() desk.About { return desk.About{Scheme: in.Scheme} }

// Prepare reads the workbook.
func (in *Input) Prepare(_ context.Context, d *desk.Desk) {
	cells, err := d.Sheets.Read(in.Sheet)
	in.opened = &opened{cells, err}
}

// Journaled is the input with the workbook's hash in its place.
func (in Input) Journaled() any {
	return map[string]any{"scheme": in.Scheme, "source": in.Source, "as_of": in.AsOf, "sha256": desk.Hash(in.Sheet)}
}

// MoveReport says what became of each line.
type MoveReport struct {
	Scheme  string     `json:"scheme"`
	SHA256  string     `json:"sha256"` // of the workbook
	Source  string     `json:"source"`
	AsOf    civil.Date `json:"as_of"`
	Taken   int        `json:"taken"`
	Already int        `json:"already"` // lines that were taken over before
	Lines   []MoveLine `json:"lines"`
}

// MoveLine is one line that was taken over, now or before.
type MoveLine struct {
	Page    string     `json:"page"`
	Row     int        `json:"row"`
	Of      string     `json:"of"`     // as the workbook calls it
	Object  string     `json:"object"` // what it is here: a case, a mark, a user
	Already bool       `json:"already"`
	From    civil.Date `json:"from,omitzero"` // of a renewal: when it can be filed
	To      civil.Date `json:"to,omitzero"`
}

// MoveIn takes over what runs on paper (引継ぎ), all of it or nothing:
//  1. the workbook is one of this scheme, and the one that was looked at;
//  2. every line is read, and whatever is wrong is told by its cell, all at once;
//  3. a running case stands in its state, with its open findings and its unpaid fees; one
//     that rests on verdicts or votes which only paper has is refused, with the reason;
//  4. the holder of a mark of the register becomes an applicant, with its contacts; the day
//     of the notice gives the yearly fees, and what is unpaid is owed;
//  5. a line that was taken over before is told as such, and changes nothing.
func MoveIn(w *desk.Work, in Input) (err error) {
	in.AsOf = cmp.Or(in.AsOf, w.Today)
	if w.Edition, err = w.Desk.Shelf.EditionAt(in.Scheme, w.Today); err != nil {
		return desk.Missing(err, "/scheme")
	}
	var p fault.Problems
	p.Want(!in.AsOf.After(w.Today), "move.as-of", "/as_of", "given", in.AsOf)
	p.Want(in.SHA256 == "" || in.SHA256 == desk.Hash(in.Sheet), "move.another-file", "/sheet")
	filled, err := in.matched(w)
	if err != nil {
		wrong, told := errors.AsType[fault.Problems](err)
		if !told {
			return err
		}
		p = append(p, wrong...)
	}
	if err != nil && len(filled.Pages) == 0 {
		return p.Err()
	}
	m := newMover(w, in, filled, p)
	m.moveCases()
	m.moveMarks()
	m.moveContacts()
	m.problems.Want(len(m.report.Lines)+len(m.problems) > 0, "move.empty", "file")
	if err := inOrder(m.problems, filled).Err(); err != nil {
		return err
	}
	slices.SortStableFunc(m.report.Lines, func(a, b MoveLine) int {
		return cmp.Or(cmp.Compare(slices.Index(pages, a.Page), slices.Index(pages, b.Page)), cmp.Compare(a.Row, b.Row))
	})
	w.Result, w.Told = m.report, fault.With("n", m.report.Taken, "already", m.report.Already)
	w.Facts["taken"], w.Facts["already"] = m.report.Taken, m.report.Already
	return nil
}

// inOrder puts what is wrong in the order of the workbook: page by page, from the top.
func inOrder(p fault.Problems, filled desk.Filled) fault.Problems {
	place := map[string]int{} // of each cell that was read
	for i, page := range pages {
		for _, row := range filled.Pages[page] {
			for _, cell := range row.Cells {
				place[cell.Where] = (i+1)<<20 + row.Row
			}
		}
	}
	slices.SortStableFunc(p, func(a, b fault.Problem) int { return cmp.Compare(place[a.Where], place[b.Where]) })
	return p
}

// matched sets the workbook beside the empty one of its edition.
func (in *Input) matched(w *desk.Work) (desk.Filled, error) {
	if in.opened == nil {
		in.Prepare(w.Context, w.Desk)
	}
	if in.opened.err != nil {
		return desk.Filled{}, in.opened.err
	}
	return w.Desk.Sheets.Match(in.opened.cells, func(pins map[string]string) (desk.Workbook, error) {
		if pins["kind"] != kind {
			return desk.Workbook{}, fault.Wrong("workbook.another-kind", "file")
		}
		if pins["scheme"] != in.Scheme {
			return desk.Workbook{}, fault.Wrong("move.another-scheme", "file", "given", pins["scheme"], "want", in.Scheme)
		}
		return Template(editionOf(w, in.Scheme, pins["edition"])), nil
	})
}

// editionOf is the edition that a workbook was written under, or today's.
func editionOf(w *desk.Work, key, id string) *scheme.Edition {
	if e, err := w.Desk.Shelf.Edition(key, id); err == nil {
		return e
	}
	return w.Edition
}

// told is what the leaf of each thing says beside its state: which workbook it was in, and
// where.
type told struct {
	SHA256 string     `json:"sha256"`
	Source string     `json:"source"`
	AsOf   civil.Date `json:"as_of"`
	Of     string     `json:"of"`
}

func (m *mover) told(of string) told { return told{m.report.SHA256, m.in.Source, m.in.AsOf, of} }

// carried is what a case says of where it was begun.
func (m *mover) carried(no string, state record.CaseState) record.Carried {
	return record.Carried{From: m.in.Source, No: no, AsOf: m.in.AsOf, State: state, On: m.w.Today}
}

// done notes a line that is taken over.
func (m *mover) done(l MoveLine) {
	if l.Already {
		m.report.Already++
	} else {
		m.report.Taken++
	}
	m.report.Lines = append(m.report.Lines, l)
}

// act is under which name everything is journaled.
const act = access.MoveIn
