package app

import (
	"fmt"

	"akashi/record"
	"akashi/rules/committee"
	"akashi/rules/lifecycle"
	"akashi/rules/scoring"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
)

// DecideInput records the decision of the committee.
type DecideInput struct {
	Reasons    string     `json:"reasons" doc:"why, in words the applicant will read"`
	Conditions string     `json:"conditions,omitempty" doc:"conditions of the grant"`
	ValidTo    civil.Date `json:"valid_to,omitempty" doc:"last day of validity, where the edition leaves it to the office"`
}

// decide records what the committee decided (付与適格決定・二次審査の結果):
//  1. count the sitting: conflict, recusal, quorum, votes;
//  2. the first verdicts stand where the committee gave no final one;
//  3. score the final verdicts under the edition of the case;
//  4. ask the lifecycle: nothing is granted without quorum, votes and score;
//  5. write the decision, bound to the frozen dossier; there is only ever one;
//  6. where no agreement follows, grant the mark at once.
func decide(w *work, in DecideInput) error {
	if in.Reasons == "" {
		return fault.Wrong("decide.reasons", "/reasons")
	}
	sitting, err := w.sit()
	if err != nil {
		return err
	}
	if err := w.settleVerdicts(); err != nil {
		return err
	}
	result, vector, err := w.score(final)
	if err != nil {
		return err
	}
	event, outcome := eventOf(sitting.Outcome)
	if err := w.evidenceAllows(event); err != nil {
		return err
	}
	if err := w.move(event, w.decisionGrounds(sitting, result)); err != nil {
		return err
	}
	w.c.Decided = w.today
	d, err := w.decision(in, outcome, sitting, result)
	if err != nil {
		return err
	}
	if err := w.Add(&d, &record.Vector{CaseID: w.c.ID, Scheme: w.c.Scheme, Edition: w.c.Edition, Type: w.c.Type, Packed: vector.Pack()}); err != nil {
		return err
	}
	if err := w.settleAgenda(record.AgendaDecided, string(outcome)); err != nil {
		return err
	}
	w.facts["decision"] = outcome
	if err := w.carryOut(in); err != nil {
		return err
	}
	return w.write(w.c.ApplicantID, "decision", map[string]string{"no": w.c.No, "outcome": string(outcome), "reasons": in.Reasons})
}

// evidenceAllows lets nothing be granted on a verdict that the records contradict.
func (w *work) evidenceAllows(e lifecycle.Event) error {
	if e != lifecycle.DecideGrant {
		return nil
	}
	rows, err := w.Answers(w.c.ID)
	if err != nil {
		return err
	}
	return w.checkProofs(rows, final)
}

// carryOut does what follows from the decision for the case.
func (w *work) carryOut(in DecideInput) error {
	switch w.c.State {
	case lifecycle.Granted:
		if err := w.raiseCharges(scheme.DueAtDecision); err != nil {
			return err
		}
		return w.grant(in.ValidTo)
	case lifecycle.Agreement:
		w.c.AgreementDue = w.lastDay(scheme.ClockAgreement, w.c.Decided)
		if err := w.raiseCharges(scheme.DueAtDecision); err != nil {
			return err
		}
	default:
		w.c.Closed = w.today
	}
	return w.save()
}

// eventOf turns what the sitting has come to into the event asked of the
// lifecycle. Whatever is not a clear vote to refuse is asked as a grant, which
// the guards will not let through.
func eventOf(o committee.Outcome) (lifecycle.Event, record.Outcome) {
	if o == committee.Refuse {
		return lifecycle.DecideRefuse, record.Refused
	}
	return lifecycle.DecideGrant, record.Granted
}

