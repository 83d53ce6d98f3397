package committee

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/committee"
	"akashi/scheme"
	"akashi/values/fault"
)

// VoteInput is one vote. Written down, it has the sealed ballot in the place of the choice and
// its grounds.
type VoteInput struct {
	Seat    string        `json:"seat,omitempty" doc:"seat that votes; the actor's own when empty"`
	Choice  record.Choice `json:"choice" enum:"grant,refuse,abstain" doc:"grant, refuse or abstain"`
	Grounds string        `json:"grounds,omitempty" maxLength:"500" doc:"why, in words that the minutes take up beside the seat once it is decided"`
	ballot  record.Ballot
}

// written is a vote as it is written down, and read back.
type written struct {
	Seat    string        `json:"seat,omitempty"`
	Choice  record.Choice `json:"choice,omitempty"`  // as it came, never as it is written
	Grounds string        `json:"grounds,omitempty"` // so too
	Reason  string        `json:"reason,omitempty"`
	record.Ballot
}

// MarshalJSON leaves the choice and its grounds out.
func (in VoteInput) MarshalJSON() ([]byte, error) {
	return json.Marshal(written{Seat: in.Seat, Ballot: in.ballot})
}

// UnmarshalJSON reads a vote as it came, or as it was written down.
func (in *VoteInput) UnmarshalJSON(text []byte) error {
	var w written
	err := json.Unmarshal(text, &w)
	*in = VoteInput{w.Seat, w.Choice, w.Grounds, w.Ballot}
	return err
}

// About says what the policy asks about.
func (in VoteInput) About() desk.About { return desk.About{Seat: in.Seat} }

// Seal closes the choice in a box that only the office's key opens, with a salted
// commitment to it.
func (in *VoteInput) Seal(w *desk.Work) error {
	return in.sealAs(w, ballotOf(w, cmp.Or(in.Seat, w.Actor.Seat)))
}

// Hidden is the choice with its grounds, as long as they are not sealed.
func (in *VoteInput) Hidden() string {
	if in.Grounds == "" {
		return string(in.Choice)
	}
	return string(in.Choice) + "\n" + in.Grounds
}

func (in *VoteInput) sealAs(w *desk.Work, of committee.Ballot) (err error) {
	salt := w.Desk.Secret()
	in.ballot.Commitment = of.Commit(in.Choice, salt)
	in.ballot.Box, err = w.Desk.Seals.Seal(committee.Plain(in.Choice, salt, strings.TrimSpace(in.Grounds)), of.About())
	in.Choice, in.Grounds = record.VoteSealed, ""
	return err
}

// ballotOf names the next vote of a seat on the case.
func ballotOf(w *desk.Work, seat string) committee.Ballot {
	round := desk.Round(voidings(w), func(v record.Voiding) bool { return v.Seat == seat })
	return committee.Ballot{Case: w.Case.No, Session: w.Case.SessionID, Seat: seat, Round: round}
}

// Vote records the vote of a seat:
//  1. the case is on the agenda and the seat is present;
//  2. a seat with a conflict in the case is refused, whoever records its vote;
//  3. keep the vote and its grounds, sealed until the decision opens it; a seat votes once.
func Vote(w *desk.Work, in VoteInput) error {
	in.Seat = cmp.Or(in.Seat, w.Actor.Seat)
	if err := answerIsOwn(w, in.Seat); err != nil {
		return err
	}
	p := in.checkChoice()
	p.Want(slices.Contains(mayVote(w), in.Seat), "vote.absent", "/seat", "given", in.Seat)
	if err := p.Err(); err != nil {
		return err
	}
	if f, tied := desk.First(conflicts(w), func(f committee.Found) bool { return f.Seat == in.Seat }); tied {
		return &fault.Refusal{Clause: f.Why.Clause, Reason: "vote.conflicted", Detail: fault.With("seat", in.Seat, "conflict", f.Kind)}
	}
	answers(w, in.Seat)
	return keepVote(w, in)
}

// checkChoice looks at a choice that is not sealed yet.
func (in VoteInput) checkChoice() (p fault.Problems) {
	if in.ballot.Box == "" {
		fault.OneOf(&p, "vote.choice", "/choice", in.Choice, []record.Choice{record.VoteGrant, record.VoteRefuse, record.VoteAbstain})
	}
	return p
}

// CorrectVoteInput puts one vote in the place of another.
type CorrectVoteInput struct {
	VoteInput
	Reason string `json:"reason" doc:"why"`
}

// MarshalJSON leaves the choice out.
func (in CorrectVoteInput) MarshalJSON() ([]byte, error) {
	return json.Marshal(written{Seat: in.Seat, Reason: in.Reason, Ballot: in.ballot})
}

// UnmarshalJSON reads a correction as it came, or as it was written down.
func (in *CorrectVoteInput) UnmarshalJSON(text []byte) error {
	var w written
	err := json.Unmarshal(text, &w)
	*in = CorrectVoteInput{VoteInput{w.Seat, w.Choice, w.Grounds, w.Ballot}, w.Reason}
	return err
}

// Seal seals the choice as of the round that follows once the vote which stands is void.
func (in *CorrectVoteInput) Seal(w *desk.Work) error {
	of := ballotOf(w, cmp.Or(in.Seat, w.Actor.Seat))
	of.Round++
	return in.sealAs(w, of)
}

