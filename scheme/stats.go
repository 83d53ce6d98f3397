package scheme

// Statistics are an edition in numbers, each of them counted from its criteria.
type Statistics struct {
	Criteria   int                    `json:"criteria"`
	ByCaseType map[CaseType]CaseStats `json:"by_case_type"`
	BySection  []SectionStats         `json:"by_section"`
	Methods    map[string]int         `json:"methods"` // criteria by the ID of their method
}

// CaseStats are the numbers of one case type. PointsPass is declared, the others
// are counted.
type CaseStats struct {
	Counts
	PointsPass int `json:"points_pass"`
}

// Counts are the criteria of one case type, by what they ask.
type Counts struct {
	Mandatory int `json:"mandatory"`
	Should    int `json:"should"`
	Suggested int `json:"suggested"`
	Scored    int `json:"scored"` // criteria that earn points
	PointsMax int `json:"points_max"`
}

// SectionStats are the numbers of one section.
type SectionStats struct {
	ID         string              `json:"id"`
	Title      Text                `json:"title"`
	Criteria   int                 `json:"criteria"`
	ByCaseType map[CaseType]Counts `json:"by_case_type"`
}

// Stats counts an edition.
func Stats(e *Edition) Statistics {
	s := Statistics{Criteria: len(e.Criteria), ByCaseType: map[CaseType]CaseStats{}, Methods: map[string]int{}}
	for t, counts := range byCaseType(e.Criteria) {
		s.ByCaseType[t] = CaseStats{counts, e.Pass.For(t).PointsPass}
	}
	for _, section := range e.Sections {
		of := e.inSection(section.ID)
		s.BySection = append(s.BySection, SectionStats{
			ID: section.ID, Title: section.Title, Criteria: len(of), ByCaseType: byCaseType(of),
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

func byCaseType(criteria []Criterion) map[CaseType]Counts {
	by := map[CaseType]Counts{}
	for _, t := range CaseTypes() {
		var n Counts
		for i := range criteria {
			n.count(criteria[i].For(t))
		}
		by[t] = n
	}
	return by
}

func (n *Counts) count(s Treatment) {
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
