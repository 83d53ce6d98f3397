package app

import (
	"context"

	"akashi/app/application"
	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/lifecycle"
	"akashi/values/civil"
)

// CaseLine is one line of a list of cases.
type CaseLine struct {
	No        string          `json:"no"`
	Scheme    string          `json:"scheme"`
	Type      record.CaseType `json:"type"`
	State     lifecycle.State `json:"state"`
	Applicant string          `json:"applicant,omitempty"`
	Service   string          `json:"service,omitempty"`
	Turn      record.Role     `json:"turn"`
	Filed     civil.Date      `json:"filed"`
	Due       civil.Date      `json:"due"`
	Sample    bool            `json:"sample,omitempty"`
}

// BoardView is the list of cases an actor sees, and when it was true.
type BoardView struct {
	Today civil.Date `json:"today"`
	Cases []CaseLine `json:"cases"`
	Next  string     `json:"next,omitempty"` // asks for the page after this one
}

// Board lists the cases that the actor may see, narrowed by the query.
func (a *App) Board(ctx context.Context, actor access.Actor, q desk.CaseQuery) (BoardView, error) {
	board := BoardView{Today: a.Today(), Cases: []CaseLine{}}
	if err := access.May(actor, access.ListCases, access.Object{Kind: access.KindCase, Scheme: actor.Scheme}).Err(); err != nil {
		return board, err
	}
	if err := q.Check(a.Shelf.Keys()); err != nil {
		return board, err
	}
	q.Visible = access.Visible(actor)
	q.Limit = desk.Page(q.Limit)
	err := a.Look(ctx, actor, func(w *desk.Work) error {
		cases := desk.Read(w, w.Cases, q)
		for _, c := range cases {
			if err := w.OfCase(c); err != nil {
				return err
			}
			board.Cases = append(board.Cases, caseLine(w))
		}
		if len(cases) == q.Limit {
			board.Next = cases[q.Limit-1].No
		}
		return nil
	})
	return board, err
}

func caseLine(w *desk.Work) CaseLine {
	c := w.Case
	due, _ := application.Due(w)
	line := CaseLine{No: c.No, Scheme: c.Scheme, Type: c.Type, State: c.State, Turn: lifecycle.TurnOf(c.State),
		Filed: c.Filed, Due: due, Sample: c.Particulars.Sample}
	if !access.Visible(w.Actor).Unnamed {
		line.Applicant, line.Service = c.Particulars.Name, c.Service
	}
	return line
}
