package committee

import (
	"cmp"
	"slices"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/committee"
	"akashi/rules/lifecycle"
	"akashi/scheme"
	"akashi/values/fault"
)

// CircularInput lets the committee decide without meeting, or no longer.
type CircularInput struct {
	Scheme  string `json:"scheme" doc:"key of the scheme"`
	Answers string `json:"answers" enum:"all,more_than_half,two_thirds,none" doc:"how many of the seats that may vote have to answer; none lets the committee decide at meetings alone"`
	Reason  string `json:"reason" doc:"by which rule of the scheme, and why"`
}

// About says what the policy asks about.
func (in CircularInput) About() desk.About { return desk.About{Scheme: in.Scheme} }

// AllowCircular records whether the committee of a scheme may decide without meeting
// (持ち回り決議), which no source of a scheme that ships lays down:
//  1. how many have to answer is one of the words, and why is said;
//  2. it waits for a second person, whatever the office has decided on others;
//  3. the last decision stands; one that goes round already is counted as it began.
func AllowCircular(w *desk.Work, in CircularInput) (err error) {
	if w.Edition, err = w.Desk.Shelf.EditionAt(in.Scheme, w.Today); err != nil {
		return desk.Missing(err, "/scheme")
	}
	p := fault.ProblemsIn(desk.ReasonInput{Reason: in.Reason}.Check())
	fault.OneOf(&p, "circular.answers", "/answers", in.Answers, answersAllowed())
	if err := p.Err(); err != nil {
		return err
	}
	rule := record.CircularRule{ID: w.NewID(), Scheme: in.Scheme, Round: len(desk.Read(w, w.CircularRules, in.Scheme)) + 1,
		Answers: in.Answers, Reason: in.Reason, By: w.Actor.ID, At: w.Now}
	w.Add(&rule)
	w.Result = rule
	return nil
}

func answersAllowed() (words []string) {
	for _, a := range scheme.AnswerShares() {
		words = append(words, string(a))
	}
	return append(words, record.NoCircular)
}

// circularOf is what lets the committee of an edition decide without meeting, and how many have
// to answer then: the office's latest decision, else the edition; nothing where neither does.
func circularOf(w *desk.Work, e *scheme.Edition) (by, answers string) {
	switch rule := circularRule(w, e); {
	case rule.Answers == record.NoCircular:
		return "", ""
	case rule.ID == "":
		return "edition " + e.ID, rule.Answers
	default:
		return rule.ID, rule.Answers
	}
}

// circularRule is what the office has decided last; a rule without an ID where it has decided
// nothing, with what the edition says.
func circularRule(w *desk.Work, e *scheme.Edition) record.CircularRule {
	rules := desk.Read(w, w.CircularRules, e.Scheme)
	if n := len(rules); n > 0 {
		return rules[n-1]
	}
	return record.CircularRule{Scheme: e.Scheme, Answers: cmp.Or(string(e.Committee.Circular.Value), record.NoCircular)}
}

// checkCircular looks at a circular resolution that is to be planned: it is allowed, and its last
// day for answers has not passed.
func checkCircular(w *desk.Work, in PlanSessionInput) error {
	if by, _ := circularOf(w, w.Edition); by == "" {
		return &fault.Refusal{Clause: w.Edition.Committee.Source, Reason: "circular.not-allowed"}
	}
	var p fault.Problems
	p.Want(!in.Day.IsZero(), "session.day", "/day")
	p.Want(in.Day.IsZero() || !in.Day.Before(w.Today), "circular.past", "/day", "given", in.Day, "today", w.Today)
	p.Want(!in.Cutoff.After(in.Day), "session.cutoff", "/cutoff", "given", in.Cutoff, "day", in.Day)
	return p.Err()
}

// tally counts what has happened on the case so far: at a table, or by letter.
func tally(w *desk.Work, s committee.Sitting) committee.Result {
	if at := sessionOf(w); at.IsCircular() {
		return committee.Circulate(w.Edition.Committee, committee.Circulation{Answers: scheme.Answers(at.Answers), Asked: asked(w, at), Over: over(w, at)}, s)
	}
	return committee.Sit(w.Edition.Committee, s)
}

// sessionOf is the session of the case on the desk; the zero one where it has none.
func sessionOf(w *desk.Work) record.Session {
	if w.Case.SessionID == "" {
		return record.Session{}
	}
	return desk.Read(w, w.Tx.Session, w.Case.SessionID)
}

