package review

import (
	"cmp"

	"akashi/app/desk"
	"akashi/record"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
)

// EligibilityCheckInput says what was found on site of eligibility.
type EligibilityCheckInput struct {
	Day    civil.Date `json:"day,omitempty" doc:"day on which it was checked on site; today when empty"`
	Found  string     `json:"found" doc:"what was looked at, and what was found"`
	Bar    string     `json:"bar,omitempty" doc:"ground of disqualification that was found to exist: ID of the scheme's window or declaration; none when empty"`
	Reason string     `json:"reason,omitempty" doc:"why it takes the place of what was recorded before"`
}

// ConfirmEligibility keeps what was found of the grounds of disqualification at the
// on-site review (欠格事項の確認, S3-05):
//  1. the day is one since the filing, what was found is said, and a ground that exists
//     is one that the scheme knows;
//  2. what was recorded before stays on record, and why it no longer stands is said;
//  3. a ground that exists leaves the committee nothing but to refuse.
func ConfirmEligibility(w *desk.Work, in EligibilityCheckInput) error {
	if !EligibilityToConfirm(w) {
		return fault.New(fault.Conflict, "case.not-at-this-step", string(w.Case.State))
	}
	in.Day = cmp.Or(in.Day, w.Today)
	before := desk.Read(w, w.EligibilityChecks, w.Case.ID)
	var p fault.Problems
	p.Want(in.Found != "", "eligibility.found", "/found")
	p.Want(!in.Day.After(w.Today), "visit.day", "/day", "given", in.Day)
	p.Want(!in.Day.Before(w.Case.Filed), "visit.before", "/day", "given", in.Day, "filed", w.Case.Filed)
	p.Want(len(before) == 0 || in.Reason != "", "eligibility.again", "/reason")
	if in.Bar != "" {
		fault.OneOf(&p, "eligibility.bar", "/bar", in.Bar, w.Edition.Eligibility.Grounds())
	}
	if err := p.Err(); err != nil {
		return err
	}
	w.Add(&record.EligibilityCheck{ID: w.NewID(), CaseID: w.Case.ID, Round: len(before) + 1, Day: in.Day, Found: in.Found, Bar: in.Bar,
		Reason: in.Reason, By: w.Actor.ID, At: w.Now})
	return nil
}

// EligibilityToConfirm reports whether the edition has something checked on site.
func EligibilityToConfirm(w *desk.Work) bool { return len(w.Edition.Eligibility.OnSite()) > 0 }

// eligibilityFound is what stands of what was found on site.
func eligibilityFound(w *desk.Work) (last record.EligibilityCheck, checked bool) {
	for _, last = range desk.Read(w, w.EligibilityChecks, w.Case.ID) {
		checked = true
	}
	return last, checked
}

// EligibilityConfirmed asks whether what the applicant declared of its eligibility was
// checked on site, where the edition has it checked.
func EligibilityConfirmed(w *desk.Work) desk.Ground {
	on := w.Edition.Eligibility.OnSite()
	if len(on) == 0 {
		return desk.Holds(true)
	}
	_, checked := eligibilityFound(w)
	return desk.Because(checked, clauseOfOnSite(w), "declarations", desk.List(scheme.IDs(on)))
}

// NotBarred asks whether no ground of disqualification was found on site.
func NotBarred(w *desk.Work) desk.Ground {
	found, _ := eligibilityFound(w)
	return desk.Because(found.Bar == "", clauseOfOnSite(w), "bar", found.Bar, "found", found.Found)
}

func clauseOfOnSite(w *desk.Work) string {
	clause := ""
	for _, d := range w.Edition.Eligibility.OnSite() {
		clause = d.Source // the last is that of the grounds of disqualification
	}
	return clause
}
