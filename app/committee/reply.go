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

// ReplyInput says whether a seat means to come.
type ReplyInput struct {
	Seat   string             `json:"seat,omitempty" doc:"committee seat; the actor's own when empty"`
	Answer record.ReplyAnswer `json:"answer" enum:"coming,absent" doc:"coming or absent"`
}

// About says what the policy asks about.
func (in ReplyInput) About() desk.About { return desk.About{Seat: in.Seat} }

// Reply writes down whether a seat means to come to the session (出欠の予定):
//  1. the session has not been opened, and somebody holds the seat on its day;
//  2. the last reply of a seat stands, the ones before stay on record;
//  3. the quorum is foreseen from the replies; on the day only who is there counts.
func Reply(w *desk.Work, in ReplyInput) error {
	in.Seat = cmp.Or(in.Seat, w.Actor.Seat)
	var p fault.Problems
	fault.OneOf(&p, "session.seat", "/seat", in.Seat, scheme.IDs(w.Edition.Committee.Seats))
	p.Want(!vacant(w, w.Session, in.Seat), "session.vacant", "/seat", "given", in.Seat)
	fault.OneOf(&p, "reply.answer", "/answer", in.Answer, []record.ReplyAnswer{record.ReplyComing, record.ReplyAbsent})
	if err := cmp.Or(noTable(w), p.Err()); err != nil {
		return err
	}
	before := committee.Replied(desk.Read(w, w.Replies, w.Session.ID), in.Seat)
	if before.Answer == in.Answer {
		return nil
	}
	w.Add(&record.Reply{ID: w.NewID(), SessionID: w.Session.ID, Seat: in.Seat, Round: before.Round + 1, Answer: in.Answer, By: w.Actor.ID, At: w.Now})
	return nil
}

// Foresee is the quorum of the session as it is to be expected, or as it stands.
func Foresee(w *desk.Work) committee.Foreseen {
	return committee.Foresee(w.Edition.Committee, benchOf(w))
}

// ForeseeCase is Foresee for one case on the agenda, of which some have left.
func ForeseeCase(w *desk.Work, c *desk.Work) committee.Foreseen {
	b := benchOf(w)
	if b.Sitting {
		b.Present = sitting(c).Present // whoever has voted took part, and may have gone since
	}
	b.Left = committee.Seats(conflicts(c))
	for _, seat := range scheme.IDs(w.Edition.Committee.Seats) {
		said := slices.ContainsFunc(desk.Read(c, c.Clearances, c.Case.ID), func(k record.Clearance) bool {
			return k.SessionID == w.Session.ID && k.Seat == seat
		})
		if !said && !slices.Contains(b.Left, seat) {
			b.Open = append(b.Open, seat)
		}
	}
	return committee.Foresee(c.Edition.Committee, b)
}

// benchOf is what is known of the seats at the session on the desk.
func benchOf(w *desk.Work) committee.Bench {
	b := committee.Bench{Replies: desk.Read(w, w.Replies, w.Session.ID), Excused: desk.Read(w, w.Excusals, w.Session.ID),
		Present: AtTable(w), Sitting: w.Session.State != record.SessionPlanned && AtATable(w)}
	for _, seat := range scheme.IDs(w.Edition.Committee.Seats) {
		if vacant(w, w.Session, seat) {
			b.Vacant = append(b.Vacant, seat)
		}
	}
	return b
}

// ReplyToGive reports whether the actor's own seat has still to reply.
func ReplyToGive(w *desk.Work) bool {
	return w.Actor.Seat != "" && w.Session.State == record.SessionPlanned && AtATable(w) && !vacant(w, w.Session, w.Actor.Seat) &&
		committee.Replied(desk.Read(w, w.Replies, w.Session.ID), w.Actor.Seat).Round == 0
}
