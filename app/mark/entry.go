package mark

import (
	"cmp"
	"slices"
	"strings"

	"akashi/app/desk"
	"akashi/app/register"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/lifecycle"
	"akashi/values/civil"
	"akashi/values/fault"
)

// CorrectRegisterInput puts an entry right; what is absent stays.
type CorrectRegisterInput struct {
	ChangeInput
	Service     *string    `json:"service,omitempty" maxLength:"200" doc:"what the mark is for"`
	ServiceKana *string    `json:"service_kana,omitempty" maxLength:"200" doc:"its reading"`
	Number      string     `json:"number,omitempty" doc:"mark number, of an entry that was imported"`
	Swap        bool       `json:"swap,omitempty" doc:"the number is that of another imported entry, which gets the one of this in exchange"`
	Granted     civil.Date `json:"granted,omitempty" doc:"day of the grant; where it was the first day, it goes with that when empty"`
	ValidFrom   civil.Date `json:"valid_from,omitempty" doc:"first day"`
	ValidTo     civil.Date `json:"valid_to,omitempty" doc:"last day"`
	ListedAsOf  civil.Date `json:"listed_as_of,omitempty" doc:"day of the published list"`
}

// CorrectRegister puts an error of the register right (登録簿の誤記の訂正):
//  1. check what is put right, and write the reason, which is published;
//  2. the number and the days are those of an entry that was imported: what a decision gave
//     is put right by another; the number is written as the scheme writes it, and free, or
//     exchanged with that of another imported entry;
//  3. put the organisation as the office knows it right with it; cases keep what they were
//     submitted with;
//  4. change the entry and add the line to the public history, with what stood before; right
//     days stand in the place of the first line, and a wrong number leads to the right one;
//     where two were exchanged, the history of each names both.
func CorrectRegister(w *desk.Work, in CorrectRegisterInput) error {
	was, m := w.Mark, &w.Mark
	in.write(&m.Holder, &m.HolderKana, &m.CorporateNumber, &m.Address, &m.Website)
	desk.Overwrite(&m.Service, in.Service)
	desk.Overwrite(&m.ServiceKana, in.ServiceKana)
	p := in.wrong()
	p.Want(in.Service == nil && in.ServiceKana == nil || !register.OfNoService(w.Edition, *m), "entry.no-service", "/service", "given", cmp.Or(m.Service, m.ServiceKana))
	if in.renumbers() {
		if err := imported(w, was); err != nil {
			return err
		}
		p = append(p, in.renumber(w)...)
	}
	texts, days := differences(was, *m), daysBetween(was, *m)
	p.Want(len(texts)+len(days) > 0, "change.nothing", "/holder")
	if err := p.Err(); err != nil {
		return err
	}
	if in.Swap {
		if err := swap(w, was, in.Reason); err != nil {
			return err
		}
	}
	changeOrganisation(w, in.ChangeInput)
	m.Updated, w.Public = w.Now, true
	if len(texts) > 0 {
		tell(w, *m, record.MarkEvent{Kind: record.MarkEventCorrected, Reason: in.Reason, Changes: texts})
	}
	if len(days) > 0 {
		redate(w, in.Reason, days)
	}
	return nil
}

// renumbers reports a correction of what a decision gives: the number, and the days.
func (in CorrectRegisterInput) renumbers() bool {
	return in.Number != "" || in.Swap || in.Granted != civil.Date{} || in.ValidFrom != civil.Date{} || in.ValidTo != civil.Date{} || in.ListedAsOf != civil.Date{}
}

// imported refuses what rests on a decision of this office.
func imported(w *desk.Work, m record.Mark) error {
	if m.CaseID == "" {
		return nil
	}
	return &fault.Refusal{Clause: w.Edition.Number.Source, Reason: "mark.entry-decided",
		Detail: fault.With("number", m.Number, "case", desk.Read(w, w.Tx.Case, m.CaseID).No)}
}

// renumber puts number and days into the entry on the desk, and returns what is wrong with them.
func (in CorrectRegisterInput) renumber(w *desk.Work) (p fault.Problems) {
	was, m := w.Mark, &w.Mark
	if m.Granted == m.ValidFrom {
		m.Granted = cmp.Or(in.ValidFrom, m.Granted)
	}
	m.Granted, m.ValidFrom = cmp.Or(in.Granted, m.Granted), cmp.Or(in.ValidFrom, m.ValidFrom)
	m.ValidTo, m.ListedAsOf = cmp.Or(in.ValidTo, m.ValidTo), cmp.Or(in.ListedAsOf, m.ListedAsOf)
	if listed := m.Status == record.MarkListed; listed {
		p.Want(m.Granted.IsZero() && m.ValidFrom.IsZero() && m.ValidTo.IsZero(), "entry.no-validity", "/valid_to")
		p.Want(!m.ListedAsOf.After(w.Today), "entry.list-to-come", "/listed_as_of", "given", m.ListedAsOf)
	} else {
		p.Want(in.ListedAsOf.IsZero(), "entry.not-listed", "/listed_as_of")
		p.Want(!m.ValidTo.Before(m.ValidFrom) && !m.ValidTo.Before(m.Granted), "entry.days", "/valid_to", "from", m.ValidFrom, "to", m.ValidTo)
		p.Want(w.Reaches(in.ValidFrom), "calendar-unknown-year", "/valid_from", "given", in.ValidFrom)
		p.Want(w.Reaches(in.ValidTo), "calendar-unknown-year", "/valid_to", "given", in.ValidTo)
		first := firstMeasure(desk.Read(w, w.MarkEvents, m.ID))
		p.Want(first.IsZero() || !m.Granted.After(first), "entry.after-measure", "/granted", "given", m.Granted, "measure", first)
	}
	given := in.Number
	if given == "" && was.Number != register.Reference(was) {
		p.Want(!in.Swap, "entry.swap", "/number")
		return p
	}
	right := *m
	right.Number = given // none: the reference goes with the day of the list
	right, problem := register.Numbered(w, right)
	if problem != "" {
		p.Add("entry.number", "/number", "given", given, "pattern", w.Joined().Number.Pattern)
		return p
	}
	other, taken := desk.Find(w, w.Tx.Mark, right.Number)
	taken = taken && other.Scheme == m.Scheme && other.ID != m.ID
	p.Want(in.Swap || !taken, "entry.number-taken", "/number", "given", right.Number, "holder", other.Holder)
	p.Want(taken || !in.Swap, "entry.swap", "/number", "given", right.Number)
	if right.Number != was.Number {
		renumbered(m, right.Number)
	}
	return p
}

