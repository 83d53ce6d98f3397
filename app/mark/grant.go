// Package mark is the chapter on the mark itself: its grant after the agreement,
// measures against it, its end, and changes of its holder.
package mark

import (
	"cmp"

	"akashi/app/desk"
	"akashi/app/money"
	"akashi/record"
	"akashi/rules/deadline"
	"akashi/rules/eligibility"
	"akashi/rules/fees"
	"akashi/rules/lifecycle"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
)

// Grant gives the mark that was decided (付与):
//  1. the validity runs as the edition says, or as the office states;
//  2. a new mark gets the next number, a renewed one keeps its own;
//  3. the mark enters the register, and its history a line;
//  4. the case is done, and the fees fall due that are counted from a notice which came
//     before.
func Grant(w *desk.Work, validTo civil.Date) error { return grant(w, validTo, "") }

// grant grants it under a number that another body has given, where one has.
func grant(w *desk.Work, validTo civil.Date, given string) error {
	m, kind, err := markToGrant(w, given)
	if err != nil {
		return err
	}
	from := deadline.ValidFrom(w.Edition.Validity, w.Case.Decided, m.ValidTo)
	to, err := deadline.ValidUntil(w.Edition.Validity, from, validTo)
	if err != nil {
		return err
	}
	if !w.Reaches(to) {
		return fault.Wrong("calendar-unknown-year", "/valid_to", "given", to)
	}
	if m.ValidTo.IsZero() || m.ValidTo.Before(from.AddDays(-1)) {
		m.ValidFrom = from // a period that does not join the one before starts anew
	}
	m.ValidTo, m.CaseID, m.Edition, m.Updated = to, w.Case.ID, w.Case.Edition, w.Now
	if kind == record.MarkEventGranted {
		w.Add(&m)
	} else {
		w.Save(&m)
	}
	tell(w, m, record.MarkEvent{Kind: kind, CaseID: w.Case.ID, ValidFrom: from, ValidTo: m.ValidTo})
	w.Case.MarkID, w.Case.Closed, w.Public = m.ID, w.Today, true
	w.Facts["number"], w.Facts["valid_to"] = m.Number, to
	if notices := desk.Read(w, w.Notices, w.Case.ID); len(notices) > 0 {
		money.RaiseByNotice(w, notices[len(notices)-1].Received)
	}
	return nil
}

// markToGrant is the new mark, or the one that is renewed.
func markToGrant(w *desk.Work, given string) (record.Mark, record.MarkEventKind, error) {
	if w.Case.Type == record.Renewal {
		m, err := w.Tx.Mark(w.Case.MarkID)
		if err != nil {
			return m, "", err
		}
		row, err := lifecycle.Marks().Row(w.Edition.Process, m.Status, lifecycle.Renew)
		if err != nil {
			return m, "", err
		}
		m.Status, m.GrantCount = row.To, m.GrantCount+1
		if !changedSince(w, m) {
			enter(w, &m)
		}
		m.Number, err = lifecycle.RenewedNumber(w.Joined(), m)
		if err == nil && given != "" && given != m.Number {
			err = fault.Wrong("handover.number", "/return", "given", given, "number", m.Number)
		}
		return m, row.Line, err
	}
	m := record.Mark{ID: w.NewID(), Scheme: w.Case.Scheme, ApplicantID: w.Case.ApplicantID, Service: w.Case.Service, ServiceKana: w.Case.ServiceKana,
		Status: record.MarkActive, GrantCount: 1, Granted: w.Today, Sample: w.Case.Particulars.Sample, Version: 1}
	enter(w, &m)
	var err error
	if m.Number = given; given == "" {
		m.Number, err = newNumber(w)
	}
	return m, record.MarkEventGranted, err
}

// enter writes the holder into the register as the case has it: what was submitted,
// examined and decided.
func enter(w *desk.Work, m *record.Mark) {
	p := w.Case.Particulars
	m.Holder, m.HolderKana, m.CorporateNumber, m.Address = p.Name, p.NameKana, p.CorporateNumber, p.Address
	m.Website = cmp.Or(w.Case.Website, p.Website)
}

// newNumber gives the next mark number, counted in the order of grants. Numbers that
// the register has already, carried over from before, or had by mistake, are passed over.
func newNumber(w *desk.Work) (string, error) {
	for {
		n, err := w.Next("mark/" + w.Case.Scheme)
		if err != nil {
			return "", err
		}
		number, err := lifecycle.NewNumber(w.Joined(), w.Case.IntakeBody, n)
		if err != nil {
			return "", err
		}
		if !taken(w, number) {
			return number, nil
		}
	}
}

