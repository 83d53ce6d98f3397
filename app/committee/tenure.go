package committee

import (
	"slices"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/committee"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
)

// AppointInput appoints somebody to a seat.
type AppointInput struct {
	Scheme string     `json:"scheme" doc:"key of the scheme"`
	Seat   string     `json:"seat" names:"offices too" doc:"committee seat, or office of the body"`
	Name   string     `json:"name" maxLength:"200" doc:"name of the member"`
	User   string     `json:"user,omitempty" roles:"member" doc:"account of the member, where there is one"`
	From   civil.Date `json:"from,omitempty" doc:"first day of the term; today when empty"`
	To     civil.Date `json:"to,omitempty" doc:"last day of the term; the whole term of the edition when empty"`
}

// About says what the policy asks about.
func (in AppointInput) About() desk.About { return desk.About{Scheme: in.Scheme} }

// Appoint writes down who holds a seat, from when until when (委嘱):
//  1. the seat is one of the committee, or an office of the body, and free on every day of
//     the term;
//  2. the term of a seat of the committee is no longer than the edition lets it be, its
//     first day counted;
//  3. a term that goes on is a further one: members can be appointed again.
//
// From the first term that is written down of a seat on, it comes to the table and votes
// on days of a term only.
func Appoint(w *desk.Work, in AppointInput) error {
	if in.From.IsZero() {
		in.From = w.Today
	}
	if err := onSeats(w, in.Scheme, in.From); err != nil {
		return err
	}
	var most civil.Date // of an office no edition says
	if !slices.Contains(offices(w), in.Seat) {
		most = committee.TermEnd(in.From, w.Edition.Committee.TermYears.Value)
	}
	if in.To.IsZero() {
		in.To = most
	}
	held := desk.Read(w, w.Tenures, in.Scheme)
	other, taken := desk.First(held, func(t record.Tenure) bool {
		return t.Seat == in.Seat && (in.To.IsZero() || !in.To.Before(t.From)) && (t.To.IsZero() || !t.To.Before(in.From))
	})
	var p fault.Problems
	fault.OneOf(&p, "session.seat", "/seat", in.Seat, append(scheme.IDs(w.Edition.Committee.Seats), offices(w)...))
	p.Want(in.Name != "", "tenure.name", "/name")
	p.Want(in.To.IsZero() || !in.To.Before(in.From), "tenure.days", "/to", "from", in.From, "given", in.To)
	p.Want(most.IsZero() || !in.To.After(most), "tenure.too-long", "/to", "given", in.To, "last", most, "years", w.Edition.Committee.TermYears.Value)
	p.Want(!taken, "tenure.taken", "/seat", "name", other.Name, "from", other.From, "to", other.To)
	if u, known := desk.Find(w, w.Tx.User, in.User); in.User != "" {
		p.Want(known && slices.ContainsFunc(w.InRoles(u), func(r record.InRole) bool { return r.Seat == in.Seat }), "tenure.user", "/user", "given", in.User, "seat", in.Seat)
	}
	if err := p.Err(); err != nil {
		return err
	}
	t := record.Tenure{ID: w.NewID(), Scheme: in.Scheme, Seat: in.Seat, Name: in.Name, UserID: in.User, From: in.From, To: in.To, By: w.Actor.ID, At: w.Now, Version: 1}
	w.Add(&t)
	w.Result = t
	return nil
}

// EndTermInput ends the term of whoever holds a seat.
type EndTermInput struct {
	Scheme string     `json:"scheme" doc:"key of the scheme"`
	Seat   string     `json:"seat" names:"offices too" doc:"committee seat, or office of the body"`
	Day    civil.Date `json:"day,omitempty" doc:"first day on which nobody holds it; today when empty"`
	Reason string     `json:"reason" doc:"why: resigned, died, dismissed"`
}

// About says what the policy asks about.
func (in EndTermInput) About() desk.About { return desk.About{Scheme: in.Scheme} }

// EndTerm ends a term before its last day (退任・逝去):
//  1. somebody holds the seat on that day, and why it ends is said;
//  2. the seat has not voted on that day or since: who goes in the middle of a session is
//     excused from it, and the term ends on the day after;
//  3. from that day on the seat is at no table, that of an open session neither, and no
//     outcome waits for it; nor does it stand in for the chair any more.
func EndTerm(w *desk.Work, in EndTermInput) error {
	if in.Day.IsZero() {
		in.Day = w.Today
	}
	if err := onSeats(w, in.Scheme, in.Day); err != nil {
		return err
	}
	p := fault.ProblemsIn(desk.ReasonInput{Reason: in.Reason}.Check())
	fault.OneOf(&p, "session.seat", "/seat", in.Seat, append(scheme.IDs(w.Edition.Committee.Seats), offices(w)...))
	t, held := committee.Holder(desk.Read(w, w.Tenures, in.Scheme), in.Seat, in.Day)
	p.Want(held || len(p) > 0, "tenure.none", "/seat", "given", in.Seat, "day", in.Day)
	last := lastVote(w, in.Scheme, in.Seat)
	p.Want(last.IsZero() || in.Day.After(last), "tenure.voted", "/day", "given", in.Day, "last", last)
	if err := p.Err(); err != nil {
		return err
	}
	endDeputies(w, t, in.Day, in.Reason)
	t.To, t.Reason = in.Day.AddDays(-1), in.Reason
	w.Save(&t)
	w.Result = t
	return nil
}

// onSeats puts the edition of the committee on the desk.
func onSeats(w *desk.Work, key string, day civil.Date) (err error) {
	w.Edition, err = w.Desk.Shelf.EditionAt(key, day)
	return desk.Missing(err, "/scheme")
}

// offices are those of the body, which somebody holds and which come to no table.
func offices(w *desk.Work) []string { return scheme.IDs(w.Edition.Organisation.Offices()) }

// lastVote is the day of the last session in which the seat has voted.
func lastVote(w *desk.Work, key, seat string) (last civil.Date) {
	for _, s := range desk.Read(w, w.Sessions, key) {
		for _, item := range desk.Read(w, w.Agenda, s.ID) {
			votes, err := w.Votes(s.ID, item.CaseID)
			w.Fail(err)
			if slices.ContainsFunc(votes, func(v record.Vote) bool { return v.Seat == seat }) && s.Day.After(last) {
				last = s.Day
			}
		}
	}
	return last
}

// vacant reports a seat that nobody holds at a session: on its day, or today while it is
// still open.
func vacant(w *desk.Work, s record.Session, seat string) bool {
	day := s.Day
	if s.State == record.SessionOpen && w.Today.After(day) {
		day = w.Today
	}
	return committee.Vacant(desk.Read(w, w.Tenures, s.Scheme), seat, day)
}
