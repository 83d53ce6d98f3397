package app

import (
	"encoding/json"
	"errors"
	"fmt"

	"akashi/access"
	"akashi/civil"
	"akashi/fault"
	"akashi/ident"
	"akashi/lifecycle"
	"akashi/record"
	"akashi/scheme"
	"akashi/yen"
)

// OpenInput opens an application. An applicant that the office knows is named by
// its ID; a new one by its particulars.
type OpenInput struct {
	Scheme      string          `json:"scheme" doc:"key of the scheme"`
	Edition     string          `json:"edition,omitempty" doc:"edition; the one in force today when empty"`
	Type        string          `json:"type" enum:"new,renewal" doc:"new or renewal"`
	ApplicantID string          `json:"applicant_id,omitempty" doc:"a known applicant"`
	Applicant   *ApplicantInput `json:"applicant,omitempty" doc:"particulars of a new applicant"`
	Service     string          `json:"service,omitempty" doc:"what the mark is for, where the scheme grants to a service"`
	ServiceKana string          `json:"service_kana,omitempty" doc:"its reading"`
	Website     string          `json:"website,omitempty" doc:"where the mark will be shown"`
	IntakeBody  string          `json:"intake_body,omitempty" doc:"body that does the first stage"`
	Renews      string          `json:"renews,omitempty" doc:"number of the mark to renew"`
	Facts       json.RawMessage `json:"facts,omitempty" doc:"facts that eligibility looks at, as the applicant states them"`
}

// OfScheme is the scheme the policy looks at.
func (in OpenInput) OfScheme() string { return in.Scheme }

// OfApplicant is the applicant the policy looks at.
func (in OpenInput) OfApplicant() string { return in.ApplicantID }

// ApplicantInput holds the particulars of an applicant.
type ApplicantInput struct {
	Name            string      `json:"name" doc:"registered name"`
	NameKana        string      `json:"name_kana,omitempty" doc:"its reading"`
	NameEN          string      `json:"name_en,omitempty" doc:"name in English"`
	CorporateNumber string      `json:"corporate_number,omitempty" doc:"13 digits"`
	Address         string      `json:"address,omitempty" doc:"head office"`
	Region          string      `json:"region,omitempty" doc:"region of its base of activity"`
	Industry        string      `json:"industry,omitempty" doc:"industry of the size table"`
	Capital         *yen.Amount `json:"capital,omitempty" doc:"registered capital in yen; absent when there is none"`
	Persons         int         `json:"persons,omitempty" doc:"persons engaged"`
	Website         string      `json:"website,omitempty" doc:"web site"`
	Sample          bool        `json:"sample,omitempty" doc:"invented, for demonstration"`
}

// openCase begins a case:
//  1. choose the edition the case is pinned to;
//  2. find or enter the applicant;
//  3. check the particulars against the edition, all at once;
//  4. give a receipt number and keep the case as a draft;
//  5. lay out an empty answer for each criterion (at renewal, the last claims);
//  6. raise what falls due at submission.
func openCase(w *work, in OpenInput) (err error) {
	if w.edition, err = w.editionFor(in); err != nil {
		return err
	}
	if err := w.checkOpening(in); err != nil {
		return err
	}
	applicant, err := w.applicantFor(in)
	if err != nil {
		return err
	}
	w.c = record.Case{ID: w.id(), Scheme: in.Scheme, Edition: w.edition.ID, Type: in.Type,
		State: string(lifecycle.Draft), ApplicantID: applicant.ID, Service: in.Service, ServiceKana: in.ServiceKana,
		Website: in.Website, IntakeBody: in.IntakeBody, Opened: w.now, Round: 1, Facts: string(in.Facts), Version: 1}
	if err := w.renews(in.Renews); err != nil {
		return err
	}
	if w.c.No, err = w.receiptNumber(); err != nil {
		return err
	}
	if w.c.Size, err = w.sizeOf(applicant); err != nil {
		return err
	}
	if err := w.Add(&w.c); err != nil {
		return err
	}
	if err := w.layOutAnswers(); err != nil {
		return err
	}
	w.on = OnCase // the answer is the case
	return w.raiseCharges(scheme.DueAtSubmission)
}

func (w *work) editionFor(in OpenInput) (*scheme.Edition, error) {
	if in.Edition != "" {
		return w.app.Shelf.Edition(in.Scheme, in.Edition)
	}
	return w.app.Shelf.EditionAt(in.Scheme, w.today)
}