// taken reports whether the register has the number, or had it by mistake.
func taken(w *desk.Work, number string) bool {
	_, stands := desk.Find(w, w.Tx.Mark, number)
	_, mistaken := desk.Find(w, w.Misnumbered, number)
	return stands || mistaken
}

// AgreementInput concludes the agreement.
type AgreementInput struct {
	Concluded civil.Date `json:"concluded,omitempty" doc:"day of the agreement; today when empty"`
	ValidTo   civil.Date `json:"valid_to,omitempty" doc:"last day of validity, where the edition leaves it to the office"`
	Name      string     `json:"name,omitempty" doc:"file name"`
	Return    []byte     `json:"return,omitempty" flag:"return" doc:"signed return of the body that grants, where another does; base64 in JSON"`
}

// Journaled is the input with the hash of the return in its place.
func (in AgreementInput) Journaled() any {
	told := map[string]any{}
	for name, day := range map[string]civil.Date{"concluded": in.Concluded, "valid_to": in.ValidTo} {
		if !day.IsZero() {
			told[name] = day
		}
	}
	if len(in.Return) > 0 {
		told["return"] = desk.Hash(in.Return)
	}
	return told
}

// ConcludeAgreement concludes the agreement (付与契約) and grants the mark:
//  1. where another body grants and a key of it is on record, its signed return says the day of
//     the agreement, the fee that it was paid and the number of the mark;
//  2. the day of the agreement lies between the decision and today;
//  3. ask the lifecycle: it is in time, and the fee of the grant is in;
//  4. keep the agreement;
//  5. grant the mark.
func ConcludeAgreement(w *desk.Work, in AgreementInput) error {
	back, err := takeReturn(w, &in)
	if err != nil {
		return err
	}
	in.Concluded = cmp.Or(in.Concluded, w.Today)
	if in.Concluded.After(w.Today) || in.Concluded.Before(w.Case.Decided) {
		return fault.Wrong("agreement.day", "/concluded", "given", in.Concluded, "decided", w.Case.Decided, "today", w.Today)
	}
	if err := w.Move(lifecycle.Conclude, desk.Grounds{lifecycle.AgreementInTime: agreedInTime(w, in.Concluded)}); err != nil {
		return err
	}
	w.Add(&record.Agreement{ID: w.NewID(), CaseID: w.Case.ID, Concluded: in.Concluded, By: w.Actor.ID})
	return grant(w, in.ValidTo, back.Number)
}

// agreedInTime: the agreement, and the money that it waits for, have come by its last
// day (B2-03): money that comes later does not revive it.
func agreedInTime(w *desk.Work, day civil.Date) desk.Ground {
	due := w.Case.AgreementDue
	if paid := fees.SettledOn(w.Edition, scheme.GateGrant, desk.Read(w, w.Charges, w.Case.ID)); paid.After(day) {
		day = paid
	}
	return desk.Because(due.IsZero() || !day.After(due), w.ClauseOf(scheme.ClockAgreement), "last_day", due.String())
}

// AgreementInTime asks whether an agreement of today is in time.
func AgreementInTime(w *desk.Work) desk.Ground { return agreedInTime(w, w.Today) }

// NoticeInput records the receipt of the notice.
type NoticeInput struct {
	Received civil.Date `json:"received" doc:"day the applicant received the notice"`
}

// RecordNotice records the day the notice of the decision was received
// (合格通知書を受け取った日):
//  1. the day lies between the decision and today;
//  2. keep it; there is only ever one;
//  3. where the mark is granted, raise the fees counted from that day; the grant raises
//     them where it follows.
func RecordNotice(w *desk.Work, in NoticeInput) error {
	if err := in.check(w).Err(); err != nil {
		return err
	}
	w.Add(&record.Notice{ID: w.NewID(), CaseID: w.Case.ID, Round: 1, Received: in.Received, By: w.Actor.ID, At: w.Now})
	money.RaiseByNotice(w, in.Received)
	return nil
}

func (in NoticeInput) check(w *desk.Work) (p fault.Problems) {
	p.Want(!in.Received.Before(w.Case.Decided) && !in.Received.After(w.Today), "notice.day", "/received",
		"given", in.Received, "decided", w.Case.Decided, "today", w.Today)
	return p
}

// CorrectNoticeInput corrects the receipt of the notice.
type CorrectNoticeInput struct {
	NoticeInput
	Reason string `json:"reason" doc:"why"`
}

