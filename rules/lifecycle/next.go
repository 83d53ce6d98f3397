package lifecycle

import (
	"slices"

	"akashi/record"
	"akashi/scheme"
	"akashi/values/civil"
)

// NextDay is the next day that counts in a case (次の日), what sort of day it is and why
// it is this one.
type NextDay struct {
	Day    civil.Date `json:"day"`
	Kind   DayKind    `json:"kind"`
	Why    Why        `json:"why"`
	Clause string     `json:"clause,omitempty"`
	From   civil.Date `json:"from,omitzero"` // what it is counted from, or led to
	Fee    string     `json:"fee,omitempty"` // whose last day it is

	Usual civil.Period `json:"-"` // that an estimate is counted by
}

// DayKind says whether a day follows from a rule or a decision, or is only expected.
type DayKind string

// A hard day can be missed: then the case is late. Past an estimate (目安) nothing is.
const (
	HardDay     DayKind = "hard"
	EstimateDay DayKind = "estimate"
)

// Why says what a day rests on; its sentence is found by it.
type Why string

// The reasons. From is, in their order: none, the day of the findings document twice,
// the day of the decision, the session, none, the expiry twice; then the session to be
// reached, the month of sessions, and the day on which the case came to where it stands.
const (
	WhyFee       Why = "fee"             // 料金の納期限
	WhyFindings  Why = "findings"        // 改善報告の期限
	WhyStated    Why = "findings-stated" // as the body stated it with the findings
	WhyAgreement Why = "agreement"       // 付与契約の期限
	WhySession   Why = "session"         // 審査委員会の開催日
	WhyTabling   Why = "tabling"         // last day to be put on the agenda of From
	WhyWindow    Why = "window"          // last day to file a renewal
	WhyExpiry    Why = "expiry"          // the mark ends
	WhyReach     Why = "reach"           // to file by, so as to come before the session of From
	WhyMonth     Why = "month"           // the committee sits in this month
	WhyUsual     Why = "usual"           // what it usually takes from the day on which it came there

	// Of marks and sessions, beside those.
	WhyOpens   Why = "opens"   // first day to file a renewal
	WhySitting Why = "sitting" // the committee meets
	WhyReply   Why = "reply"   // last day to answer the call to the session of From

	// In calendars only: nothing ends on it.
	WhyVisit Why = "visit" // somebody was on site (現地審査の日)
)

// RemindedOf is what a letter about the day is about, of scheme.RemindedOf; "" where nobody outside the office is to meet it.
func RemindedOf(d NextDay) string {
	if d.Kind != HardDay {
		return ""
	}
	switch d.Why {
	case WhyFee:
		return scheme.RemindFee
	case WhyFindings, WhyStated:
		return scheme.RemindFindings
	case WhyAgreement:
		return scheme.RemindAgreement
	case WhyOpens:
		return scheme.RemindOpens
	case WhyWindow:
		return scheme.RemindWindow
	case WhyExpiry:
		return scheme.RemindExpiry
	default:
		return ""
	}
}

// Ahead is what lies before a case: what its next day is found in.
type Ahead struct {
	Today    civil.Date
	Findings []record.Finding // of a case that waits for answers
	Charges  []record.Charge
	Session  civil.Date // that it is tabled in
	Sittings []Sitting  // that can still take cases in, the next first
	// Of a renewal: the last day of its window, whether a reason excuses a later filing,
	// and the last day of the mark.
	WindowTo civil.Date
	Excuses  bool
	Expiry   civil.Date
}

// Sitting is a session to come. One whose day is not planned yet, only its month, has
// no cut-off.
type Sitting struct{ Day, Cutoff civil.Date }

// Next is the next day of a case (次の日): the first of its days.
func Next(e *scheme.Edition, c record.Case, a Ahead) (next NextDay) {
	for _, d := range Days(e, c, a) {
		if next.Day.IsZero() || d.Day.Before(next.Day) {
			next = d
		}
	}
	return next
}

// Days are the days that run for a case: the hard ones that it has, or else an estimate. A case
// that is over has some only while it owes a fee.
func Days(e *scheme.Edition, c record.Case, a Ahead) (days []NextDay) {
	for _, d := range append(owed(a.Charges), hard(e, c, a)...) {
		if !d.Day.IsZero() {
			d.Kind = HardDay
			days = append(days, d)
		}
	}
	if len(days) == 0 && IsOpen(c.State) {
		expected := estimate(e, c, a)
		expected.Kind = EstimateDay
		days = append(days, expected)
	}
	return days
}

// IsLate reports whether the day was missed: an estimate cannot be.
func (n NextDay) IsLate(today civil.Date) bool {
	return n.Kind == HardDay && n.Day.Before(today)
}

// IsOpen reports whether something is still to come for a case in the state.
func IsOpen(s State) bool { return !cases.IsFinal(s) }

