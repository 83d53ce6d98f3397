// Package dispatch issues official documents: what is told to an applicant on paper, over a number, and never changes
// (発信文書).
package dispatch

import (
	"cmp"
	"fmt"
	"slices"

	"akashi/app/desk"
	"akashi/app/money"
	"akashi/record"
	"akashi/rules/lifecycle"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
)

// IssueInput says which document is issued, and what of it the record does not hold.
type IssueInput struct {
	Kind     record.DispatchKind `json:"kind" enum:"acknowledgement,correction,visit-plan,findings,passing,refusal,report,agreement,certificate,renewal,suspension,withdrawal" doc:"kind of document, as 'letter kinds' lists them"`
	Lang     string              `json:"language,omitempty" enum:"ja,en" doc:"language of the document; ja when absent"`
	Post     string              `json:"post,omitempty" maxLength:"100" doc:"post of whom it goes to"`
	Person   string              `json:"person,omitempty" maxLength:"100" doc:"who holds that post"`
	Signer   string              `json:"signer,omitempty" maxLength:"200" doc:"post and name of who signs it"`
	ObjectBy civil.Date          `json:"object_by,omitempty" doc:"last day to object to a refusal, where the office names one"`
	VisitDay civil.Date          `json:"visit_day,omitempty" doc:"day of the on-site review, of a visit-plan"`
	Hours    string              `json:"visit_hours,omitempty" maxLength:"100" doc:"its hours, such as 10:00-17:00"`
	Place    string              `json:"visit_place,omitempty" maxLength:"200" doc:"its place; the address of the applicant when absent"`
	Replaces string              `json:"replaces,omitempty" maxLength:"40" doc:"number of the document of the case that was wrong"`
}

// letters say for each kind what must hold, and what it then tells: a kind is offered where its letter has something to say.
var letters = map[record.DispatchKind]func(*desk.Work, IssueInput, *record.DispatchContent) bool{
	record.DispatchAcknowledgement: acknowledgement,
	record.DispatchFindings:        findings,
	record.DispatchPassing:         passing,
	record.DispatchRefusal:         refusal,
	record.DispatchCertificate:     certificate,
	record.DispatchRenewal:         renewal,
	record.DispatchCorrection:      correction,
	record.DispatchVisitPlan:       visitPlan,
	record.DispatchReport:          report,
	record.DispatchAgreement:       agreement,
	record.DispatchSuspension:      measure(record.MarkEventSuspended, record.MarkSuspended),
	record.DispatchWithdrawal:      measure(record.MarkEventWithdrawn, record.MarkWithdrawn),
}

// Kinds are those documents that can be issued on the case on the desk.
func Kinds(w *desk.Work) (kinds []record.DispatchKind) {
	for _, kind := range record.DispatchKinds() {
		if Tells(w, kind) {
			kinds = append(kinds, kind)
		}
	}
	return kinds
}

// Tells reports whether a document of the kind can be issued on the case.
func Tells(w *desk.Work, kind record.DispatchKind) bool {
	return letters[kind](w, IssueInput{}, new(record.DispatchContent))
}

// SomethingToTell reports whether any document can be issued on the case.
func SomethingToTell(w *desk.Work) bool { return len(Kinds(w)) > 0 }

// Draft is the document as it would be issued now, without a number.
func Draft(w *desk.Work, in IssueInput) (record.Dispatch, error) {
	d := record.Dispatch{Kind: in.Kind, Scheme: w.Case.Scheme, Edition: w.Case.Edition, CaseID: w.Case.ID, Lang: cmp.Or(in.Lang, "ja"), Replaces: in.Replaces, Issued: w.Today}
	var p fault.Problems
	fault.OneOf(&p, "dispatch.kind", "/kind", in.Kind, record.DispatchKinds())
	fault.OneOf(&p, "dispatch.language", "/language", d.Lang, []string{"ja", "en"})
	p.Want(in.ObjectBy.IsZero() || !in.ObjectBy.Before(w.Today), "dispatch.object-by", "/object_by", "given", in.ObjectBy)
	p.Want(in.VisitDay.IsZero() || !in.VisitDay.Before(w.Today) && !in.VisitDay.Before(w.Case.Filed), "dispatch.visit-past", "/visit_day", "given", in.VisitDay)
	if in.Replaces != "" {
		p.Want(slices.ContainsFunc(desk.Read(w, w.Dispatches, w.Case.ID), func(o record.Dispatch) bool { return o.No == in.Replaces && o.Kind == in.Kind }), "dispatch.replaces", "/replaces", "given", in.Replaces)
	}
	if err := p.Err(); err != nil {
		return d, err
	}
	d.Content = record.DispatchContent{Case: w.Case.No, To: addressee(w, in), From: sender(w, in)}
	if !letters[in.Kind](w, in, &d.Content) {
		return d, fault.New(fault.Conflict, "dispatch.nothing-to-tell", string(in.Kind))
	}
	return d, nil
}

