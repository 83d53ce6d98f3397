package app

import (
	"fmt"
	"slices"

	"akashi/record"
	"akashi/rules/lifecycle"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
)

// FindingsInput raises findings. With none, those sent back are raised again.
type FindingsInput struct {
	Findings []FindingInput `json:"findings,omitempty" doc:"new findings"`
	Due      civil.Date     `json:"due,omitempty" doc:"last day for the answer, where the edition leaves it to the office"`
}

// FindingInput is one finding (指摘事項).
type FindingInput struct {
	Criterion string `json:"criterion" doc:"criterion that is not met"`
	Aspect    string `json:"aspect,omitempty" doc:"aspect of it"`
	Text      string `json:"text" doc:"what is missing, in words the applicant can act on"`
}

// raiseFindings sends findings to the applicant:
//  1. check all of them;
//  2. number them within the case and keep them open;
//  3. every open finding gets the day by which an answer is due;
//  4. the case waits for corrections; the findings document goes out.
func raiseFindings(w *work, in FindingsInput) error {
	if err := w.checkFindings(in); err != nil {
		return err
	}
	known, err := w.Findings(w.c.ID)
	if err != nil {
		return err
	}
	due := w.lastDay(scheme.ClockFindingsAnswer, w.today)
	if due.IsZero() {
		due = in.Due
	}
	for i, f := range in.Findings {
		if err := w.Add(&record.Finding{ID: w.id(), CaseID: w.c.ID, No: len(known) + i + 1, Criterion: f.Criterion,
			Aspect: f.Aspect, Step: string(stepOf(w.c.State)), Round: w.c.Round, Text: f.Text, State: record.FindingOpen,
			RaisedBy: w.actor.ID, Raised: w.today, Due: due, Version: 1}); err != nil {
			return err
		}
	}
	for i := range known {
		if known[i].State != record.FindingOpen {
			continue
		}
		known[i].Raised, known[i].Due = w.today, due
		if err := w.Save(&known[i]); err != nil {
			return err
		}
	}
	if err := w.move(lifecycle.RaiseFindings, nil); err != nil {
		return err
	}
	if err := w.save(); err != nil {
		return err
	}
	return w.write(w.c.ApplicantID, "findings", map[string]string{"no": w.c.No, "due": due.String(), "round": fmt.Sprint(w.c.Round)})
}

func (w *work) checkFindings(in FindingsInput) error {
	var p fault.Problems
	if fixed := w.lastDay(scheme.ClockFindingsAnswer, w.today); !in.Due.IsZero() && !fixed.IsZero() && in.Due != fixed {
		p.Add("finding.due", "/due", "given", in.Due, "fixed", fixed)
	}
	if !in.Due.IsZero() && in.Due.Before(w.today) {
		p.Add("finding.due", "/due", "given", in.Due)
	}
	for i, f := range in.Findings {
		where := fmt.Sprintf("/findings/%d", i)
		at := scheme.Place{Criterion: f.Criterion, Aspect: f.Aspect}
		if len(w.edition.Named(at.String())) == 0 {
			fault.Choose(&p, "finding.criterion", where+"/criterion", at.String(), w.edition.CriterionIDs())
		}
		if f.Text == "" {
			p.Add("finding.text", where+"/text")
		}
	}
	return p.Err()
}

// CorrectionsInput answers findings.
type CorrectionsInput struct {
	Corrections []CorrectionInput `json:"corrections" doc:"one answer for each open finding"`
}

// CorrectionInput is the answer to one finding (是正・改善報告).
type CorrectionInput struct {
	No   int    `json:"no" doc:"number of the finding"`
	Text string `json:"text" doc:"what was done"`
}

