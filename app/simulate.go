package app

import (
	"context"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/scoring"
	"akashi/scheme"
)

// Simulation says what another edition would have made of past cases (制度改定の影響試算).
type Simulation struct {
	Scheme string          `json:"scheme"`
	Type   scheme.CaseType `json:"case"`
	From   string          `json:"from"`
	To     string          `json:"to"`
	Cases  int             `json:"cases"`
	Passed int             `json:"passed_before"`
	Passes int             `json:"passes_after"`
	Lines  []SimulatedCase `json:"lines"`
}

// SimulatedCase is one past case under the other edition.
type SimulatedCase struct {
	CaseID string `json:"case_id"`
	Case   string `json:"case,omitempty"` // receipt number, of a case that would come out otherwise
	scoring.Difference
}

// Simulate scores every decided case of one edition under another. Nothing is
// recorded: a decision stands under the edition it was made under.
func (a *App) Simulate(ctx context.Context, actor access.Actor, from, to *scheme.Edition, t scheme.CaseType) (Simulation, error) {
	s := Simulation{Scheme: from.Scheme, Type: t, From: from.ID, To: to.ID, Lines: []SimulatedCase{}}
	if err := access.May(actor, access.Simulate, access.Object{Scheme: from.Scheme}).Err(); err != nil {
		return s, err
	}
	before, err := scoring.Compile(from)
	if err != nil {
		return s, err
	}
	after, err := scoring.Compile(to)
	if err != nil {
		return s, err
	}
	ids, vectors, err := a.pastVectors(ctx, before, t)
	if err != nil {
		return s, err
	}
	differences, err := scoring.WhatIf(vectors, before, after, t)
	if err != nil {
		return s, err
	}
	s.Cases = len(differences)
	for i, d := range differences {
		s.Lines = append(s.Lines, SimulatedCase{CaseID: ids[i], Difference: d})
		s.Passed += passed(d.VerdictBefore)
		s.Passes += passed(d.VerdictAfter)
	}
	return s, a.nameChanged(ctx, actor, from.Scheme, s.Lines)
}

// nameChanged puts receipt numbers to the cases that would come out otherwise.
func (a *App) nameChanged(ctx context.Context, actor access.Actor, scheme string, lines []SimulatedCase) error {
	return a.Look(ctx, actor, func(w *desk.Work) error {
		numbers := map[string]string{}
		for _, c := range desk.Read(w, w.Cases, desk.CaseQuery{Scheme: scheme, Visible: access.Everything()}) {
			numbers[c.ID] = c.No
		}
		for i := range lines {
			if l := &lines[i]; l.VerdictBefore != l.VerdictAfter || l.PointsDelta != 0 {
				l.Case = numbers[l.CaseID]
			}
		}
		return nil
	})
}

func (a *App) pastVectors(ctx context.Context, sheet *scoring.Sheet, t scheme.CaseType) (ids []string, vectors []scoring.Vector, err error) {
	err = a.Store.View(ctx, func(r desk.Reader) error {
		packed, err := r.Vectors(sheet.Scheme(), sheet.Edition(), record.CaseType(t))
		if err != nil {
			return err
		}
		ids, vectors = make([]string, len(packed)), make([]scoring.Vector, len(packed))
		for i, p := range packed {
			ids[i] = p.CaseID
			if vectors[i], err = sheet.Unpack(p.Packed); err != nil {
				return err
			}
		}
		return nil
	})
	return ids, vectors, err
}

func passed(o scoring.Outcome) int {
	if o == scoring.Pass {
		return 1
	}
	return 0
}
