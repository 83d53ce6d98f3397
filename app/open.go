package app

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/eligibility"
	"akashi/rules/lifecycle"
	"akashi/scheme"
	"akashi/values/fault"
	"akashi/values/ident"
	"akashi/values/yen"
)

// OpenInput opens an application. An applicant that the office knows is named by
// its ID; a new one by its particulars.
type OpenInput struct {
	Scheme      string          `json:"scheme" doc:"key of the scheme"`
	Edition     string          `json:"edition,omitempty" doc:"edition; the one in force today when empty"`
	Type        record.CaseType `json:"type" enum:"new,renewal" doc:"new or renewal"`
	ApplicantID string          `json:"applicant_id,omitempty" doc:"a known applicant"`
	Applicant   *ApplicantInput `json:"applicant,omitempty" doc:"particulars of a new applicant"`
	Service     string          `json:"service,omitempty" doc:"what the mark is for, where the scheme grants to a service"`
	ServiceKana string          `json:"service_kana,omitempty" doc:"its reading"`
	Website     string          `json:"website,omitempty" doc:"where the mark will be shown"`
	IntakeBody  string          `json:"intake_body,omitempty" doc:"body that does the first stage"`
	Renews      string          `json:"renews,omitempty" doc:"number of the mark to renew"`
	Facts       json.RawMessage `json:"facts,omitempty" doc:"facts that eligibility looks at, as the applicant states them"`
}

func (in OpenInput) about() about { return about{scheme: in.Scheme, applicant: in.ApplicantID} }

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
	if w.edition, err = w.editionFor(in); err != nil && !errors.Is(err, fault.NotFound) {
		return err
	}
	if err := w.checkOpening(&in, missing(err, "/scheme")); err != nil {
		return err
	}
	applicant, err := w.applicantFor(in)
	if err != nil {
		return missing(err, "/applicant_id")
	}
	past, _ := readFacts(in.Facts) // has been checked
	w.c = record.Case{ID: w.id(), Scheme: in.Scheme, Edition: w.edition.ID, Type: in.Type,
		State: lifecycle.Draft, ApplicantID: applicant.ID, Particulars: applicant.Particulars, Service: in.Service, ServiceKana: in.ServiceKana,
		Website: in.Website, IntakeBody: in.IntakeBody, Opened: w.now, Round: 1, Past: past, Version: 1}
	if err := w.renews(in.Renews); err != nil {
		return err
	}
	if w.c.No, err = w.receiptNumber(); err != nil {
		return err
	}
	if w.c.Size, err = w.sizeOf(w.c.Particulars); err != nil {
		return err
	}
	if err := w.Add(&w.c); err != nil {
		return err
	}
	if err := w.layOutAnswers(); err != nil {
		return err
	}
	w.made(OnCase)
	return w.raiseCharges(scheme.DueAtSubmission)
}

func (w *work) editionFor(in OpenInput) (*scheme.Edition, error) {
	if in.Edition != "" {
		return w.app.Shelf.Edition(in.Scheme, in.Edition)
	}
	return w.app.Shelf.EditionAt(in.Scheme, w.today)
}

// checkOpening finds every problem of the particulars at once. Without an edition
// (noEdition says why) it looks at what every edition asks.
func (w *work) checkOpening(in *OpenInput, noEdition error) error {
	var p fault.Problems
	if noEdition != nil {
		p = fault.ProblemsIn(noEdition)
	}
	if in.Type != record.New && in.Type != record.Renewal {
		fault.Choose(&p, "case.type", "/type", string(in.Type), []record.CaseType{record.New, record.Renewal})
	}
	if (in.Type == record.Renewal) != (in.Renews != "") {
		p.Add("case.renews", "/renews", "given", in.Renews)
	}
	if (in.ApplicantID == "") == (in.Applicant == nil) {
		p.Add("case.applicant", "/applicant", "given", in.ApplicantID)
	}
	if in.Applicant != nil {
		checkApplicant(in.Applicant, &p)
	}
	if noEdition == nil {
		w.checkAgainstEdition(in, &p)
	}
	_, unread := readFacts(in.Facts)
	p = append(p, unread...)
	return p.Err()
}

