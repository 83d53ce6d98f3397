package scheme

import (
	"slices"

	"akashi/values/civil"
	"akashi/values/yen"
)

// SizeClass is the class of an applicant that its fees depend on (事業者規模).
type SizeClass string

// The size classes.
const (
	Small  SizeClass = "small"
	Medium SizeClass = "medium"
	Large  SizeClass = "large"
)

// SizeClasses lists the classes from small to large.
func SizeClasses() []SizeClass { return []SizeClass{Small, Medium, Large} }

// Size is the table of size classes. Small is tested first, by persons alone;
// medium holds when capital or persons are within the ceiling (I-22, I-23).
type Size struct {
	Industries []Industry              `yaml:"industries"`
	Connective Setting[SizeConnective] `yaml:"connective"`
	Persons    Setting[Headcount]      `yaml:"persons_counted"`
	Source     string                  `yaml:"source"`
}

// Headcount says who counts as a person of an applicant (I-24).
type Headcount string

// Everyone engaged in the business, part-time, dispatched and officers included
// (従業者), or regular employees only (常時使用する従業員).
const (
	CountEngaged Headcount = "all_engaged"
	CountRegular Headcount = "regular_employees"
)

// SizeConnective says how the two ceilings of medium combine.
type SizeConnective string

// Either ceiling suffices, or both are needed.
const (
	SizeOr  SizeConnective = "or"
	SizeAnd SizeConnective = "and"
)

// Industry is one column of the size table.
type Industry struct {
	ID               string     `yaml:"id"` // manufacturing, wholesale, retail, service
	Title            Text       `yaml:"title"`
	SmallMaxPersons  int        `yaml:"small_max_persons"`
	MediumMaxCapital yen.Amount `yaml:"medium_max_capital"`
	MediumMaxPersons int        `yaml:"medium_max_persons"`
	Source           string     `yaml:"source"`
}

// Fees is the fee rule of an edition: what falls due when, and what it costs in
// the table that is in force on a day.
type Fees struct {
	Lines  []FeeLine  `yaml:"lines"`
	Tables []FeeTable `yaml:"tables"` // oldest first
}

// FeeLine is one fee (料金) and when it falls due.
type FeeLine struct {
	Code  string     `yaml:"code"`
	Label Text       `yaml:"label"`
	Cases []CaseType `yaml:"cases"` // none: both
	Due   DueRule    `yaml:"due"`
	// Yearly fees fall due again on each anniversary of the first due day (I-18).
	Yearly bool `yaml:"yearly"`
	// Payee is the member of the organisation to which the fee is paid; "" for whoever runs the scheme.
	Payee  string `yaml:"payee"`
	Source string `yaml:"source"`
}

// DueEvent is the event from which a due day is counted.
type DueEvent string

// The events of the due rules.
const (
	DueAtSubmission     DueEvent = "submission"
	DueAtInvoice        DueEvent = "invoice"
	DueAfterReview      DueEvent = "review_completed"
	DueAtDecision       DueEvent = "decision"
	DueAtNoticeReceived DueEvent = "notice_received"
)

// DueRule says when a fee is due: by the event itself when Within is empty, else
// at the end of the period after it. FirstDayCounted follows 起算して (I-17).
type DueRule struct {
	Event           DueEvent     `yaml:"event"`
	Within          civil.Period `yaml:"within"`
	FirstDayCounted bool         `yaml:"first_day_counted"`
	Text            Text         `yaml:"text"`
	Source          string       `yaml:"source"`
	OfficeDecides   bool         `yaml:"office_decides"` // the sources leave the day open
}

// FeeTable is one printed table of fees, in force from its first day to the day
// before the next one. Amounts are the printed ones, tax included.
type FeeTable struct {
	ID      string           `yaml:"id"`
	From    civil.Date       `yaml:"from"`
	To      civil.Date       `yaml:"to"`        // zero: open
	ToKnown string           `yaml:"to_source"` // how the last day is known, where not by the table itself
	Tax     yen.Rate         `yaml:"tax_permille"`
	TaxMode Setting[TaxMode] `yaml:"tax_mode"`
	Amounts []FeeAmount      `yaml:"amounts"`
	Totals  []FeeTotal       `yaml:"totals"`
	Overrun *HourFee         `yaml:"overrun"`
	Revisit *RevisitFee      `yaml:"revisit"`
	Source  string           `yaml:"source"`
	// Published says where a table that the office entered was published; "" for those of
	// the scheme file, which cite their source.
	Published string `yaml:"-" json:",omitempty"`
}

// Overlaps reports whether some day would have a price in both tables. A table without a
// last day gives way to one that begins later.
func (t FeeTable) Overlaps(o FeeTable) bool {
	if o.From.Before(t.From) {
		t, o = o, t
	}
	return t.From == o.From || !t.To.IsZero() && !t.To.Before(o.From)
}

// Covers reports whether the table is in force on a day.
func (t FeeTable) Covers(day civil.Date) bool {
	return civil.Range{From: t.From, To: t.To}.Contains(day)
}

