package api

import (
	"cmp"

	"akashi/app"
	"akashi/doors/ask"
	"akashi/record"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
	"akashi/values/yen"
)

type schemeList struct {
	Schemes []schemeLine `json:"schemes"`
}

type schemeLine struct {
	Key      string            `json:"key"`
	Name     scheme.Text       `json:"name"`
	Editions []ask.EditionLine `json:"editions"`
}

func (d *Door) schemes(*call) (schemeList, error) {
	return schemeList{ask.Each(d.Shelf.Keys(), func(key string) schemeLine {
		return schemeLine{key, d.Shelf.Latest(key).Name, ask.Each(d.Shelf.Editions(key), ask.Line)}
	})}, nil
}

type schemeView struct {
	Key      string        `json:"key"`
	Name     scheme.Text   `json:"name"` // of the latest edition
	Editions []editionView `json:"editions"`

	Rules []record.PublishedRule `json:"rules" doc:"regulations that the office has published, the latest version first"`
}

// editionView is what a program must know of an edition to open and carry a case.
type editionView struct {
	ask.EditionLine
	InForce      bool              `json:"in_force" doc:"today"`
	Unit         scheme.Unit       `json:"unit" doc:"what a mark is granted to"`
	Number       string            `json:"number_pattern" doc:"form of mark numbers"`
	Stats        scheme.Statistics `json:"stats"`
	IntakeBodies []Named           `json:"intake_bodies" doc:"for intake_body of a new application"`
	Declarations []Named           `json:"declarations" doc:"for items of declare"`
	Seats        []Named           `json:"seats" doc:"for seat of vote, attend and declare-conflict"`
	Fees         []Named           `json:"fees" doc:"for charge of record-payment"`
	Documents    []Named           `json:"documents" doc:"for document of attach"`
	Regulations  []Named           `json:"regulations" doc:"for document of publish-rule"`
	Evidence     []Named           `json:"evidence" doc:"for dates of record-evidence"`
	FeeTables    []feeTable        `json:"fee_tables" doc:"days that have a table of fees, those that the office entered included"`
}

// feeTable says on which days a table of fees is in force.
type feeTable struct {
	ID     string     `json:"id"`
	From   civil.Date `json:"from"`
	To     civil.Date `json:"to"`
	Tax    yen.Rate   `json:"tax_rate_permille"`
	Source string     `json:"source"` // citation of the edition, or where the office says it was published
}

// Named is a thing of the rule book that requests name by its identifier.
type Named struct {
	ID   string      `json:"id"`
	Name scheme.Text `json:"name"`
}

func (d *Door) scheme(c *call) (schemeView, error) {
	view := schemeView{Key: c.name}
	now, _ := d.Shelf.EditionAt(c.name, civil.In(d.Now())) // none may be in force
	for _, ed := range d.Shelf.Editions(c.name) {
		book, err := d.Office.Book(c.r.Context(), ed)
		if err != nil {
			return view, err
		}
		view.Rules = append([]record.PublishedRule{}, book.Rules...)
		view.Name, view.Editions = ed.Name, append(view.Editions, viewOf(book.Edition, ed == now, civil.In(d.Now())))
	}
	if len(view.Editions) == 0 {
		return view, fault.New(fault.NotFound, "scheme-unknown", c.name)
	}
	return view, nil
}

func (d *Door) ruleFile(c *call) (app.FileView, error) {
	return d.Office.RuleFile(c.r.Context(), c.name, c.r.PathValue("id"))
}

func viewOf(ed *scheme.Edition, inForce bool, today civil.Date) editionView {
	view := editionView{EditionLine: ask.Line(ed), InForce: inForce, Unit: ed.Unit, Number: ed.Number.Pattern, Stats: scheme.Stats(ed),
		IntakeBodies: ask.Each(ed.Organisation.Taking(today), func(b scheme.Body) Named { return Named{b.ID, b.Name} }),
		Declarations: ask.Each(ed.Eligibility.Declarations, func(x scheme.Declaration) Named { return Named{x.ID, x.Text} }),
		Seats:        ask.Each(ed.Committee.Seats, func(s scheme.Seat) Named { return Named{s.ID, s.Title} }),
		Documents:    ask.Each(ed.Documents, func(x scheme.Document) Named { return Named{x.ID, x.Title} }),
		Regulations:  ask.Each(ed.Organisation.Documents, func(x scheme.RuleDocument) Named { return Named{x.ID, x.Title} }),
		Evidence:     ask.Each(ed.Evidence, func(e scheme.EvidenceAge) Named { return Named{e.ID, e.Title} }),
		Fees:         []Named{},
		FeeTables:    []feeTable{},
	}
	if ed.Fees != nil {
		view.Fees = ask.Each(ed.Fees.Lines, func(l scheme.FeeLine) Named { return Named{l.Code, l.Label} })
		view.FeeTables = ask.Each(ed.Fees.Tables, func(t scheme.FeeTable) feeTable {
			return feeTable{t.ID, t.From, t.To, t.Tax, cmp.Or(t.Published, t.Source)}
		})
	}
	return view
}
