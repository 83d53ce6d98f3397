package review

import (
	"cmp"
	"strings"

	"akashi/app/desk"
	"akashi/app/money"
	"akashi/record"
	"akashi/rules/fees"
	"akashi/rules/lifecycle"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
	"akashi/values/yen"
)

// VisitInput logs time on site.
type VisitInput struct {
	Kind    record.VisitKind `json:"kind,omitempty" enum:"first,revisit" doc:"first, or revisit for a repeated on-site review"`
	Day     civil.Date       `json:"day,omitempty" doc:"day of the visit; today when empty"`
	Minutes int              `json:"minutes" minimum:"1" maximum:"100000" doc:"minutes on site"`
	Persons int              `json:"persons,omitempty" minimum:"0" maximum:"1000" doc:"assessors; 1 when empty"`
	Note    string           `json:"note,omitempty" doc:"what happened"`
	Again   string           `json:"again,omitempty" doc:"why a second record of its kind and day stands beside the first"`
}

// LogVisit keeps the time log of an on-site review (現地審査):
//  1. check kind, day, minutes and persons, all at once; a second record of a day is a
//     slip more often than not, and says why it is none;
//  2. keep the visit;
//  3. charge a repeated review by its own formula.
func LogVisit(w *desk.Work, in VisitInput) error {
	in.Kind = cmp.Or(in.Kind, record.VisitFirst)
	in.Day = cmp.Or(in.Day, w.Today)
	in.Persons = cmp.Or(in.Persons, 1)
	p := fault.ProblemsIn(checkVisit(w, in))
	if same, logged := sameDay(w, in); logged && in.Again == "" {
		p.Add("visit.twice", "/again", "day", same.Day, "minutes", same.Minutes)
	}
	if err := p.Err(); err != nil {
		return err
	}
	w.Add(&record.Visit{ID: w.NewID(), CaseID: w.Case.ID, Kind: in.Kind, Day: in.Day, Minutes: in.Minutes,
		Persons: in.Persons, Note: in.Note, Reason: in.Again, By: w.Actor.ID, Version: 1})
	if in.Kind == record.VisitRevisit && w.Edition.Fees != nil {
		chargeExtra(w, again(in.Day, in.Minutes, in.Persons))
	}
	return nil
}

// sameDay is a visit of the kind and the day that is logged already.
func sameDay(w *desk.Work, in VisitInput) (record.Visit, bool) {
	return desk.First(fees.StandingVisits(desk.Read(w, w.Visits, w.Case.ID)), func(v record.Visit) bool { return v.Kind == in.Kind && v.Day == in.Day })
}

// Time adds up the time on site of a case against the standard of its size, at the price of
// the last visit.
func Time(w *desk.Work, visits []record.Visit) *fees.SiteTime {
	t := timeOf(w, visits, fees.MinutesOnSite(visits))
	return &t
}

// timeOf compares minutes with the standard, at the price of the last visit.
func timeOf(w *desk.Work, visits []record.Visit, minutes int) fees.SiteTime {
	last := w.Today
	for _, v := range fees.StandingVisits(visits) {
		last = v.Day // they are in the order of their days
	}
	return fees.TimeOnSite(money.Priced(w), fees.Request{Case: w.CaseType(), Size: scheme.SizeClass(w.Case.Size), Date: last, OnSiteMinutes: &minutes})
}

// Further is what each hour begun over the standard comes to in all, one after another, for
// a day; none where no hour begun counts whole, or nothing prices it.
func Further(w *desk.Work, visits []record.Visit) (sums []yen.Amount) {
	standard := timeOf(w, visits, 0).Standard
	if standard == 0 || w.Edition.OnSite.HourRounding.Value != scheme.HourCeil {
		return nil
	}
	for over := 60; over <= aDay; over += 60 {
		sum := timeOf(w, visits, standard+over).Overrun
		if sum == 0 {
			return nil
		}
		sums = append(sums, sum)
	}
	return sums
}

// again asks what a repeated review costs.
func again(day civil.Date, minutes, persons int) fees.Request {
	return fees.Request{Date: day, Revisit: &fees.Revisit{Minutes: minutes, Persons: persons}}
}

// aDay is the most time on site of one visit, which has one day.
const aDay = 24 * 60

func checkVisit(w *desk.Work, in VisitInput) error {
	var p fault.Problems
	fault.OneOf(&p, "visit.kind", "/kind", in.Kind, []record.VisitKind{record.VisitFirst, record.VisitRevisit})
	p.Want(in.Minutes >= 1, "visit.minutes", "/minutes")
	p.Want(in.Minutes <= aDay, "minutes-range", "/minutes", "given", in.Minutes, "max", aDay)
	p.Want(in.Persons >= 1, "visit.persons", "/persons")
	p.Want(!in.Day.After(w.Today), "visit.day", "/day", "given", in.Day)
	p.Want(!in.Day.Before(w.Case.Filed), "visit.before", "/day", "given", in.Day, "filed", w.Case.Filed)
	if len(p) == 0 && in.Kind == record.VisitRevisit && w.Edition.Fees != nil {
		_, err := money.Price(w, again(in.Day, in.Minutes, in.Persons))
		for _, x := range fault.ProblemsIn(err) {
			x.Where = strings.Replace(x.Where, "revisit.", "/", 1)
			p = append(p, x)
		}
	}
	return p.Err()
}

// FinishOnSite closes the on-site review (現地審査の終了):
//  1. ask the lifecycle: time is logged, verdicts are given, findings are closed;
//  2. add up the minutes of the first review, repeated ones apart;
//  3. propose a charge when they exceed the standard of the size.
func FinishOnSite(w *desk.Work, _ desk.NoInput) error {
	if err := w.Move(lifecycle.FinishOnSite, nil); err != nil {
		return err
	}
	if minutes := fees.MinutesOnSite(desk.Read(w, w.Visits, w.Case.ID)); overrunCode(w, w.Today) != "" {
		chargeExtra(w, fees.Request{Date: w.Today, OnSiteMinutes: &minutes})
	}
	return nil
}

// overrunCode is the code of the fee for time over the standard on a day; "" where none is
// charged.
func overrunCode(w *desk.Work, day civil.Date) string {
	if w.Edition.Fees == nil || w.Edition.OnSite == nil {
		return ""
	}
	return fees.OverrunCode(money.Priced(w), day)
}

// VisitLogged asks whether time on site has been logged.
func VisitLogged(w *desk.Work) desk.Ground {
	return desk.Because(fees.MinutesOnSite(desk.Read(w, w.Visits, w.Case.ID)) > 0, w.Edition.Process.Source)
}

// chargeExtra raises what a quote adds to the fixed fees of the edition.
func chargeExtra(w *desk.Work, r fees.Request) {
	for _, l := range extra(w, r) {
		money.AddCharge(w, l)
	}
}

func extra(w *desk.Work, r fees.Request) []record.QuotedFee {
	r.Events = map[scheme.DueEvent]civil.Date{scheme.DueAtInvoice: w.Today}
	return money.Quote(w, r).Extra(w.Edition)
}
