package scheme

import (
	"slices"

	"akashi/values/civil"
)

// stepOrder: the steps stand in the order of ISO/IEC 17065 clause 7, each once.
func stepOrder(l *linter) {
	last := -1
	for i, s := range l.Process.Steps {
		place := slices.Index(Steps(), s)
		if place >= 0 && place <= last {
			l.add(at("/process/steps", i), "given", s, "steps", words(Steps()...))
		}
		last = max(last, place)
	}
}

func gateFee(l *linter) {
	for i, g := range l.Process.Gates {
		path := at("/process/gates", i)
		if slices.Contains(l.Process.Gates[:i], g) {
			l.add(path, "twice", g.Gate)
		}
		if l.Fees == nil {
			l.add(path+"/fee", "gate", g.Gate)
			continue
		}
		if _, ok := l.Fees.Line(g.Fee); !ok && g.Fee != "" {
			l.nowhere(path+"/fee", g.Fee, ids(l.Fees.Lines, func(f FeeLine) string { return f.Code }))
		}
	}
}

func gateStep(l *linter) {
	step := map[Gate]Step{GateApplicationReview: StepApplicationReview, GateCommittee: StepCommittee}
	for i, g := range l.Process.Gates {
		if s, ok := step[g.Gate]; ok && !l.Process.Takes(s) {
			l.add(at("/process/gates", i)+"/gate", "step", s)
		}
	}
}

// reviewersAlone: several judge alone at a document review, up to three; more could not be
// compared by anybody.
func reviewersAlone(l *linter) {
	if n := l.Process.Reviewers.Value; n < 0 || n > 3 || n > 1 && !l.Process.Takes(StepDocumentReview) {
		l.add("/process/reviewers", "given", n)
	}
}

// secondFactor: each role that shows a second factor is named once.
func secondFactor(l *linter) {
	asked := l.Staff().SecondFactor.Value
	for i, role := range asked {
		if slices.Contains(asked[:i], role) {
			l.add(at("/personnel/second_factor/value", i), "given", role)
		}
	}
}

func committeeChair(l *linter) {
	chairs := 0
	for _, s := range l.Committee.Seats {
		if s.Chair {
			chairs++
		}
	}
	if chairs != 1 && len(l.Committee.Seats) > 0 {
		l.add("/committee/seats", "given", chairs)
	}
}

func committeeUnreachable(l *linter) {
	if len(l.Committee.Seats) > 0 && !l.Process.Takes(StepCommittee) {
		l.add("/committee")
	}
}

// conflictUnreachable: nobody can come from the body of the first stage where no
// seat belongs to an intake body.
func conflictUnreachable(l *linter) {
	possible := false
	for _, s := range l.Committee.Seats {
		_, intake := l.Organisation.IntakeBody(s.Body)
		possible = possible || intake
	}
	for i, c := range l.Committee.Conflicts {
		if c.ID == ConflictSameBody && !possible {
			l.add(at("/committee/conflicts", i))
		}
	}
}

func bodyUnknown(l *linter) {
	known := ids(slices.Concat(l.Organisation.Members, l.Organisation.IntakeBodies), func(b Body) string { return b.ID })
	look := func(path string, seats []Seat) {
		for i, s := range seats {
			if s.Body != "" && !known[s.Body] {
				l.nowhere(at(path, i)+"/body", s.Body, known)
			}
		}
	}
	members := ids(l.Organisation.Members, func(b Body) string { return b.ID })
	if l.Fees != nil {
		for i, f := range l.Fees.Lines {
			if f.Payee != "" && !members[f.Payee] {
				l.nowhere(at("/fees/lines", i)+"/payee", f.Payee, members)
			}
		}
	}
	if _, is := l.Organisation.GrantedBy(); l.Organisation.Granting != "" && !is {
		l.nowhere("/organisation/granting", l.Organisation.Granting, members)
	}
	look("/organisation/officers", l.Organisation.Officers)
	look("/organisation/secretariats", l.Organisation.Secretariats)
	look("/organisation/observers", l.Organisation.Observers)
	look("/committee/seats", l.Committee.Seats)
}