// CorrectVote puts right a vote that was recorded wrongly (投票の訂正):
//  1. the seat has voted, and why the vote is another is said;
//  2. the vote that stood loses its effect, and stays on record beside that;
//  3. the other takes its place, sealed as it was.
func CorrectVote(w *desk.Work, in CorrectVoteInput) error {
	in.Seat = cmp.Or(in.Seat, w.Actor.Seat)
	if err := answerIsOwn(w, in.Seat); err != nil {
		return err
	}
	p := append(in.checkChoice(), fault.ProblemsIn(desk.ReasonInput{Reason: in.Reason}.Check())...)
	stood, voted := desk.First(sitting(w).Votes, func(v record.Vote) bool { return v.Seat == in.Seat })
	p.Want(voted, "vote.none", "/seat", "given", in.Seat)
	if err := p.Err(); err != nil {
		return err
	}
	void(w, stood, record.VoteCorrected, in.Reason)
	return keepVote(w, in.VoteInput)
}

// VotesToCorrect reports whether the actor's seat has voted, or any has.
func VotesToCorrect(w *desk.Work) bool {
	return (w.Actor.Seat != "" || !sessionOf(w).IsCircular()) && slices.ContainsFunc(sitting(w).Votes, func(v record.Vote) bool { return w.Actor.Seat == "" || v.Seat == w.Actor.Seat })
}

// CorrectedForAnother reports a correction of a vote that is not of the actor's own seat.
func CorrectedForAnother(w *desk.Work, in CorrectVoteInput) bool { return ForAnother(w, in.VoteInput) }

// keepVote keeps a vote in the round of its seat, and tells the journal the commitment.
// One that would stand beside another is in conflict with it.
func keepVote(w *desk.Work, in VoteInput) error {
	of := ballotOf(w, in.Seat)
	if in.ballot.Box == "" {
		if err := in.Seal(w); err != nil {
			return err
		}
	}
	w.Facts["commitment"], w.Facts["box"] = in.ballot.Commitment, in.ballot.Box
	w.Add(&record.Vote{ID: w.NewID(), SessionID: of.Session, CaseID: w.Case.ID, Seat: of.Seat, Round: of.Round, Ballot: in.ballot,
		By: w.Actor.ID, At: w.Now})
	return nil
}

// VotesOf are all votes on the case in its session: those that stand and those that do
// not, with their choices where the decision has opened them.
func VotesOf(w *desk.Work) []record.Vote {
	votes, err := w.Votes(w.Case.SessionID, w.Case.ID)
	w.Fail(err)
	for _, o := range desk.Read(w, w.OpenedVotes, w.Case.ID) {
		for i := range votes {
			if votes[i].ID == o.VoteID {
				votes[i].Choice = o.Choice
			}
		}
	}
	return votes
}

// count opens the votes in memory, all of which are there: those that stand, and with them
// those that were voided, as far as they open. It returns what was in the boxes, with the grounds
// of the votes that count.
func count(w *desk.Work, s *committee.Sitting) (opened []record.OpenedVote, grounds []record.VoteWord, err error) {
	for _, v := range VotesOf(w) {
		at := slices.IndexFunc(s.Votes, func(o record.Vote) bool { return o.ID == v.ID })
		if v.Choice != record.VoteSealed {
			continue
		}
		of := committee.Ballot{Case: w.Case.No, Session: v.SessionID, Seat: v.Seat, Round: v.Round}
		plain, err := w.Desk.Seals.Open(v.Box, of.About())
		cast, is := of.Read(plain, v.Commitment)
		switch {
		case err == nil && is:
			opened = append(opened, record.OpenedVote{ID: w.NewID(), VoteID: v.ID, CaseID: v.CaseID, Choice: cast.Choice, Salt: cast.Salt, At: w.Now})
		case at < 0: // it does not count
			continue
		case err == nil:
			err = fault.New(fault.Conflict, "vote.unlike-commitment", "", "seat", v.Seat)
			fallthrough
		default:
			return nil, nil, err
		}
		if at >= 0 {
			s.Votes[at].Choice = cast.Choice
		}
		if at >= 0 && cast.Grounds != "" {
			grounds = append(grounds, record.VoteWord{Seat: v.Seat, Kind: record.VoteGrounds, Text: cast.Grounds, By: v.By})
		}
	}
	return opened, grounds, nil
}

// voidings says which votes on the case at its session no longer stand.
func voidings(w *desk.Work) []record.Voiding {
	voided, err := w.Voidings(w.Case.SessionID, w.Case.ID)
	w.Fail(err)
	return voided
}

// sitting is what has happened on the case at its session so far.
func sitting(w *desk.Work) committee.Sitting {
	s := committee.Sitting{Conflicts: conflicts(w), Votes: committee.Standing(VotesOf(w), voidings(w))}
	s.Present = atTable(w, w.Case.SessionID)
	for _, v := range s.Votes { // who has voted took part in the case, and may leave
		if !slices.Contains(s.Present, v.Seat) {
			s.Present = append(s.Present, v.Seat)
		}
	}
	return s
}

// SeatToVote foresees a vote: of the actor's own seat, or of any that is present,
// has no conflict and has not voted.
func SeatToVote(w *desk.Work) desk.Prospect {
	if sessionOf(w).IsCircular() && w.Actor.Seat == "" {
		return desk.Prospect{Idle: true} // each seat answers for itself
	}
	now := sitting(w)
	waits := func(seat string) bool { return now.Awaits(seat) && (w.Actor.Seat == "" || seat == w.Actor.Seat) }
	if !slices.ContainsFunc(scheme.IDs(w.Edition.Committee.Seats), waits) {
		return desk.Prospect{Idle: true}
	}
	if slices.ContainsFunc(mayVote(w), waits) {
		return w.Against(answerIsOwn(w, w.Actor.Seat))
	}
	return desk.Prospect{Against: []desk.Blocked{{Code: "vote.absent", Clause: w.Edition.Committee.Source}}}
}

// ForAnother reports a vote of a seat that is not the actor's own.
func ForAnother(w *desk.Work, in VoteInput) bool { return in.Seat != "" && in.Seat != w.Actor.Seat }
