package app

import (
	"cmp"
	"context"
	"slices"

	"akashi/app/application"
	"akashi/app/committee"
	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/deadline"
	"akashi/rules/lifecycle"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
)

// ClockList is every clock that runs for the actor (期限の一覧), the nearest day first.
type ClockList struct {
	Today  civil.Date  `json:"today"`
	Clocks []ClockLine `json:"clocks"`
	Cut    bool        `json:"cut,omitempty"` // there are more than are listed at once
}

// ClockLine is one clock: what it runs for, its day, whose turn it is, and how the day was counted.
type ClockLine struct {
	On     desk.Kind         `json:"on"` // the kind of the object
	Of     string            `json:"of"` // its number
	Scheme string            `json:"scheme"`
	Name   string            `json:"name,omitempty"` // of the applicant or the holder
	Day    lifecycle.NextDay `json:"day"`
	Turn   record.Role       `json:"turn"`
	Late   bool              `json:"late"`
	Count  *deadline.Count   `json:"count,omitempty"` // none where the day was stated, or is that of a session
}

// The parts of the list of clocks.
const (
	ClocksLate  = "late"  // a hard day has passed
	ClocksWeek  = "week"  // today to Sunday
	ClocksMonth = "month" // today to the end of the month
)

// ClockQuery narrows the list.
type ClockQuery struct {
	Scheme string
	When   string // late, week or month; "" for all
	Kind   lifecycle.DayKind
	Turn   record.Role
}

// mostClocks are listed at once.
const mostClocks = 1000

// Clocks lists what runs for the cases, marks and sessions that the actor may know of.
func (a *App) Clocks(ctx context.Context, actor access.Actor, q ClockQuery) (ClockList, error) {
	list := ClockList{Today: a.Today(), Clocks: []ClockLine{}}
	if err := access.May(actor, access.ListCases, access.Object{Kind: access.KindCase, Scheme: actor.Scheme}).Err(); err != nil {
		return list, err
	}
	if err := q.check(a.Shelf.Keys()); err != nil {
		return list, err
	}
	err := a.Look(ctx, actor, func(w *desk.Work) (err error) {
		l := clocks{Work: w, query: q}
		err = l.all()
		list.Clocks = append(list.Clocks, l.found...)
		return err
	})
	slices.SortStableFunc(list.Clocks, byDay)
	if len(list.Clocks) > mostClocks {
		list.Clocks, list.Cut = list.Clocks[:mostClocks], true
	}
	return list, err
}

func byDay(a, b ClockLine) int {
	return cmp.Or(a.Day.Day.Compare(b.Day.Day), cmp.Compare(a.Of, b.Of), cmp.Compare(a.Day.Why, b.Day.Why))
}

func (q ClockQuery) check(keys []string) error {
	var p fault.Problems
	desk.Among(&p, "filter.scheme", "scheme", q.Scheme, keys)
	desk.Among(&p, "value-unknown", "when", q.When, []string{ClocksLate, ClocksWeek, ClocksMonth})
	desk.Among(&p, "value-unknown", "kind", string(q.Kind), []string{string(lifecycle.HardDay), string(lifecycle.EstimateDay)})
	desk.Among(&p, "value-unknown", "turn", string(q.Turn), []string{string(record.RoleSecretariat), string(record.RoleApplicant), string(record.RoleReviewer), string(record.RoleAssessor), string(record.RoleMember)})
	return p.Err()
}

// has reports whether a clock is among what was asked for.
func (q ClockQuery) has(l ClockLine, today civil.Date) bool {
	day := l.Day.Day
	switch q.When {
	case ClocksLate:
		if !l.Late {
			return false
		}
	case ClocksWeek:
		if day.Before(today) || day.After(today.AddDays((7-int(today.Weekday()))%7)) {
			return false
		}
	case ClocksMonth:
		if day.Before(today) || day.After(today.EndOfMonth()) {
			return false
		}
	}
	return (q.Kind == "" || q.Kind == l.Day.Kind) && (q.Turn == "" || q.Turn == l.Turn)
}

// clocks gathers them.
type clocks struct {
	*desk.Work
	query  ClockQuery
	visits bool // days on site too
	found  []ClockLine
}

// all gathers those of cases, sessions and marks.
func (l *clocks) all() error {
	if err := l.cases(); err != nil {
		return err
	}
	w := l.Work
	for _, key := range w.Desk.Shelf.Keys() {
		if l.query.Scheme != "" && l.query.Scheme != key {
			continue
		}
		var err error
		if w.Edition, err = w.Desk.Shelf.EditionAt(key, w.Today); err != nil {
			continue // none is in force yet
		}
		l.sessions(key)
		if err := l.marks(key); err != nil {
			return err
		}
	}
	return nil
}

func (l *clocks) add(line ClockLine) {
	line.Late = line.Day.IsLate(l.Today)
	if line.Count != nil && line.Count.Due != line.Day.Day {
		line.Count = nil // it was stated otherwise
	}
	if l.query.has(line, l.Today) {
		l.found = append(l.found, line)
	}
}

