package scheme

import (
	"slices"

	"akashi/values/civil"
)

// Step is a step of the procedure that a scheme takes or leaves out.
type Step string

// The steps, in the order of ISO/IEC 17065 clause 7. Those not listed by a
// scheme are left out.
const (
	StepApplicationReview Step = "application_review" // 形式審査
	StepDocumentReview    Step = "document_review"    // 文書審査・一次審査
	StepOnSiteReview      Step = "onsite_review"      // 現地審査
	StepReport            Step = "review_report"      // 審査報告
	StepCommittee         Step = "committee"          // 審査会・二次審査
	StepAgreement         Step = "agreement"          // 付与契約
)

// Steps lists every step in order.
func Steps() []Step {
	return []Step{StepApplicationReview, StepDocumentReview, StepOnSiteReview, StepReport, StepCommittee, StepAgreement}
}

// Gate is a point of the procedure that a payment opens.
type Gate string

// The gates: the named fee must be in before the application may be submitted,
// before it is reviewed, before the committee sits on it, or before the grant.
const (
	GateSubmission        Gate = "submission"
	GateApplicationReview Gate = "application_review"
	GateCommittee         Gate = "committee"
	GateGrant             Gate = "grant"
)

// Process says which steps the scheme takes and which payments open which gates.
type Process struct {
	Steps  []Step          `yaml:"steps"`
	Gates  []PaymentGate   `yaml:"gates"`
	Refund Setting[Refund] `yaml:"refund"`
	// FirstStageFails: an application that fails the first stage (一次審査) is not put
	// before the committee. Without it only the committee refuses.
	FirstStageFails Setting[bool] `yaml:"first_stage_fails"`
	// Reviewers is how many judge each case at the document review, each alone (別々の採点); up
	// to 1, whoever examines it judges together.
	Reviewers Setting[int] `yaml:"reviewers"`
	// SecondPerson names the acts that wait for a second person (二人確認). The office
	// can decide otherwise.
	SecondPerson Setting[[]SecondWord] `yaml:"second_person"`
	// EveryIntakeStep: an application is accepted once each step of its intake was looked at.
	// Without it only a step that was found missing stands against it.
	EveryIntakeStep Setting[bool] `yaml:"every_intake_step"`
	Source          string        `yaml:"source"`
}

// SecondWord is a kind of act that may be made to wait for a second person.
type SecondWord string

// The words. An act belongs to one of them, or never waits.
const (
	SecondDecide    SecondWord = "decide"     // the committee's decision as entered
	SecondMeasure   SecondWord = "measure"    // a measure against a mark, and its end
	SecondImport    SecondWord = "import"     // marks carried over as living
	SecondAccount   SecondWord = "account"    // accounts of the office's own people
	SecondProxyVote SecondWord = "proxy-vote" // a vote entered for another (代理記録)
	SecondException SecondWord = "exception"  // a way round a rule, with its reason
	SecondRules     SecondWord = "rules"      // tables of fees and published rules
)

// SecondConflict is why a conflict of interest waits that is entered or retracted for
// somebody else once votes were cast. It is no part of the vocabulary: neither an edition
// nor the office can do without the second person.
const SecondConflict SecondWord = "conflict"

// SecondJoin is why the wish to act for an applicant on record waits: always, whatever the
// office decides. Names and numbers are public.
const SecondJoin SecondWord = "join"

// SecondCircular is why it waits that an office lets its committee decide without meeting, or no longer:
// always, whatever the office decides.
const SecondCircular SecondWord = "circular"

// SecondErasure is why it waits that an office decides how long it keeps documents, or erases some: always,
// whatever the office decides. What is erased does not come back.
const SecondErasure SecondWord = "erasure"

// Always reports whether acts of the word wait whatever edition and office say: those of which
// neither decides.
func (w SecondWord) Always() bool { return w != "" && !slices.Contains(SecondWords(), w) }

