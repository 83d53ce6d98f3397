// Package application is the chapter on the way in: opening, changing, submitting,
// accepting and closing an application.
package application

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"akashi/app/desk"
	"akashi/app/judging"
	"akashi/app/money"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/eligibility"
	"akashi/rules/lifecycle"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
	"akashi/values/ident"
	"akashi/values/yen"
)

// OpenInput opens an application. An applicant that the office knows is named by
// its ID, and an officer of one need not name it; a new one by its particulars.
type OpenInput struct {
	Scheme      string          `json:"scheme" doc:"key of the scheme"`
	Edition     string          `json:"edition,omitempty" doc:"edition; the one in force today when empty"`
	Type        record.CaseType `json:"type" enum:"new,renewal" doc:"new or renewal"`
	ApplicantID string          `json:"applicant_id,omitempty" doc:"a known applicant"`
	Applicant   *ApplicantInput `json:"applicant,omitempty" doc:"particulars of the applicant: of a new one, or as they are in this case"`
	Another     string          `json:"another,omitempty" doc:"why the applicant is another one than that of the same name on record"`
	Service     string          `json:"service,omitempty" maxLength:"200" doc:"what the mark is for, where the scheme grants to a service"`
	ServiceKana string          `json:"service_kana,omitempty" maxLength:"200" doc:"its reading"`
	Website     string          `json:"website,omitempty" doc:"where the mark will be shown"`
	IntakeBody  string          `json:"intake_body,omitempty" doc:"body that does the first stage"`
	Renews      string          `json:"renews,omitempty" doc:"number of the mark to renew"`
	Facts       json.RawMessage `json:"facts,omitempty" doc:"facts that eligibility looks at, as the applicant states them"`
}

// About says what the policy asks about.
func (in OpenInput) About() desk.About {
	return desk.About{Scheme: in.Scheme, Applicant: in.ApplicantID}
}

// ApplicantInput holds the particulars of an applicant.
type ApplicantInput struct {
	Name            string      `json:"name" maxLength:"200" doc:"registered name"`
	NameKana        string      `json:"name_kana,omitempty" maxLength:"200" doc:"its reading"`
	NameEN          string      `json:"name_en,omitempty" maxLength:"200" doc:"name in English"`
	CorporateNumber string      `json:"corporate_number,omitempty" doc:"13 digits"`
	Address         string      `json:"address,omitempty" doc:"head office"`
	Region          string      `json:"region,omitempty" doc:"region of its base of activity"`
	Industry        string      `json:"industry,omitempty" doc:"industry of the size table"`
	Capital         *yen.Amount `json:"capital,omitempty" minimum:"0" maximum:"1000000000000000" doc:"registered capital in yen; absent when there is none"`
	Persons         int         `json:"persons,omitempty" minimum:"0" maximum:"10000000" doc:"persons engaged"`
	Website         string      `json:"website,omitempty" doc:"web site"`
	Sample          bool        `json:"sample,omitempty" doc:"invented, for demonstration"`
}

// Open begins a case:
//  1. choose the edition the case is pinned to;
//  2. find or enter the applicant; a unit has one mark;
//  3. check the particulars against the edition, all at once;
//  4. give a receipt number and keep the case as a draft;
//  5. lay out an empty answer for each criterion (at renewal, the last claims);
//  6. raise what must be paid before the submission.
func Open(w *desk.Work, in OpenInput) (err error) {
	if w.Edition, err = editionFor(w, in); err != nil && !errors.Is(err, fault.NotFound) {
		return err
	}
	if err := checkOpening(w, &in, w.Today, desk.Missing(err, "/scheme")); err != nil {
		return err
	}
	applicant, err := applicantFor(w, in)
	if err != nil {
		return err
	}
	past, _ := readFacts(in.Facts) // has been checked
	w.Case = record.Case{ID: w.NewID(), Scheme: in.Scheme, Edition: w.Edition.ID, Type: in.Type,
		State: lifecycle.Draft, ApplicantID: applicant.ID, Particulars: in.particulars(applicant), Service: in.Service, ServiceKana: in.ServiceKana,
		Website: in.Website, IntakeBody: in.IntakeBody, Opened: w.Now, Round: 1, Past: past, Version: 1}
	if err := errors.Join(renews(w, in.Renews), unitIsFree(w)); err != nil {
		return err
	}
	if w.Case.Size, err = money.SizeOf(w, w.Case.Particulars); err != nil {
		return err
	}
	w.Case.No = ReceiptNumber(w)
	w.Add(&w.Case)
	judging.LayOutAnswers(w)
	w.Made(desk.OnCase)
	money.RaiseBeforeFiling(w)
	return nil
}

