package scheme

import (
	"slices"
	"strings"

	"akashi/values/civil"
)

// Organisation says who runs the scheme. Persons are not named: seats and
// affiliations are the scheme's, their holders the office's records.
type Organisation struct {
	Owner        Text   `yaml:"owner"`    // scheme owner (制度運営者)
	Operator     Text   `yaml:"operator"` // body that runs review and decision
	Members      []Body `yaml:"members"`
	Granting     string `yaml:"granting"`      // member that grants what the operator decides (付与機関); "": the operator does both
	IntakeBodies []Body `yaml:"intake_bodies"` // first-stage review (一次審査受付)
	Officers     []Seat `yaml:"officers"`
	Secretariats []Seat `yaml:"secretariats"`
	Observers    []Seat `yaml:"observers"`
	Source       string `yaml:"source"`

	Documents []RuleDocument `yaml:"documents"` // regulations the body publishes (規程等)
}

// RuleDocument is a regulation that the body publishes. Its text, version and first day
// are the office's to publish.
type RuleDocument struct {
	ID    string `yaml:"id"`
	Title Text   `yaml:"title"`
}

// Body is an association or a review body. Code is its letter in mark numbers.
type Body struct {
	ID     string `yaml:"id"`
	Code   string `yaml:"code"`
	Name   Text   `yaml:"name"`
	Source string `yaml:"source"`

	Days civil.Range `yaml:"-" json:"-"` // on which it takes applications, as far as the office has said; all of them otherwise
}

// Offices are what somebody holds in the body itself: its officers (役員) and its
// secretariats. They sit on no committee.
func (o Organisation) Offices() []Seat { return slices.Concat(o.Officers, o.Secretariats) }

// GrantedBy is the member that grants what the operator decides, where there is one.
func (o Organisation) GrantedBy() (Body, bool) {
	i := slices.IndexFunc(o.Members, func(b Body) bool { return o.Granting != "" && b.ID == o.Granting })
	if i < 0 {
		return Body{}, false
	}
	return o.Members[i], true
}

// IntakeBody finds an intake body by its ID.
func (o Organisation) IntakeBody(id string) (Body, bool) {
	for _, b := range o.IntakeBodies {
		if b.ID == id {
			return b, true
		}
	}
	return Body{}, false
}

// Taking are the intake bodies that take applications on a day. IntakeBody knows every one
// that ever did.
func (o Organisation) Taking(day civil.Date) (all []Body) {
	for _, b := range o.IntakeBodies {
		if b.Days.Contains(day) {
			all = append(all, b)
		}
	}
	return all
}

// BodyNumbered reports whether a mark number has the code of an intake body.
func (e *Edition) BodyNumbered() bool {
	return e.Number.Body.Value == "" && strings.Contains(e.Number.Pattern, "{body:")
}

// BodyFits reports whether the code of a body that joins can stand in the mark numbers of the edition.
func (e *Edition) BodyFits(code string) bool { return fits(e.NumberWith(code), code) }

// NumberWith is the pattern of mark numbers with the code of a body that joins: where it is one out
// of a set of characters, the set has it too.
func (e *Edition) NumberWith(code string) string {
	before, rest, found := strings.Cut(e.Number.Pattern, "{body:[")
	set, after, closed := strings.Cut(rest, "]")
	if !found || !closed || len(code) != 1 || strings.Contains(set, code) {
		return e.Number.Pattern
	}
	return before + "{body:[" + set + code + "]" + after
}

// Seat is one seat of a council, a committee or an observer. Body names the
// member body it belongs to, where it does: that is what recusal looks at.
type Seat struct {
	ID          string `yaml:"id"`
	Title       Text   `yaml:"title"`
	Affiliation Text   `yaml:"affiliation"`
	Body        string `yaml:"body"`
	Chair       bool   `yaml:"chair"`
	Source      string `yaml:"source"`
}

