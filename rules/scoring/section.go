package scoring

import "akashi/scheme"

// SectionTotal is what one chapter of the criteria asks of a case type.
type SectionTotal struct {
	Section   string `json:"section"`
	Items     int    `json:"items"`
	Mandatory int    `json:"mandatory"`
	PointsMax int    `json:"points_max"`
}

// SectionTotals adds up the items of each section in the edition's order.
func SectionTotals(e *scheme.Edition, t scheme.CaseType) []SectionTotal {
	totals := make([]SectionTotal, len(e.Sections))
	place := map[string]*SectionTotal{}
	for i, s := range e.Sections {
		totals[i].Section = s.ID
		place[s.ID] = &totals[i]
	}
	for _, sub := range e.Subsections {
		place[sub.ID] = place[sub.Section]
	}
	for i := range e.Criteria {
		total, st := place[e.Criteria[i].Subsection], e.Criteria[i].For(t)
		if total == nil {
			continue
		}
		total.Items++
		switch st.Kind {
		case scheme.Mandatory:
			total.Mandatory++
		case scheme.Points:
			total.PointsMax += st.Points
		}
	}
	return totals
}
