package api

import (
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
)

func schemeRoutes() []route {
	return []route{
		looked("/schemes", "schemes", "List the schemes with their editions", tagSchemes, schemeList{}, (*Door).schemes),
		looked("/schemes/{key}", "scheme", "Show a scheme: editions, numbers, and the identifiers that requests name", tagSchemes, schemeView{}, (*Door).scheme).naming("key"),
		looked("/schemes/{key}/editions/{id}/criteria", "criteria", "Show the criteria of an edition, without confidential rubrics", tagSchemes, criteriaView{}, (*Door).criteria).naming("key"),
	}
}

type schemeList struct {
	Schemes []schemeLine `json:"schemes"`
}

type schemeLine struct {
	Key      string        `json:"key"`
	Name     scheme.Text   `json:"name"`
	Editions []EditionLine `json:"editions"`
}

// EditionLine says from when on an edition is in force.
type EditionLine struct {
	ID            string     `json:"id"`
	EffectiveFrom civil.Date `json:"effective_from"`
	FromSession   civil.Date `json:"from_session"`
}

func lineOf(ed *scheme.Edition) EditionLine {
	return EditionLine{ed.ID, ed.EffectiveFrom, ed.FromSession}
}

func (d *Door) schemes(*call) (reply, error) {
	list := schemeList{[]schemeLine{}}
	for _, key := range d.Shelf.Keys() {
		line := schemeLine{Key: key}
		for _, ed := range d.Shelf.Editions(key) {
			line.Name, line.Editions = ed.Name, append(line.Editions, lineOf(ed))
		}
		list.Schemes = append(list.Schemes, line)
	}
	return reply{body: list}, nil
}

type schemeView struct {
	Key      string        `json:"key"`
	Name     scheme.Text   `json:"name"` // of the latest edition
	Editions []editionView `json:"editions"`
}

// editionView is what a program must know of an edition to open and carry a case.
type editionView struct {
	EditionLine
	InForce      bool              `json:"in_force" doc:"today"`
	Unit         scheme.Unit       `json:"unit" doc:"what a mark is granted to"`
	Number       string            `json:"number_pattern" doc:"form of mark numbers"`
	Stats        scheme.Statistics `json:"stats"`
	IntakeBodies []Named           `json:"intake_bodies" doc:"for intake_body of a new application"`
	Declarations []Named           `json:"declarations" doc:"for items of declare"`
	Seats        []Named           `json:"seats" doc:"for seat of vote, attend and declare-conflict"`
	Fees         []Named           `json:"fees" doc:"for charge of record-payment"`
	Documents    []Named           `json:"documents" doc:"for document of attach"`
	Evidence     []Named           `json:"evidence" doc:"for dates of record-evidence"`
}

// Named is a thing of the rule book that requests name by its identifier.
type Named struct {
	ID   string      `json:"id"`
	Name scheme.Text `json:"name"`
}

// namesOf lists things of the rule book by identifier and name.
func namesOf[T any](all []T, name func(T) (string, scheme.Text)) []Named {
	list := make([]Named, len(all))
	for i, one := range all {
		list[i].ID, list[i].Name = name(one)
	}
	return list
}

func (d *Door) scheme(c *call) (reply, error) {
	view := schemeView{Key: c.name}
	now, _ := d.Shelf.EditionAt(c.name, civil.In(d.Now())) // none may be in force
	for _, ed := range d.Shelf.Editions(c.name) {
		view.Name, view.Editions = ed.Name, append(view.Editions, viewOf(ed, ed == now))
	}
	if len(view.Editions) == 0 {
		return reply{}, fault.New(fault.NotFound, "scheme-unknown", c.name)
	}
	return reply{body: view}, nil
}

func viewOf(ed *scheme.Edition, inForce bool) editionView {
	view := editionView{EditionLine: lineOf(ed), InForce: inForce, Unit: ed.Unit, Number: ed.Number.Pattern, Stats: scheme.Stats(ed),
		IntakeBodies: namesOf(ed.Organisation.IntakeBodies, func(b scheme.Body) (string, scheme.Text) { return b.ID, b.Name }),
		Declarations: namesOf(ed.Eligibility.Declarations, func(x scheme.Declaration) (string, scheme.Text) { return x.ID, x.Text }),
		Seats:        namesOf(ed.Committee.Seats, func(s scheme.Seat) (string, scheme.Text) { return s.ID, s.Title }),
		Documents:    namesOf(ed.Documents, func(x scheme.Document) (string, scheme.Text) { return x.ID, x.Title }),
		Evidence:     namesOf(ed.Evidence, func(e scheme.EvidenceAge) (string, scheme.Text) { return e.ID, e.Title }),
		Fees:         []Named{},
	}
	if ed.Fees != nil {
		view.Fees = namesOf(ed.Fees.Lines, func(l scheme.FeeLine) (string, scheme.Text) { return l.Code, l.Label })
	}
	return view
}
