package committee

import (
	"cmp"
	"slices"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/committee"
	"akashi/scheme"
	"akashi/values/fault"
)

// DissentInput is why a member holds another opinion than the decision.
type DissentInput struct {
	Text string `json:"text" doc:"why, as it is to stand in the minutes"`
}

// Dissent writes a dissenting opinion down (少数意見):
//  1. the member has voted for another decision than the one that was taken;
//  2. the minutes have not been approved, and the seat has recorded none yet;
//  3. it stands beside the decision for the bench, and in the minutes; the decision stays.
func Dissent(w *desk.Work, in DissentInput) error {
	if in.Text == "" {
		return fault.Wrong("dissent.text", "/text")
	}
	if !DissentToRecord(w) {
		return fault.New(fault.Conflict, "dissent.none", w.Case.No)
	}
	addWord(w, record.VoteWord{Seat: w.Actor.Seat, Kind: record.VoteDissent, Text: in.Text})
	return nil
}

// DissentToRecord reports whether the actor has voted for another decision, and may say why.
func DissentToRecord(w *desk.Work) bool {
	vote, decision, open := ownVote(w)
	return open && committee.Dissents(vote.Choice, decision.Outcome) &&
		committee.Said(wordsOf(w), w.Actor.Seat, record.VoteDissent) == ""
}

// ConfirmVoteInput says whether the vote that another entered is right.
type ConfirmVoteInput struct {
	Answer record.VoteWordKind `json:"answer" enum:"confirmed,contested" doc:"confirmed or contested"`
	Text   string              `json:"text,omitempty" doc:"what is wrong, where it is contested"`
}

// ConfirmVote says whether a vote that the office entered for a member is the member's own
// (代理記録の確認):
//  1. the decision has opened the votes, and that of the seat was entered by another;
//  2. it is confirmed, or contested with what is wrong;
//  3. what is contested stays on record and waits for the office's answer; the decision stays.
func ConfirmVote(w *desk.Work, in ConfirmVoteInput) error {
	var p fault.Problems
	fault.OneOf(&p, "confirm-vote.answer", "/answer", in.Answer, []record.VoteWordKind{record.VoteConfirmed, record.VoteContested})
	p.Want(in.Answer != record.VoteContested || in.Text != "", "confirm-vote.text", "/text")
	if err := p.Err(); err != nil {
		return err
	}
	if !ProxyToConfirm(w) {
		return fault.New(fault.Conflict, "confirm-vote.none", w.Case.No)
	}
	addWord(w, record.VoteWord{Seat: w.Actor.Seat, Kind: in.Answer, Text: in.Text})
	return nil
}

// ProxyToConfirm reports whether the vote of the actor's seat was entered by another, and it has
// still to say whether that is right.
func ProxyToConfirm(w *desk.Work) bool {
	vote, _, open := ownVote(w)
	return open && Proxied(w, vote) && committee.Said(wordsOf(w), w.Actor.Seat, record.VoteConfirmed, record.VoteContested) == ""
}

// AnswerContestInput is what the office says to a vote that is contested.
type AnswerContestInput struct {
	Seat string `json:"seat" doc:"committee seat that contests its vote"`
	Text string `json:"text" doc:"the answer: what is put right, and how"`
}

// AnswerContest answers a member that contests what was entered for it (異議への回答):
//  1. the seat contests its vote, and has no answer yet;
//  2. what is put right, or why not, is said; vote and decision stay as they are on record;
//  3. the minutes can be approved from here on.
func AnswerContest(w *desk.Work, in AnswerContestInput) error {
	var p fault.Problems
	fault.OneOf(&p, "answer-contest.seat", "/seat", in.Seat, scheme.IDs(w.Edition.Committee.Seats))
	p.Want(in.Text != "", "answer-contest.text", "/text")
	p.Want(len(p) > 0 || slices.Contains(committee.Contested(wordsOf(w)), in.Seat), "answer-contest.none", "/seat", "given", in.Seat)
	if err := p.Err(); err != nil {
		return err
	}
	addWord(w, record.VoteWord{Seat: in.Seat, Kind: record.VoteAnswered, Text: in.Text})
	return nil
}

// ContestToAnswer reports whether a member waits for an answer.
func ContestToAnswer(w *desk.Work) bool { return len(committee.Contested(wordsOf(w))) > 0 }

// ownVote is the vote of the actor's seat that the decision counted; it is open for a word until
// the minutes of its session are approved.
func ownVote(w *desk.Work) (v record.Vote, d record.Decision, open bool) {
	d, decided := desk.Find(w, w.Decision, w.Case.ID)
	if !decided || w.Actor.Seat == "" || d.SessionID != w.Case.SessionID {
		return v, d, false
	}
	if _, approved := committee.Approval(desk.Read(w, w.MinutesSteps, d.SessionID)); approved {
		return v, d, false
	}
	v, voted := desk.First(sitting(w).Votes, func(v record.Vote) bool { return v.Seat == w.Actor.Seat })
	return v, d, voted && v.Choice != record.VoteSealed
}

// Proxied reports whether a vote was entered by somebody who has not its seat (代理記録).
func Proxied(w *desk.Work, v record.Vote) bool {
	u, _ := desk.Find(w, w.Tx.User, v.By)
	return !slices.ContainsFunc(w.InRoles(u), func(r record.InRole) bool { return r.Seat == v.Seat })
}

// WordsOf are what was said of the votes on the case at its session.
func WordsOf(w *desk.Work) []record.VoteWord { return wordsOf(w) }

func wordsOf(w *desk.Work) []record.VoteWord {
	words, err := w.VoteWords(w.Case.SessionID, w.Case.ID)
	w.Fail(err)
	return words
}

func addWord(w *desk.Work, x record.VoteWord) {
	x.ID, x.SessionID, x.CaseID, x.By, x.At = w.NewID(), w.Case.SessionID, w.Case.ID, cmp.Or(x.By, w.Actor.ID), w.Now
	x.Round = desk.Round(wordsOf(w), func(o record.VoteWord) bool { return o.Seat == x.Seat })
	w.Add(&x)
}
