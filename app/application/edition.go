package application

import (
	"akashi/app/committee"
	"akashi/app/desk"
	"akashi/app/evidence"
	"akashi/app/judging"
	"akashi/app/money"
	"akashi/scheme"
	"akashi/values/fault"
)

// EditionInput takes a draft over to another edition; what it knows by another name is
// stated anew.
type EditionInput AmendInput

// ChangeEdition takes a draft over to the edition that it would be filed under today:
//  1. the particulars must fit it, all at once;
//  2. the answers go over by the lineage of their items; what has no counterpart, or asks
//     for another kind of answer, is open and named;
//  3. declarations whose words are the same stay made, and evidence follows its items;
//  4. raise what this edition wants in before the filing.
//
// What was answered under the edition before stays on record under it.
func ChangeEdition(w *desk.Work, in EditionInput) error {
	was := w.Edition
	now, err := editionOfFiling(w, w.Case.Scheme)
	if err != nil {
		return err
	}
	if was == now {
		return fault.New(fault.Conflict, "edition.same", "", "edition", was.ID)
	}
	w.Case.Edition = now.ID
	w.Fail(w.OfCase(w.Case))
	stated := ApplicantInput(w.Case.Particulars)
	if in.Applicant == nil {
		in.Applicant = &stated
	}
	if in.IntakeBody == nil {
		in.IntakeBody = &w.Case.IntakeBody
	}
	if err := Amend(w, AmendInput(in)); err != nil {
		return err
	}
	open := judging.CarryAnswers(w, was)
	carryDeclarations(w, was)
	evidence.Follow(w, w.Desk.Shelf.Between(was, now))
	money.RaiseBeforeFiling(w)
	w.Facts["edition"], w.Facts["open"] = now.ID, open
	w.Told = fault.With("from", was.ID, "edition", now.ID, "open", desk.List(open))
	return nil
}

// editionOfFiling is the edition that an application would be filed under today.
func editionOfFiling(w *desk.Work, key string) (*scheme.Edition, error) {
	today, err := w.Desk.Shelf.EditionAt(key, w.Today)
	if err != nil {
		return nil, err
	}
	return w.Desk.Shelf.EditionFor(key, w.Today, committee.NextDay(w, today))
}

// UnderItsEdition asks whether the case is pinned to the edition of a filing of today.
func UnderItsEdition(w *desk.Work) desk.Ground {
	e, err := editionOfFiling(w, w.Case.Scheme)
	if w.Fail(err); err != nil {
		return desk.Holds(false)
	}
	return desk.Because(e.ID == w.Case.Edition, e.Process.Source, "edition", e.ID, "pinned", w.Case.Edition)
}

// BodyTakes asks whether the intake body of the case takes applications today, where the scheme has any.
func BodyTakes(w *desk.Work) desk.Ground {
	org := w.Joined().Organisation
	body, known := org.IntakeBody(w.Case.IntakeBody)
	return desk.Because(len(org.IntakeBodies) == 0 || known && body.Days.Contains(w.Today), org.Source, "body", w.Case.IntakeBody, "from", body.Days.From.String(), "to", body.Days.To.String())
}

// EditionToCome reports whether the draft is pinned to another edition.
func EditionToCome(w *desk.Work) bool { return !UnderItsEdition(w).Holds }