func intakeCode(l *linter) {
	seen := map[string]bool{}
	for i, b := range l.Organisation.IntakeBodies {
		if b.Code != "" && seen[b.Code] {
			l.add(at("/organisation/intake_bodies", i)+"/code", "given", b.Code)
		}
		seen[b.Code] = true
	}
}

func intakeUnreachable(l *linter) {
	if len(l.Organisation.IntakeBodies) > 0 && !l.Process.Takes(StepDocumentReview) {
		l.add("/organisation/intake_bodies")
	}
}

func sessionMonths(l *linter) {
	last := 0
	for i, m := range l.Sessions.Months {
		if m > 12 || m <= last {
			l.add(at("/sessions/months", i), "given", m)
		}
		last = m
	}
}

func calendarDay(l *linter) {
	for i, c := range l.Calendar.Closures {
		var from, to civil.MonthDay
		if from.UnmarshalText([]byte(c.From)) != nil || to.UnmarshalText([]byte(c.To)) != nil {
			l.add(at("/calendar/closures", i))
		}
	}
}

// renewalWindow: the window opens before it closes. Days and months cannot be
// compared, so a year is taken as an example.
func renewalWindow(l *linter) {
	w := l.Validity.Renewal
	if w == nil || w.Opens.IsZero() || w.Closes.IsZero() {
		return
	}
	if ended, _ := civil.Of(2023, 12, 31); !w.Opens.Before(ended).Before(w.Closes.Before(ended)) {
		l.add("/validity/renewal_window/opens_before", "opens", w.Opens, "closes", w.Closes)
	}
}

// renewalListed: the first day of the window is when a mark is listed for its renewal; where
// there is none, the edition says when.
func renewalListed(l *linter) {
	w := l.Validity.Renewal
	if w == nil || w.Opens.IsZero() != w.Listed.Value.IsZero() {
		return
	}
	if w.Opens.IsZero() {
		l.add("/validity/renewal_window")
		return
	}
	l.add("/validity/renewal_window/listed_before", "opens", w.Opens)
}

func clockUnknown(l *linter) {
	for i, c := range l.Clocks {
		if c.ID != "" && !slices.Contains(ClockNames(), c.ID) {
			l.choose(at("/clocks", i)+"/id", c.ID, ClockNames())
		}
	}
}

func estimateUnknown(l *linter) {
	for i, x := range l.Estimates {
		if x.ID != "" && !slices.Contains(EstimateNames(), x.ID) {
			l.choose(at("/estimates", i)+"/id", x.ID, EstimateNames())
		}
	}
}

func reminderUnknown(l *linter) {
	for i, r := range l.Reminders {
		if r.ID != "" && !slices.Contains(RemindedOf(), r.ID) {
			l.choose(at("/reminders", i)+"/id", r.ID, RemindedOf())
		}
	}
}

// reminderDays: the days of a row stand in the order in which they come, each once, none more than a year away.
func reminderDays(l *linter) {
	for i, r := range l.Reminders {
		offsets, before := r.Days.Value.Offsets(), len(r.Days.Value.Before)
		for j, n := range offsets {
			path, k := at("/reminders", i)+"/days/value/before", j
			if j >= before {
				path, k = at("/reminders", i)+"/days/value/after", j-before
			}
			if n < -366 || n > 366 || j > 0 && n <= offsets[j-1] {
				l.add(at(path, k), "given", max(n, -n))
			}
		}
	}
}

func clockUnreachable(l *linter) {
	for i, c := range l.Clocks {
		if c.ID == ClockAgreement && !l.Process.Takes(StepAgreement) {
			l.add(at("/clocks", i), "clock", c.ID)
		}
	}
	if _, ok := l.Clock(ClockAgreement); !ok && l.Process.Takes(StepAgreement) {
		l.add("/clocks")
	}
}