// CorrectNotice puts right the day on which the notice was received (通知受領日の訂正):
//  1. the day is another than the one that stands, between the decision and today, and
//     why it is another is said;
//  2. keep it in the place of the one that stood, which stays on record;
//  3. the fees that are counted from it fall due by the right day, those of later years
//     with them, and what they were stays beside it; what was paid stays paid;
//  4. where another table of fees applies, more than was paid is still to be paid, and
//     less leaves it paid over; where none covers the day, once one does.
func CorrectNotice(w *desk.Work, in CorrectNoticeInput) error {
	notices := desk.Read(w, w.Notices, w.Case.ID)
	p := append(in.check(w), fault.ProblemsIn(desk.ReasonInput{Reason: in.Reason}.Check())...)
	stood := civil.Date{}
	for _, n := range notices {
		stood = n.Received
	}
	p.Want(!stood.IsZero(), "notice.none", "/received")
	p.Want(in.Received != stood, "notice.same", "/received", "given", in.Received)
	if err := p.Err(); err != nil {
		return err
	}
	w.Add(&record.Notice{ID: w.NewID(), CaseID: w.Case.ID, Round: len(notices) + 1, Received: in.Received, Reason: in.Reason, By: w.Actor.ID, At: w.Now})
	w.Facts["from"] = stood
	money.FollowNotice(w, in.Received, in.Reason)
	return nil
}

// NoticeToCorrect reports whether a notice is on record.
func NoticeToCorrect(w *desk.Work) bool { return len(desk.Read(w, w.Notices, w.Case.ID)) > 0 }

// MeasureInput is a measure against a mark, or its end.
type MeasureInput struct {
	Reason        string     `json:"reason" doc:"why, as it will be published"`
	Clause        string     `json:"clause,omitempty" doc:"clause of the scheme's regulations"`
	Until         civil.Date `json:"until,omitempty" doc:"planned end of a suspension"`
	NoApplication int        `json:"no_application,omitempty" doc:"months for which the measure bars an application, where it lays them down"`
}

// Suspend suspends the mark (使用停止).
func Suspend(w *desk.Work, in MeasureInput) error { return measure(w, lifecycle.Suspend, in) }

// Restore ends a suspension (停止の解除).
func Restore(w *desk.Work, in MeasureInput) error {
	if err := StillRuns(w); err != nil {
		return err
	}
	return measure(w, lifecycle.Restore, in)
}

// StillRuns refuses to restore a mark whose period is over.
func StillRuns(w *desk.Work) error {
	if w.Mark.ValidTo.IsZero() || !w.Today.After(w.Mark.ValidTo) {
		return nil
	}
	return &fault.Refusal{Clause: w.Edition.Validity.Source, Reason: "mark.restore-expired",
		Detail: fault.With("number", w.Mark.Number, "to", w.Mark.ValidTo)}
}

// Withdraw takes the mark away (取消し).
func Withdraw(w *desk.Work, in MeasureInput) error { return measure(w, lifecycle.WithdrawMark, in) }

// End ends the mark at its holder's wish (返上).
func End(w *desk.Work, in MeasureInput) error { return measure(w, lifecycle.End, in) }

// measure takes a mark to another status and publishes it at once:
//  1. write the reason, which is published, and for how long no application is possible,
//     where the measure lays that down;
//  2. ask the lifecycle of marks what follows;
//  3. change the register and add the line to the public history;
//  4. tell the holder.
func measure(w *desk.Work, e lifecycle.MarkEvent, in MeasureInput) error {
	var p fault.Problems
	p.Want(in.Reason != "", "measure.reason", "/reason")
	p.Want(in.NoApplication == 0 || in.NoApplication > 0 && in.NoApplication <= eligibility.Longest && eligibility.BarsByIncident(w.Edition),
		"measure.no-application", "/no_application", "given", in.NoApplication)
	if err := p.Err(); err != nil {
		return err
	}
	row, err := lifecycle.Marks().Row(w.Edition.Process, w.Mark.Status, e)
	if err != nil {
		return err
	}
	w.Mark.Status, w.Mark.Updated, w.Public = row.To, w.Now, true
	tell(w, w.Mark, record.MarkEvent{Kind: row.Line, Until: in.Until, Clause: in.Clause, Reason: in.Reason, NoApplication: in.NoApplication})
	if w.Mark.ApplicantID != "" {
		w.Letter(w.Mark.ApplicantID, "mark-"+string(row.Line), map[string]string{"number": w.Mark.Number, "reason": in.Reason})
	}
	return nil
}

// tell adds a line of today to the public history of a mark.
func tell(w *desk.Work, m record.Mark, e record.MarkEvent) {
	e.ID, e.MarkID, e.No, e.Day, e.At = w.NewID(), m.ID, len(desk.Read(w, w.MarkEvents, m.ID))+1, w.Today, w.Now
	w.Add(&e)
}

// NoticeToCome reports whether the notice is still to be received: there is only ever one.
func NoticeToCome(w *desk.Work) bool { return !NoticeToCorrect(w) }
