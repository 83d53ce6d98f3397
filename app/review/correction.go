package review

import (
	"cmp"
	"slices"

	"akashi/app/desk"
	"akashi/app/money"
	"akashi/record"
	"akashi/rules/fees"
	"akashi/rules/lifecycle"
	"akashi/values/civil"
	"akashi/values/fault"
)

// CorrectVisitInput corrects a visit; what is absent stays.
type CorrectVisitInput struct {
	Visit   string           `json:"visit" doc:"ID of the visit"`
	Kind    record.VisitKind `json:"kind,omitempty" enum:"first,revisit" doc:"first, or revisit for a repeated on-site review"`
	Day     civil.Date       `json:"day,omitempty" doc:"day of the visit"`
	Minutes int              `json:"minutes,omitempty" minimum:"0" maximum:"100000" doc:"minutes on site"`
	Persons int              `json:"persons,omitempty" minimum:"0" maximum:"1000" doc:"assessors"`
	Note    string           `json:"note,omitempty" doc:"what happened"`
	Drop    bool             `json:"drop,omitempty" doc:"the visit did not take place"`
	Reason  string           `json:"reason" doc:"why"`
}

// CorrectVisit puts right the time log of an on-site review (現地審査の記録の訂正):
//  1. the visit is one of the case and stands; what is corrected, and why, is said; whoever
//     examines the case puts right what they logged themselves, until the review is closed;
//  2. keep it beside the one whose place it takes; a visit that did not take place is
//     taken out in the same way;
//  3. once the on-site review is closed, some time on site stays logged;
//  4. the charges for time over the standard and for repeated reviews come to what the
//     right times cost: what is open changes, what is more is charged further;
//  5. less than what has been paid is refused until the payment is taken back.
func CorrectVisit(w *desk.Work, in CorrectVisitInput) error {
	visits := desk.Read(w, w.Visits, w.Case.ID)
	was, stands := desk.First(fees.StandingVisits(visits), func(v record.Visit) bool { return v.ID == in.Visit })
	p := fault.ProblemsIn(desk.ReasonInput{Reason: in.Reason}.Check())
	if !stands {
		p.Add("visit.none", "/visit", "given", in.Visit)
		return p.Err()
	}
	p.Want(mayCorrect(w, was), "visit.not-yours", "/visit", "given", in.Visit)
	now := in.over(was)
	if !in.Drop {
		p = append(p, fault.ProblemsIn(checkVisit(w, VisitInput{Kind: now.Kind, Day: now.Day, Minutes: now.Minutes, Persons: now.Persons}))...)
		p.Want(now != was, "visit.same", "/minutes")
	}
	now.ID, now.By, now.Corrects, now.Reason, now.Version = w.NewID(), w.Actor.ID, was.ID, in.Reason, 1
	visits = append(visits, now)
	p.Want(onSite(w) || fees.MinutesOnSite(visits) > 0, "visit.last", "/visit")
	if err := p.Err(); err != nil {
		return err
	}
	w.Add(&now)
	return chargesFollow(w, was, now, visits)
}

// mayCorrect reports whether a visit is the actor's to put right: whoever examines the case
// leaves what others logged, and what has been charged for, to the office.
func mayCorrect(w *desk.Work, v record.Visit) bool {
	return !examines(w.Actor.Role) || v.By == w.Actor.ID && onSite(w)
}

// examines reports whether the role examines cases, and does not keep their records.
func examines(role record.Role) bool {
	return role == record.RoleReviewer || role == record.RoleAssessor
}

// over puts the correction over a visit.
func (in CorrectVisitInput) over(v record.Visit) record.Visit {
	v.Kind, v.Day, v.Note = cmp.Or(in.Kind, v.Kind), cmp.Or(in.Day, v.Day), cmp.Or(in.Note, v.Note)
	v.Minutes, v.Persons = cmp.Or(in.Minutes, v.Minutes), cmp.Or(in.Persons, v.Persons)
	if in.Drop {
		v.Minutes = 0
	}
	return v
}

// onSite reports whether the on-site review is still open: then nothing has been charged
// for the whole of it.
func onSite(w *desk.Work) bool {
	return w.Case.State == lifecycle.OnSiteReview || w.Case.State == lifecycle.OnSiteCorrection
}

// chargesFollow lets the charges follow the times on site.
func chargesFollow(w *desk.Work, was, now record.Visit, visits []record.Visit) error {
	if w.Edition.Fees == nil {
		return nil
	}
	if was.Kind == record.VisitRevisit || now.Kind == record.VisitRevisit {
		if err := revisitsFollow(w, was, visits, now.Reason); err != nil {
			return err
		}
	}
	if onSite(w) {
		return nil
	}
	return overrunFollows(w, visits, now.Reason)
}

func revisitsFollow(w *desk.Work, was record.Visit, visits []record.Visit, reason string) error {
	var lines []record.QuotedFee
	for _, v := range fees.StandingVisits(visits) {
		if v.Kind == record.VisitRevisit {
			lines = append(lines, extra(w, again(v.Day, v.Minutes, v.Persons))...)
		}
	}
	return money.FollowExtra(w, fees.RevisitCode(money.Priced(w), was.Day), lines, reason)
}

// overrunFollows prices the whole time of the first review on the day on which it was
// first charged, or else on its last day.
func overrunFollows(w *desk.Work, visits []record.Visit, reason string) error {
	day := civil.Date{}
	for _, v := range fees.StandingVisits(visits) {
		if v.Kind == record.VisitFirst && v.Day.After(day) {
			day = v.Day
		}
	}
	code := overrunCode(w, day)
	if code == "" {
		return nil
	}
	if charged, ok := desk.First(desk.Read(w, w.Charges, w.Case.ID), func(c record.Charge) bool { return c.Code == code }); ok {
		day = charged.Raised
	}
	minutes := fees.MinutesOnSite(visits)
	return money.FollowExtra(w, code, extra(w, fees.Request{Date: day, OnSiteMinutes: &minutes}), reason)
}

// VisitsToCorrect reports whether some visit stands that the actor may put right.
func VisitsToCorrect(w *desk.Work) bool {
	return slices.ContainsFunc(fees.StandingVisits(desk.Read(w, w.Visits, w.Case.ID)), func(v record.Visit) bool { return mayCorrect(w, v) })
}
