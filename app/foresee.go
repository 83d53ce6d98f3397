package app

import (
	"slices"

	"akashi/record"
	"akashi/rules/committee"
	"akashi/rules/lifecycle"
	"akashi/scheme"
	"akashi/values/fault"
)

// owing foresees an act on a charge: without one in the status there is nothing to
// do.
func owing(status record.ChargeStatus) foresight {
	return func(w *work) (prospect, error) {
		charges, err := w.Charges(w.c.ID)
		there := slices.ContainsFunc(charges, func(c record.Charge) bool { return c.Status == status })
		return prospect{idle: !there}, err
	}
}

func (w *work) correctionsToJudge() (prospect, error) {
	findings, err := w.Findings(w.c.ID)
	there := slices.ContainsFunc(findings, func(f record.Finding) bool { return f.State == record.FindingAnswered })
	return prospect{idle: !there}, err
}

// proofsStand foresees the end of a review: no first verdict of met may stand
// against what the records show.
func (w *work) proofsStand() (prospect, error) {
	rows, err := w.Answers(w.c.ID)
	if err != nil {
		return prospect{}, err
	}
	return against(w.checkProofs(rows, first))
}

// excuse foresees a late renewal: a reason, given with the submission, may excuse
// it.
func (w *work) excuse() (prospect, error) {
	inTime, err := w.inRenewalWindow()
	if err != nil || inTime.holds || w.c.Reason != "" {
		return prospect{}, err
	}
	w.c.Reason = "to be given"
	defer func() { w.c.Reason = "" }()
	excused, err := w.inRenewalWindow()
	return prospect{grounds: grounds{lifecycle.InRenewalWindow: excused}}, err
}

// sessionToCome foresees a place on an agenda: some planned session still takes
// cases in.
func (w *work) sessionToCome() (prospect, error) {
	next, err := w.nextSession()
	inTime := because(next != "", w.edition.Sessions.Source)
	return prospect{grounds: grounds{lifecycle.InTimeForSession: inTime}}, err
}

// seatToVote foresees a vote: of the actor's own seat, or of any that is present,
// has no conflict and has not voted.
func (w *work) seatToVote() (prospect, error) {
	present, err := w.Attendance(w.c.SessionID)
	if err != nil {
		return prospect{}, err
	}
	votes, err := w.Votes(w.c.SessionID, w.c.ID)
	if err != nil {
		return prospect{}, err
	}
	found, err := w.conflicts()
	if err != nil {
		return prospect{}, err
	}
	waits := func(seat string) bool {
		voted := slices.ContainsFunc(votes, func(v record.Vote) bool { return v.Seat == seat })
		conflicted := slices.ContainsFunc(found, func(f committee.Found) bool { return f.Seat == seat })
		return !voted && !conflicted && (w.actor.Seat == "" || seat == w.actor.Seat)
	}
	if !slices.ContainsFunc(w.edition.Committee.Seats, func(s scheme.Seat) bool { return waits(s.ID) }) {
		return prospect{idle: true}, nil
	}
	if slices.ContainsFunc(present, func(a record.Attendance) bool { return waits(a.Seat) }) {
		return prospect{}, nil
	}
	return prospect{against: []Blocked{{Code: "vote.absent", Clause: w.edition.Committee.Source}}}, nil
}

// decisionToCome foresees what the committee would decide on the votes as cast.
func (w *work) decisionToCome() (prospect, error) {
	sitting, err := w.sit()
	if err != nil {
		return prospect{}, err
	}
	result, _, err := w.score(final)
	if err != nil {
		return prospect{}, err
	}
	event, _ := eventOf(sitting.Outcome)
	ahead, err := against(w.evidenceAllows(event))
	ahead.event, ahead.grounds = event, w.decisionGrounds(sitting, result)
	return ahead, err
}

// noticeToCome foresees the receipt of the notice: there is only ever one.
func (w *work) noticeToCome() (prospect, error) {
	_, received, err := notFound(w.Notice(w.c.ID))
	return prospect{idle: received}, err
}

// yearlyFeesRun foresees yearly fees: there are none, or the mark has gone on to
// another case or has ended.
func (w *work) yearlyFeesRun() (prospect, error) {
	m, err := w.Mark(w.c.MarkID)
	return prospect{idle: !w.paysYearly(m)}, err
}

// diagnosisAsked foresees evidence on the diagnosis: not every edition asks for one.
func (w *work) diagnosisAsked() (prospect, error) {
	return prospect{idle: w.edition.Diagnosis == nil}, nil
}

func (w *work) dayOfSession() (prospect, error) { return against(w.sessionDayCome()) }

func (w *work) agendaSettled() (prospect, error) { return against(w.nothingPending()) }

// sessionDayCome refuses to open a session before its day.
func (w *work) sessionDayCome() error {
	if !w.today.Before(w.session.Day) {
		return nil
	}
	return &fault.Refusal{Clause: w.edition.Sessions.Source, Reason: "session.before-its-day", Detail: map[string]string{"day": w.session.Day.String()}}
}

// nothingPending refuses to close a session that leaves a case of its agenda as it
// is.
func (w *work) nothingPending() error {
	agenda, err := w.Agenda(w.session.ID)
	if err != nil {
		return err
	}
	for _, item := range agenda {
		if item.State != record.AgendaPending {
			continue
		}
		c, err := w.Case(item.CaseID)
		if err != nil {
			return err
		}
		return &fault.Refusal{Clause: w.edition.Committee.Source, Reason: "session.agenda-pending", Detail: map[string]string{"case": c.No}}
	}
	return nil
}
