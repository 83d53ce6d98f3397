package application

import (
	"cmp"

	"akashi/app/desk"
	"akashi/app/people"
	"akashi/record"
	"akashi/values/fault"
	"akashi/values/ident"
)

// applicantFor finds the applicant, or enters a new one:
//  1. the one that is named, which an officer of an applicant need not do;
//  2. the one on record with the same corporate number: the application joins it, with
//     everything that counts for or against it;
//  3. a new one, unless one of the same name is on record: whether that is the same,
//     only whoever opens the case can say.
func applicantFor(w *desk.Work, in OpenInput) (a record.Applicant, err error) {
	if w.Actor.ApplicantID != "" {
		in.ApplicantID = w.Actor.ApplicantID
	}
	if in.ApplicantID != "" {
		a, err = w.Applicant(in.ApplicantID)
		return a, desk.Missing(err, "/applicant_id")
	}
	stated := in.Applicant.particulars()
	known := people.OnRecord(w, stated)
	if len(known) > 0 && people.HasNumber(known[0], stated) {
		return join(w, known[0])
	}
	if len(known) > 0 && in.Another == "" {
		return a, sameName(w, known[0])
	}
	a = record.Applicant{ID: w.NewID(), Particulars: stated, Version: 1}
	w.Add(&a)
	return a, people.ActFor(w, a)
}

// join takes up the applicant that is on record. Whoever is no officer of it does not
// become one by knowing its number, which anybody can look up.
func join(w *desk.Work, a record.Applicant) (record.Applicant, error) {
	if w.Actor.Role == record.RoleApplicant {
		return a, fault.New(fault.Conflict, "applicant.on-record", "", "name", a.Name)
	}
	w.Told = fault.With("joined", a.Name, "applicant_id", a.ID)
	return a, nil
}

func sameName(w *desk.Work, a record.Applicant) error {
	if w.Actor.Role == record.RoleApplicant {
		return fault.New(fault.Conflict, "applicant.on-record", "", "name", a.Name)
	}
	return fault.New(fault.Conflict, "applicant.same-name", "/another", "name", a.Name, "id", a.ID)
}

// particulars are those of the case: what is stated for it, else what is on record.
func (in OpenInput) particulars(a record.Applicant) record.Particulars {
	if in.Applicant != nil {
		return in.Applicant.particulars()
	}
	return a.Particulars
}

func (in ApplicantInput) particulars() record.Particulars {
	in.CorporateNumber, _ = ident.CorporateNumber(in.CorporateNumber)
	return record.Particulars(in)
}

// keep keeps what is not stated anew.
func (in *ApplicantInput) keep(p record.Particulars) {
	for _, one := range []struct {
		now *string
		was string
	}{{&in.Name, p.Name}, {&in.NameKana, p.NameKana}, {&in.NameEN, p.NameEN}, {&in.CorporateNumber, p.CorporateNumber},
		{&in.Address, p.Address}, {&in.Region, p.Region}, {&in.Industry, p.Industry}, {&in.Website, p.Website}} {
		*one.now = cmp.Or(*one.now, one.was)
	}
	in.Capital, in.Persons, in.Sample = cmp.Or(in.Capital, p.Capital), cmp.Or(in.Persons, p.Persons), in.Sample || p.Sample
}
