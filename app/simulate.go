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
	err := a.Look(ctx, actor, func(w *desk.Work) error {
		past, err := pastCases(w, from, to, t)
		if err != nil {
			return err
		}
		differences, err := past.under(scoring.AssumeNothing)
		for i, d := range differences {
			s.add(past.rows[i].CaseID, d)
		}
		nameChanged(w, s)
		return err
	})
	return s, err
}

// past are the decided cases of one edition, ready to be scored under another.
type past struct {
	rows          []record.Vector
	vectors       []scoring.Vector
	before, after *scoring.Sheet
	of            scheme.CaseType
}

func pastCases(w *desk.Work, from, to *scheme.Edition, t scheme.CaseType) (p past, err error) {
	p.of = t
	if p.before, err = scheme.Made(w.Desk.Shelf, from, scoring.Compile); err != nil {
		return p, err
	}
	if p.after, err = scheme.Made(w.Desk.Shelf, to, scoring.Compile); err != nil {
		return p, err
	}
	p.rows, err = w.Vectors(from.Scheme, from.ID, record.CaseType(t))
	p.vectors = make([]scoring.Vector, len(p.rows))
	for i := range p.rows {
		if err == nil {
			p.vectors[i], err = p.before.Unpack(p.rows[i].Packed)
		}
	}
	return p, err
}

func (p past) under(assumed scoring.Assumption) ([]scoring.Difference, error) {
	return scoring.WhatIf(p.vectors, p.before, p.after, p.of, assumed)
}

func (s *Simulation) add(caseID string, d scoring.Difference) {
	s.Cases++
	s.Passed += passed(d.VerdictBefore)
	s.Passes += passed(d.VerdictAfter)
	s.Lines = append(s.Lines, SimulatedCase{CaseID: caseID, Difference: d})
}

// nameChanged puts receipt numbers to the cases that would come out otherwise, where the
// actor may know of them.
func nameChanged(w *desk.Work, s Simulation) {
	numbers := map[string]string{}
	for _, c := range desk.Read(w, w.Cases, desk.CaseQuery{Scheme: s.Scheme, Visible: access.Visible(w.Actor)}) {
		numbers[c.ID] = c.No
	}
	for i := range s.Lines {
		if l := &s.Lines[i]; l.VerdictBefore != l.VerdictAfter || l.PointsDelta != 0 {
			l.Case = numbers[l.CaseID]
		}
	}
}

func passed(o scoring.Outcome) int {
	if o == scoring.Pass {
		return 1
	}
	return 0
}