// SecondWords lists the vocabulary: of what edition and office decide.
func SecondWords() []SecondWord {
	return []SecondWord{SecondDecide, SecondMeasure, SecondImport, SecondAccount, SecondProxyVote, SecondException, SecondRules}
}

// Refund says whether a fee is given back when an application ends early (返金).
type Refund string

// Never, or as the office decides for each case.
const (
	RefundNone       Refund = "none"
	RefundByDecision Refund = "by_decision"
)

// PaymentGate binds one fee line to one gate (I-32).
type PaymentGate struct {
	Gate   Gate   `yaml:"gate"`
	Fee    string `yaml:"fee"`
	Source string `yaml:"source"`
}

// Takes reports whether the scheme takes the step.
func (p Process) Takes(s Step) bool {
	for _, t := range p.Steps {
		if t == s {
			return true
		}
	}
	return false
}

// Clock is a named period with its first day stated (期限). The names are those
// of Clocks; an edition leaves out the ones it does not have.
type Clock struct {
	ID              string                `yaml:"id"`
	Label           Text                  `yaml:"label"`
	Period          Setting[civil.Period] `yaml:"period"`
	FirstDayCounted bool                  `yaml:"first_day_counted"`
	RollForward     bool                  `yaml:"roll_to_business_day"`
	Source          string                `yaml:"source"`
}

// LastDay returns the last day of the clock that starts with event, or no date
// when the edition fixes no period and the office states the day each time.
func (c *Clock) LastDay(event civil.Date) civil.Date {
	if c.Period.Value.IsZero() {
		return civil.Date{}
	}
	if c.FirstDayCounted {
		return c.Period.Value.LastDay(event)
	}
	return c.Period.Value.After(event)
}

// The names of clocks that the rules and the use cases know.
const (
	ClockFindingsAnswer    = "findings_answer"    // 指摘事項への改善報告
	ClockAgreement         = "agreement"          // 付与契約の手続き
	ClockAppeal            = "appeal"             // 異議申出
	ClockComplaintAnswer   = "complaint_answer"   // 苦情への回答
	ClockIncidentInitial   = "incident_initial"   // 速報
	ClockIncidentFinal     = "incident_final"     // 確報
	ClockIncidentMalicious = "incident_malicious" // 確報、不正の目的
)

// ClockNames lists the vocabulary.
func ClockNames() []string {
	return []string{ClockFindingsAnswer, ClockAgreement, ClockAppeal, ClockComplaintAnswer,
		ClockIncidentInitial, ClockIncidentFinal, ClockIncidentMalicious}
}

// Estimate is how long something usually takes (目安): a day to plan by, which nobody is
// late on.
type Estimate struct {
	ID     string                `yaml:"id"`
	Period Setting[civil.Period] `yaml:"period"`
}

// What is estimated beside the steps of the procedure, by whose names the others go.
const (
	ExpectFiling     = "filing"          // 下書きから提出まで
	ExpectAssignment = "assignment"      // 受理から審査員の割当てまで
	ExpectAnswer     = "findings_answer" // 指摘への回答, where no clock fixes it
)

// EstimateNames lists the vocabulary.
func EstimateNames() []string {
	names := []string{ExpectFiling, ExpectAssignment, ExpectAnswer}
	for _, s := range Steps() {
		names = append(names, string(s))
	}
	return names
}

// Expects is how long something usually takes under the edition; a month where the
// edition does not say.
func (e *Edition) Expects(id string) Setting[civil.Period] {
	for _, x := range e.Estimates {
		if x.ID == id {
			return x.Period
		}
	}
	return Setting[civil.Period]{Value: civil.Months(1)}
}

// Reminder says on which days a letter goes out by itself about a last day (督促・案内), as long as what
// the day is for has not been done.
type Reminder struct {
	ID   string                `yaml:"id"` // of RemindedOf
	Days Setting[ReminderDays] `yaml:"days"`
}

