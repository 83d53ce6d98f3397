package application

import (
	"cmp"
	"slices"

	"akashi/app/desk"
	"akashi/record"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
)

// ReexaminationInput asks for a re-examination.
type ReexaminationInput struct {
	Day     civil.Date `json:"day,omitempty" doc:"day on which it was asked for; today when empty"`
	Grounds string     `json:"grounds" doc:"what the applicant gives as its grounds"`
}

// RequestReexamination keeps the request of a refused applicant to be examined anew
// (再審査の請求):
//  1. the day lies between the decision and today, and the grounds are said;
//  2. one request is answered before there is another.
func RequestReexamination(w *desk.Work, in ReexaminationInput) error {
	if !countsRefusals(w) {
		return fault.New(fault.Conflict, "case.not-at-this-step", string(w.Case.State))
	}
	in.Day = cmp.Or(in.Day, w.Today)
	before := desk.Read(w, w.Reexaminations, w.Case.ID)
	var p fault.Problems
	p.Want(in.Grounds != "", "reexamination.grounds", "/grounds")
	checkSince(w, &p, in.Day, w.Case.Decided)
	p.Want(!slices.ContainsFunc(before, record.Reexamination.IsOpen), "reexamination.open", "/day")
	if err := p.Err(); err != nil {
		return err
	}
	w.Add(&record.Reexamination{ID: w.NewID(), CaseID: w.Case.ID, Round: len(before) + 1, Requested: in.Day, Grounds: in.Grounds,
		By: w.Actor.ID, At: w.Now, Version: 1})
	w.LetterInCharge("office-reexamination")
	return nil
}

// ReexaminationAnswerInput answers a request for re-examination.
type ReexaminationAnswerInput struct {
	Outcome record.ReexaminationOutcome `json:"outcome" enum:"refused,taken_up" doc:"refused or taken_up"`
	Day     civil.Date                  `json:"day,omitempty" doc:"day of the answer; today when empty"`
	Reasons string                      `json:"reasons" doc:"why, in words the applicant will read"`
}

// AnswerReexamination keeps the answer to a request for re-examination:
//  1. the day lies between the request and today, and why is said;
//  2. a refusal bars from its day as that of an application does (S3-04a); once the
//     request is taken up, the decision that it asks about bars no longer;
//  3. tell the applicant.
func AnswerReexamination(w *desk.Work, in ReexaminationAnswerInput) error {
	in.Day = cmp.Or(in.Day, w.Today)
	request, _ := desk.First(desk.Read(w, w.Reexaminations, w.Case.ID), record.Reexamination.IsOpen)
	var p fault.Problems
	fault.OneOf(&p, "reexamination.outcome", "/outcome", in.Outcome, []record.ReexaminationOutcome{record.ReexaminationRefused, record.ReexaminationTaken})
	p.Want(in.Reasons != "", "decide.reasons", "/reasons")
	checkSince(w, &p, in.Day, request.Requested)
	p.Want(request.ID != "", "reexamination.none", "/outcome")
	if err := p.Err(); err != nil {
		return err
	}
	request.Outcome, request.Decided, request.Reasons = in.Outcome, in.Day, in.Reasons
	w.Save(&request)
	w.Letter(w.Case.ApplicantID, "reexamination", map[string]string{"no": w.Case.No, "outcome": string(in.Outcome), "reasons": in.Reasons})
	return nil
}

// checkSince notes a day that is not between another and today.
func checkSince(w *desk.Work, p *fault.Problems, day, since civil.Date) {
	p.Want(!day.After(w.Today), "visit.day", "/day", "given", day)
	p.Want(!day.Before(since), "reexamination.before", "/day", "given", day, "since", since)
}

// ReexaminationToAsk reports whether a request can be kept: the edition counts refusals, and
// none waits for its answer.
func ReexaminationToAsk(w *desk.Work) bool {
	return countsRefusals(w) && !ReexaminationToAnswer(w)
}

func countsRefusals(w *desk.Work) bool {
	return slices.ContainsFunc(w.Edition.Eligibility.Windows, func(x scheme.Window) bool { return x.Fact == scheme.FactRefusal })
}

// ReexaminationToAnswer reports whether a request waits for its answer.
func ReexaminationToAnswer(w *desk.Work) bool {
	return slices.ContainsFunc(desk.Read(w, w.Reexaminations, w.Case.ID), record.Reexamination.IsOpen)
}
