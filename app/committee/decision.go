package committee

import (
	"fmt"

	"akashi/app/desk"
	"akashi/app/judging"
	"akashi/app/mark"
	"akashi/app/money"
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

// Decide records what the committee decided (付与適格決定・二次審査の結果):
//  1. the day of the session has come;
//  2. the first verdicts stand where the committee gave no final one;
//  3. score the final verdicts under the edition of the case;
//  4. count the sitting: conflict, recusal, quorum, votes, which are opened when all of
//     them are there and nothing else is open;
//  5. ask the lifecycle: nothing is granted without quorum, votes and score;
//  6. write the decision, bound to the frozen dossier, with what the votes were and the
//     grounds given with them; there is only ever one;
//  7. where no agreement follows, grant the mark at once.
func Decide(w *desk.Work, in DecideInput) error {
	if in.Reasons == "" {
		return fault.Wrong("decide.reasons", "/reasons")
	}
	w.Session = desk.Read(w, w.Tx.Session, w.Case.SessionID)
	if err := DayHasCome(w); err != nil {
		return err
	}
	settleVerdicts(w)
	result, vector := judging.Score(w, scoring.Final)
	sitting, opened, grounds, err := countAt(w, result)
	if err != nil {
		return err
	}
	event, outcome := eventOf(sitting.Outcome)
	if err := evidenceAllows(w, event); err != nil {
		return err
	}
	if err := w.Move(event, decisionGrounds(w, sitting, result)); err != nil {
		return err
	}
	w.Case.Decided = w.Today
	w.Add(decision(w, in, outcome, sitting, result),
		&record.Vector{CaseID: w.Case.ID, Scheme: w.Case.Scheme, Edition: w.Case.Edition, Type: w.Case.Type, Packed: vector.Pack()})
	for _, o := range opened {
		w.Add(&o)
	}
	for _, x := range grounds {
		addWord(w, x)
	}
	settleAgenda(w, record.AgendaDecided, string(outcome))
	w.Facts["decision"] = outcome
	w.Letter(w.Case.ApplicantID, "decision", map[string]string{"no": w.Case.No, "outcome": string(outcome), "reasons": in.Reasons})
	return carryOut(w, in)
}

// countAt counts the sitting. Votes are opened once all of them are there and every item is
// judged: before, the count would tell how they stand, and decide nothing.
func countAt(w *desk.Work, r scoring.Result) (committee.Result, []record.OpenedVote, []record.VoteWord, error) {
	table := sitting(w)
	closed := tally(w, table)
	if closed.Outcome != committee.Ready || r.Outcome == scoring.Incomplete {
		return closed, nil, nil, nil
	}
	opened, grounds, err := count(w, &table)
	return tally(w, table), opened, grounds, err
}

// evidenceAllows lets nothing be granted on a verdict that the records contradict.
func evidenceAllows(w *desk.Work, e lifecycle.Event) error {
	if e != lifecycle.DecideGrant {
		return nil
	}
	return judging.CheckProofs(w, desk.Read(w, w.Answers, w.Case.ID), scoring.Final)
}

// carryOut does what follows from the decision for the case.
func carryOut(w *desk.Work, in DecideInput) error {
	switch w.Case.State {
	case lifecycle.Granted:
		money.RaiseCharges(w, scheme.DueAtDecision)
		return mark.Grant(w, in.ValidTo)
	case lifecycle.Agreement:
		w.Case.AgreementDue = w.LastDay(scheme.ClockAgreement, w.Case.Decided)
		money.RaiseCharges(w, scheme.DueAtDecision)
	default:
		w.Case.Closed = w.Today
	}
	return nil
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

func decisionGrounds(w *desk.Work, s committee.Result, r scoring.Result) desk.Grounds {
	why, pass, sits := []record.Reason{committee.Sealed(s.Because)}, w.Edition.Pass.Source, w.Edition.Committee.Source
	return desk.Grounds{
		lifecycle.QuorumHolds:  desk.Because(s.QuorumHolds, sits, "counted", fmt.Sprint(s.Counted), "quorum", fmt.Sprint(s.Quorum)).With(why),
		lifecycle.VoteToGrant:  desk.Because(s.Outcome == committee.Grant || s.Outcome == committee.Ready, sits, "outcome", string(s.Outcome)).With(why),
		lifecycle.VoteToRefuse: desk.Because(s.Outcome == committee.Refuse || s.Outcome == committee.Ready, sits, "outcome", string(s.Outcome)).With(why),
		lifecycle.AllJudged:    desk.Because(r.Outcome != scoring.Incomplete, pass, "unjudged", desk.List(r.Unanswered)),
		lifecycle.ScorePasses: desk.Because(r.Outcome == scoring.Pass, pass, "points", fmt.Sprint(r.Points), "points_pass", fmt.Sprint(r.PointsPass),
			"missing", desk.List(r.Missing), "zero_failed", desk.List(r.ZeroFailed)).With(r.Reasons),
	}
}

// settleVerdicts lets every first verdict stand that the committee has not
// replaced. What was left to the committee stays open until it has judged.
func settleVerdicts(w *desk.Work) {
	for _, a := range desk.Read(w, w.Answers, w.Case.ID) {
		if a.Final == "" && a.First != "" && a.First != record.CannotJudge {
			a.Final, a.FinalPoints, a.FinalBy, a.Changed = a.First, a.FirstPoints, a.FirstBy, w.Now
			w.Save(&a)
		}
	}
}

// decision puts the record of the decision together.
func decision(w *desk.Work, in DecideInput, outcome record.Outcome, s committee.Result, r scoring.Result) *record.Decision {
	verdicts := scoring.Evidence(w.Edition, w.CaseType(), desk.Read(w, w.Answers, w.Case.ID))
	return &record.Decision{ID: w.NewID(), CaseID: w.Case.ID, SessionID: w.Case.SessionID, Outcome: outcome, Decided: w.Today,
		Dossier: w.Case.Dossier, Verdicts: verdicts, Points: r.Points, PointsPass: r.PointsPass, Score: string(r.Outcome),
		For: s.For, Against: s.Against, Abstained: s.Abstained, Recused: s.Recused, Present: s.Present, Quorum: s.Quorum,
		Reasons: in.Reasons, Conditions: in.Conditions, Explained: append([]record.Reason{s.Because}, r.Reasons...), By: w.Actor.ID, At: w.Now}
}

// DecisionToCome foresees a decision: of sealed votes, the one that the score allows.
func DecisionToCome(w *desk.Work) desk.Prospect {
	sitting := tally(w, sitting(w))
	result, _ := judging.Score(w, scoring.Final)
	event, _ := eventOf(sitting.Outcome)
	if sitting.Outcome == committee.Ready && result.Outcome == scoring.Fail {
		event = lifecycle.DecideRefuse
	}
	ahead := w.Against(evidenceAllows(w, event))
	ahead.Event, ahead.Grounds = event, decisionGrounds(w, sitting, result)
	return ahead
}
