package deadline

import (
	"akashi/record"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
)

// Events are the days from which deadlines are counted. No date: it has not
// happened, or nobody asks.
type Events struct {
	Filed             civil.Date // the application was submitted
	Invoiced          civil.Date
	ReviewCompleted   civil.Date
	Decided           civil.Date // the decision to grant was made
	NoticeReceived    civil.Date // the applicant received the notice of the decision
	FindingsIssued    civil.Date // date of the findings document
	Discovered        civil.Date // an incident was discovered
	Malicious         bool       // intent is suspected behind the incident
	ComplaintReceived civil.Date
	Expiry            civil.Date // last day of a mark whose renewal is asked about
	// PreviousExpiry is the last day of the mark that the decision renews; none
	// for a first grant.
	PreviousExpiry civil.Date
}

// Deadlines are the last days that follow from the events, as far as the edition
// fixes them. A day that is not there is stated by the office, or does not apply.
type Deadlines struct {
	RenewalWindow      *Window         `json:"renewal_window,omitempty"`
	Validity           *civil.Range    `json:"validity,omitempty"`
	ContractVoidAfter  civil.Date      `json:"contract_void_after,omitzero"`
	FeeDue             civil.Date      `json:"fee_due,omitzero"` // the first of Fees
	Fees               []Fee           `json:"fees,omitempty"`
	FindingsDue        civil.Date      `json:"findings_due,omitzero"`
	IncidentInitialDue civil.Date      `json:"incident_initial_due,omitzero"`
	IncidentFinalDue   civil.Date      `json:"incident_final_due,omitzero"`
	AppealDue          civil.Date      `json:"appeal_due,omitzero"`
	ComplaintAnswerDue civil.Date      `json:"complaint_answer_due,omitzero"`
	Reasons            []record.Reason `json:"reasons"` // one for each day
}

// Window is the time in which a renewal may be filed (更新申請期間). A filing is in
// time through Rolled, which is To or, where To is a closed day and the edition
// rolls, the next business day. No From: open from the beginning.
type Window struct {
	From   civil.Date `json:"from"`
	To     civil.Date `json:"to"`
	Rolled civil.Date `json:"to_rolled"`
}

// Contains reports whether a renewal filed on the day is in time.
func (w Window) Contains(d civil.Date) bool {
	return civil.Range{From: w.From, To: w.Rolled}.Contains(d)
}

// ListedFrom is the day from which a mark is on the list of renewals: the first day to file or, where the edition sets none, so
// long before the last as it says.
func (w Window) ListedFrom(rule *scheme.RenewalWindow) civil.Date {
	if !w.From.IsZero() {
		return w.From
	}
	return rule.Listed.Value.Before(w.Rolled)
}

// Excuses reports whether a reason makes good a filing on the day: one that comes
// late, where the edition lets the office take it at all, and never after the expiry.
func (w Window) Excuses(rule *scheme.RenewalWindow, filed, expiry civil.Date) bool {
	return rule.LateWithReason.Value && filed.After(w.Rolled) && !filed.After(expiry)
}

// Fee is the last day to pay one fee.
type Fee struct {
	Code string     `json:"code"`
	Due  civil.Date `json:"due"`
}

// For works out every deadline that the events start. It fails when a last day
// must be moved to a business day in a year whose holidays the calendar does not
// know.
func For(e *scheme.Edition, c *civil.Calendar, ev Events) (Deadlines, error) {
	r := reckoner{edition: e, calendar: c, out: Deadlines{Reasons: []record.Reason{}}}
	out := &r.out
	r.window(ev.Expiry)
	r.validity(ev)
	r.fees(ev)
	out.ContractVoidAfter = r.clock(scheme.ClockAgreement, ev.Decided)
	out.AppealDue = r.clock(scheme.ClockAppeal, ev.NoticeReceived)
	out.FindingsDue = r.clock(scheme.ClockFindingsAnswer, ev.FindingsIssued)
	out.IncidentInitialDue = r.clock(scheme.ClockIncidentInitial, ev.Discovered)
	out.IncidentFinalDue = r.clock(r.final(ev.Malicious), ev.Discovered)
	out.ComplaintAnswerDue = r.clock(scheme.ClockComplaintAnswer, ev.ComplaintReceived)
	if r.err != nil {
		return Deadlines{}, r.err
	}
	return *out, nil
}

// reckoner fills in the deadlines one after another and keeps the first failure.
type reckoner struct {
	edition  *scheme.Edition
	calendar *civil.Calendar
	out      Deadlines
	err      error
}

func (r *reckoner) because(rule, clause string, facts ...record.Fact) {
	r.out.Reasons = append(r.out.Reasons, record.Reason{Rule: "deadline." + rule, Clause: clause, Holds: true, Facts: facts})
}

// roll moves a last day to the next business day where the edition says so.
func (r *reckoner) roll(last civil.Date, rolls bool) civil.Date {
	if !rolls || last.IsZero() || r.err != nil {
		return last
	}
	if r.calendar == nil {
		r.err = fault.New(fault.Invalid, "calendar-missing", "", "given", last)
		return civil.Date{}
	}
	rolled, err := r.calendar.RollForward(last)
	if err != nil {
		r.err = err
	}
	return rolled
}

// final is the clock of the final incident report: a longer one where intent is
// suspected and the edition has it.
func (r *reckoner) final(malicious bool) string {
	if _, ok := r.edition.Clock(scheme.ClockIncidentMalicious); ok && malicious {
		return scheme.ClockIncidentMalicious
	}
	return scheme.ClockIncidentFinal
}

// clock is the last day of a named period, no date when the event has not
// happened, or the edition has no such clock or leaves the day to the office.
func (r *reckoner) clock(id string, event civil.Date) civil.Date {
	c, ok := r.edition.Clock(id)
	if !ok || event.IsZero() {
		return civil.Date{}
	}
	if c.Period.Value.IsZero() {
		r.because("stated_by_office", c.Source, record.Words("clock", id), record.Day("event", event))
		return civil.Date{}
	}
	count := r.count(c, event)
	r.because(id, c.Source, counted(event, c.Period.Value, c.FirstDayCounted, count.Last, count.Due)...)
	return count.Due
}

// counted are the figures behind a last day.
func counted(event civil.Date, p civil.Period, firstDay bool, last, rolled civil.Date) []record.Fact {
	first := "not_counted"
	if firstDay {
		first = "counted"
	}
	return []record.Fact{record.Day("event", event), record.Words("period", p.String()), record.Words("first_day", first),
		record.Day("last_day", last), record.Day("due", rolled)}
}