// answerFindings keeps the applicant's corrections (是正・改善報告). Answers that come
// after the due day are kept too; only the office closes a case for lateness.
//  1. each correction answers an open finding and says what was done;
//  2. keep the corrections with today's day;
//  3. ask the lifecycle: no finding is left without an answer;
//  4. the case goes back to the reviewer, one round later.
func answerFindings(w *work, in CorrectionsInput) error {
	findings, err := w.Findings(w.c.ID)
	if err != nil {
		return err
	}
	var p fault.Problems
	var answered []*record.Finding
	for i, c := range in.Corrections {
		f, ok := findingNo(findings, c.No)
		switch {
		case !ok || f.State != record.FindingOpen:
			p.Add("finding.not-open", fmt.Sprintf("/corrections/%d/no", i), "given", c.No)
		case c.Text == "":
			p.Add("finding.correction", fmt.Sprintf("/corrections/%d/text", i), "no", c.No)
		default:
			f.State, f.Correction, f.Answered = record.FindingAnswered, c.Text, w.today
			answered = append(answered, f)
		}
	}
	if err := p.Err(); err != nil {
		return err
	}
	for _, f := range answered {
		if err := w.Save(f); err != nil {
			return err
		}
	}
	if err := w.move(lifecycle.AnswerFindings, nil); err != nil {
		return err
	}
	w.c.Round++
	return w.save()
}

func findingNo(findings []record.Finding, no int) (*record.Finding, bool) {
	for i := range findings {
		if findings[i].No == no {
			return &findings[i], true
		}
	}
	return nil, false
}

// JudgementInput judges one correction.
type JudgementInput struct {
	No     int    `json:"no" doc:"number of the finding"`
	Result string `json:"result" enum:"accepted,sent_back,unresolved" doc:"accepted, sent_back or unresolved"`
	Text   string `json:"text,omitempty" doc:"why"`
}

// judgeCorrection judges one correction:
//  1. the case is under review and the finding has an answer;
//  2. accept the correction, send it back for another round, or leave the finding
//     unresolved for the committee to weigh;
//  3. a finding that is accepted or left unresolved is closed today.
func judgeCorrection(w *work, in JudgementInput) error {
	findings, err := w.Findings(w.c.ID)
	if err != nil {
		return err
	}
	f, ok := findingNo(findings, in.No)
	if !ok || f.State != record.FindingAnswered {
		return fault.Wrong("finding.not-answered", "/no", "given", in.No)
	}
	next, ok := map[string]record.FindingState{"accepted": record.FindingAccepted, "sent_back": record.FindingOpen, "unresolved": record.FindingUnresolved}[in.Result]
	if !ok {
		return fault.Wrong("finding.result", "/result", "given", in.Result, "allowed", []string{"accepted", "sent_back", "unresolved"})
	}
	f.State, f.Judgement = next, in.Text
	if f.IsClosed() {
		f.Closed = w.today
	}
	return w.Save(f)
}

// findingsHold turns a question about the findings of a case into a guard.
func findingsHold(ask func([]record.Finding) bool) func(*work) (ground, error) {
	return func(w *work) (ground, error) {
		findings, err := w.Findings(w.c.ID)
		return because(ask(findings), w.clauseOf(scheme.ClockFindingsAnswer), "open", fmt.Sprint(countOpen(findings))), err
	}
}

func anyOpen(findings []record.Finding) bool  { return countOpen(findings) > 0 }
func noneOpen(findings []record.Finding) bool { return countOpen(findings) == 0 }

func allClosed(findings []record.Finding) bool {
	for _, f := range findings {
		if !f.IsClosed() {
			return false
		}
	}
	return true
}

func countOpen(findings []record.Finding) (n int) {
	for _, f := range findings {
		if f.State == record.FindingOpen {
			n++
		}
	}
	return n
}

// passDocuments closes the document review: every verdict of the step is given,
// none against the evidence, and no finding is open.
func passDocuments(w *work, _ NoInput) error {
	rows, err := w.Answers(w.c.ID)
	if err != nil {
		return err
	}
	if err := w.checkProofs(rows, first); err != nil {
		return err
	}
	if err := w.move(lifecycle.PassDocuments, nil); err != nil {
		return err
	}
	return w.save()
}

func (w *work) correctionsToJudge() (prospect, error) {
	findings, err := w.Findings(w.c.ID)
	there := slices.ContainsFunc(findings, func(f record.Finding) bool { return f.State == record.FindingAnswered })
	return prospect{idle: !there}, err
}
