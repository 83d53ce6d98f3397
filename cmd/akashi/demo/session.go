package demo

import (
	"slices"
	"time"

	"akashi/app/committee"
	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
)

// session is one session of the committee in the demonstration.
type session struct {
	scheme string
	day    civil.Date
	id     string // once it is planned
	held   bool
}

// sessions are those that cases come to, each once.
type sessions []*session

// of returns the session of a scheme on a day, and plans it when it is new.
func (all *sessions) of(t *teller, key string, day civil.Date) *session {
	for _, s := range *all {
		if s.scheme == key && s.day == day {
			return s
		}
	}
	s := &session{scheme: key, day: day}
	*all = append(*all, s)
	t.at(earlier(day.AddDays(-200), t.today), firstly, func() error {
		out, err := t.act(secretariat, access.PlanSession, "", committee.PlanSessionInput{Scheme: key, Day: day})
		s.id = out.ID
		return err
	})
	return s
}

func earlier(a, b civil.Date) civil.Date {
	if a.Before(b) {
		return a
	}
	return b
}

// hold opens the session on its day with every seat present.
func (s *session) hold(t *teller) {
	if s.held {
		return
	}
	s.held = true
	t.at(s.day, opening, func() error {
		if _, err := t.act(secretariat, access.OpenSession, s.id, desk.NoInput{}); err != nil {
			return err
		}
		var present committee.AttendInput
		for _, seat := range t.edition(s.scheme).Committee.Seats {
			present.Seats = append(present.Seats, seat.ID)
		}
		_, err := t.act(secretariat, access.Attend, s.id, present)
		return err
	})
}

// close closes every session that was held, with its minutes, and its chair approves these.
func (all sessions) close(t *teller) {
	for _, s := range all {
		if !s.held {
			continue
		}
		t.at(s.day, closing, func() error {
			if _, err := t.act(secretariat, access.CloseSession, s.id, committee.CloseInput{Minutes: t.words.Minutes}); err != nil {
				return err
			}
			_, err := t.act(memberID(s.scheme, t.edition(s.scheme).Committee.Chair()), access.ApproveMinutes, s.id, desk.NoInput{})
			return err
		})
	}
}

// vote lets every seat vote for itself; those with a conflict stay out of it.
func (t *teller) vote(key, no string, choice record.Choice) error {
	if err := t.clear(key, no, nil); err != nil {
		return err
	}
	for _, seat := range t.edition(key).Committee.Seats {
		_, err := t.act(memberID(key, seat.ID), access.Vote, no, map[string]record.Choice{"choice": choice})
		if err != nil && fault.KindOf(err) != fault.NotFound && fault.KindOf(err) != fault.Forbidden {
			return err
		}
	}
	return nil
}

// clear lets every seat but some say that it has no conflict of interest; those that have one
// are not asked.
func (t *teller) clear(key, no string, but []string) error {
	for _, seat := range t.edition(key).Committee.Seats {
		if slices.Contains(but, seat.ID) {
			continue
		}
		_, err := t.act(memberID(key, seat.ID), access.DeclareNoConflict, no, committee.ClearanceInput{})
		if kind := fault.KindOf(err); err != nil && kind != fault.NotFound && kind != fault.Forbidden && kind != fault.Refused {
			return err
		}
	}
	return nil
}

// decide lets the committee decide on its day, and returns the mark's number if
// it granted one.
func (t *teller) decide(key, no string, in committee.DecideInput, choice record.Choice) (string, error) {
	if err := t.vote(key, no, choice); err != nil {
		return "", err
	}
	out, err := t.act(secretariat, access.Decide, no, in)
	return out.Number, err
}

// edition is the rule book in force today; the demonstration knows no other.
func (t *teller) edition(key string) *scheme.Edition {
	ed, err := t.office.Shelf.EditionAt(key, t.today)
	if err != nil {
		return &scheme.Edition{}
	}
	return ed
}

// sessionDay is the nth session of a scheme that sits in fixed months: -1 the
// last one that is a few days past, 1 the next one.
func (t *teller) sessionDay(key string, n int) civil.Date {
	months := t.edition(key).Sessions.Months
	direction, left := 1, n
	if n < 0 {
		direction, left = -1, -n
	}
	y, m, _ := t.today.Civil()
	for range 40 * 12 {
		day, err := civil.Of(y, m, 15)
		past, ahead := day.Before(t.today.AddDays(-9)), day.After(t.today)
		if err == nil && slices.Contains(months, m) && (direction < 0 && past || direction > 0 && ahead) {
			if left--; left == 0 {
				return weekday(day)
			}
		}
		if m += direction; m < 1 || m > 12 {
			y, m = y+direction, (m+11)%12+1
		}
	}
	return t.today
}

// weekday moves a day off the weekend.
func weekday(d civil.Date) civil.Date {
	for d.Weekday() == time.Sunday || d.Weekday() == time.Saturday {
		d = d.AddDays(1)
	}
	return d
}
