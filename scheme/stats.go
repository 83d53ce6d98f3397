package scheme

// Stats is an edition in numbers, each of them counted from its criteria.
type Stats struct {
	Criteria   int                    `json:"criteria"`
	ByCaseType map[CaseType]CaseStats `json:"by_case_type"`
	BySection  []SectionStats         `json:"by_section"`
	Methods    map[string]int         `json:"methods"` // criteria by the ID of their method
}

// CaseStats are the numbers of one case type. PointsPass is declared, the others
// are counted.
type CaseStats struct {
	Mandatory  int `json:"mandatory"`
	Should     int `json:"should"`
	Suggested  int `json:"suggested"`
	Scored     int `json:"scored"` // criteria that earn points
	PointsMax  int `json:"points_max"`
	PointsPass int `json:"points_pass"`
}

// SectionStats are the numbers of one section.
type SectionStats struct {
	ID         string                 `json:"id"`
	Title      Text                   `json:"title"`
	Criteria   int                    `json:"criteria"`
	ByCaseType map[CaseType]CaseStats `json:"by_case_type"`
}

// StatsOf counts an edition.
func StatsOf(e *Edition) Stats {
	s := Stats{Criteria: len(e.Criteria), ByCaseType: e.byCaseType(e.Criteria), Methods: map[string]int{}}
	for t, c := range s.ByCaseType {
		c.PointsPass = e.Pass.For(t).PointsPass
		s.ByCaseType[t] = c
	}
	for _, section := range e.Sections {
		of := e.inSection(section.ID)
		s.BySection = append(s.BySection, SectionStats{
			ID: section.ID, Title: section.Title, Criteria: len(of), ByCaseType: e.byCaseType(of),
		})
	}
	for i := range e.Criteria {
		s.Methods[e.Criteria[i].Method]++
	}
	return s
}

func (e *Edition) inSection(id string) []Criterion {
	inside := map[string]bool{}
	for _, s := range e.Subsections {
		inside[s.ID] = s.Section == id
	}
	var of []Criterion
	for _, c := range e.Criteria {
		if inside[c.Subsection] {
			of = append(of, c)
		}
	}
	return of
}

func (e *Edition) byCaseType(criteria []Criterion) map[CaseType]CaseStats {
	by := map[CaseType]CaseStats{}
	for _, t := range CaseTypes() {
		var n CaseStats
		for i := range criteria {
			n.count(criteria[i].For(t))
		}
		by[t] = n
	}
	return by
}

func (n *CaseStats) count(s Standing) {
	switch s.Kind {
	case Mandatory:
		n.Mandatory++
	case Should:
		n.Should++
	case Suggested:
		n.Suggested++
	case Points:
		n.Scored++
		n.PointsMax += s.Points
	}
}
