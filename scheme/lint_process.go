package scheme

import (
	"slices"
	"strings"

	"akashi/values/civil"
)

// stepOrder: the steps stand in the order of ISO/IEC 17065 clause 7, each once.
func stepOrder(l *linter) {
	last := -1
	for i, s := range l.Process.Steps {
		place := slices.Index(Steps(), s)
		if place >= 0 && place <= last {
			l.add(at("/process/steps", i), "take the steps once each and in this order: %s", strings.Join(words(Steps()...), ", "))
		}
		last = max(last, place)
	}
}

func gateFee(l *linter) {
	for i, g := range l.Process.Gates {
		path := at("/process/gates", i)
		if slices.Contains(l.Process.Gates[:i], g) {
			l.add(path, "the gate is there twice; keep one")
		}
		if l.Fees == nil {
			l.add(path+"/fee", "there are no fees to pay; remove the gate or add the fees")
			continue
		}
		if _, ok := l.Fees.line(g.Fee); !ok && g.Fee != "" {
			l.add(path+"/fee", "there is no fee line %q; add it to lines or correct the code", g.Fee)
		}
	}
}

func gateStep(l *linter) {
	step := map[Gate]Step{GateApplicationReview: StepApplicationReview, GateCommittee: StepCommittee}
	for i, g := range l.Process.Gates {
		if s, ok := step[g.Gate]; ok && !l.Process.Takes(s) {
			l.add(at("/process/gates", i)+"/gate", "the scheme takes no step %q for this gate to open", s)
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
		l.add("/committee/seats", "one seat is the chair, but %d are", chairs)
	}
}

func committeeUnreachable(l *linter) {
	if len(l.Committee.Seats) > 0 && !l.Process.Takes(StepCommittee) {
		l.add("/committee", "the scheme takes no step committee; add the step or remove the committee")
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
			l.add(at("/committee/conflicts", i), "no seat belongs to an intake body; name the body of the seats or remove this conflict")
		}
	}
}

func bodyUnknown(l *linter) {
	known := ids(slices.Concat(l.Organisation.Members, l.Organisation.IntakeBodies), func(b Body) string { return b.ID })
	look := func(path string, seats []Seat) {
		for i, s := range seats {
			if s.Body != "" && !known[s.Body] {
				l.add(at(path, i)+"/body", "there is no body %q among members and intake_bodies", s.Body)
			}
		}
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
			l.add(at("/organisation/intake_bodies", i)+"/code", "code %q belongs to another intake body", b.Code)
		}
		seen[b.Code] = true
	}
}

func intakeUnreachable(l *linter) {
	if len(l.Organisation.IntakeBodies) > 0 && !l.Process.Takes(StepDocumentReview) {
		l.add("/organisation/intake_bodies", "the scheme takes no step document_review for intake bodies to do")
	}
}

func sessionMonths(l *linter) {
	last := 0
	for i, m := range l.Sessions.Months {
		if m > 12 || m <= last {
			l.add(at("/sessions/months", i), "write the months from 1 to 12, each once and in order")
		}
		last = m
	}
}

func calendarDay(l *linter) {
	for i, c := range l.Calendar.Closures {
		var from, to civil.MonthDay
		if from.UnmarshalText([]byte(c.From)) != nil || to.UnmarshalText([]byte(c.To)) != nil {
			l.add(at("/calendar/closures", i), "write the first and the last day of the closure as \"12-29\"")
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
		l.add("/validity/renewal_window/opens_before", "the window opens earlier than it closes: give opens_before the longer period")
	}
}

func clockUnknown(l *linter) {
	for i, c := range l.Clocks {
		if c.ID != "" && !slices.Contains(ClockNames(), c.ID) {
			l.add(at("/clocks", i)+"/id", "nothing reads a clock %q; the clocks are %s", c.ID, strings.Join(ClockNames(), ", "))
		}
	}
}

func clockUnreachable(l *linter) {
	for i, c := range l.Clocks {
		if c.ID == ClockAgreement && !l.Process.Takes(StepAgreement) {
			l.add(at("/clocks", i), "the scheme takes no step agreement for this clock to run in")
		}
	}
	if _, ok := l.Clock(ClockAgreement); !ok && l.Process.Takes(StepAgreement) {
		l.add("/clocks", "the step agreement needs the clock agreement")
	}
}
