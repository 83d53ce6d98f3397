// Package review is the chapter on the evaluation of a case (審査): who does it,
// findings and corrections, time on site, and the report.
package review

import (
	"cmp"
	"fmt"
	"slices"

	"akashi/app/desk"
	"akashi/app/judging"
	"akashi/record"
	"akashi/rules/lifecycle"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
)

// FindingsInput raises findings. With none, those sent back are raised again.
type FindingsInput struct {
	Findings []FindingInput `json:"findings,omitempty" doc:"new findings"`
	Due      civil.Date     `json:"due,omitempty" doc:"last day for the answer, where the edition leaves it to the office; an estimate when empty"`
}

// FindingInput is one finding (指摘事項).
type FindingInput struct {
	Criterion string `json:"criterion" doc:"criterion that is not met"`
	Aspect    string `json:"aspect,omitempty" doc:"aspect of it"`
	Text      string `json:"text" doc:"what is missing, in words the applicant can act on"`
}

// RaiseFindings sends findings to the applicant:
//  1. check all of them; while two judge alone, none is sent;
//  2. number them within the case and keep them open;
//  3. every open finding gets the day by which an answer is due: of the edition's clock,
//     as stated, or else an estimate, by which nothing lapses;
//  4. the case waits for corrections; the findings document goes out.
func RaiseFindings(w *desk.Work, in FindingsInput) error {
	if err := judging.Opened(w); err != nil {
		return err
	}
	if err := checkFindings(w, in); err != nil {
		return err
	}
	known := desk.Read(w, w.Findings, w.Case.ID)
	due := cmp.Or(w.LastDay(scheme.ClockFindingsAnswer, w.Today), in.Due)
	expected := due.IsZero()
	if expected {
		due = w.Edition.Expects(scheme.ExpectAnswer).Value.After(w.Today)
	}
	for i, f := range in.Findings {
		w.Add(&record.Finding{ID: w.NewID(), CaseID: w.Case.ID, No: len(known) + i + 1, Criterion: f.Criterion,
			Aspect: f.Aspect, Step: string(lifecycle.StepOf(w.Case.State)), Round: w.Case.Round, Text: f.Text, State: record.FindingOpen,
			RaisedBy: w.Actor.ID, Raised: w.Today, Due: due, Expected: expected, Version: 1})
	}
	for _, f := range known {
		if f.State == record.FindingOpen {
			f.Raised, f.Due, f.Expected = w.Today, due, expected
			w.Save(&f)
		}
	}
	w.Letter(w.Case.ApplicantID, "findings", map[string]string{"no": w.Case.No, "due": due.String(), "estimate": fmt.Sprint(expected), "round": fmt.Sprint(w.Case.Round)})
	return w.Move(lifecycle.RaiseFindings, nil)
}

// FindingsToCome is what findings would meet: they answer their own guard, and wait until two
// who judge alone are done.
func FindingsToCome(w *desk.Work) desk.Prospect {
	ahead := w.Against(judging.Opened(w))
	ahead.Grounds = desk.Grounds{lifecycle.FindingsRaised: desk.Holds(true)}
	return ahead
}

func checkFindings(w *desk.Work, in FindingsInput) error {
	var p fault.Problems
	if fixed := w.LastDay(scheme.ClockFindingsAnswer, w.Today); !in.Due.IsZero() && !fixed.IsZero() && in.Due != fixed {
		p.Add("finding.due", "/due", "given", in.Due, "fixed", fixed)
	}
	p.Want(in.Due.IsZero() || !in.Due.Before(w.Today), "finding.due", "/due", "given", in.Due)
	for i, f := range in.Findings {
		where := fmt.Sprintf("/findings/%d", i)
		at := scheme.Place{Criterion: f.Criterion, Aspect: f.Aspect}
		if len(w.Edition.Named(at.String())) == 0 {
			fault.Choose(&p, "finding.criterion", where+"/criterion", at.String(), w.Edition.CriterionIDs())
		}
		p.Want(f.Text != "", "finding.text", where+"/text")
	}
	return p.Err()
}

// CorrectionsInput answers findings.
type CorrectionsInput struct {
	Corrections []CorrectionInput `json:"corrections" doc:"one answer for each open finding"`
}

