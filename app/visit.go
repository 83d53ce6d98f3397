package app

import (
	"slices"

	"akashi/record"
	"akashi/rules/fees"
	"akashi/rules/lifecycle"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
)

// VisitInput logs time on site.
type VisitInput struct {
	Kind    record.VisitKind `json:"kind,omitempty" enum:"first,revisit" doc:"first, or revisit for a repeated on-site review"`
	Day     civil.Date       `json:"day,omitempty" doc:"day of the visit; today when empty"`
	Minutes int              `json:"minutes" doc:"minutes on site"`
	Persons int              `json:"persons,omitempty" doc:"assessors; 1 when empty"`
	Note    string           `json:"note,omitempty" doc:"what happened"`
}

// logVisit keeps the time log of an on-site review (現地審査):
//  1. check kind, day, minutes and persons, all at once;
//  2. keep the visit;
//  3. charge a repeated review by its own formula.
func logVisit(w *work, in VisitInput) error {
	if in.Kind == "" {
		in.Kind = record.VisitFirst
	}
	if in.Day.IsZero() {
		in.Day = w.today
	}
	if in.Persons == 0 {
		in.Persons = 1
	}
	if err := w.checkVisit(in); err != nil {
		return err
	}
	if err := w.Add(&record.Visit{ID: w.id(), CaseID: w.c.ID, Kind: in.Kind, Day: in.Day, Minutes: in.Minutes,
		Persons: in.Persons, Note: in.Note, By: w.actor.ID, Version: 1}); err != nil {
		return err
	}
	if in.Kind != record.VisitRevisit || w.edition.Fees == nil {
		return nil
	}
	return w.chargeExtra(fees.Request{Date: in.Day, Revisit: &fees.Revisit{Minutes: in.Minutes, Persons: in.Persons}})
}

func (w *work) checkVisit(in VisitInput) error {
	var p fault.Problems
	if in.Kind != record.VisitFirst && in.Kind != record.VisitRevisit {
		fault.Choose(&p, "visit.kind", "/kind", string(in.Kind), []record.VisitKind{record.VisitFirst, record.VisitRevisit})
	}
	if in.Minutes < 1 {
		p.Add("visit.minutes", "/minutes")
	}
	if in.Persons < 1 {
		p.Add("visit.persons", "/persons")
	}
	if in.Day.After(w.today) {
		p.Add("visit.day", "/day", "given", in.Day)
	}
	return p.Err()
}

// finishOnSite closes the on-site review (現地審査の終了):
//  1. ask the lifecycle: time is logged, verdicts are given, findings are closed;
//  2. add up the minutes of the first review, repeated ones apart;
//  3. propose a charge when they exceed the standard of the size.
func finishOnSite(w *work, _ NoInput) error {
	if err := w.move(lifecycle.FinishOnSite, nil); err != nil {
		return err
	}
	minutes, err := w.minutesOnSite()
	if err != nil {
		return err
	}
	if w.edition.Fees != nil && w.edition.OnSite != nil {
		if err := w.chargeExtra(fees.Request{Date: w.today, OnSiteMinutes: &minutes}); err != nil {
			return err
		}
	}
	return w.save()
}

func (w *work) minutesOnSite() (minutes int, err error) {
	visits, err := w.Visits(w.c.ID)
	for _, v := range visits {
		if v.Kind == record.VisitFirst {
			minutes += v.Minutes
		}
	}
	return minutes, err
}

func (w *work) visitLogged() (ground, error) {
	minutes, err := w.minutesOnSite()
	return because(minutes > 0, w.edition.Process.Source), err
}

// chargeExtra raises what a quote adds to the fixed fees of the edition.
func (w *work) chargeExtra(r fees.Request) error {
	r.Events = map[scheme.DueEvent]civil.Date{scheme.DueAtInvoice: w.today}
	quote, err := w.quote(r)
	if err != nil {
		return err
	}
	for _, l := range quote.Lines {
		if isFixed(w.edition, l.Code) {
			continue
		}
		status := record.ChargeOwed
		if l.Proposed {
			status = record.ChargeProposed
		}
		if err := w.addCharge(l, status); err != nil {
			return err
		}
	}
	return nil
}

func isFixed(ed *scheme.Edition, code string) bool {
	return slices.ContainsFunc(ed.Fees.Lines, func(l scheme.FeeLine) bool { return l.Code == code })
}