// cases adds the days of the cases, to whoever is told days.
func (l *clocks) cases() error {
	w := l.Work
	if !w.Actor.Sees(access.Days) {
		return nil
	}
	q := desk.CaseQuery{Scheme: l.query.Scheme, States: lifecycle.Open(), OrOwing: true, Visible: access.Visible(w.Actor), Limit: desk.Page(0)}
	for {
		cases := desk.Read(w, w.Cases, q)
		for _, c := range cases {
			if err := w.OfCase(c); err != nil {
				return err
			}
			l.ofCase()
			q.After = w.NoOf(c)
		}
		if len(cases) < q.Limit {
			return nil
		}
	}
}

func (l *clocks) ofCase() {
	w, c := l.Work, l.Case
	line := ClockLine{On: desk.OnCase, Of: w.NoOf(c), Scheme: c.Scheme}
	if !access.Visible(w.Actor).Unnamed {
		line.Name = c.Particulars.Name
	}
	turn := application.Turn(w)
	for _, day := range application.Days(w, application.Awaited(w), owedBy(w)) {
		line.Day, line.Turn, line.Count = day, turn, l.countOf(day)
		if day.Why == lifecycle.WhyFee {
			line.Turn = record.RoleApplicant
		}
		l.add(line)
	}
	if l.visits {
		l.onSite(line)
	}
}

// countOf is how a day of the case on the desk was counted.
func (l *clocks) countOf(day lifecycle.NextDay) *deadline.Count {
	w, c := l.Work, l.Case
	switch day.Why {
	case lifecycle.WhyFindings:
		return w.CountOf(scheme.ClockFindingsAnswer, day.From)
	case lifecycle.WhyAgreement:
		return w.CountOf(scheme.ClockAgreement, day.From)
	case lifecycle.WhyWindow:
		if window := w.RenewalWindow(day.From); window != nil {
			return window.Count(w.Edition.Validity.Renewal, day.From, false)
		}
	case lifecycle.WhyUsual:
		return deadline.CountUsual(day.Usual, day.From)
	case lifecycle.WhyFee:
		for _, charge := range owedBy(w) {
			if charge.Code != day.Fee || charge.Due != day.Day {
				continue
			}
			for _, event := range []civil.Date{charge.Raised, c.Decided, c.Filed} {
				if count := deadline.CountFee(w.Edition, charge.Code, event); count != nil && count.Due == charge.Due {
					return count
				}
			}
		}
	}
	return nil
}

// sessions adds those that are still to be held, with the last day to be put on their agenda and that for answers to
// their call.
func (l *clocks) sessions(key string) {
	w := l.Work
	if !access.Allows(w.Actor, access.ViewSession, access.Object{Kind: access.KindSession, Scheme: key}) {
		return
	}
	clause := w.Edition.Sessions.Source
	for _, s := range committee.Ahead(w) {
		line := ClockLine{On: desk.OnSession, Of: s.ID, Scheme: key, Turn: record.RoleMember,
			Day: lifecycle.NextDay{Day: s.Day, Kind: lifecycle.HardDay, Why: lifecycle.WhySitting, Clause: clause}}
		if !s.Day.Before(w.Today) {
			l.add(line)
		}
		if s.Cutoff.Before(s.Day) && !s.Cutoff.Before(w.Today) {
			line.Turn = record.RoleSecretariat
			line.Day.Day, line.Day.Why, line.Day.From = s.Cutoff, lifecycle.WhyTabling, s.Day
			l.add(line)
		}
		w.Session = s
		if due := committee.AnswerDue(w); !due.IsZero() {
			line.Turn = record.RoleMember
			line.Day.Day, line.Day.Why, line.Day.From, line.Day.Clause = due, lifecycle.WhyReply, s.Day, ""
			l.add(line)
		}
	}
}

// marks adds those that end within so many months and have no renewal under way: to the office all, to an applicant its own.
func (l *clocks) marks(key string) error {
	const ahead = 14
	w := l.Work
	q := desk.MarkQuery{Scheme: key, Ends: civil.Range{From: w.Today, To: w.Today.AddMonths(ahead)}, Limit: mostClocks}
	if !access.Allows(w.Actor, access.ViewRenewals, access.Object{Kind: access.KindMark, Scheme: key}) {
		if q.ApplicantID = w.Actor.ApplicantID; q.ApplicantID == "" {
			return nil
		}
	}
	for _, m := range desk.Read(w, w.Marks, q) {
		if err := w.OfMark(m); err != nil {
			return err
		}
		l.ofMark()
	}
	return nil
}

func (l *clocks) ofMark() {
	w, m := l.Work, l.Mark
	line := ClockLine{On: desk.OnMark, Of: m.Number, Scheme: m.Scheme, Name: m.Holder, Turn: record.RoleApplicant}
	for _, line.Day = range w.DaysOfMark() {
		switch why := line.Day.Why; why {
		case lifecycle.WhyExpiry:
			line.Count = deadline.CountValidity(w.Edition, m.ValidFrom)
		default:
			line.Count = w.RenewalWindow(m.ValidTo).Count(w.Edition.Validity.Renewal, m.ValidTo, why == lifecycle.WhyOpens)
		}
		l.add(line)
	}
}