// Committee is the independent committee that decides (審査委員会).
type Committee struct {
	Name      Text              `yaml:"name"`
	Seats     []Seat            `yaml:"seats"`
	TermYears Setting[int]      `yaml:"term_years"`
	Quorum    Setting[Majority] `yaml:"quorum"`   // of the seats
	Decision  Setting[Majority] `yaml:"decision"` // of the votes cast
	TieBreak  Setting[TieBreak] `yaml:"tie_break"`
	// RecusedCount: whether a recused member counts towards the quorum of the case.
	RecusedCount Setting[bool] `yaml:"recused_count_for_quorum"`
	Conflicts    []Conflict    `yaml:"conflicts"`
	// Circular: how many have to answer where the committee decides without meeting; a scheme
	// that does not say does not let it, until its office records that it may.
	Circular Setting[Answers] `yaml:"circular"`
	Source   string           `yaml:"source"`
}

// Answers says how many of the seats that may vote have to answer a circular resolution
// (持ち回り決議).
type Answers string

// All of them, more than half, or at least two thirds.
const (
	AnswersAll       Answers = "all"
	AnswersMost      Answers = "more_than_half"
	AnswersTwoThirds Answers = "two_thirds"
)

// AnswerShares lists the vocabulary.
func AnswerShares() []Answers { return []Answers{AnswersAll, AnswersMost, AnswersTwoThirds} }

// Of returns how many of n have to answer; an unknown word needs all and one more.
func (a Answers) Of(n int) int {
	if a == AnswersAll {
		return n
	}
	return Majority(a).Of(n)
}

// Majority is a share of a number of people.
type Majority string

// More than half, or at least two thirds.
const (
	MoreThanHalf Majority = "more_than_half"
	TwoThirds    Majority = "two_thirds"
)

// Of returns how many of n make the majority; an unknown one needs all and one
// more, so that nothing passes.
func (m Majority) Of(n int) int {
	switch m {
	case MoreThanHalf:
		return n/2 + 1
	case TwoThirds:
		return (2*n + 2) / 3
	}
	return n + 1
}

// TieBreak says what a tied vote means.
type TieBreak string

// The chair's vote decides a tie, or a tie is put off to the next session.
const (
	TieChair TieBreak = "chair"
	TieDefer TieBreak = "defer"
)

// Conflict is one kind of conflict of interest (利害抵触) that makes a member leave
// the case.
type Conflict struct {
	ID     ConflictKind `yaml:"id"`
	Text   Text         `yaml:"text"`
	Source string       `yaml:"source"`
}

// ConflictKind names a kind of conflict. The first three are found in the
// records; declared ones rest on the member's word.
type ConflictKind string

// The kinds of conflicts.
const (
	ConflictSameBody  ConflictKind = "first_stage_by_own_body"
	ConflictReviewer  ConflictKind = "took_part_in_review"
	ConflictApplicant ConflictKind = "tied_to_applicant"
	ConflictDeclared  ConflictKind = "declared"
)

// Sessions is the committee's calendar (年3回、3月・7月・11月).
type Sessions struct {
	Months []int `yaml:"months"` // none: whenever the office calls one
	// Cutoff is how long before the session day a case must be ready for it.
	Cutoff Setting[Age] `yaml:"cutoff"`
	Source string       `yaml:"source"`
}

// Public holds what the public pages say about the scheme.
type Public struct {
	Summary  Text    `yaml:"summary"` // one sentence
	Meaning  Text    `yaml:"meaning"` // what a mark shows
	Aims     []Text  `yaml:"aims"`
	Basis    Text    `yaml:"basis"`   // legal basis of the scheme
	Caution  Text    `yaml:"caution"` // what a mark does not show
	History  []Event `yaml:"history"`
	Register Text    `yaml:"register"` // what the register of this scheme contains
	Source   string  `yaml:"source"`
	// Decision says what of a decision to grant is published beside the mark:
	// PublishVotes, PublishPoints.
	Decision Setting[[]string] `yaml:"publish_decision"`
	// Holders: whether the names of who holds an office or a seat are published.
	Holders Setting[bool] `yaml:"publish_holders"`
}

// Event is one line of the scheme's history. When is printed as the source gives
// it: a day, a month or a year, in ISO form.
type Event struct {
	When   string `yaml:"when"`
	Text   Text   `yaml:"text"`
	Source string `yaml:"source"`
}

// What of a decision an edition may publish beside its outcome and day.
const (
	PublishVotes  = "votes"  // how many voted which way, never who
	PublishPoints = "points" // points, and points to pass
)