// asked are the seats that somebody holds on the last day for answers.
func asked(w *desk.Work, s record.Session) []string {
	return slices.DeleteFunc(scheme.IDs(w.Edition.Committee.Seats), func(seat string) bool { return vacant(w, s, seat) })
}

// Asked are the seats that are asked by the circular resolution on the desk.
func Asked(w *desk.Work) []string { return asked(w, w.Session) }

// over reports whether the last day for answers has passed.
func over(w *desk.Work, s record.Session) bool { return w.Today.After(s.Day) }

// mayVote are the seats that can vote on the case at its session: those at the table, or those
// asked.
func mayVote(w *desk.Work) []string {
	if s := sessionOf(w); s.IsCircular() {
		return asked(w, s)
	}
	return atTable(w, w.Case.SessionID)
}

// answerIsOwn lets the answer to a circular resolution be given by the seat alone, until its last
// day: at no table did anybody hear what the office would enter.
func answerIsOwn(w *desk.Work, seat string) error {
	s := sessionOf(w)
	switch {
	case !s.IsCircular():
		return nil
	case seat != w.Actor.Seat:
		return &fault.Refusal{Clause: w.Edition.Committee.Source, Reason: "circular.own-answer"}
	case over(w, s):
		return &fault.Refusal{Clause: w.Edition.Committee.Source, Reason: "circular.over", Detail: fault.With("day", s.Day)}
	}
	return nil
}

// answers notes that a seat has answered a circular resolution: it has taken part, as whoever
// comes to a meeting.
func answers(w *desk.Work, seat string) {
	s := sessionOf(w)
	came := func(a record.Attendance) bool { return a.Seat == seat }
	if s.IsCircular() && !slices.ContainsFunc(desk.Read(w, w.Attendance, s.ID), came) {
		w.Add(&record.Attendance{ID: w.NewID(), SessionID: s.ID, Seat: seat, Round: 1, UserID: w.Actor.ID})
	}
}

// AtATable reports whether the session on the desk is a meeting.
func AtATable(w *desk.Work) bool { return !w.Session.IsCircular() }

// noTable refuses what is done at a table where the committee does not meet.
func noTable(w *desk.Work) error {
	if AtATable(w) {
		return nil
	}
	return fault.New(fault.Conflict, "circular.no-table", w.Session.ID)
}

// sendRound asks everybody who holds a seat and has not left every case of the circular
// resolution. The letter names the page, which asks who comes: it lets nobody in by itself.
func sendRound(w *desk.Work) {
	cases := []*desk.Work{}
	for _, item := range desk.Read(w, w.Agenda, w.Session.ID) {
		of := w.Beside(w.Actor)
		w.Fail(of.OfCase(desk.Read(w, w.Tx.Case, item.CaseID)))
		cases = append(cases, of)
	}
	for _, seat := range Asked(w) {
		votes := func(of *desk.Work) bool { return !slices.Contains(committee.Seats(conflicts(of)), seat) }
		if !slices.ContainsFunc(cases, votes) {
			continue
		}
		for _, u := range w.Everybody() {
			if u.Seat == seat && u.Serves(w.Session.Scheme) && desk.Reached(u) {
				w.LetterTo(u, "circular", map[string]string{"session": w.Session.ID, "day": w.Session.Day.String()})
			}
		}
	}
}

// AskMeeting has the committee meet on a case that goes round (会議の求め):
//  1. the member is asked about the case, and says why;
//  2. the circular ends for the case without a decision, whatever was answered;
//  3. the case waits for another session.
func AskMeeting(w *desk.Work, in desk.ReasonInput) error {
	if !GoesRound(w) {
		return fault.New(fault.Conflict, "circular.not-round", w.Case.No)
	}
	w.Facts["seat"] = w.Actor.Seat
	return Defer(w, in)
}

// GoesRound reports whether the case goes round among the seats now, and the actor's is asked.
func GoesRound(w *desk.Work) bool {
	s := sessionOf(w)
	return w.Case.State == lifecycle.Scheduled && s.IsCircular() && s.State == record.SessionOpen && !over(w, s) &&
		slices.Contains(asked(w, s), cmp.Or(w.Actor.Seat, "-"))
}

// CircularNow is what the office of a scheme has decided on circular resolutions; a rule without an
// ID where it has decided nothing, with what the edition says.
func CircularNow(w *desk.Work) record.CircularRule { return circularRule(w, w.Edition) }
