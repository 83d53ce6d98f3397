package committee

import (
	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/committee"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
)

// DeputyInput names the seat that stands in for the chair.
type DeputyInput struct {
	Scheme string     `json:"scheme" doc:"key of the scheme"`
	Seat   string     `json:"seat" doc:"committee seat that stands in for the chair"`
	From   civil.Date `json:"from,omitempty" doc:"first day; today when empty"`
	To     civil.Date `json:"to,omitempty" doc:"last day; that of the seat's term when empty"`
}

// About says what the policy asks about.
func (in DeputyInput) About() desk.About { return desk.About{Scheme: in.Scheme} }

// NameDeputy writes down which seat stands in for the chair (職務代理の指名):
//  1. the chair names it, or the secretariat for the chair, which stays on record beside it;
//  2. it is another seat of the committee, and somebody holds it from the first day to the last;
//  3. the committee has one deputy on each day.
func NameDeputy(w *desk.Work, in DeputyInput) error {
	if in.From.IsZero() {
		in.From = w.Today
	}
	if err := onSeats(w, in.Scheme, in.From); err != nil {
		return err
	}
	terms := desk.Read(w, w.Tenures, in.Scheme)
	term, held := committee.Holder(terms, in.Seat, in.From)
	if in.To.IsZero() {
		in.To = term.To
	}
	other, taken := committee.DeputyBetween(desk.Read(w, w.Deputies, in.Scheme), in.From, in.To)
	chair := w.Edition.Committee.Chair()
	var p fault.Problems
	fault.OneOf(&p, "session.seat", "/seat", in.Seat, scheme.IDs(w.Edition.Committee.Seats))
	p.Want(chair != "", "deputy.no-chair", "/scheme")
	p.Want(in.Seat != chair || chair == "", "deputy.chair", "/seat", "given", in.Seat)
	p.Want(in.To.IsZero() || !in.To.Before(in.From), "deputy.days", "/to", "from", in.From, "given", in.To)
	p.Want(!committee.Vacant(terms, in.Seat, in.From), "deputy.no-term", "/seat", "given", in.Seat, "day", in.From)
	p.Want(!held || term.To.IsZero() || !in.To.After(term.To), "deputy.term-ends", "/to", "given", in.To, "name", term.Name, "last", term.To)
	p.Want(!taken, "deputy.taken", "/from", "seat", other.Seat, "from", other.From, "to", other.To)
	if err := p.Err(); err != nil {
		return err
	}
	d := record.Deputy{ID: w.NewID(), Scheme: in.Scheme, Seat: in.Seat, From: in.From, To: in.To, Role: w.Actor.Role, By: w.Actor.ID, At: w.Now, Version: 1}
	w.Add(&d)
	w.Result = d
	return nil
}

// EndDeputyInput ends that a seat stands in for the chair.
type EndDeputyInput struct {
	Scheme string     `json:"scheme" doc:"key of the scheme"`
	Day    civil.Date `json:"day,omitempty" doc:"first day on which it no longer stands in; today when empty"`
	Reason string     `json:"reason" doc:"why"`
}

// About says what the policy asks about.
func (in EndDeputyInput) About() desk.About { return desk.About{Scheme: in.Scheme} }

// EndDeputy ends that a seat stands in for the chair before its last day (職務代理の終わり):
//  1. a deputy stands in on that day or is named for a later one, and why it ends is said;
//  2. the sessions before that day keep their deputy: no day that has passed is taken from one;
//  3. the term of the seat goes on.
func EndDeputy(w *desk.Work, in EndDeputyInput) error {
	if in.Day.IsZero() {
		in.Day = w.Today
	}
	if err := onSeats(w, in.Scheme, in.Day); err != nil {
		return err
	}
	p := fault.ProblemsIn(desk.ReasonInput{Reason: in.Reason}.Check())
	d, named := committee.DeputyFrom(desk.Read(w, w.Deputies, in.Scheme), in.Day)
	p.Want(named, "deputy.none", "/day", "day", in.Day)
	p.Want(!in.Day.Before(w.Today), "deputy.past", "/day", "given", in.Day)
	if err := p.Err(); err != nil {
		return err
	}
	endDeputy(w, &d, in.Day, in.Reason)
	w.Result = d
	return nil
}

// endDeputy takes the days from one on from a deputy: one that was to begin later never does.
func endDeputy(w *desk.Work, d *record.Deputy, day civil.Date, reason string) {
	if day.Before(d.From) {
		day = d.From
	}
	d.To, d.Reason = day.AddDays(-1), reason
	w.Save(d)
}

// endDeputies takes from a seat whose term ends what it was to do for the chair from then on.
func endDeputies(w *desk.Work, t record.Tenure, day civil.Date, reason string) {
	for _, d := range desk.Read(w, w.Deputies, t.Scheme) {
		if d.Seat == t.Seat && (d.To.IsZero() || !d.To.Before(day)) && !d.From.Before(t.From) && (t.To.IsZero() || !d.From.After(t.To)) {
			endDeputy(w, &d, day, reason)
		}
	}
}

// DeputyAt is who stood in for the chair on the day of a session.
func DeputyAt(w *desk.Work, s record.Session) (record.Deputy, bool) {
	return committee.DeputyOn(desk.Read(w, w.Deputies, s.Scheme), s.Day)
}
