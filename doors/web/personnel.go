package web

import (
	"net/http"
	"slices"

	"akashi/app"
	"akashi/record"
	"akashi/rules/access"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
)

// staffOf is who examines and decides under one scheme, with what is on record of each.
type staffOf struct {
	*scheme.Edition
	Name   string
	People []app.PersonLine
	May    map[access.Action]bool // what the visitor may enter
}

// personnel shows who examines and decides; to whoever is not of the office, themselves.
func (d *Door) personnel(v *visit) error {
	if !v.actor.May(access.ViewPersonnel) {
		return fault.New(fault.NotFound, "page-unknown", "")
	}
	list, err := d.Office.Personnel(v.r.Context(), v.actor, "")
	if err != nil {
		return err
	}
	may := map[access.Action]bool{}
	for _, act := range []access.Action{access.StateTie, access.CorrectTie, access.RecordCompetence, access.EndCompetence} {
		may[act] = v.actor.May(act)
	}
	var all []staffOf
	for _, line := range v.schemes() {
		one := staffOf{Name: line.Name, May: may}
		if one.Edition, err = d.edition(line.Key, ""); err != nil {
			return err
		}
		for _, p := range list.People {
			if p.Scheme == line.Key {
				one.People = append(one.People, p)
			}
		}
		if len(one.People) > 0 {
			all = append(all, one)
		}
	}
	if v.asSheet() {
		return v.giveSheet("personnel", v.page().personnelSheet(all))
	}
	v.private()
	return v.show(http.StatusOK, personnelPage(v.page(), all, v.sheetPath()))
}

// competence is what a scheme calls a competence.
func (p page) competence(ed *scheme.Edition, id string) string {
	if c, known := ed.Staff().Competence(id); known {
		return p.Text(c.Text)
	}
	return id
}

// until says how long a tie bars.
func (p page) until(day civil.Date) string {
	if day.IsZero() {
		return p.T("personnel.bars")
	}
	return p.T("personnel.bars-until", "day", p.Day(day))
}

// span is from when until when, as far as it is known.
func (p page) span(from, to civil.Date) string {
	return p.Book.Fill("personnel.span", fault.With("from", from, "to", to))
}

// examines reports whether somebody gets cases to examine.
func examines(one app.PersonLine) bool {
	return slices.Contains(one.Roles, record.RoleReviewer) || slices.Contains(one.Roles, record.RoleAssessor)
}

// barsFor says how long a tie bars after its end under an edition.
func (p page) barsFor(ed *scheme.Edition) string {
	bars := ed.Staff().TiesBar
	if bars.Value.IsZero() {
		return p.T("personnel.rule.none")
	}
	return p.T("personnel.rule", "period", p.Period(bars.Value))
}
