package app

import (
	"context"
	"errors"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/committee"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
)

// MinutesPaper is the minutes of a session as PDF, once they are approved, as far as the actor is told of them.
func (a *App) MinutesPaper(ctx context.Context, actor access.Actor, id, lang string) (FileView, error) {
	var m desk.Minutes
	var refused error
	err := a.LookAt(ctx, actor, desk.OnSession, id, func(w *desk.Work) { m, refused = minutesOf(w) })
	if err = errors.Join(err, refused); err != nil {
		return FileView{}, err
	}
	content, err := a.Papers.Minutes(m, lang)
	return FileView{Name: id + "-minutes.pdf", Type: "application/pdf", SHA256: desk.Hash(content), Content: content}, err
}

// minutesOf are the approved minutes of the session on the desk: what is said of a case is left out for whoever has left it.
func minutesOf(w *desk.Work) (m desk.Minutes, err error) {
	if !onBench(w.Actor) {
		return m, fault.New(fault.NotFound, "page-unknown", "")
	}
	approval, approved := committee.Approval(desk.Read(w, w.MinutesSteps, w.Session.ID))
	if !approved {
		return m, fault.New(fault.Conflict, "minutes.not-approved", w.Session.ID)
	}
	m = desk.Minutes{Session: told(w, w.Session), Scheme: w.Edition.Name, Committee: w.Edition.Committee.Name, Approved: civil.In(approval.At)}
	seat, _ := desk.First(w.Edition.Committee.Seats, func(s scheme.Seat) bool { return s.ID == approval.Seat })
	if m.Seat = seat.Title; w.Session.Minutes != m.Session.Minutes {
		m.Withheld++
	}
	for _, item := range desk.Read(w, w.Agenda, w.Session.ID) {
		switch {
		case item.Minutes == "":
		case hears(w, w.Session, item):
			m.Parts = append(m.Parts, desk.MinutesPart{Case: w.NoOf(desk.Read(w, w.Tx.Case, item.CaseID)), Text: item.Minutes})
		default:
			m.Withheld++
		}
	}
	return m, nil
}

// onBench reports whether the actor reads what is laid before the committee.
func onBench(actor access.Actor) bool {
	return actor.Role == record.RoleMember || actor.Role == record.RoleSecretariat
}

// PackPaper is the cases of a session as one PDF, each on a page of its own: those that the actor has left, or has still to
// declare itself in, are not in it.
func (a *App) PackPaper(ctx context.Context, actor access.Actor, id, lang string) (FileView, error) {
	s, err := a.SessionView(ctx, actor, id)
	if err != nil {
		return FileView{}, err
	}
	if !onBench(actor) {
		return FileView{}, fault.New(fault.NotFound, "page-unknown", "")
	}
	ed, err := a.Shelf.EditionAt(s.Scheme, s.Day)
	if err != nil {
		return FileView{}, err
	}
	pack := desk.Pack{Session: s.Session, Scheme: ed.Name, Committee: ed.Committee.Name, Withheld: len(s.Undeclared)}
	for _, line := range s.Agenda {
		c, err := a.CaseView(ctx, actor, line.Case)
		if errors.Is(err, fault.NotFound) { // it has left the agenda meanwhile
			continue
		}
		if err != nil {
			return FileView{}, err
		}
		pack.Items = append(pack.Items, packItem(line.No, c))
	}
	content, err := a.Papers.Pack(pack, lang)
	return FileView{Name: id + "-pack.pdf", Type: "application/pdf", SHA256: desk.Hash(content), Content: content}, err
}

// packItem is a case as its reader may see it.
func packItem(no int, c CaseView) desk.PackItem {
	item := desk.PackItem{No: no, Case: c.No, Applicant: c.Applicant, Service: c.Service, Type: c.Book.Term(string(c.Type)), Filed: c.Filed, Report: c.Report, Findings: c.Findings}
	if c.Score != nil {
		item.PointsPass = c.Score.Result.PointsPass
	}
	for _, answer := range c.Answers {
		if answer.First != "" && answer.First != record.Met {
			item.Verdicts = append(item.Verdicts, desk.PackVerdict{Place: scheme.Place{Criterion: answer.Criterion, Aspect: answer.Aspect}.String(), First: answer.First, Note: answer.FirstNote})
		}
	}
	return item
}
