package money

import (
	"cmp"
	"slices"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/fees"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
	"akashi/values/yen"
)

// TravelInput charges travel and lodging, or puts right what was charged.
type TravelInput struct {
	Amount yen.Amount `json:"amount" minimum:"0" maximum:"1000000000000" doc:"what it came to, in yen; 0 takes back what was charged by mistake"`
	For    string     `json:"for,omitempty" doc:"whose travel it was, from where and how"`
	Day    civil.Date `json:"day,omitempty" doc:"day of the visit; the last one when empty"`
	Charge string     `json:"charge,omitempty" doc:"ID of the charge that is put right"`
	Reason string     `json:"reason,omitempty" doc:"why it is put right"`
}

// ChargeTravel charges the travel and lodging of a visit (交通費・宿泊費の請求):
//  1. the edition charges for them (S3-10), and the visit took place;
//  2. what it came to and what for is said, once for each visit and purpose;
//  3. owe it, due with the invoice;
//  4. a charge that was wrong comes to the right sum, with a reason, beside what it was;
//     nothing at all is charged once no money is on it.
func ChargeTravel(w *desk.Work, in TravelInput) error {
	line, charged := fees.Travel(Priced(w), w.Today, in.Amount)
	if !charged {
		return &fault.Refusal{Clause: feesSource(w.Edition), Reason: "travel.not-charged", Detail: fault.With("scheme", w.Edition.Scheme)}
	}
	if in.Charge != "" {
		return in.correct(w, line.Code)
	}
	visits := fees.StandingVisits(desk.Read(w, w.Visits, w.Case.ID))
	var p fault.Problems
	p.Want(in.Amount >= 1, "travel.amount", "/amount", "given", in.Amount)
	p.Want(in.For != "", "travel.for", "/for")
	visit, made := lastVisit(visits, in.Day)
	p.Want(made, "travel.no-visit", "/day", "given", in.Day)
	line.Note, line.Supplied = visit.Day.String()+" "+in.For, visit.Day
	same := func(c record.Charge) bool {
		return c.Code == line.Code && c.Basis.Note == line.Note && c.Status != record.ChargeWaived
	}
	p.Want(!slices.ContainsFunc(desk.Read(w, w.Charges, w.Case.ID), same), "travel.twice", "/for", "given", line.Note)
	if err := p.Err(); err != nil {
		return err
	}
	AddCharge(w, line)
	return nil
}

// lastVisit is the last visit, or the one of a day.
func lastVisit(visits []record.Visit, day civil.Date) (last record.Visit, made bool) {
	for _, v := range visits {
		if (day.IsZero() || v.Day == day) && !v.Day.Before(last.Day) {
			last, made = v, true
		}
	}
	return last, made
}

// feesSource is the clause that says what an edition charges.
func feesSource(e *scheme.Edition) string {
	if e.Fees == nil || len(e.Fees.Lines) == 0 {
		return e.Process.Source
	}
	return e.Fees.Lines[0].Source
}

// correct lets a charge for travel come to the right sum.
func (in TravelInput) correct(w *desk.Work, code string) error {
	p := fault.ProblemsIn(desk.ReasonInput{Reason: in.Reason}.Check())
	was, found := desk.First(desk.Read(w, w.Charges, w.Case.ID), func(c record.Charge) bool { return c.ID == in.Charge && c.Code == code })
	if !found {
		p.Add("travel.none", "/charge", "given", in.Charge)
		return p.Err()
	}
	payments := desk.Read(w, w.Payments, w.Case.ID)
	p.Want(in.Amount >= 0 && in.Amount != was.Amount, "travel.amount", "/amount", "given", in.Amount)
	p.Want(in.Amount > 0 || fees.Open(was, payments) == was.Amount, "travel.paid", "/charge", "given", in.Charge)
	if err := p.Err(); err != nil {
		return err
	}
	line := was.Basis
	line.Amount, line.Due = in.Amount, was.Due
	line.Note = cmp.Or(in.For, line.Note)
	now := fees.Follow(was, line, payments)
	if now.Status = was.Status; in.Amount == 0 {
		now.Status = record.ChargeWaived
	} else if was.Status == record.ChargeWaived {
		now.Status = record.ChargeOwed
	}
	keepFollowed(w, was, fees.Settled(now, payments), in.Reason)
	return nil
}

// TravelToCharge reports whether the edition charges for travel, and there was a visit.
func TravelToCharge(w *desk.Work) bool {
	_, charged := fees.Travel(Priced(w), w.Today, 0)
	return charged && len(fees.StandingVisits(desk.Read(w, w.Visits, w.Case.ID))) > 0
}
