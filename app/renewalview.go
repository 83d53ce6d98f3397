package app

import (
	"cmp"
	"context"
	"slices"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/values/civil"
	"akashi/values/fault"
)

// RenewalList is the marks whose renewal may be filed now and for which no case is open, the
// one with the nearest last day first.
type RenewalList struct {
	Today civil.Date    `json:"today"`
	Marks []RenewalLine `json:"marks"`
	Cut   bool          `json:"cut,omitempty"` // there are more than are listed at once
}

// RenewalLine is one of them.
type RenewalLine struct {
	Number  string     `json:"number"`
	Scheme  string     `json:"scheme"`
	Holder  string     `json:"holder"`
	Service string     `json:"service,omitempty"`
	ValidTo civil.Date `json:"valid_to"`
	Opens   civil.Date `json:"opens,omitzero"` // none where the beginning is open
	Closes  civil.Date `json:"closes"`         // last day to file
	Late    bool       `json:"late"`           // it has passed
	Carried bool       `json:"carried_over,omitempty"`
	Sample  bool       `json:"sample,omitempty"`
}

// RenewalQuery narrows the list.
type RenewalQuery struct {
	Scheme string
	Late   bool
	Within int // instead: those that end within so many days, whenever their renewal may be filed
	Limit  int // of each scheme; 0 for as many as are told at once
}

// EndsSoon is within how many days a mark without a renewal is pressing (90日以内に満了). The day until which a renewal
// may be filed is the scheme's; this is how far the office looks ahead.
const EndsSoon = 90

// Renewals lists the marks of the actor's schemes for whose renewal it is time.
func (a *App) Renewals(ctx context.Context, actor access.Actor, q RenewalQuery) (RenewalList, error) {
	list := RenewalList{Today: a.Today(), Marks: []RenewalLine{}}
	var p fault.Problems
	if desk.Among(&p, "filter.scheme", "scheme", q.Scheme, a.Shelf.Keys()); len(p) > 0 {
		return list, p
	}
	if !actor.May(access.ViewRenewals) {
		return list, fault.New(fault.Forbidden, "access.role", string(access.ViewRenewals))
	}
	err := a.Look(ctx, actor, func(w *desk.Work) error {
		for _, key := range a.Shelf.Keys() {
			ruling := access.May(actor, access.ViewRenewals, access.Object{Kind: access.KindMark, Scheme: key})
			if q.Scheme == key && !ruling.Allowed {
				return ruling.Err()
			}
			if ruling.Allowed && (q.Scheme == "" || q.Scheme == key) {
				if err := list.fill(w, key, q); err != nil {
					return err
				}
			}
		}
		return nil
	})
	slices.SortStableFunc(list.Marks, func(a, b RenewalLine) int {
		return cmp.Or(a.Closes.Sub(b.Closes), cmp.Compare(a.Number, b.Number))
	})
	return list, err
}

// fill adds the marks of a scheme. The store finds those that end soon and have no renewal
// under way; the window of each is the rule's to tell.
func (l *RenewalList) fill(w *desk.Work, key string, q RenewalQuery) error {
	ed, err := w.Desk.Shelf.EditionAt(key, w.Today)
	if err != nil || ed.Validity.Renewal == nil {
		return nil // nothing is renewed
	}
	rule := ed.Validity.Renewal
	furthest := rule.Opens.After(w.Today).AddMonths(1) // an earlier edition may have opened a little sooner
	switch {
	case q.Within > 0:
		furthest = w.Today.AddDays(q.Within)
	case rule.Opens.IsZero():
		furthest = rule.Closes.After(rule.Listed.Value.After(w.Today)).AddMonths(1)
	}
	most := cmp.Or(q.Limit, desk.WholePage)
	marks := desk.Read(w, w.Marks, desk.MarkQuery{Scheme: key, Ends: civil.Range{From: w.Today, To: furthest}, Limit: most})
	l.Cut = l.Cut || len(marks) == most
	for _, m := range marks {
		if err := w.OfMark(m); err != nil {
			return err
		}
		window := w.RenewalWindow(m.ValidTo)
		if window == nil {
			continue
		}
		open := window.ListedFrom(w.Edition.Validity.Renewal)
		passed := w.Today.After(window.Rolled)
		if q.Within == 0 && w.Today.Before(open) || q.Late && !passed {
			continue
		}
		l.Marks = append(l.Marks, RenewalLine{Number: m.Number, Scheme: m.Scheme, Holder: m.Holder, Service: m.Service, ValidTo: m.ValidTo,
			Opens: window.From, Closes: window.Rolled, Late: passed, Carried: m.CaseID == "" && m.Status != record.MarkListed, Sample: m.Sample})
	}
	return nil
}
