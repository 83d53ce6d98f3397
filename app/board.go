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

// turnOf names the role that a case in the state waits for.
func turnOf(state lifecycle.State) record.Role {
	return map[lifecycle.State]record.Role{
		lifecycle.Draft:              record.RoleApplicant,
		lifecycle.Submitted:          record.RoleSecretariat,
		lifecycle.Accepted:           record.RoleSecretariat,
		lifecycle.DocumentReview:     record.RoleReviewer,
		lifecycle.DocumentCorrection: record.RoleApplicant,
		lifecycle.OnSiteReview:       record.RoleAssessor,
		lifecycle.OnSiteCorrection:   record.RoleApplicant,
		lifecycle.Reporting:          record.RoleReviewer,
		lifecycle.Ready:              record.RoleSecretariat,
		lifecycle.Scheduled:          record.RoleMember,
		lifecycle.Agreement:          record.RoleApplicant,
	}[state]
}

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
	if q.Limit == 0 || q.Limit > desk.MaxPage {
		q.Limit = desk.MaxPage
	}
	err := a.Store.View(ctx, func(r desk.Reader) error {
		cases, err := r.Cases(q)
		if err != nil {
			return err
		}
		for _, c := range cases {
			line, err := a.line(ctx, r, actor, c)
			if err != nil {
				return err
			}
			board.Cases = append(board.Cases, line)
			board.Next = c.No
		}
		if len(cases) < q.Limit {
			board.Next = ""
		}
		return nil
	})
	return board, err
}

func (a *App) line(ctx context.Context, r desk.Reader, actor access.Actor, c record.Case) (CaseLine, error) {
	w := a.Reading(ctx, r, actor)
	if err := w.OfCase(c); err != nil {
		return CaseLine{}, err
	}
	due, _, err := application.Due(w)
	if err != nil {
		return CaseLine{}, err
	}
	line := CaseLine{No: c.No, Scheme: c.Scheme, Type: c.Type, State: c.State, Turn: turnOf(c.State), Filed: c.Filed, Due: due, Sample: c.Particulars.Sample}
	if !access.Visible(actor).Unnamed {
		line.Applicant, line.Service = c.Particulars.Name, c.Service
	}
	return line, nil
}