// WithTables is the edition with further tables of fees beside its own, such as an office
// enters. A table without a last day ends on the day before the next one begins.
func (e *Edition) WithTables(more []FeeTable) *Edition {
	if e.Fees == nil || len(more) == 0 {
		return e
	}
	tables := append(slices.Clone(e.Fees.Tables), more...)
	slices.SortStableFunc(tables, func(a, b FeeTable) int { return a.From.Compare(b.From) })
	for i := range tables[1:] {
		if tables[i].To.IsZero() {
			tables[i].To = tables[i+1].From.AddDays(-1)
		}
	}
	with := *e
	with.Fees = &Fees{Lines: e.Fees.Lines, Tables: tables}
	return &with
}

// TaxMode says how printed sums relate to the consumption tax (I-16).
type TaxMode string

// TaxIncluded: a printed sum is the total payable and contains the tax (税込).
const TaxIncluded TaxMode = "included"

// FeeAmount is one row of a fee table: either one amount, or one for each size.
type FeeAmount struct {
	Code   string                   `yaml:"code"`
	Case   CaseType                 `yaml:"case"`
	Amount yen.Amount               `yaml:"amount"`
	BySize map[SizeClass]yen.Amount `yaml:"by_size"`
}

// FeeTotal is a printed total, kept to be added again, never to be charged.
type FeeTotal struct {
	Case   CaseType                 `yaml:"case"`
	Amount yen.Amount               `yaml:"amount"`
	BySize map[SizeClass]yen.Amount `yaml:"by_size"`
}

// HourFee is a fee for each started hour over the standard (現地審査の超過).
type HourFee struct {
	Code    string     `yaml:"code"`
	Label   Text       `yaml:"label"`
	PerHour yen.Amount `yaml:"per_hour"`
	Source  string     `yaml:"source"`
}

// RevisitFee is the fee of a repeated on-site review (再現地審査): the base plus
// the hourly fee for each assessor.
type RevisitFee struct {
	Code          string     `yaml:"code"`
	Label         Text       `yaml:"label"`
	Base          yen.Amount `yaml:"base"`
	PerPersonHour yen.Amount `yaml:"per_person_hour"`
	MinPersons    int        `yaml:"min_persons"`
	MaxPersons    int        `yaml:"max_persons"`
	Source        string     `yaml:"source"`

	HourRounding Setting[HourRounding] `yaml:"hour_rounding"`
}

// HourRounding says how a part of an hour on site is charged (I-27).
type HourRounding string

// A started hour counts whole, or not at all, or to the minute (rounded down to
// whole yen).
const (
	HourCeil  HourRounding = "ceil"
	HourFloor HourRounding = "floor"
	HourExact HourRounding = "exact"
)

// OnSite is the on-site rule: standard hours for each size, and how more is charged.
type OnSite struct {
	Hours         []SizeHours           `yaml:"hours"`
	HourRounding  Setting[HourRounding] `yaml:"hour_rounding"`
	OverrunCharge Setting[Charging]     `yaml:"overrun_charge"`
	Expenses      Setting[Charging]     `yaml:"expenses"` // travel and lodging, at cost
	Travel        *TravelFee            `yaml:"travel"`   // what they are charged as; none where they are not
	Source        string                `yaml:"source"`
}

// TravelFee is what travel and lodging are charged as (交通費・宿泊費): what they came to.
type TravelFee struct {
	Code   string `yaml:"code"`
	Label  Text   `yaml:"label"`
	Source string `yaml:"source"`
}

// Charging says how a charge that may be made (請求できる) comes about.
type Charging string

// Proposed by the system and confirmed by the secretariat, or made at once.
const (
	ChargeProposed  Charging = "proposed"
	ChargeAutomatic Charging = "automatic"
)

// SizeHours is the time on site that the review fee includes.
type SizeHours struct {
	Size    SizeClass `yaml:"size"`
	New     int       `yaml:"new"` // whole hours
	Renewal int       `yaml:"renewal"`
}

// Line finds a fee by its code.
func (f *Fees) Line(code string) (FeeLine, bool) {
	for _, line := range f.Lines {
		if line.Code == code {
			return line, true
		}
	}
	return FeeLine{}, false
}

// PayeeOf is to whom a fee is paid (支払先): a member of the organisation, or under the scheme's own key whoever runs it, to
// whom goes all that no line of the edition names.
func (e *Edition) PayeeOf(code string) string {
	if e.Fees != nil {
		if line, known := e.Fees.Line(code); known && line.Payee != "" {
			return line.Payee
		}
	}
	return e.Scheme
}

// Payees lists to whom fees of the edition are paid, whoever runs the scheme first; nobody where it has no fees.
func (e *Edition) Payees() (all []string) {
	if e.Fees == nil {
		return nil
	}
	all = []string{e.Scheme}
	for _, l := range e.Fees.Lines {
		if p := e.PayeeOf(l.Code); !slices.Contains(all, p) {
			all = append(all, p)
		}
	}
	return all
}

// Applies reports whether the fee falls due in a type of case.
func (f FeeLine) Applies(t CaseType) bool { return len(f.Cases) == 0 || slices.Contains(f.Cases, t) }
