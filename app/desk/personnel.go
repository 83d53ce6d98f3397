package desk

import (
	"slices"

	"akashi/record"
	"akashi/rules/personnel"
	"akashi/scheme"
)

// Barred is a tie that keeps somebody out of the cases of an applicant today, and until when.
type Barred struct {
	record.Tie
	personnel.Bar
	ApplicantID string
}

// Barred are the ties that keep somebody out today, by the applicants on record that they are to.
func (w *Work) Barred(user string) (all []Barred) {
	if user == "" {
		return nil
	}
	for _, t := range Read(w, w.Ties, user) {
		bar := w.BarOf(t)
		if !t.Stands() || !bar.On(w.Today) {
			continue
		}
		for _, a := range w.Alike(record.Particulars{Name: t.Organisation, CorporateNumber: t.CorporateNumber}) {
			all = append(all, Barred{t, bar, a.ID})
		}
	}
	return all
}

// BarOf is how long a tie bars, under the edition of today of the scheme that it was stated in.
func (w *Work) BarOf(t record.Tie) personnel.Bar { return personnel.BarOf(w.staffOf(t.Scheme), t) }

// staffOf is what a scheme says today of its people; nothing, where no edition is in force.
func (w *Work) staffOf(key string) (staff scheme.Personnel) {
	if ed, err := w.Desk.Shelf.EditionAt(key, w.Today); err == nil {
		staff = ed.Staff()
	}
	return staff
}

// Staff is what the schemes of somebody, with commas between and "" for all, say today of
// their people.
func (w *Work) Staff(schemes string) (all []scheme.Personnel) {
	for _, key := range w.keysOf(schemes) {
		all = append(all, w.staffOf(key))
	}
	return all
}

// Alike are the applicants on record that a stated one may be: of its corporate number, or of
// its name where not both have a number. Two numbers that differ are two applicants.
func (w *Work) Alike(stated record.Particulars) []record.Applicant {
	return slices.DeleteFunc(Read(w, w.ApplicantsAlike, stated), func(one record.Applicant) bool {
		return one.CorporateNumber != "" && stated.CorporateNumber != "" && one.CorporateNumber != stated.CorporateNumber // another, whatever its name
	})
}

// BarredFrom is the tie that keeps somebody out of the cases of an applicant for longest.
func (w *Work) BarredFrom(user, applicant string) (b Barred, is bool) {
	for _, one := range w.Barred(user) {
		if longer := one.Until.IsZero() || !b.Until.IsZero() && one.Until.After(b.Until); one.ApplicantID == applicant && (!is || longer) {
			b, is = one, true
		}
	}
	return b, is
}