// checkOpening finds every problem of the particulars at once.
func (w *work) checkOpening(in OpenInput) error {
	var p fault.Problems
	if in.Type != string(scheme.New) && in.Type != string(scheme.Renewal) {
		p.Addf("case.type", "/type", "write new or renewal, not %q", in.Type)
	}
	if (in.Type == string(scheme.Renewal)) != (in.Renews != "") {
		p.Add("case.renews", "/renews", "a renewal names the mark it renews, a new application does not")
	}
	if w.edition.Unit == scheme.UnitService && in.Service == "" {
		p.Add("case.service", "/service", "name the service that the mark is for")
	}
	if len(w.edition.Organisation.IntakeBodies) > 0 {
		if _, ok := w.edition.Organisation.IntakeBody(in.IntakeBody); !ok {
			p.Addf("case.intake-body", "/intake_body", "%q does not take in applications; see the scheme's intake bodies", in.IntakeBody)
		}
	}
	if (in.ApplicantID == "") == (in.Applicant == nil) {
		p.Add("case.applicant", "/applicant", "name a known applicant or give the particulars of a new one, not both")
	}
	if in.Applicant != nil {
		checkApplicant(*in.Applicant, w.edition, &p)
	}
	return p.Err()
}

func checkApplicant(in ApplicantInput, ed *scheme.Edition, p *fault.Problems) {
	if in.Name == "" {
		p.Add("applicant.name", "/applicant/name", "write the registered name")
	}
	if in.CorporateNumber != "" {
		if _, problem := ident.CorporateNumber(in.CorporateNumber); problem != "" {
			p.Addf("applicant.corporate-number", "/applicant/corporate_number", "not a corporate number: %s", problem)
		}
	}
	if ed.Size != nil && in.Persons < 1 {
		p.Add("applicant.persons", "/applicant/persons", "write how many persons are engaged, at least 1")
	}
}

func (w *work) applicantFor(in OpenInput) (record.Applicant, error) {
	if in.ApplicantID != "" {
		return w.Applicant(in.ApplicantID)
	}
	a := record.Applicant{ID: w.id(), Version: 1}
	in.Applicant.fill(&a)
	return a, w.Add(&a)
}

func (in ApplicantInput) fill(a *record.Applicant) {
	number, _ := ident.CorporateNumber(in.CorporateNumber)
	a.Name, a.NameKana, a.NameEN, a.CorporateNumber = in.Name, in.NameKana, in.NameEN, number
	a.Address, a.Region, a.Industry = in.Address, in.Region, in.Industry
	a.Capital, a.Persons, a.Website, a.Sample = in.Capital, in.Persons, in.Website, in.Sample
}

// renews ties a renewal to its mark, which must be this applicant's.
func (w *work) renews(number string) error {
	if number == "" {
		return nil
	}
	m, err := w.Mark(number)
	if err != nil {
		return err
	}
	if m.ApplicantID != w.c.ApplicantID || m.Scheme != w.c.Scheme {
		return fault.New(fault.NotFound, "case.renews-another-holder", number)
	}
	w.c.MarkID = m.ID
	if w.c.Service == "" {
		w.c.Service = m.Service
	}
	return nil
}

// receiptNumber gives the next receipt number of the year (受付番号).
func (w *work) receiptNumber() (string, error) {
	prefix := w.edition.ReceiptPrefix
	n, err := w.Next(fmt.Sprintf("receipt/%s/%d", prefix, w.today.Year()))
	if err != nil {
		return "", err
	}
	return ident.Receipt{Prefix: prefix, Year: w.today.Year(), Seq: n}.String(), nil
}

// AmendInput changes a draft: what is absent stays.
type AmendInput struct {
	Service     *string         `json:"service,omitempty" doc:"what the mark is for"`
	ServiceKana *string         `json:"service_kana,omitempty" doc:"its reading"`
	Website     *string         `json:"website,omitempty" doc:"where the mark will be shown"`
	IntakeBody  *string         `json:"intake_body,omitempty" doc:"body that does the first stage"`
	Applicant   *ApplicantInput `json:"applicant,omitempty" doc:"particulars of the applicant, whole"`
	Facts       json.RawMessage `json:"facts,omitempty" doc:"facts that eligibility looks at"`
}

func amend(w *work, in AmendInput) error {
	if err := w.in(lifecycle.Draft); err != nil {
		return err
	}
	for _, f := range []struct{ to, from *string }{
		{&w.c.Service, in.Service}, {&w.c.ServiceKana, in.ServiceKana},
		{&w.c.Website, in.Website}, {&w.c.IntakeBody, in.IntakeBody},
	} {
		if f.from != nil {
			*f.to = *f.from
		}
	}
	if len(in.Facts) > 0 {
		w.c.Facts = string(in.Facts)
	}
	if in.Applicant != nil {
		if err := w.amendApplicant(*in.Applicant); err != nil {
			return err
		}
	}
	return w.saveCase()
}