// Issue issues an official document on the case (文書の発行):
//  1. its kind has something to tell: the record holds what the document says;
//  2. it gets the next number of its scheme and year, and tells what is on record at that moment;
//  3. it is printed once, and the file is kept under its SHA-256, which the journal holds as well;
//  4. it never changes: a mistake is put right by another of its kind, which says which it replaces;
//  5. whoever acts for the applicant is told by a letter that it is there.
func Issue(w *desk.Work, in IssueInput) error {
	d, err := Draft(w, in)
	if err != nil {
		return err
	}
	if c := d.Content.VisitPlan; c != nil && c.Day.IsZero() {
		return fault.Wrong("dispatch.visit-day", "/visit_day")
	}
	d.ID, d.By, d.At, d.Year = w.NewID(), w.Actor.ID, w.Now, w.Today.Year()
	if d.Seq, err = w.Next(fmt.Sprintf("dispatch/%s/%d", d.Scheme, d.Year)); err != nil {
		return err
	}
	d.No = fmt.Sprintf("%s-D%d-%04d", w.Edition.ReceiptPrefix, d.Year, d.Seq)
	file, err := w.Desk.Papers.Dispatch(d)
	if err != nil {
		return err
	}
	d.SHA256 = desk.Hash(file)
	if !w.Rehearsed() {
		if _, err := w.KeepFile(d.No+".pdf", file); err != nil {
			return err
		}
	}
	w.Add(&d)
	w.Facts["dispatched"] = map[string]string{"no": d.No, "sha256": d.SHA256, "content": desk.Hash(w.Written(d.Content))}
	w.Told = fault.With("no", d.No)
	w.Letter(w.Case.ApplicantID, "dispatch", map[string]string{"no": w.Case.No, "number": d.No})
	return nil
}

// addressee is to whom a document goes: the holder as the register calls it, where there is a mark of this case.
func addressee(w *desk.Work, in IssueInput) record.Addressee {
	to := record.Addressee{Name: w.Case.Particulars.Name, Post: in.Post, Person: in.Person, Address: w.Case.Particulars.Address}
	if m, known := granted(w); known {
		to.Name, to.Address = m.Holder, cmp.Or(m.Address, to.Address)
	}
	return to
}

// sender is who runs the scheme, with the address of its issuer of documents about money where the office has said one.
func sender(w *desk.Work, in IssueInput) record.Sender {
	operator := w.Edition.Organisation.Operator
	from := record.Sender{Name: operator.JA, Post: in.Signer}
	if in.Lang == "en" {
		from.Name = cmp.Or(operator.EN, operator.JA)
	}
	if issuer, said := money.IssuersOf(w, w.Case.Scheme)[w.Case.Scheme]; said {
		from.Name, from.Address, from.Phone = issuer.Name, issuer.Address, issuer.Phone
	}
	return from
}

// granted is the mark that the case has led to.
func granted(w *desk.Work) (m record.Mark, known bool) {
	if w.Case.MarkID == "" {
		return m, false
	}
	m, known = desk.Find(w, w.Tx.Mark, w.Case.MarkID)
	return m, known && m.CaseID == w.Case.ID
}

// decided is the decision on the case, where it has the outcome.
func decided(w *desk.Work, o record.Outcome) (record.Decision, bool) {
	d, there := desk.Find(w, w.Decision, w.Case.ID)
	return d, there && d.Outcome == o
}

func acknowledgement(w *desk.Work, _ IssueInput, c *record.DispatchContent) bool {
	if w.Case.Filed.IsZero() || w.Case.State == lifecycle.Draft || !lifecycle.IsOpen(w.Case.State) { // one that was sent back has not arrived
		return false
	}
	c.Acknowledgement = &record.AcknowledgementLetter{Service: w.Case.Service, Type: said(w.Edition.Term(string(w.Case.Type))), Filed: w.Case.Filed}
	return true
}

