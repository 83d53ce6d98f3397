package mark

import (
	"slices"

	"akashi/app/desk"
	"akashi/record"
)

// CorrectRegisterInput puts texts of an entry right; what is absent stays.
type CorrectRegisterInput struct {
	ChangeInput
	Service     *string `json:"service,omitempty" doc:"what the mark is for"`
	ServiceKana *string `json:"service_kana,omitempty" doc:"its reading"`
}

// CorrectRegister puts a typing error in the register right (登録簿の誤記の訂正):
//  1. check what is put right, and write the reason, which is published;
//  2. put the organisation as the office knows it right with it; cases keep what they were
//     submitted with;
//  3. change the entry and add the line to the public history, with the texts of before.
func CorrectRegister(w *desk.Work, in CorrectRegisterInput) error {
	was := w.Mark
	m := &w.Mark
	in.write(&m.Holder, &m.HolderKana, &m.CorporateNumber, &m.Address, &m.Website)
	desk.Overwrite(&m.Service, in.Service)
	desk.Overwrite(&m.ServiceKana, in.ServiceKana)
	changes := differences(was, *m)
	p := in.wrong()
	p.Want(len(changes) > 0, "change.nothing", "/holder")
	if err := p.Err(); err != nil {
		return err
	}
	changeOrganisation(w, in.ChangeInput)
	m.Updated, w.Public = w.Now, true
	tell(w, *m, record.MarkEvent{Kind: record.MarkEventCorrected, Reason: in.Reason, Changes: changes})
	return nil
}

// differences are the texts that an entry has not as before.
func differences(was, now record.Mark) []record.FieldChange {
	return slices.DeleteFunc([]record.FieldChange{
		{Field: "holder", From: was.Holder, To: now.Holder},
		{Field: "holder_kana", From: was.HolderKana, To: now.HolderKana},
		{Field: "corporate_number", From: was.CorporateNumber, To: now.CorporateNumber},
		{Field: "address", From: was.Address, To: now.Address},
		{Field: "website", From: was.Website, To: now.Website},
		{Field: "service", From: was.Service, To: now.Service},
		{Field: "service_kana", From: was.ServiceKana, To: now.ServiceKana},
	}, func(c record.FieldChange) bool { return c.From == c.To })
}

// OfLiving reports a correction of an entry that is more than one of a list of the past.
func OfLiving(w *desk.Work, _ CorrectRegisterInput) bool { return w.Mark.Status != record.MarkListed }