// Open lists the states in which something is still to come.
func Open() []State { return slices.DeleteFunc(States(), func(s State) bool { return !IsOpen(s) }) }

// Ended lists the states in which nothing is.
func Ended() []State { return slices.DeleteFunc(States(), IsOpen) }

func owed(charges []record.Charge) (days []NextDay) {
	for _, c := range charges {
		if c.Status == record.ChargeOwed {
			days = append(days, NextDay{Day: c.Due, Why: WhyFee, Clause: c.Basis.Source, Fee: c.Code})
		}
	}
	return days
}

// hard are the days that follow from a rule or a decision where the case stands.
func hard(e *scheme.Edition, c record.Case, a Ahead) []NextDay {
	switch c.State {
	case Draft:
		return []NextDay{filing(e, a)}
	case DocumentCorrection, OnSiteCorrection:
		return []NextDay{answer(e, a.Findings)}
	case Ready:
		for _, s := range a.Sittings {
			if !s.Cutoff.IsZero() {
				return []NextDay{{Day: s.Cutoff, Why: WhyTabling, Clause: e.Sessions.Source, From: s.Day}}
			}
		}
	case Scheduled:
		return []NextDay{{Day: a.Session, Why: WhySession, Clause: e.Sessions.Source}}
	case Agreement:
		return []NextDay{{Day: c.AgreementDue, Why: WhyAgreement, Clause: clauseOf(e, scheme.ClockAgreement), From: c.Decided}}
	}
	return nil
}

// filing is the last day to file a renewal: of its window, or of the mark where there is
// no window or a reason excuses a filing after it.
func filing(e *scheme.Edition, a Ahead) NextDay {
	clause := e.Validity.Source
	if w := e.Validity.Renewal; w != nil {
		clause = w.Source
	}
	if a.WindowTo.IsZero() || a.Excuses && a.WindowTo.Before(a.Today) {
		return NextDay{Day: a.Expiry, Why: WhyExpiry, Clause: clause, From: a.Expiry}
	}
	return NextDay{Day: a.WindowTo, Why: WhyWindow, Clause: clause, From: a.Expiry}
}

// answer is the first day by which an open finding is to be answered, if it is more than
// an estimate.
func answer(e *scheme.Edition, findings []record.Finding) (first NextDay) {
	why := WhyFindings
	if clock, ok := e.Clock(scheme.ClockFindingsAnswer); !ok || clock.Period.Value.IsZero() {
		why = WhyStated
	}
	for _, f := range findings {
		if f.State == record.FindingOpen && !f.Expected && !f.Due.IsZero() && (first.Day.IsZero() || f.Due.Before(first.Day)) {
			first = NextDay{Day: f.Due, Why: why, Clause: clauseOf(e, scheme.ClockFindingsAnswer), From: f.Raised}
		}
	}
	if why == WhyStated {
		first.Clause = "" // the clause says that no day is laid down, not which it is
	}
	return first
}

func clauseOf(e *scheme.Edition, clock string) string {
	if c, ok := e.Clock(clock); ok {
		return c.Source
	}
	return ""
}

// estimate is when what the case waits for is to be expected.
func estimate(e *scheme.Edition, c record.Case, a Ahead) NextDay {
	switch c.State {
	case Draft:
		for _, s := range a.Sittings {
			if by := leaveBy(e, Draft, s); !by.Before(a.Today) {
				return NextDay{Day: by, Why: WhyReach, Clause: e.Sessions.Source, From: s.Day}
			}
		}
	case DocumentCorrection, OnSiteCorrection:
		for _, f := range a.Findings {
			if f.State == record.FindingOpen && !f.Due.IsZero() {
				return NextDay{Day: f.Due, Why: WhyUsual, Clause: e.Expects(scheme.ExpectAnswer).Source, From: f.Raised}
			}
		}
	case Ready:
		for _, s := range a.Sittings {
			return NextDay{Day: s.Day, Why: WhyMonth, Clause: e.Sessions.Source, From: s.Day}
		}
	}
	usual := e.Expects(expected(c.State))
	return NextDay{Day: usual.Value.After(c.Stands()), Why: WhyUsual, Clause: usual.Source, From: c.Stands(), Usual: usual.Value}
}

// expected names the estimate of a state.
func expected(s State) string {
	return map[State]string{
		Draft:              scheme.ExpectFiling,
		Submitted:          string(scheme.StepApplicationReview),
		Accepted:           scheme.ExpectAssignment,
		DocumentReview:     string(scheme.StepDocumentReview),
		DocumentCorrection: scheme.ExpectAnswer,
		OnSiteReview:       string(scheme.StepOnSiteReview),
		OnSiteCorrection:   scheme.ExpectAnswer,
		Reporting:          string(scheme.StepReport),
		Ready:              string(scheme.StepCommittee),
		Scheduled:          string(scheme.StepCommittee),
		Agreement:          string(scheme.StepAgreement),
	}[s]
}