func findings(w *desk.Work, _ IssueInput, c *record.DispatchContent) bool {
	if !lifecycle.IsCorrection(w.Case.State) {
		return false
	}
	letter := record.FindingsLetter{Service: w.Case.Service}
	for _, f := range desk.Read(w, w.Findings, w.Case.ID) {
		if f.State != record.FindingOpen {
			continue
		}
		letter.Items = append(letter.Items, record.FindingItem{No: f.No, Criterion: f.Criterion, Text: f.Text})
		if !f.Expected && (letter.Due.IsZero() || f.Due.Before(letter.Due)) {
			letter.Due = f.Due
		}
	}
	c.Findings = &letter
	return len(letter.Items) > 0
}

// certificate certifies a mark that is valid on the day.
func certificate(w *desk.Work, _ IssueInput, c *record.DispatchContent) bool {
	m, known := granted(w)
	if !known || m.Status != record.MarkActive || m.ValidTo.Before(w.Today) {
		return false
	}
	c.Certificate = &record.CertificateLetter{Title: said(w.Edition.Term(scheme.TermCertificate)), Mark: said(w.Edition.Term(scheme.TermMark)), Service: m.Service,
		Number: m.Number, Granted: m.Granted, ValidFrom: m.ValidFrom, ValidTo: m.ValidTo}
	return true
}

// renewal tells of the window before the last day of a mark: from the day on which the edition first reminds of its opening, or
// on which the mark is listed, until it closes.
func renewal(w *desk.Work, _ IssueInput, c *record.DispatchContent) bool {
	m, known := granted(w)
	runs := m.Status == record.MarkActive || m.Status == record.MarkSuspended
	if !known || !runs || m.ValidTo.IsZero() || !w.Reaches(m.ValidTo) {
		return false
	}
	window := w.RenewalWindow(m.ValidTo)
	if window == nil {
		return false
	}
	from := window.ListedFrom(w.Edition.Validity.Renewal)
	if offsets := w.Edition.Reminder(scheme.RemindOpens).Value.Offsets(); len(offsets) > 0 {
		from = from.AddDays(min(offsets[0], 0))
	}
	if w.Today.Before(from) || window.Rolled.Before(w.Today) {
		return false
	}
	c.Renewal = &record.RenewalLetter{Mark: said(w.Edition.Term(scheme.TermMark)), Service: m.Service, Number: m.Number, ValidTo: m.ValidTo, Opens: window.From, Closes: window.Rolled}
	return true
}

func passing(w *desk.Work, _ IssueInput, c *record.DispatchContent) bool {
	d, there := decided(w, record.Granted)
	if !there {
		return false
	}
	letter := record.PassingLetter{Service: w.Case.Service, Outcome: said(w.Edition.Term("granted")), Decided: d.Decided, Points: d.Points, PointsPass: d.PointsPass,
		Conditions: d.Conditions, Agreement: w.Case.AgreementDue}
	if m, known := granted(w); known {
		letter.Number, letter.ValidFrom, letter.ValidTo, letter.Agreement = m.Number, m.ValidFrom, m.ValidTo, civil.Date{}
	}
	c.Passing = &letter
	return true
}

func refusal(w *desk.Work, in IssueInput, c *record.DispatchContent) bool {
	d, there := decided(w, record.Refused)
	if !there {
		return false
	}
	c.Refusal = &record.RefusalLetter{Service: w.Case.Service, Outcome: said(w.Edition.Term("refused")), Decided: d.Decided, Points: d.Points, PointsPass: d.PointsPass,
		Reasons: d.Reasons, Unmet: unmet(w, d), ObjectBy: in.ObjectBy}
	return true
}

// unmet are the criteria that the decision found not met, each once.
func unmet(w *desk.Work, d record.Decision) (items []record.UnmetItem) {
	for _, v := range d.Verdicts.Criteria {
		known := slices.ContainsFunc(items, func(i record.UnmetItem) bool { return i.ID == v.ID })
		if !v.Asked || v.Verdict != record.Unmet || known {
			continue
		}
		item := record.UnmetItem{ID: v.ID}
		if c, there := w.Edition.Criterion(v.ID); there {
			item.Text = said(c.Text)
		}
		items = append(items, item)
	}
	return items
}

func said(t scheme.Text) record.Said { return record.Said{JA: t.JA, EN: t.EN} }