func (w *work) decisionGrounds(s committee.Result, r scoring.Result) grounds {
	why, pass, sits := []record.Reason{s.Because}, w.edition.Pass.Source, w.edition.Committee.Source
	return grounds{
		lifecycle.QuorumHolds:  because(s.QuorumHolds, sits, "counted", fmt.Sprint(s.Counted), "quorum", fmt.Sprint(s.Quorum)).with(why),
		lifecycle.VoteToGrant:  because(s.Outcome == committee.Grant, sits, "outcome", string(s.Outcome)).with(why),
		lifecycle.VoteToRefuse: because(s.Outcome == committee.Refuse, sits, "outcome", string(s.Outcome)).with(why),
		lifecycle.AllJudged:    because(r.Outcome != scoring.Incomplete, pass, "unjudged", list(r.Unanswered)),
		lifecycle.ScorePasses: because(r.Outcome == scoring.Pass, pass, "points", fmt.Sprint(r.Points), "points_pass", fmt.Sprint(r.PointsPass),
			"missing", list(r.Missing), "zero_failed", list(r.ZeroFailed)).with(r.Reasons),
	}
}

// settleVerdicts lets every first verdict stand that the committee has not
// replaced. What was left to the committee stays open until it has judged.
func (w *work) settleVerdicts() error {
	rows, err := w.Answers(w.c.ID)
	if err != nil {
		return err
	}
	for i := range rows {
		a := &rows[i]
		if a.Final != "" || a.First == "" || a.First == record.CannotJudge {
			continue
		}
		a.Final, a.FinalPoints, a.FinalBy, a.Changed = a.First, a.FirstPoints, a.FirstBy, w.now
		if err := w.Save(a); err != nil {
			return err
		}
	}
	return nil
}

// decision puts the record of the decision together.
func (w *work) decision(in DecideInput, outcome record.Outcome, s committee.Result, r scoring.Result) (record.Decision, error) {
	verdicts, err := w.verdicts()
	if err != nil {
		return record.Decision{}, err
	}
	return record.Decision{ID: w.id(), CaseID: w.c.ID, SessionID: w.c.SessionID, Outcome: outcome, Decided: w.today,
		Dossier: w.c.Dossier, Verdicts: verdicts, Points: r.Points, PointsPass: r.PointsPass, Score: string(r.Outcome),
		For: s.For, Against: s.Against, Abstained: s.Abstained, Recused: s.Recused, Present: s.Present, Quorum: s.Quorum,
		Reasons: in.Reasons, Conditions: in.Conditions, Explained: append([]record.Reason{s.Because}, r.Reasons...), By: w.actor.ID, At: w.now}, nil
}

// verdicts puts the final verdicts beside the rules of the edition.
func (w *work) verdicts() (record.VerdictSheet, error) {
	rows, err := w.Answers(w.c.ID)
	if err != nil {
		return record.VerdictSheet{}, err
	}
	t := w.caseType()
	pass := record.PassSheet{PointsPass: w.edition.Pass.For(t).PointsPass, Level: w.edition.Pass.Level}
	for _, c := range w.edition.Pass.Conditions {
		pass.Conditions = append(pass.Conditions, string(c))
	}
	sheet := record.VerdictSheet{CaseType: w.c.Type, Pass: pass}
	for _, p := range w.edition.Places() {
		a, _ := find(rows, p)
		c, _ := w.edition.Criterion(p.Criterion)
		st := c.For(t)
		sheet.Criteria = append(sheet.Criteria, record.VerdictLine{ID: p.Criterion, Aspect: p.Aspect, Kind: string(st.Kind), Points: st.Points,
			Grading: string(st.Grading), ZeroFails: st.ZeroFails, Level: c.Level, Asked: w.edition.Asks(c), Verdict: a.Final, Given: given(a, st), Justified: a.Justification != ""})
	}
	return sheet, nil
}

// given is how many points a final verdict earned.
func given(a record.Answer, st scheme.Standing) int {
	switch {
	case st.Kind != scheme.Points:
		return 0
	case a.FinalPoints != nil:
		return *a.FinalPoints
	case a.Final == record.Met:
		return st.Points
	}
	return 0
}

// decisionToCome foresees what the committee would decide on the votes as cast.
func (w *work) decisionToCome() (prospect, error) {
	sitting, err := w.sit()
	if err != nil {
		return prospect{}, err
	}
	result, _, err := w.score(final)
	if err != nil {
		return prospect{}, err
	}
	event, _ := eventOf(sitting.Outcome)
	ahead, err := against(w.evidenceAllows(event))
	ahead.event, ahead.grounds = event, w.decisionGrounds(sitting, result)
	return ahead, err
}
