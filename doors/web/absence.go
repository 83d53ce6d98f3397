package web

import (
	"net/http"
	"slices"

	"akashi/app"
	"akashi/rules/access"
	"akashi/values/fault"
)

// absentView is who of one scheme's office is away.
type absentView struct {
	Key, Name string
	app.AbsenceList
}

const absencesPath = "/o/absences"

// absences shows who of the office is away or will be, and who covers (不在と留守番).
func (d *Door) absences(v *visit) error {
	if !v.actor.May(access.ViewAbsences) {
		return fault.New(fault.NotFound, "page-unknown", "")
	}
	all, err := d.absentIn(v, "")
	if err != nil {
		return err
	}
	p := v.page()
	if v.asSheet() {
		return v.giveSheet("absences", p.absenceSheet(all))
	}
	v.private()
	return v.show(http.StatusOK, absencesPage(p, all, v.sheetPath()))
}

// absentIn is who is away of the office of a scheme; of every scheme that the visitor works for with no key.
func (d *Door) absentIn(v *visit, key string) (all []absentView, err error) {
	for _, line := range v.schemes() {
		if key != "" && line.Key != key {
			continue
		}
		if !access.Allows(v.actor, access.ViewAbsences, access.Object{Kind: access.KindOffice, Scheme: line.Key}) {
			continue
		}
		list, err := d.Office.Absences(v.r.Context(), v.actor, line.Key)
		if err != nil {
			return nil, err
		}
		all = append(all, absentView{line.Key, line.Name, list})
	}
	return all, nil
}

// awayToday says who is away today, until when, and who covers; "" where everybody is there.
func (p page) awayToday(all []absentView) string {
	var who []string
	for _, one := range all {
		for _, a := range one.Absences {
			says := p.T("board.away.one", "name", a.Name, "day", p.Day(a.To), "cover", a.CoverName)
			if a.Now && !slices.Contains(who, says) { // somebody of several schemes is away from each
				who = append(who, says)
			}
		}
	}
	return p.List(who)
}

// coveredBy is who covers, or that nobody does.
func (p page) coveredBy(a app.AbsenceLine) string {
	if a.CoverName == "" {
		return p.T("absence.nobody")
	}
	return a.CoverName
}

// awayOn are the days of an absence.
func (p page) awayOn(a app.AbsenceLine) string {
	if a.From == a.To {
		return p.Day(a.From)
	}
	return p.T("absence.from-to", "from", p.Day(a.From), "to", p.Day(a.To))
}

// absenceForm is the form of an act about absences of a scheme, from which one comes back to the list.
func (p page) absenceForm(act access.Action, key string, given ...string) string {
	return p.ofScheme("office/"+string(act), key, append(given, "_next", absencesPath)...)
}

// absenceSheet is the list for a spreadsheet.
func (p page) absenceSheet(all []absentView) sheet {
	s := sheet{Head: []string{p.T("absence.who"), p.T("mark.scheme"), p.T("absence.first"), p.T("absence.last"), p.T("absence.cover")}}
	for _, one := range all {
		for _, a := range one.Absences {
			s.Rows = append(s.Rows, []string{a.Name, one.Name, a.From.String(), a.To.String(), a.CoverName})
		}
	}
	return s
}