func editionFor(w *desk.Work, in OpenInput) (*scheme.Edition, error) {
	if in.Edition != "" {
		return w.Desk.Shelf.Edition(in.Scheme, in.Edition)
	}
	return editionOfFiling(w, in.Scheme)
}

// checkOpening finds every problem of the particulars at once. Without an edition
// (noEdition says why) it looks at what every edition asks.
func checkOpening(w *desk.Work, in *OpenInput, filed civil.Date, noEdition error) error {
	var p fault.Problems
	if noEdition != nil {
		p = fault.ProblemsIn(noEdition)
	}
	fault.OneOf(&p, "case.type", "/type", in.Type, []record.CaseType{record.New, record.Renewal})
	p.Want((in.Type == record.Renewal) == (in.Renews != ""), "case.renews", "/renews", "given", in.Renews)
	p.Want(w.Actor.ApplicantID != "" || (in.ApplicantID == "") != (in.Applicant == nil), "case.applicant", "/applicant", "given", in.ApplicantID)
	if in.Applicant != nil {
		if known, err := w.Applicant(w.Actor.ApplicantID); err == nil { // is not asked what is on record
			in.Applicant.keep(known.Particulars)
		}
		checkApplicant(in.Applicant, &p)
	}
	if noEdition == nil {
		checkAgainstEdition(w, in, filed, &p)
	}
	_, unread := readFacts(in.Facts)
	p = append(p, unread...)
	return p.Err()
}

// checkAgainstEdition looks at what only some editions ask, or know by name.
func checkAgainstEdition(w *desk.Work, in *OpenInput, filed civil.Date, p *fault.Problems) {
	checkService(in.Service, w.Edition, p)
	checkIntakeBody(w, in.IntakeBody, filed, p)
	if in.Applicant != nil {
		in.Applicant.fit(w.Edition, p)
	}
}

// checkService wants a service named where marks are granted to one, and only there.
func checkService(service string, ed *scheme.Edition, p *fault.Problems) {
	if ed.Unit == scheme.UnitService {
		p.Want(service != "", "case.service", "/service")
		return
	}
	p.Want(service == "", "case.no-service", "/service", "given", service)
}

// checkIntakeBody wants one that takes applications on the day, where the scheme has any.
func checkIntakeBody(w *desk.Work, body string, day civil.Date, p *fault.Problems) {
	if org := w.Joined().Organisation; len(org.IntakeBodies) > 0 {
		fault.OneOf(p, "case.intake-body", "/intake_body", body, scheme.IDs(org.Taking(day)))
	}
}

// fit looks up the industry and the region in the edition, by ID or by title.
func (in *ApplicantInput) fit(ed *scheme.Edition, p *fault.Problems) {
	if regions := ed.Eligibility.Regions; len(regions) > 0 && in.Region != "" {
		in.Region = known(p, "applicant.region", "/applicant/region", in.Region, regions)
	}
	if ed.Size == nil {
		return
	}
	in.Industry = known(p, "applicant.industry", "/applicant/industry", in.Industry, ed.Size.Industries)
	p.Want(in.Persons >= 1, "applicant.persons", "/applicant/persons")
}

// known returns the ID of what was named by its ID or by its title, and notes a
// problem when the rule book has neither.
func known[T scheme.Titled](p *fault.Problems, code, where, given string, among []T) string {
	id, ok := scheme.IDOf(among, given)
	if !ok {
		fault.Choose(p, code, where, given, scheme.IDs(among))
		return given
	}
	return id
}

func checkApplicant(in *ApplicantInput, p *fault.Problems) {
	p.Want(in.Name != "", "applicant.name", "/applicant/name")
	if in.CorporateNumber != "" {
		if _, problem := ident.CorporateNumber(in.CorporateNumber); problem != "" {
			p.Add("applicant.corporate-number", "/applicant/corporate_number", "given", in.CorporateNumber, "problem", problem)
		}
	}
}

// readFacts reads the facts as the rule has them, so that what cannot be read is
// refused while its writer is there.
func readFacts(facts json.RawMessage) (past record.Past, problems fault.Problems) {
	if len(facts) == 0 {
		return past, nil
	}
	past, err := eligibility.DecodeFacts(bytes.NewReader(facts))
	unread, _ := err.(fault.Problems)
	for _, q := range unread {
		q.Where = "/facts " + q.Where
		problems = append(problems, q)
	}
	return past, problems
}