// renumbered gives an entry its right number; the one that it had is kept as a mistake.
func renumbered(m *record.Mark, number string) {
	others := slices.DeleteFunc(strings.Fields(m.Formerly), func(n string) bool { return n == m.Number || n == number })
	m.Formerly, m.Number = strings.Join(append(others, m.Number), " "), number
}

// swap gives the entry that has the number of the one on the desk the number that this had
// before. No number stands in the register twice, not for a moment: the other entry steps
// aside, under its ID, until this one has left its number.
func swap(w *desk.Work, was record.Mark, reason string) error {
	other := desk.Read(w, w.Tx.Mark, w.Mark.Number)
	if err := imported(w, other); err != nil {
		return err
	}
	before := other
	other.Number = was.Number
	if _, problem := register.Numbered(w, other); problem != "" {
		return fault.Wrong("entry.number", "/number", "given", was.Number, "pattern", w.Joined().Number.Pattern)
	}
	other.Number = other.ID
	w.Save(&other, &w.Mark)
	in := CorrectRegisterInput{ChangeInput: ChangeInput{Reason: reason}, Number: was.Number, Swap: true}
	return w.AlongMark(other, access.CorrectRegister, in, func(w *desk.Work) error {
		w.Mark.Number = before.Number
		renumbered(&w.Mark, was.Number)
		w.Mark.Updated, w.Public = w.Now, true
		tell(w, w.Mark, record.MarkEvent{Kind: record.MarkEventCorrected, Reason: reason, Changes: differences(before, w.Mark)})
		return nil
	})
}

// firstMeasure is the day of the first measure that stands.
func firstMeasure(history []record.MarkEvent) civil.Date {
	for _, e := range lifecycle.StandingLines(history) {
		if lifecycle.IsMeasure(e.Kind) {
			return e.Day
		}
	}
	return civil.Date{}
}

// redate puts a line with the right days in the place of the first of the history, which
// past days are answered from.
func redate(w *desk.Work, reason string, days []record.FieldChange) {
	history := desk.Read(w, w.MarkEvents, w.Mark.ID)
	m, line := w.Mark, lifecycle.StandingLines(history)[0]
	line.Corrects, line.Correction, line.Changes = line.No, reason, days
	line.ID, line.No, line.At = w.NewID(), len(history)+1, w.Now
	line.Day, line.ValidFrom, line.ValidTo = cmp.Or(m.Granted, m.ListedAsOf), m.ValidFrom, m.ValidTo
	w.Add(&line)
}

// differences are the texts that an entry has not as before.
func differences(was, now record.Mark) []record.FieldChange {
	return changed([]record.FieldChange{
		{Field: "number", From: was.Number, To: now.Number},
		{Field: "holder", From: was.Holder, To: now.Holder},
		{Field: "holder_kana", From: was.HolderKana, To: now.HolderKana},
		{Field: "corporate_number", From: was.CorporateNumber, To: now.CorporateNumber},
		{Field: "address", From: was.Address, To: now.Address},
		{Field: "website", From: was.Website, To: now.Website},
		{Field: "service", From: was.Service, To: now.Service},
		{Field: "service_kana", From: was.ServiceKana, To: now.ServiceKana},
	})
}

// daysBetween are the days that an entry has not as before.
func daysBetween(was, now record.Mark) []record.FieldChange {
	return changed([]record.FieldChange{
		{Field: "granted", From: was.Granted.String(), To: now.Granted.String()},
		{Field: "valid_from", From: was.ValidFrom.String(), To: now.ValidFrom.String()},
		{Field: "valid_to", From: was.ValidTo.String(), To: now.ValidTo.String()},
		{Field: "listed_as_of", From: was.ListedAsOf.String(), To: now.ListedAsOf.String()},
	})
}

func changed(fields []record.FieldChange) []record.FieldChange {
	return slices.DeleteFunc(fields, func(c record.FieldChange) bool { return c.From == c.To })
}

// OfLiving reports a correction of an entry that is more than one of a list of the past, or
// of two entries.
func OfLiving(w *desk.Work, in CorrectRegisterInput) bool {
	return in.Swap || w.Mark.Status != record.MarkListed
}
