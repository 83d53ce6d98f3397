package web

import (
	"net/http"
	"strconv"

	"akashi/app"
	"akashi/rules/access"
	"akashi/rules/statistics"
	"akashi/values/fault"
)

// figures shows what each scheme of the visitor came to, by fiscal year.
func (d *Door) figures(v *visit) error {
	if !v.actor.May(access.ViewFigures) {
		return fault.New(fault.NotFound, "page-unknown", "")
	}
	view, err := d.Office.Figures(v.r.Context(), v.actor, v.query("scheme"))
	if err != nil {
		return err
	}
	if v.asSheet() {
		return v.giveSheet("figures", v.page().figuresSheet(view, v.shortNames()))
	}
	v.private()
	return v.show(http.StatusOK, figuresPage(v.page(), view, v.shortNames(), v.sheetPath()))
}

// passed says how many of the decided applications of a year were granted, where both counts
// are shown.
func (p page) passed(y statistics.Year) string {
	granted, renewed, refused := y.Of[statistics.Granted], y.Of[statistics.Renewed], y.Of[statistics.Refused]
	decided := granted.N + renewed.N + refused.N
	if !granted.Shown() || !renewed.Shown() || !refused.Shown() || decided == 0 {
		return p.T("figures.hidden")
	}
	return p.T("figures.rate", "percent", strconv.FormatFloat(float64(granted.N+renewed.N)*100/float64(decided), 'f', 1, 64), "passed", p.N(granted.N+renewed.N), "decided", p.N(decided))
}

// median says how long it took from filing to decision.
func (p page) median(y statistics.Year) string {
	if y.Days == 0 {
		return p.T("figures.hidden")
	}
	return p.T("figures.days", "n", p.N(y.Days))
}

// figuresSheet is the same as a table.
func (p page) figuresSheet(view app.FiguresView, names map[string]string) sheet {
	s := sheet{Head: []string{p.T("mark.scheme"), p.T("figures.year"), p.T("figures.filed")}}
	for _, o := range statistics.Outcomes() {
		s.Head = append(s.Head, p.T("figures.of."+string(o)))
	}
	s.Head = append(s.Head, p.T("figures.passed"), p.T("figures.median"))
	for _, of := range view.Schemes {
		for _, y := range of.Years {
			row := []string{names[of.Scheme], strconv.Itoa(y.Year), p.Count(y.Filed)}
			for _, o := range statistics.Outcomes() {
				row = append(row, p.Count(y.Of[o]))
			}
			s.Rows = append(s.Rows, append(row, p.passed(y), p.median(y)))
		}
	}
	return s
}