// renews ties a renewal to its mark, which must be this applicant's and must be one that
// can go on: a mark that was withdrawn or given back is applied for anew.
func renews(w *desk.Work, number string) error {
	if number == "" {
		return nil
	}
	m, err := w.Tx.Mark(number)
	if err != nil {
		return desk.Missing(err, "/renews")
	}
	if m.ApplicantID != w.Case.ApplicantID || m.Scheme != w.Case.Scheme {
		return fault.New(fault.NotFound, "case.renews-another-holder", number)
	}
	if _, err := lifecycle.Marks().Row(w.Edition.Process, m.Status, lifecycle.Renew); err != nil {
		return &fault.Refusal{Clause: w.Edition.Validity.Source, Reason: "case.renews-what-ended",
			Detail: fault.With("number", m.Number, "status", m.Status)}
	}
	w.Case.MarkID = m.ID
	w.Case.Service = cmp.Or(w.Case.Service, m.Service)
	return nil
}

// unitIsFree refuses a new application for a unit that has a mark in force: an operator,
// or a service of it, as the scheme grants. Its mark is renewed.
func unitIsFree(w *desk.Work) error {
	if w.Case.Type != record.New {
		return nil
	}
	same := desk.CaseQuery{Scheme: w.Case.Scheme, ApplicantID: w.Case.ApplicantID, Visible: access.Everything()}
	for _, c := range desk.Read(w, w.Cases, same) {
		if c.MarkID == "" || w.Edition.Unit == scheme.UnitService && !strings.EqualFold(ident.Narrow(c.Service), ident.Narrow(w.Case.Service)) {
			continue
		}
		m := desk.Read(w, w.Tx.Mark, c.MarkID)
		if standing := lifecycle.StandingOn(m, w.Today, false); standing == lifecycle.Valid || standing == lifecycle.StandSuspended || standing == lifecycle.NotYetValid {
			return &fault.Refusal{Clause: w.Edition.UnitSource, Reason: "case.unit-has-mark",
				Detail: fault.With("number", m.Number, "to", m.ValidTo)}
		}
	}
	return nil
}

// ReceiptNumber gives the next receipt number of the year (受付番号).
func ReceiptNumber(w *desk.Work) string {
	prefix := w.Edition.ReceiptPrefix
	n := desk.Read(w, w.Next, fmt.Sprintf("receipt/%s/%d", prefix, w.Today.Year()))
	return ident.Receipt{Prefix: prefix, Year: w.Today.Year(), Seq: n}.String()
}

// AmendInput changes a draft: what is absent stays.
type AmendInput struct {
	Service     *string         `json:"service,omitempty" maxLength:"200" doc:"what the mark is for"`
	ServiceKana *string         `json:"service_kana,omitempty" maxLength:"200" doc:"its reading"`
	Website     *string         `json:"website,omitempty" doc:"where the mark will be shown"`
	IntakeBody  *string         `json:"intake_body,omitempty" doc:"body that does the first stage"`
	Applicant   *ApplicantInput `json:"applicant,omitempty" doc:"particulars of the applicant; what is left out stays as it is"`
	Facts       json.RawMessage `json:"facts,omitempty" doc:"facts that eligibility looks at"`
}

// Amend changes a draft. The applicant's particulars change in this case alone:
// those of the organisation, and of other cases of it, stay.
func Amend(w *desk.Work, in AmendInput) (err error) {
	past, problems := checkAmending(w, in)
	if err := problems.Err(); err != nil {
		return err
	}
	desk.Overwrite(&w.Case.Service, in.Service)
	desk.Overwrite(&w.Case.ServiceKana, in.ServiceKana)
	desk.Overwrite(&w.Case.Website, in.Website)
	desk.Overwrite(&w.Case.IntakeBody, in.IntakeBody)
	if len(in.Facts) > 0 {
		w.Case.Past = past
	}
	if in.Applicant != nil {
		w.Case.Particulars = in.Applicant.particulars()
		if w.Case.Size, err = money.SizeOf(w, w.Case.Particulars); err != nil {
			return err
		}
	}
	return nil
}

// checkAmending finds every problem of what is changed at once.
func checkAmending(w *desk.Work, in AmendInput) (record.Past, fault.Problems) {
	past, p := readFacts(in.Facts)
	if in.Service != nil {
		checkService(*in.Service, w.Edition, &p)
	}
	if in.IntakeBody != nil {
		checkIntakeBody(w, *in.IntakeBody, w.Today, &p)
	}
	if in.Applicant != nil {
		in.Applicant.keep(w.Case.Particulars)
		checkApplicant(in.Applicant, &p)
		in.Applicant.fit(w.Edition, &p)
	}
	return past, p
}
