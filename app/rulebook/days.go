package rulebook

import (
	"slices"
	"strings"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/deadline"
	"akashi/rules/lifecycle"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
)

// mostDays are as many as are set at once: of a slip in the year nothing comes.
const mostDays = 31

// DaysInput says of days that the office is closed, or that it works.
type DaysInput struct {
	Scheme string     `json:"scheme" doc:"key of the scheme"`
	State  string     `json:"state" enum:"closed,open" doc:"closed, or open as on any working day"`
	From   civil.Date `json:"from" doc:"first day"`
	To     civil.Date `json:"to,omitempty" doc:"last day; only the first when empty"`
	Reason string     `json:"reason" maxLength:"500" doc:"why"`
}

// About says what the policy asks about.
func (in DaysInput) About() desk.About { return desk.About{Scheme: in.Scheme} }

// DaysSet are the days that were set, with what follows.
type DaysSet struct {
	record.OfficeDays
	Moved    []MovedDay   `json:"moved"`    // last days for filing a renewal
	Sessions []civil.Date `json:"sessions"` // days of sessions on which the office is closed now
}

// MovedDay is the last day on which the renewal of a mark may be filed, as it was and is.
type MovedDay struct {
	Number string     `json:"number"`
	Was    civil.Date `json:"was"`
	Now    civil.Date `json:"now"`
}

// SetDays sets days on which the office is closed, or works (休業日・営業日):
//  1. they lie ahead, in years whose holidays are known, and why is said;
//  2. something changes by it: a weekend and a yearly closure of the rule book stay;
//  3. keep them beside those before, of which the last about a day stands;
//  4. tell whose last day for filing a renewal moves, and which sessions fall on them. A session
//     is moved by an act of its own.
func SetDays(w *desk.Work, in DaysInput) (err error) {
	if w.Edition, err = w.Desk.Shelf.EditionAt(in.Scheme, w.Today); err != nil {
		return desk.Missing(err, "/scheme")
	}
	if in.To.IsZero() {
		in.To = in.From
	}
	set := record.OfficeDays{ID: w.NewID(), Scheme: in.Scheme, From: in.From, To: in.To, Open: in.State == "open", Reason: strings.TrimSpace(in.Reason), By: w.Actor.ID, At: w.Now}
	before := w.CalendarWith()
	var p fault.Problems
	fault.OneOf(&p, "days.state", "/state", in.State, []string{"closed", "open"})
	p.Want(set.Reason != "", "days.reason", "/reason")
	p.Want(!in.From.Before(w.Today), "days.past", "/from", "given", in.From)
	p.Want(in.From.IsZero() || !in.To.Before(in.From) && in.To.Sub(in.From) < mostDays, "days.span", "/to", "given", in.To, "most", mostDays)
	p.Want(in.From.IsZero() || before.Covers(in.To), "calendar-unknown-year", "/to", "given", in.To)
	if err := p.Err(); err != nil {
		return err
	}
	after := w.CalendarWith(set)
	changes := false
	for d := set.From; !d.After(set.To); d = d.AddDays(1) {
		changes = changes || before.IsBusinessDay(d) != after.IsBusinessDay(d)
	}
	if !changes {
		return fault.Wrong("days.nothing", "/from", "state", in.State)
	}
	told := DaysSet{OfficeDays: set, Moved: movedBy(w, set), Sessions: []civil.Date{}}
	for _, s := range desk.Read(w, w.Sessions, in.Scheme) {
		if planned := s.State == record.SessionPlanned || s.State == record.SessionOpen; planned && in.State == "closed" && (civil.Range{From: set.From, To: set.To}).Contains(s.Day) {
			told.Sessions = append(told.Sessions, s.Day)
		}
	}
	w.Add(&set)
	w.Facts["moved"] = len(told.Moved)
	w.Told = fault.With("n", len(told.Moved))
	w.Result = told
	return nil
}

// movedBy are the marks whose last day for filing a renewal is another once days are set.
func movedBy(w *desk.Work, set record.OfficeDays) []MovedDay {
	return moved(w, set.From, set.To, func(one *desk.Work) (was, now *civil.Calendar) {
		return one.CalendarWith(), one.CalendarWith(set)
	})
}

// MovedBySet are the marks whose last day for filing a renewal is another than the rule book
// alone would make it, by days from one to another that the office has set.
func MovedBySet(w *desk.Work, from, to civil.Date) []MovedDay {
	return moved(w, from, to, func(one *desk.Work) (was, now *civil.Calendar) {
		return one.CalendarOf(), one.CalendarWith()
	})
}

// moved compares by two calendars the last days that may lie between two days.
func moved(w *desk.Work, from, to civil.Date, by func(*desk.Work) (was, now *civil.Calendar)) []MovedDay {
	rule, all := w.Edition.Validity.Renewal, []MovedDay{}
	if rule == nil {
		return all
	}
	key := w.Edition.Scheme
	marks := desk.Read(w, w.Marks, desk.MarkQuery{Scheme: key, Ends: civil.Range{From: from, To: rule.Closes.After(to).AddMonths(2)}, Limit: desk.WholePage}) // without a renewal under way
	for _, c := range desk.Read(w, w.Cases, desk.CaseQuery{Scheme: key, Type: record.Renewal, States: []record.CaseState{lifecycle.Draft}, Visible: access.Visible(w.Actor), Limit: desk.WholePage}) {
		marks = append(marks, desk.Read(w, w.Tx.Mark, c.MarkID))
	}
	calendars := map[*scheme.Edition][2]*civil.Calendar{}
	for _, m := range marks {
		one := w.Beside(w.Actor)
		if err := one.OfMark(m); err != nil {
			w.Fail(err)
			return all
		}
		both, made := calendars[one.Edition]
		if !made {
			both[0], both[1] = by(one)
			calendars[one.Edition] = both
		}
		if was, now := closes(w, one.Edition, both[0], m), closes(w, one.Edition, both[1], m); was != now {
			all = append(all, MovedDay{m.Number, was, now})
		}
	}
	slices.SortFunc(all, func(a, b MovedDay) int { return strings.Compare(a.Number, b.Number) })
	return all
}

// closes is the last day for filing the renewal of a mark.
func closes(w *desk.Work, e *scheme.Edition, c *civil.Calendar, m record.Mark) civil.Date {
	due, err := deadline.For(e, c, deadline.Events{Expiry: m.ValidTo})
	if w.Fail(err); err != nil || due.RenewalWindow == nil {
		return civil.Date{}
	}
	return due.RenewalWindow.Rolled
}
