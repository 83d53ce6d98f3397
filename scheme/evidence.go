package scheme

// Audit is the audit rule (監査項目規程): the audits inside one window before
// filing must together cover every item.
type Audit struct {
	Criterion  string          `yaml:"criterion"` // the criterion it decides, 1-1-2
	Procedure  Text            `yaml:"procedure"` // how it is done (監査方法)
	Evidence   string          `yaml:"evidence"`  // ID of the EvidenceAge of its reports, where they have one
	Window     Setting[Age]    `yaml:"window"`
	Categories []AuditCategory `yaml:"categories"`
	Source     string          `yaml:"source"`
}

// AuditCategory groups audit items.
type AuditCategory struct {
	ID    string      `yaml:"id"`
	Title Text        `yaml:"title"`
	Note  Text        `yaml:"note"`
	Items []AuditItem `yaml:"items"`
}

// AuditItem is one thing an audit checks in operation (監査項目).
type AuditItem struct {
	ID   string   `yaml:"id"`
	Text Text     `yaml:"text"`
	NA   NAPolicy `yaml:"not_applicable"`
}

// Items lists every audit item in order.
func (a *Audit) Items() []AuditItem {
	var all []AuditItem
	for _, c := range a.Categories {
		all = append(all, c.Items...)
	}
	return all
}

// EvidenceAge says how old a kind of evidence may be on the filing day, such as
// a register extract issued within three months (登記事項証明書).
type EvidenceAge struct {
	ID     string       `yaml:"id"` // diagnosis_report, audit_report, register_extract
	Title  Text         `yaml:"title"`
	MaxAge Setting[Age] `yaml:"max_age"`
	Source string       `yaml:"source"`
}

// Document is one line of the checklist of what to hand in (提出書類).
type Document struct {
	ID       string     `yaml:"id"`
	Title    Text       `yaml:"title"`
	Cases    []CaseType `yaml:"cases"`
	Required bool       `yaml:"required"`
	Evidence string     `yaml:"evidence"` // ID of an EvidenceAge, when its age counts
	ShownBy  ShownBy    `yaml:"shown_by"` // what else on record is the document; "": a file of its own
	Source   string     `yaml:"source"`
}

// ShownBy is what on record is a document of the checklist, so that no file of its own
// is asked for.
type ShownBy string

// A document is there with what each criterion asks for, or with a report of a
// diagnosis.
const (
	ShownByCriteria ShownBy = "criteria"
	ShownByReport   ShownBy = "report"
)