// CorrectionInput is the answer to one finding (是正・改善報告).
type CorrectionInput struct {
	No   int    `json:"no" minimum:"1" maximum:"100000" doc:"number of the finding"`
	Text string `json:"text" doc:"what was done"`
}

// AnswerFindings keeps the applicant's corrections (是正・改善報告). Answers that come
// after the due day are kept too; only the office closes a case for lateness.
//  1. each correction answers an open finding and says what was done;
//  2. keep the corrections with today's day;
//  3. ask the lifecycle: no finding is left without an answer;
//  4. the case goes back to the reviewer, one round later.
func AnswerFindings(w *desk.Work, in CorrectionsInput) error {
	findings := desk.Read(w, w.Findings, w.Case.ID)
	var p fault.Problems
	var answered []any
	for i, c := range in.Corrections {
		open := slices.IndexFunc(findings, func(f record.Finding) bool { return f.No == c.No && f.State == record.FindingOpen })
		switch {
		case open < 0:
			p.Add("finding.not-open", fmt.Sprintf("/corrections/%d/no", i), "given", c.No)
		case c.Text == "":
			p.Add("finding.correction", fmt.Sprintf("/corrections/%d/text", i), "no", c.No)
		default:
			f := &findings[open] // no longer open to a second answer
			f.State, f.Correction, f.Answered = record.FindingAnswered, c.Text, w.Today
			answered = append(answered, f)
		}
	}
	if err := p.Err(); err != nil {
		return err
	}
	w.Save(answered...)
	w.Case.Round++
	for _, a := range lasting(w) {
		tellExaminer(w, desk.Read(w, w.Tx.User, a.UserID), "answered")
	}
	w.LetterInCharge("office-answered")
	return w.Move(lifecycle.AnswerFindings, nil)
}

// JudgementInput judges one correction.
type JudgementInput struct {
	No     int    `json:"no" minimum:"1" maximum:"100000" doc:"number of the finding"`
	Result string `json:"result" enum:"accepted,sent_back,unresolved" doc:"accepted, sent_back or unresolved"`
	Text   string `json:"text,omitempty" doc:"why"`
}

// JudgeCorrection judges one correction:
//  1. the case is under review and the finding has an answer;
//  2. accept the correction, send it back for another round, or leave the finding
//     unresolved for the committee to weigh;
//  3. a finding that is accepted or left unresolved is closed today.
func JudgeCorrection(w *desk.Work, in JudgementInput) error {
	answered := func(f record.Finding) bool { return f.No == in.No && f.State == record.FindingAnswered }
	f, ok := desk.First(desk.Read(w, w.Findings, w.Case.ID), answered)
	if !ok {
		return fault.Wrong("finding.not-answered", "/no", "given", in.No)
	}
	next, ok := map[string]record.FindingState{"accepted": record.FindingAccepted, "sent_back": record.FindingOpen, "unresolved": record.FindingUnresolved}[in.Result]
	if !ok {
		return fault.Wrong("finding.result", "/result", "given", in.Result, "allowed", []string{"accepted", "sent_back", "unresolved"})
	}
	f.State, f.Judgement = next, in.Text
	if f.IsClosed() {
		f.Closed = w.Today
	}
	w.Save(&f)
	return nil
}

// FindingsHold answers a guard about the findings of the case.
func FindingsHold(g lifecycle.Guard) func(*desk.Work) desk.Ground {
	return func(w *desk.Work) desk.Ground {
		holds, open := lifecycle.Findings(g, desk.Read(w, w.Findings, w.Case.ID))
		return desk.Because(holds, w.ClauseOf(scheme.ClockFindingsAnswer), "open", fmt.Sprint(open))
	}
}

// PassDocuments closes the document review: every verdict of the step is given,
// none against the evidence, and no finding is open.
func PassDocuments(w *desk.Work, _ desk.NoInput) error {
	if err := judging.ProofsStand(w); err != nil {
		return err
	}
	return w.Move(lifecycle.PassDocuments, nil)
}

// CorrectionsToJudge reports whether a finding has an answer to judge.
func CorrectionsToJudge(w *desk.Work) bool {
	findings := desk.Read(w, w.Findings, w.Case.ID)
	return slices.ContainsFunc(findings, func(f record.Finding) bool { return f.State == record.FindingAnswered })
}