func (w *work) amendApplicant(in ApplicantInput) error {
	var p fault.Problems
	checkApplicant(in, w.edition, &p)
	if err := p.Err(); err != nil {
		return err
	}
	a, err := w.Applicant(w.c.ApplicantID)
	if err != nil {
		return err
	}
	in.fill(&a)
	if w.c.Size, err = w.sizeOf(a); err != nil {
		return err
	}
	return w.Save(&a)
}

// in refuses when the case is in none of the states.
func (w *work) in(states ...lifecycle.State) error {
	for _, s := range states {
		if w.c.State == string(s) {
			return nil
		}
	}
	return fault.New(fault.Conflict, "case.not-at-this-step", w.c.State)
}

// DeclareInput makes declarations (宣誓).
type DeclareInput struct {
	Items []string `json:"items,omitempty" doc:"IDs of the scheme's declarations; all when empty"`
	By    string   `json:"by" doc:"who declares"`
}

func declare(w *work, in DeclareInput) error {
	if err := w.in(lifecycle.Draft); err != nil {
		return err
	}
	var p fault.Problems
	if in.By == "" {
		p.Add("declare.by", "/by", "write who declares")
	}
	asked := w.edition.Eligibility.Declarations
	wanted := map[string]bool{}
	for i, id := range in.Items {
		wanted[id] = true
		if !hasDeclaration(asked, id) {
			p.Addf("declare.unknown", fmt.Sprintf("/items/%d", i), "the scheme has no declaration %q", id)
		}
	}
	if err := p.Err(); err != nil {
		return err
	}
	made, err := w.Declarations(w.c.ID)
	if err != nil {
		return err
	}
	for _, d := range asked {
		if (len(wanted) > 0 && !wanted[d.ID]) || isDeclared(made, d.ID) {
			continue
		}
		if err := w.Add(&record.Declaration{ID: w.id(), CaseID: w.c.ID, Item: d.ID, By: in.By, At: w.now}); err != nil {
			return err
		}
	}
	return nil
}

func hasDeclaration(asked []scheme.Declaration, id string) bool {
	for _, d := range asked {
		if d.ID == id {
			return true
		}
	}
	return false
}

func isDeclared(made []record.Declaration, item string) bool {
	for _, d := range made {
		if d.Item == item {
			return true
		}
	}
	return false
}

func (w *work) declarationsMade() (ground, error) {
	made, err := w.Declarations(w.c.ID)
	if err != nil {
		return ground{}, err
	}
	for _, d := range w.edition.Eligibility.Declarations {
		if !isDeclared(made, d.ID) {
			return because(false, d.Source, "declaration", d.ID), nil
		}
	}
	return held(true), nil
}

// SubmitInput submits the application.
type SubmitInput struct {
	LateReason string `json:"late_reason,omitempty" doc:"why a renewal comes after its window, where the scheme lets it"`
}

// submit files the application:
//  1. the filing day is today;
//  2. ask the lifecycle: claims, declarations, eligibility, window, payment;
//  3. freeze what was submitted under its hash;
//  4. send the receipt.
func submit(w *work, in SubmitInput) error {
	w.c.Filed = w.today
	w.c.Reason = in.LateReason
	if err := w.move(lifecycle.Submit, nil); err != nil {
		return err
	}
	if err := w.judgeScans(nil); err != nil { // ages are judged for the filing day
		return err
	}
	if err := w.freeze(stageSubmitted); err != nil {
		return err
	}
	if err := w.saveCase(); err != nil {
		return err
	}
	return w.write(w.c.ApplicantID, "receipt", map[string]string{"no": w.c.No, "filed": w.c.Filed.String(), "sha256": w.c.Dossier})
}

// ReasonInput gives the reason of an act.
type ReasonInput struct {
	Reason string `json:"reason" doc:"why, in words the other side will read"`
}

func (in ReasonInput) check() error {
	if in.Reason != "" {
		return nil
	}
	return fault.Problems{{Code: "reason.missing", Where: "/reason", Message: "write the reason"}}
}

// sendBack returns an incomplete application to its draft (差戻し).
func sendBack(w *work, in ReasonInput) error {
	return w.closeWith(lifecycle.Return, in, "returned")
}

// withdraw ends the case at the applicant's wish (取下げ).
func withdraw(w *work, in ReasonInput) error {
	if w.c.State != string(lifecycle.Draft) {
		w.c.Closed = w.today
	}
	return w.closeWith(lifecycle.Withdraw, in, "withdrawn")
}

