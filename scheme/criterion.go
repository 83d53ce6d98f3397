package scheme

// Kind says what a criterion asks (必須・推奨点・努力).
type Kind string

// The kinds of criteria. A mandatory criterion must be met; a points criterion
// earns points; SHOULD must be met or its absence justified; SUGGESTED must be
// answered.
const (
	Mandatory Kind = "mandatory"
	Points    Kind = "points"
	Should    Kind = "should"
	Suggested Kind = "suggested"
)

// Grading says which points between 0 and the maximum can be given.
type Grading string

// All or nothing gives 0 or the maximum; graded any whole number between.
const (
	AllOrNothing Grading = "all_or_nothing"
	Graded       Grading = "graded"
)

// NAPolicy says whether a criterion may be judged not applicable (該当なし).
type NAPolicy string

// Not applicable is never allowed, or only with a written justification.
const (
	NANever             NAPolicy = ""
	NAWithJustification NAPolicy = "with_justification"
)

// Treatment is how one case type treats a criterion.
type Treatment struct {
	Kind      Kind     `yaml:"kind"`
	Points    int      `yaml:"points"` // full marks, whole points
	Grading   Grading  `yaml:"grading"`
	ZeroFails bool     `yaml:"zero_fails"` // 0 points fail the application
	NA        NAPolicy `yaml:"not_applicable"`
	Method    string   `yaml:"method"` // ID of a Method
}

// Criterion is one item of the review (審査項目).
type Criterion struct {
	ID         string   `yaml:"id"`
	Aliases    []string `yaml:"aliases"`    // other ways the item is printed
	Succeeds   []string `yaml:"succeeds"`   // items of the edition before that it takes the place of; none: that of its ID
	AskedAnew  bool     `yaml:"asked_anew"` // no answer to an item of an earlier edition speaks for it
	Subsection string   `yaml:"subsection"`
	Level      string   `yaml:"level"`   // lowest level that asks for it
	Aspects    []string `yaml:"aspects"` // judged once for each; none: judged once
	Text       Text     `yaml:"text"`    // as printed
	TextFixed  Text     `yaml:"text_fixed"`
	Items      []Text   `yaml:"items"`
	Note       Text     `yaml:"note"`
	Rubric     *Rubric  `yaml:"rubric"`
	Source     string   `yaml:"source"`

	Treatment `yaml:",inline"`
	OnRenewal *Treatment `yaml:"renewal"` // replaces Treatment's non-empty fields at renewal
}

// Rubric tells reviewers how to grade (採点基準). A confidential one (基準は非公表)
// is shown to reviewers and the committee only, and never exported.
type Rubric struct {
	Confidential bool `yaml:"confidential"`
	Text         Text `yaml:"text"`
}

// Answers reports whether id names this criterion.
func (c *Criterion) Answers(id string) bool {
	if c.ID == id {
		return true
	}
	for _, a := range c.Aliases {
		if a == id {
			return true
		}
	}
	return false
}

// For returns how the case type treats the criterion: the renewal block, where
// there is one, replaces kind, points and grading together, and the method and
// the N/A policy when it names them.
func (c *Criterion) For(t CaseType) Treatment {
	if t != Renewal || c.OnRenewal == nil {
		return c.Treatment
	}
	s := *c.OnRenewal
	if s.Method == "" {
		s.Method = c.Method
	}
	if s.NA == NANever {
		s.NA = c.NA
	}
	return s
}

// Wording returns the text to show: the corrected wording where the print has
// a slip.
func (c *Criterion) Wording() Text {
	if !c.TextFixed.IsZero() {
		return c.TextFixed
	}
	return c.Text
}

// Method is a way of showing that a criterion is met (確認方法). It asks for each
// entry of Asks (および); one of the kinds that an entry names is enough (または). A
// method that asks for nothing leaves it to the review.
type Method struct {
	ID   string   `yaml:"id"`
	Text Text     `yaml:"text"`
	Asks []Asking `yaml:"asks"`
}

// Asking is one thing that a method asks for, in any of the kinds. A statement is that
// of the holder of the post.
type Asking struct {
	AnyOf []EvidenceKind `yaml:"any_of"`
	Post  Post           `yaml:"post"`
}

