package mark

import (
	"slices"

	"akashi/app/desk"
	"akashi/record"
	"akashi/values/fault"
	"akashi/values/ident"
)

// ChangeInput changes what the register says of a holder; what is absent stays.
type ChangeInput struct {
	Holder          *string `json:"holder,omitempty" maxLength:"200" doc:"registered name"`
	HolderKana      *string `json:"holder_kana,omitempty" maxLength:"200" doc:"its reading"`
	CorporateNumber *string `json:"corporate_number,omitempty" doc:"13 digits"`
	Address         *string `json:"address,omitempty" doc:"head office"`
	Website         *string `json:"website,omitempty" doc:"web site"`
	Reason          string  `json:"reason" doc:"what has changed and why, as it will be published"`
}

// RecordChange enters a change that the holder has reported (変更届):
//  1. check what has changed, and write the reason, which is published;
//  2. change the organisation as the office knows it; its cases keep what they were
//     submitted with;
//  3. change the register and add the line to the public history.
func RecordChange(w *desk.Work, in ChangeInput) error {
	if err := in.check(); err != nil {
		return err
	}
	changeOrganisation(w, in)
	m := &w.Mark
	in.write(&m.Holder, &m.HolderKana, &m.CorporateNumber, &m.Address, &m.Website)
	m.Updated, w.Public = w.Now, true
	tell(w, *m, record.MarkEvent{Kind: record.MarkEventChanged, Reason: in.Reason})
	return nil
}

func (in ChangeInput) check() error {
	p := in.wrong()
	p.Want(in != (ChangeInput{Reason: in.Reason}), "change.nothing", "/holder")
	return p.Err()
}

// wrong is what is wrong with the texts.
func (in ChangeInput) wrong() (p fault.Problems) {
	p.Want(in.Holder == nil || *in.Holder != "", "applicant.name", "/holder")
	if in.CorporateNumber != nil && *in.CorporateNumber != "" {
		if _, problem := ident.CorporateNumber(*in.CorporateNumber); problem != "" {
			p.Add("applicant.corporate-number", "/corporate_number", "given", *in.CorporateNumber, "problem", problem)
		}
	}
	p.Want(in.Reason != "", "measure.reason", "/reason")
	return p
}

// write puts what has changed in the place of what was there.
func (in ChangeInput) write(name, kana, number, address, website *string) {
	if in.CorporateNumber != nil {
		*number, _ = ident.CorporateNumber(*in.CorporateNumber)
	}
	desk.Overwrite(name, in.Holder)
	desk.Overwrite(kana, in.HolderKana)
	desk.Overwrite(address, in.Address)
	desk.Overwrite(website, in.Website)
}

// changeOrganisation changes the organisation behind the mark, where the office
// has it.
func changeOrganisation(w *desk.Work, in ChangeInput) {
	if w.Mark.ApplicantID == "" {
		return
	}
	a := desk.Read(w, w.Applicant, w.Mark.ApplicantID)
	in.write(&a.Name, &a.NameKana, &a.CorporateNumber, &a.Address, &a.Website)
	w.Save(&a)
}

// changedSince reports whether the holder of the mark has reported a change, or an error
// was put right, after the case was opened: what the register says then is newer than what the case does.
func changedSince(w *desk.Work, m record.Mark) bool {
	return slices.ContainsFunc(desk.Read(w, w.MarkEvents, m.ID), func(e record.MarkEvent) bool {
		return (e.Kind == record.MarkEventChanged || e.Kind == record.MarkEventCorrected) && !e.At.Before(w.Case.Opened)
	})
}
