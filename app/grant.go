package app

import (
	"cmp"
	"fmt"

	"akashi/record"
	"akashi/rules/lifecycle"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
	"akashi/values/ident"
)

// grant gives the mark that was decided (付与):
//  1. the validity runs as the edition says, or as the office states;
//  2. a new mark gets the next number, a renewed one keeps its own;
//  3. the mark enters the register, and its history a line;
//  4. the case is done.
func (w *work) grant(validTo civil.Date) error {
	m, kind, err := w.markToGrant()
	if err != nil {
		return err
	}
	from := w.firstDay(m)
	to, err := w.validUntil(from, validTo)
	if err != nil {
		return err
	}
	if m.ValidTo.IsZero() || m.ValidTo.Before(from.AddDays(-1)) {
		m.ValidFrom = from // a period that does not join the one before starts anew
	}
	m.ValidTo, m.CaseID, m.Edition, m.Updated = to, w.c.ID, w.c.Edition, w.now
	if err := w.keepMark(&m, kind, from); err != nil {
		return err
	}
	w.c.MarkID, w.c.Closed, w.public = m.ID, w.today, true
	w.facts["number"], w.facts["valid_to"] = m.Number, to
	return w.save()
}

// firstDay is the first day of the validity decided now: the day of the decision
// (S3-15); at renewal the day after the old expiry, when the mark is still valid
// then or the edition lets a renewal follow it whatever the day.
func (w *work) firstDay(m record.Mark) civil.Date {
	follows := w.edition.Validity.RenewalFollows.Value || !m.ValidTo.Before(w.c.Decided)
	if m.ValidTo.IsZero() || !follows {
		return w.c.Decided
	}
	return m.ValidTo.AddDays(1)
}

// markToGrant is the new mark, or the one that is renewed.
func (w *work) markToGrant() (record.Mark, record.MarkEventKind, error) {
	if w.c.Type == record.Renewal {
		m, err := w.Mark(w.c.MarkID)
		if err != nil {
			return m, "", err
		}
		row, err := lifecycle.Marks().Row(w.edition.Process, m.Status, lifecycle.Renew)
		if err != nil {
			return m, "", err
		}
		m.Status, m.GrantCount = row.To, m.GrantCount+1
		changed, err := w.changedSince(m)
		if err != nil {
			return m, "", err
		}
		if !changed {
			w.enter(&m)
		}
		m.Number, err = w.countedNumber(m)
		return m, row.Line, err
	}
	m := record.Mark{ID: w.id(), Scheme: w.c.Scheme, ApplicantID: w.c.ApplicantID, Service: w.c.Service, ServiceKana: w.c.ServiceKana,
		Status: record.MarkActive, GrantCount: 1, Granted: w.today, Sample: w.c.Particulars.Sample, Version: 1}
	w.enter(&m)
	var err error
	m.Number, err = w.newNumber()
	return m, record.MarkEventGranted, err
}

// enter writes the holder into the register as the case has it: what was submitted,
// examined and decided.
func (w *work) enter(m *record.Mark) {
	p := w.c.Particulars
	m.Holder, m.HolderKana, m.CorporateNumber, m.Address = p.Name, p.NameKana, p.CorporateNumber, p.Address
	m.Website = cmp.Or(w.c.Website, p.Website)
}

// validUntil is the last day of validity: the period of the edition, or, where
// the edition leaves it open, the day the office states.
func (w *work) validUntil(from, stated civil.Date) (civil.Date, error) {
	period := w.edition.Validity.Period.Value
	switch {
	case !period.IsZero():
		return period.LastDay(from), nil
	case stated.IsZero():
		return stated, fault.Wrong("grant.valid-to", "/valid_to")
	case stated.Before(from):
		return stated, fault.Wrong("grant.valid-to", "/valid_to", "given", stated, "from", from)
	}
	return stated, nil
}

// newNumber gives the next mark number by the grammar of the edition, counted in
// the order of grants. Numbers that the register has already, carried over from
// before, are passed over; the grammar ends the search where its digits end.
func (w *work) newNumber() (string, error) {
	grammar, err := ident.Compile(w.edition.Number.Pattern)
	if err != nil {
		return "", fmt.Errorf("read number grammar of %s: %w", w.c.Scheme, err)
	}
	for {
		n, err := w.Next("mark/" + w.c.Scheme)
		if err != nil {
			return "", err
		}
		number, err := grammar.Format(w.numberFields(grammar, n))
		if err != nil {
			return "", err
		}
		if _, taken, err := notFound(w.Mark(number)); err != nil || !taken {
			return number, err
		}
	}
}

// numberFields fills the fields of a new number that a grammar may have: body,
// seq or operator (the order of grants), and count (of grants).
func (w *work) numberFields(g ident.Grammar, seq int) ident.Fields {
	body := w.edition.Number.Body.Value
	if b, ok := w.edition.Organisation.IntakeBody(w.c.IntakeBody); ok && body == "" {
		body = b.Code
	}
	all := ident.Fields{"body": body, "seq": g.Count("seq", seq), "operator": g.Count("operator", seq), "count": g.Count("count", 1)}
	fields := ident.Fields{}
	for _, name := range g.Names() {
		if name != "count" || w.edition.Number.CountsGrants {
			fields[name] = all[name]
		}
	}
	return fields
}

// countedNumber is a renewed mark's number: unchanged but for the grant count,
// where the edition counts.
func (w *work) countedNumber(m record.Mark) (string, error) {
	if !w.edition.Number.CountsGrants {
		return m.Number, nil
	}
	grammar, err := ident.Compile(w.edition.Number.Pattern)
	if err != nil {
		return "", err
	}
	fields, err := grammar.Parse(m.Number)
	if err != nil {
		return "", err
	}
	fields["count"] = grammar.Count("count", m.GrantCount)
	return grammar.Format(fields)
}