// checkAgainstEdition looks at what only some editions ask, or know by name.
func (w *work) checkAgainstEdition(in *OpenInput, p *fault.Problems) {
	if w.edition.Unit == scheme.UnitService && in.Service == "" {
		p.Add("case.service", "/service")
	}
	checkIntakeBody(in.IntakeBody, w.edition, p)
	if in.Applicant != nil {
		in.Applicant.fit(w.edition, p)
	}
}

func checkIntakeBody(body string, ed *scheme.Edition, p *fault.Problems) {
	if bodies := bodyNames(ed); len(bodies) > 0 && !slices.Contains(bodies, body) {
		fault.Choose(p, "case.intake-body", "/intake_body", body, bodies)
	}
}

// fit looks up the industry and the region in the edition, by ID or by title.
func (in *ApplicantInput) fit(ed *scheme.Edition, p *fault.Problems) {
	if regions := regionNames(ed); len(regions) > 0 && in.Region != "" {
		in.Region = known(p, "applicant.region", "/applicant/region", in.Region, regions)
	}
	if ed.Size == nil {
		return
	}
	in.Industry = known(p, "applicant.industry", "/applicant/industry", in.Industry, industryNames(ed))
	if in.Persons < 1 {
		p.Add("applicant.persons", "/applicant/persons")
	}
}

func checkApplicant(in *ApplicantInput, p *fault.Problems) {
	if in.Name == "" {
		p.Add("applicant.name", "/applicant/name")
	}
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

func (w *work) applicantFor(in OpenInput) (record.Applicant, error) {
	if in.ApplicantID != "" {
		return w.knownApplicant(in)
	}
	a := record.Applicant{ID: w.id(), Particulars: in.Applicant.particulars(), Version: 1}
	return a, w.Add(&a)
}

// knownApplicant is the applicant of the ID. To whoever works for one scheme, one
// that has nothing to do with it is not known.
func (w *work) knownApplicant(in OpenInput) (record.Applicant, error) {
	a, err := w.Applicant(in.ApplicantID)
	if err != nil || w.actor.Scheme == "" || w.actor.ApplicantID == a.ID {
		return a, err
	}
	cases, err := w.Cases(CaseQuery{Scheme: in.Scheme, ApplicantID: a.ID, Limit: 1, Visible: access.Everything()})
	if err == nil && len(cases) == 0 {
		err = fault.New(fault.NotFound, "store.no-such-applicant", in.ApplicantID)
	}
	return a, err
}

func (in ApplicantInput) particulars() record.Particulars {
	number, _ := ident.CorporateNumber(in.CorporateNumber)
	return record.Particulars{Name: in.Name, NameKana: in.NameKana, NameEN: in.NameEN, CorporateNumber: number,
		Address: in.Address, Region: in.Region, Industry: in.Industry, Capital: in.Capital, Persons: in.Persons,
		Website: in.Website, Sample: in.Sample}
}

// renews ties a renewal to its mark, which must be this applicant's.
func (w *work) renews(number string) error {
	if number == "" {
		return nil
	}
	m, err := w.Mark(number)
	if err != nil {
		return missing(err, "/renews")
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

// amend changes a draft. The applicant's particulars change in this case alone:
// those of the organisation, and of other cases of it, stay.
func amend(w *work, in AmendInput) (err error) {
	past, problems := w.checkAmending(in)
	if err := problems.Err(); err != nil {
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
		w.c.Past = past
	}
	if in.Applicant != nil {
		w.c.Particulars = in.Applicant.particulars()
		if w.c.Size, err = w.sizeOf(w.c.Particulars); err != nil {
			return err
		}
	}
	return w.save()
}

// checkAmending finds every problem of what is changed at once.
func (w *work) checkAmending(in AmendInput) (record.Past, fault.Problems) {
	past, p := readFacts(in.Facts)
	if in.Service != nil && *in.Service == "" && w.edition.Unit == scheme.UnitService {
		p.Add("case.service", "/service")
	}
	if in.IntakeBody != nil {
		checkIntakeBody(*in.IntakeBody, w.edition, &p)
	}
	if in.Applicant != nil {
		checkApplicant(in.Applicant, &p)
		in.Applicant.fit(w.edition, &p)
	}
	return past, p
}
