package application

import (
	"slices"
	"strings"

	"akashi/app/desk"
	"akashi/app/people"
	"akashi/record"
	"akashi/values/fault"
)

// AllotInput names criteria, and who sees to them.
type AllotInput struct {
	Criteria []string `json:"criteria" minItems:"1" maxItems:"200" doc:"criteria to see to"`
	Contact  string   `json:"contact,omitempty" doc:"contact of the applicant who sees to them; none for nobody any more"`
}

// Allot divides the criteria of an application among the applicant's contacts (項目の分担):
// who has them finds them by themselves. It changes nothing in the case, gives no right and
// takes none, and so stands in nobody's way who writes.
func Allot(w *desk.Work, in AllotInput) error {
	var p fault.Problems
	p.Want(len(in.Criteria) > 0, "allot.criteria", "/criteria")
	var criteria []string
	for _, name := range in.Criteria {
		named := w.Edition.Named(name)
		if len(named) == 0 {
			fault.Choose(&p, "attach.criterion", "/criteria", name, w.Edition.CriterionIDs())
		}
		for _, place := range named {
			if !slices.Contains(criteria, place.Criterion) {
				criteria = append(criteria, place.Criterion)
			}
		}
	}
	to, known := people.ContactNamed(w, w.Case.ApplicantID, in.Contact)
	p.Want(in.Contact == "" || known, "allot.contact", "/contact", "given", in.Contact)
	if err := p.Err(); err != nil {
		return err
	}
	w.Told = fault.With("n", len(criteria))
	for _, id := range criteria {
		w.Add(&record.Allotment{ID: w.NewID(), CaseID: w.Case.ID, Criterion: id, UserID: in.Contact, By: w.Actor.ID, At: w.Now})
	}
	if known && to.ID != w.Actor.ID && desk.Reached(to) {
		w.LetterTo(to, "allotted", map[string]string{"no": w.Case.No, "item": strings.Join(criteria, ", ")})
	}
	return nil
}

// Allotted tells who sees to which criterion of the case now, by the criterion.
func Allotted(w *desk.Work) map[string]string {
	to := map[string]string{}
	for _, a := range desk.Read(w, w.Allotments, w.Case.ID) {
		to[a.Criterion] = a.UserID
	}
	return to
}