func (w *work) keepMark(m *record.Mark, kind record.MarkEventKind, from civil.Date) error {
	keep := w.Save
	if kind == record.MarkEventGranted {
		keep = func(rec any) error { return w.Add(rec) }
	}
	if err := keep(m); err != nil {
		return err
	}
	return w.tell(*m, record.MarkEvent{Kind: kind, CaseID: w.c.ID, ValidFrom: from, ValidTo: m.ValidTo})
}

// AgreementInput concludes the agreement.
type AgreementInput struct {
	Concluded civil.Date `json:"concluded,omitempty" doc:"day of the agreement; today when empty"`
	ValidTo   civil.Date `json:"valid_to,omitempty" doc:"last day of validity, where the edition leaves it to the office"`
}

// concludeAgreement concludes the agreement (付与契約) and grants the mark:
//  1. the day of the agreement lies between the decision and today;
//  2. ask the lifecycle: it is in time, and the fee of the grant is in;
//  3. keep the agreement;
//  4. grant the mark.
func concludeAgreement(w *work, in AgreementInput) error {
	if in.Concluded.IsZero() {
		in.Concluded = w.today
	}
	if in.Concluded.After(w.today) || in.Concluded.Before(w.c.Decided) {
		return fault.Wrong("agreement.day", "/concluded", "given", in.Concluded, "decided", w.c.Decided, "today", w.today)
	}
	if err := w.move(lifecycle.Conclude, grounds{lifecycle.AgreementInTime: w.agreedInTime(in.Concluded)}); err != nil {
		return err
	}
	if err := w.Add(&record.Agreement{ID: w.id(), CaseID: w.c.ID, Concluded: in.Concluded, By: w.actor.ID}); err != nil {
		return err
	}
	return w.grant(in.ValidTo)
}

func (w *work) agreedInTime(day civil.Date) ground {
	due := w.c.AgreementDue
	return because(due.IsZero() || !day.After(due), w.clauseOf(scheme.ClockAgreement), "last_day", due.String())
}

func (w *work) agreementInTime() (ground, error) { return w.agreedInTime(w.today), nil }

// NoticeInput records the receipt of the notice.
type NoticeInput struct {
	Received civil.Date `json:"received" doc:"day the applicant received the notice"`
}

// recordNotice records the day the notice of the decision was received
// (合格通知書を受け取った日):
//  1. the day lies between the decision and today;
//  2. keep it; there is only ever one;
//  3. where the mark is granted, raise the fees counted from that day.
func recordNotice(w *work, in NoticeInput) error {
	if in.Received.Before(w.c.Decided) || in.Received.After(w.today) {
		return fault.Wrong("notice.day", "/received", "given", in.Received, "decided", w.c.Decided, "today", w.today)
	}
	if err := w.Add(&record.Notice{ID: w.id(), CaseID: w.c.ID, Received: in.Received, By: w.actor.ID}); err != nil {
		return err
	}
	if w.c.State != lifecycle.Granted {
		return nil
	}
	return w.raiseChargesFrom(scheme.DueAtNoticeReceived, in.Received)
}

// MeasureInput is a measure against a mark, or its end.
type MeasureInput struct {
	Reason string     `json:"reason" doc:"why, as it will be published"`
	Clause string     `json:"clause,omitempty" doc:"clause of the scheme's regulations"`
	Until  civil.Date `json:"until,omitempty" doc:"planned end of a suspension"`
}

func suspendMark(w *work, in MeasureInput) error  { return w.measure(lifecycle.Suspend, in) }
func restoreMark(w *work, in MeasureInput) error  { return w.measure(lifecycle.Restore, in) }
func withdrawMark(w *work, in MeasureInput) error { return w.measure(lifecycle.WithdrawMark, in) }
func endMark(w *work, in MeasureInput) error      { return w.measure(lifecycle.End, in) }

// measure takes a mark to another status and publishes it at once:
//  1. write the reason, which is published;
//  2. ask the lifecycle of marks what follows;
//  3. change the register and add the line to the public history;
//  4. tell the holder.
func (w *work) measure(e lifecycle.MarkEvent, in MeasureInput) error {
	if in.Reason == "" {
		return fault.Wrong("measure.reason", "/reason")
	}
	row, err := lifecycle.Marks().Row(w.edition.Process, w.mark.Status, e)
	if err != nil {
		return err
	}
	w.mark.Status, w.mark.Updated, w.public = row.To, w.now, true
	if err := w.save(); err != nil {
		return err
	}
	if err := w.tell(w.mark, record.MarkEvent{Kind: row.Line, Until: in.Until, Clause: in.Clause, Reason: in.Reason}); err != nil {
		return err
	}
	if w.mark.ApplicantID == "" {
		return nil
	}
	return w.write(w.mark.ApplicantID, string(row.Line), map[string]string{"number": w.mark.Number, "reason": in.Reason})
}

// tell adds a line of today to the public history of a mark.
func (w *work) tell(m record.Mark, e record.MarkEvent) error {
	events, err := w.MarkEvents(m.ID)
	if err != nil {
		return err
	}
	e.ID, e.MarkID, e.No, e.Day, e.At = w.id(), m.ID, len(events)+1, w.today, w.now
	return w.Add(&e)
}

// noticeToCome foresees the receipt of the notice: there is only ever one.
func (w *work) noticeToCome() (prospect, error) {
	_, received, err := notFound(w.Notice(w.c.ID))
	return prospect{idle: received}, err
}