// EvidenceKind is a kind of what is handed in for a criterion.
type EvidenceKind string

// The kinds of evidence: a document (書面による提出), a page of the web with what was
// seen there (Webの提示), a statement (署名押印), audits (監査報告書), and the report of
// a diagnosis (診断結果書類).
const (
	EvidenceDocument  EvidenceKind = "document"
	EvidenceWeb       EvidenceKind = "web"
	EvidenceStatement EvidenceKind = "statement"
	EvidenceAudit     EvidenceKind = "audit"
	EvidenceReport    EvidenceKind = "report"
)

// EvidenceKinds lists the whole vocabulary.
func EvidenceKinds() []EvidenceKind {
	return []EvidenceKind{EvidenceDocument, EvidenceWeb, EvidenceStatement, EvidenceAudit, EvidenceReport}
}

// Post is whose statement counts.
type Post string

// The posts: the responsible person of the service (担当責任者), and the personal
// information protection manager (個人情報保護管理者).
const (
	PostResponsible    Post = "responsible"
	PostPrivacyOfficer Post = "privacy_officer"
)

// Posts lists the whole vocabulary.
func Posts() []Post { return []Post{PostResponsible, PostPrivacyOfficer} }

// Method finds a method by its ID; the zero Method for an unknown one.
func (e *Edition) Method(id string) (found Method) {
	for _, m := range e.Methods {
		if m.ID == id {
			found = m
		}
	}
	return found
}

// Aspect is one of several verdicts on the same criterion, such as rule and
// operation (規程・運用), given at the step named.
type Aspect struct {
	ID    string `yaml:"id"`
	Title Text   `yaml:"title"`
	Step  Step   `yaml:"step"`
}

// Section is a chapter of the criteria.
type Section struct {
	ID      string `yaml:"id"`
	Title   Text   `yaml:"title"`
	Purpose Text   `yaml:"purpose"`
	Note    Text   `yaml:"note"`
	Source  string `yaml:"source"`
}

// Subsection groups criteria inside a section; Section is the ID of its chapter.
type Subsection struct {
	ID      string `yaml:"id"`
	Section string `yaml:"section"`
	Title   Text   `yaml:"title"`
}

// Level is one grade of a mark (段階). Criteria of a level and of the levels
// before it must hold for it to be reached.
type Level struct {
	ID     string `yaml:"id"`
	Title  Text   `yaml:"title"`
	Source string `yaml:"source"`
}

// Condition is one of the closed vocabulary of pass conditions.
type Condition string

// The conditions a pass rule may ask for.
const (
	AllMandatoryMet   Condition = "all_mandatory_met"
	PointsAtLeastPass Condition = "points_at_least_pass"
	NoZeroInZeroFails Condition = "no_zero_in_zero_fails_items"
	LevelReached      Condition = "level_reached"
)

// Conditions lists the whole vocabulary.
func Conditions() []Condition {
	return []Condition{AllMandatoryMet, PointsAtLeastPass, NoZeroInZeroFails, LevelReached}
}

// PassRule says when a case passes, with the totals the source prints so that
// they can be added again.
type PassRule struct {
	Conditions []Condition `yaml:"conditions"`
	Level      string      `yaml:"level"` // for LevelReached
	New        Totals      `yaml:"new"`
	Renewal    Totals      `yaml:"renewal"`
	Source     string      `yaml:"source"`
}

// Totals are the printed totals of one case type (必須25項目、推奨122点中91点以上).
type Totals struct {
	Mandatory  int `yaml:"mandatory_total"`
	Points     int `yaml:"points_total"`
	PointsPass int `yaml:"points_pass"`
}

// For returns the totals of a case type.
func (p PassRule) For(t CaseType) Totals {
	if t == Renewal {
		return p.Renewal
	}
	return p.New
}

// Asks reports whether passing depends on the criterion: without levels on every
// one, else on those of the level the pass rule wants and of the levels before it.
func (e *Edition) Asks(c *Criterion) bool {
	if e.Pass.Level == "" || c.Level == "" {
		return true
	}
	for _, l := range e.Levels {
		if l.ID == c.Level {
			return true
		}
		if l.ID == e.Pass.Level {
			return false
		}
	}
	return false
}