// ReminderDays are numbers of days, in the order in which the letters go out; none is more than a year.
type ReminderDays struct {
	Before []int `yaml:"before" json:"before,omitempty"` // the day; 0 is the day itself
	After  []int `yaml:"after" json:"after,omitempty"`
}

// Offsets are the days as counted from the day itself: below 0 before it, above 0 after.
func (d ReminderDays) Offsets() (offsets []int) {
	for _, n := range d.Before {
		offsets = append(offsets, -n)
	}
	return append(offsets, d.After...)
}

// What can be reminded of; the days themselves are those of the list of clocks.
const (
	RemindFee       = "fee"       // 料金の納期限
	RemindFindings  = "findings"  // 指摘への回答の期限
	RemindAgreement = "agreement" // 付与契約の期限
	RemindOpens     = "opens"     // 更新の申請を始められる日
	RemindWindow    = "window"    // 更新の申請の最終日
	RemindExpiry    = "expiry"    // 有効期間の満了
)

// RemindedOf lists the vocabulary.
func RemindedOf() []string {
	return []string{RemindFee, RemindFindings, RemindAgreement, RemindOpens, RemindWindow, RemindExpiry}
}

// Reminder is when the edition reminds of something; never where it does not say.
func (e *Edition) Reminder(id string) Setting[ReminderDays] {
	for _, r := range e.Reminders {
		if r.ID == id {
			return r.Days
		}
	}
	return Setting[ReminderDays]{}
}

// Validity is how long a grant is valid and when its renewal may be filed.
type Validity struct {
	Period  Setting[civil.Period] `yaml:"period"` // empty: the office states the last day at each grant
	Renewal *RenewalWindow        `yaml:"renewal_window"`
	// ContinuesUnderReview keeps the status while a renewal filed in time is reviewed.
	ContinuesUnderReview Setting[bool] `yaml:"continues_under_review"`
	// RenewalFollows starts a renewed period on the day after the old expiry,
	// whatever the day of the decision.
	RenewalFollows Setting[bool] `yaml:"renewal_follows_expiry"`
	Source         string        `yaml:"source"`
}

// RenewalWindow is the time before expiry in which a renewal may be filed (更新
// 申請期間). Opens and Closes are counted back from the day after expiry (rule P4);
// a zero Opens leaves the beginning open. Only the last day rolls.
type RenewalWindow struct {
	Opens       civil.Period `yaml:"opens_before"`
	Closes      civil.Period `yaml:"closes_before"`
	RollForward bool         `yaml:"roll_to_business_day"`
	// Listed is how long before the last day to file a mark is listed for its renewal, where
	// the beginning is open.
	Listed Setting[civil.Period] `yaml:"listed_before"`
	// LateWithReason lets the office accept a later filing, recording why.
	LateWithReason Setting[bool] `yaml:"late_with_reason"`
	Source         string        `yaml:"source"`
}

// Number is the grammar of mark numbers (マーク番号) and what fills it at a grant.
type Number struct {
	Pattern string          `yaml:"pattern"`   // grammar of package ident
	Body    Setting[string] `yaml:"body_code"` // empty: the intake body's letter
	// CountsGrants adds one to the grant count at every renewal.
	CountsGrants bool   `yaml:"counts_grants"`
	Source       string `yaml:"source"`
}

// Calendar holds the office's own closures beside the public holidays, and
// corrections to the holiday table.
type Calendar struct {
	Closures  []Closure         `yaml:"closures"`
	Overrides []HolidayOverride `yaml:"holiday_overrides"`
}

// Closure is a yearly closure of the office, both days included, as MM-DD.
type Closure struct {
	From   string `yaml:"from"`
	To     string `yaml:"to"`
	Label  Text   `yaml:"label"`
	Source string `yaml:"source"`
}

// HolidayOverride makes one day a holiday, or a working day when Open.
type HolidayOverride struct {
	Date  civil.Date `yaml:"date"`
	Label Text       `yaml:"label"`
	Open  bool       `yaml:"open"`
}
