package scheme

import "akashi/values/civil"

// Unit is what a mark is granted to.
type Unit string

// The units of the shipped schemes: one service of a company, or the whole
// operator (S0-07, S3-06).
const (
	UnitService      Unit = "service"
	UnitOrganisation Unit = "organisation"
)

// CaseType says whether an application is the first or a further one (新規・更新).
type CaseType string

// The case types of every scheme.
const (
	New     CaseType = "new"
	Renewal CaseType = "renewal"
)

// CaseTypes lists every case type in the order in which tables print them.
func CaseTypes() []CaseType { return []CaseType{New, Renewal} }

// Edition is one dated edition (版) of a scheme, whole: a case is pinned to it
// from filing to decision, and history is never computed under another one.
type Edition struct {
	Format        int        `yaml:"format"` // of the file, 1
	Scheme        string     `yaml:"scheme"`
	ID            string     `yaml:"edition"`
	Name          Text       `yaml:"name"`
	ShortName     Text       `yaml:"short_name"`
	Unit          Unit       `yaml:"unit"`
	UnitSource    string     `yaml:"unit_source"`
	EffectiveFrom civil.Date `yaml:"effective_from"` // zero: since the beginning
	FromSession   civil.Date `yaml:"from_session"`   // zero: chosen by filing date
	ReceiptPrefix string     `yaml:"receipt_prefix"` // of receipt numbers, SA
	Citations     []Citation `yaml:"citations"`

	Terms        map[string]Text `yaml:"terms"` // labels of this scheme for common words
	Public       Public          `yaml:"public"`
	Organisation Organisation    `yaml:"organisation"`

	Methods     []Method      `yaml:"methods"`
	Aspects     []Aspect      `yaml:"aspects"`
	Sections    []Section     `yaml:"sections"`
	Subsections []Subsection  `yaml:"subsections"`
	Levels      []Level       `yaml:"levels"`
	Criteria    []Criterion   `yaml:"criteria"`
	Pass        PassRule      `yaml:"pass"`
	Audit       *Audit        `yaml:"audit"`
	Diagnosis   *Diagnosis    `yaml:"diagnosis"`
	Evidence    []EvidenceAge `yaml:"evidence_ages"`
	Documents   []Document    `yaml:"documents"`

	Eligibility Eligibility `yaml:"eligibility"`
	Size        *Size       `yaml:"size"`
	Fees        *Fees       `yaml:"fees"`
	OnSite      *OnSite     `yaml:"onsite"`
	Process     Process     `yaml:"process"`
	Personnel   *Personnel  `yaml:"personnel"`
	Committee   Committee   `yaml:"committee"`
	Sessions    Sessions    `yaml:"sessions"`
	Calendar    Calendar    `yaml:"calendar"`
	Validity    Validity    `yaml:"validity"`
	Number      Number      `yaml:"number"`
	Clocks      []Clock     `yaml:"clocks"`
	Estimates   []Estimate  `yaml:"estimates"`
	Reminders   []Reminder  `yaml:"reminders"`

	at map[string]int // where each criterion stands, of an edition on a shelf
}

// index notes where each criterion stands. An edition on a shelf never changes.
func (e *Edition) index() {
	e.at = make(map[string]int, len(e.Criteria))
	for i := range e.Criteria {
		e.at[e.Criteria[i].ID] = i
	}
}

// Criterion finds a criterion by its ID or one of its aliases.
func (e *Edition) Criterion(id string) (*Criterion, bool) {
	if i, ok := e.at[id]; ok && i < len(e.Criteria) && e.Criteria[i].ID == id { // nearly always, and a page asks for each of them a dozen times
		return &e.Criteria[i], true
	}
	for i := range e.Criteria {
		if e.Criteria[i].ID == id {
			return &e.Criteria[i], true
		}
	}
	for i := range e.Criteria {
		if e.Criteria[i].Answers(id) {
			return &e.Criteria[i], true
		}
	}
	return nil, false
}

// Confidential reports whether how the item is graded is not public (基準は非公表).
func (e *Edition) Confidential(id string) bool {
	c, ok := e.Criterion(id)
	return ok && c.Rubric != nil && c.Rubric.Confidential
}

// Clock finds a named period of the rule book, such as "findings_answer".
func (e *Edition) Clock(id string) (*Clock, bool) {
	for i := range e.Clocks {
		if e.Clocks[i].ID == id {
			return &e.Clocks[i], true
		}
	}
	return nil, false
}

// Term returns the scheme's own word for a common label, or the zero Text.
func (e *Edition) Term(key string) Text { return e.Terms[key] }