func (w *work) closeWith(e lifecycle.Event, in ReasonInput, letter string) error {
	if err := in.check(); err != nil {
		return err
	}
	if err := w.move(e, nil); err != nil {
		return err
	}
	w.c.Reason = in.Reason
	if err := w.saveCase(); err != nil {
		return err
	}
	return w.write(w.c.ApplicantID, letter, map[string]string{"no": w.c.No, "reason": in.Reason})
}

// AcceptInput accepts the application after its review (形式審査).
type AcceptInput struct {
	Size string `json:"size,omitempty" doc:"size class as found; the class worked out from the particulars when empty"`
	Note string `json:"note,omitempty" doc:"what the review found"`
}

func accept(w *work, in AcceptInput) error {
	if in.Size != "" {
		if err := w.knownSize(in.Size); err != nil {
			return err
		}
		w.c.Size = in.Size
	}
	if err := w.move(lifecycle.Accept, nil); err != nil {
		return err
	}
	w.c.Accepted = w.today
	if err := w.saveCase(); err != nil {
		return err
	}
	return w.write(w.c.ApplicantID, "accepted", map[string]string{"no": w.c.No, "size": w.c.Size})
}

// AssignInput assigns somebody to the case.
type AssignInput struct {
	User string `json:"user" doc:"ID of the reviewer or assessor"`
}

// assign gives the case to a reviewer or an assessor. Whoever has a conflict of
// interest in it, or sits on another body than the one that does the first stage,
// cannot have it.
func assign(w *work, in AssignInput) error {
	user, err := w.User(in.User)
	if err != nil {
		return err
	}
	object, err := w.object()
	if err != nil {
		return err
	}
	object.Assigned = append(object.Assigned, user.ID)
	ofAnotherBody := user.Role == record.RoleReviewer && w.c.IntakeBody != "" && user.Body != w.c.IntakeBody
	if ruling := access.May(access.Of(user), access.Judge, object); !ruling.Allowed || ofAnotherBody {
		return &fault.Refusal{Clause: ruling.Because.Clause, Reason: "assign.not-fit", Detail: map[string]string{"user": user.ID, "why": ruling.Code}}
	}
	return w.Add(&record.Assignment{ID: w.id(), CaseID: w.c.ID, UserID: user.ID, Role: user.Role, At: w.now})
}

func (w *work) reviewerAssigned() (ground, error) {
	assigned, err := w.Assignments(w.c.ID)
	return held(len(assigned) > 0), err
}

// NoInput is the input of an act that needs none.
type NoInput struct{}

func beginReview(w *work, _ NoInput) error {
	if err := w.move(lifecycle.BeginReview, nil); err != nil {
		return err
	}
	return w.saveCase()
}

// lapse closes a case whose deadline has passed (失効): the agreement was not
// concluded, or findings were not answered, in time.
func lapse(w *work, in ReasonInput) error {
	w.c.Closed = w.today
	if in.Reason == "" {
		in.Reason = "deadline"
	}
	return w.closeWith(lifecycle.Lapse, in, "lapsed")
}

// deadline is the last day of what the case waits for now, with its clock.
func (w *work) deadline() (civil.Date, string, error) {
	if w.c.State == string(lifecycle.Agreement) {
		return w.c.AgreementDue, scheme.ClockAgreement, nil
	}
	findings, err := w.Findings(w.c.ID)
	var due civil.Date
	for _, f := range findings {
		if f.State == record.FindingOpen && (due.IsZero() || f.Due.Before(due)) {
			due = f.Due
		}
	}
	return due, scheme.ClockFindingsAnswer, err
}

func (w *work) deadlinePassed() (ground, error) {
	due, clock, err := w.deadline()
	return because(!due.IsZero() && due.Before(w.today), w.clauseOf(clock), "last_day", due.String()), err
}

// lastDay is the last day of a clock of the edition that starts with the event;
// zero when the edition has no such clock.
func (w *work) lastDay(clock string, event civil.Date) civil.Date {
	c, ok := w.edition.Clock(clock)
	if !ok || c.Period.Value.IsZero() {
		return civil.Date{}
	}
	return c.LastDay(event)
}

// clauseOf is the clause a clock of the edition cites.
func (w *work) clauseOf(clock string) string {
	if c, ok := w.edition.Clock(clock); ok {
		return c.Source
	}
	return ""
}

// notFound turns a missing record into "none".
func notFound[T any](rec T, err error) (T, bool, error) {
	if errors.Is(err, fault.NotFound) {
		return rec, false, nil
	}
	return rec, err == nil, err
}
