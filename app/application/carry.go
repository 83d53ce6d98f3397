package application

import (
	"cmp"
	"errors"

	"akashi/app/desk"
	"akashi/app/judging"
	"akashi/app/money"
	"akashi/app/people"
	"akashi/record"
	"akashi/rules/lifecycle"
	"akashi/values/civil"
	"akashi/values/fault"
)

// Begun is a case that was begun on paper, as the paper tells how it stands.
type Begun struct {
	State    lifecycle.State
	Since    civil.Date // when it came to the state
	Filed    civil.Date // of what is no draft
	Accepted civil.Date // of what was accepted
	Carried  record.Carried
}

// Carry takes a running case over from paper (引継ぎ). What it was opened with is checked as
// at an opening; whatever was examined before stays on paper, and no answer, verdict or
// statement is made up for it:
//  1. it is pinned to the edition of the day on which it was filed;
//  2. its applicant is found, or entered; a unit has one mark;
//  3. it stands in its state, where what is still to be done can be done here;
//  4. it has a number of this office, and says what it was called and where it is from.
func Carry(w *desk.Work, in OpenInput, begun Begun) (err error) {
	if begun.Filed.IsZero() {
		w.Edition, err = editionOfFiling(w, in.Scheme)
	} else {
		w.Edition, err = w.Desk.Shelf.EditionAt(in.Scheme, begun.Filed)
	}
	if err != nil {
		return desk.Missing(err, "/filed")
	}
	p := fault.ProblemsIn(checkOpening(w, &in, cmp.Or(begun.Filed, w.Today), nil))
	p = append(p, checkBegun(w, begun)...)
	if err := p.Err(); err != nil {
		return err
	}
	applicant, err := carriedApplicant(w, in.Applicant.particulars())
	if err != nil {
		return err
	}
	w.Case = record.Case{ID: w.NewID(), Scheme: in.Scheme, Edition: w.Edition.ID, Type: in.Type, State: begun.State, Since: begun.Since,
		ApplicantID: applicant.ID, Particulars: in.particulars(applicant), Service: in.Service, ServiceKana: in.ServiceKana, Website: in.Website,
		IntakeBody: in.IntakeBody, Opened: w.Now, Filed: begun.Filed, Accepted: begun.Accepted, Round: 1, Carried: begun.Carried, Version: 1}
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
	if begun.State == lifecycle.Draft {
		money.RaiseBeforeFiling(w)
	}
	return nil
}

// checkBegun finds what cannot be of the state and its days, all at once.
func checkBegun(w *desk.Work, b Begun) (p fault.Problems) {
	if against := lifecycle.CarriedInto(w.Edition.Process, b.State); against != "" {
		p.Add(string(against), "/state", "state", b.State)
		return p
	}
	filed, accepted := b.State != lifecycle.Draft, b.State != lifecycle.Draft && b.State != lifecycle.Submitted
	for _, day := range []struct {
		where  string
		day    civil.Date
		wanted bool
	}{{"/filed", b.Filed, filed}, {"/accepted", b.Accepted, accepted}} {
		p.Want(!day.wanted || !day.day.IsZero(), "move.day-missing", day.where, "state", b.State)
		p.Want(day.wanted || day.day.IsZero(), "move.day-too-much", day.where, "state", b.State, "given", day.day)
	}
	last := civil.Date{} // each day follows the one before it
	for _, day := range []struct {
		where string
		day   civil.Date
	}{{"/filed", b.Filed}, {"/accepted", b.Accepted}, {"/since", b.Since}} {
		if day.day.IsZero() {
			continue
		}
		p.Want(!day.day.After(b.Carried.AsOf), "move.day-after", day.where, "given", day.day, "as_of", b.Carried.AsOf)
		p.Want(!day.day.Before(last), "move.day-before", day.where, "given", day.day, "after", last)
		last = day.day
	}
	return p
}

// carriedApplicant is the applicant on record with the same corporate number, or with the
// same name where neither has one; else a new one. Of one that could be the same, the
// number tells.
func carriedApplicant(w *desk.Work, stated record.Particulars) (record.Applicant, error) {
	alike := people.OnRecord(w, stated)
	for _, one := range alike {
		if one.CorporateNumber == stated.CorporateNumber {
			return one, nil
		}
	}
	if len(alike) > 0 {
		one := alike[0]
		return one, fault.Wrong("move.same-name", "/corporate_number", "name", one.Name, "number", one.CorporateNumber)
	}
	a := record.Applicant{ID: w.NewID(), Particulars: stated, Version: 1}
	w.Add(&a)
	return a, nil
}
