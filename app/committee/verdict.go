package committee

import (
	"fmt"

	"akashi/app/desk"
	"akashi/app/judging"
	"akashi/record"
	"akashi/values/fault"
)

// JudgeFinal keeps the committee's final verdicts (最終判定), given by its chair or the
// secretariat:
//  1. nobody has voted on the case yet, so that all vote on the same verdicts;
//  2. check every verdict against the edition, all at once;
//  3. each verdict that changes or settles what stood has a note that says why;
//  4. refuse to call met what the evidence on record shows to be unmet;
//  5. keep all of them, with who gave them and when.
func JudgeFinal(w *desk.Work, in judging.AnswersInput) error {
	if err := BeforeVotes(w); err != nil {
		return err
	}
	return judging.KeepFinal(w, in)
}

// BeforeVotes refuses to change verdicts that somebody has voted on.
func BeforeVotes(w *desk.Work) error {
	cast := len(sitting(w).Votes)
	if cast == 0 {
		return nil
	}
	return &fault.Refusal{Clause: w.Edition.Committee.Source, Reason: "judge.votes-cast", Detail: fault.With("votes", cast)}
}

// ReopenVerdicts opens the final verdicts of a case again (最終判定のやり直し):
//  1. somebody has voted, and why it begins anew is said;
//  2. every vote on the case loses its effect, and stays on record beside that;
//  3. final verdicts may be given again, then everybody votes anew.
func ReopenVerdicts(w *desk.Work, in desk.ReasonInput) error {
	if err := in.Check(); err != nil {
		return err
	}
	votes := sitting(w).Votes
	if len(votes) == 0 {
		return &fault.Refusal{Clause: w.Edition.Committee.Source, Reason: "reopen.no-votes"}
	}
	for _, v := range votes {
		void(w, v, record.VotesReopened, in.Reason)
	}
	w.Facts["voided"] = fmt.Sprint(len(votes))
	return nil
}

// VotesToVoid reports whether there are votes on the case.
func VotesToVoid(w *desk.Work) bool { return len(sitting(w).Votes) > 0 }

// void takes the effect from a vote.
func void(w *desk.Work, v record.Vote, kind record.VoidingKind, reason string) {
	w.Add(&record.Voiding{ID: w.NewID(), SessionID: v.SessionID, CaseID: v.CaseID, Seat: v.Seat, Round: v.Round, Kind: kind,
		Reason: reason, By: w.Actor.ID, At: w.Now})
}
