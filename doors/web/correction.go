package web

import (
	"slices"
	"strconv"

	"akashi/app"
	"akashi/record"
	"akashi/scheme"
	"akashi/values/civil"
)

// corrected is something that was put right: what stood before, on which day that
// ended, where it is known, and why.
type corrected struct {
	Was  string
	Said string // of what stood before, in the words of the office
	On   civil.Date
	Why  string
	How  string // key of the words for what was done on the day; "" of a correction
}

// notices are the days of the notice that no longer stand, the last first.
func (p page) notices(c app.CaseView) (was []corrected) {
	if c.Notice == nil {
		return nil
	}
	next := *c.Notice
	for _, old := range slices.Backward(c.Notices) {
		was = append(was, corrected{Was: p.Day(old.Received), On: civil.In(next.At), Why: next.Reason})
		next = old
	}
	return was
}

// charged is what was put right of one charge: payments that were taken back, and what
// it was before it followed a correction.
func (p page) charged(c app.CaseView, id string) (was []corrected) {
	for _, back := range c.Payments {
		if i := slices.IndexFunc(c.Payments, func(o record.Payment) bool { return o.ID == back.Reverses }); i >= 0 && back.ChargeID == id {
			o := c.Payments[i]
			was = append(was, corrected{Was: p.T("correction.payment", "sum", p.Yen(o.Amount), "day", p.Day(o.Received)), On: back.Received, Why: back.Reason})
		}
	}
	for _, f := range slices.Backward(c.Followed) {
		if f.ChargeID == id {
			was = append(was, corrected{Was: p.T("correction.charge", "sum", p.Yen(f.FromAmount), "day", p.Day(f.FromDue)), On: civil.In(f.At), Why: f.Reason})
		}
	}
	return was
}

// replaced are the lines of the history that a line stands in the place of; why is told
// once, under the last of them.
func (p page) replaced(h app.HistoryLine) (was []corrected) {
	for _, o := range h.Replaced {
		was = append(was, corrected{Was: p.Day(o.Day) + " " + p.Name("history", o.Kind), Said: o.Reason})
	}
	if len(was) > 0 {
		was[0].Why = h.Correction
	}
	return was
}

// assigned is who examines a case, and as what.
func (p page) assigned(x app.ReviewerView) string {
	return p.T("team.line", "name", x.Name, "role", p.Name("role", x.Role))
}

// visit is one visit in words.
func (p page) visit(x record.Visit) string {
	return p.Name("visit", x.Kind, "day", p.Day(x.Day), "minutes", strconv.Itoa(x.Minutes), "persons", strconv.Itoa(x.Persons))
}

// visitLine is a visit as it stands, or nothing where it was taken out, and what stood
// in its place before.
type visitLine struct {
	ID  string // of the visit that stands
	By  string
	Now string
	Was []corrected
}

// visits are the visits of a case, each with those that it replaced, the last first.
func (p page) visits(c app.CaseView) (lines []visitLine) {
	all := slices.Concat(c.Visits, c.Corrected)
	named := func(id string) int {
		return slices.IndexFunc(all, func(o record.Visit) bool { return id != "" && o.ID == id })
	}
	for _, x := range all {
		if slices.ContainsFunc(all, func(o record.Visit) bool { return o.Corrects != "" && o.Corrects == x.ID }) {
			continue
		}
		var line visitLine
		if x.Minutes > 0 {
			line.ID, line.By, line.Now = x.ID, x.By, p.visit(x)
		}
		for i := named(x.Corrects); i >= 0; i = named(x.Corrects) {
			line.Was = append(line.Was, corrected{Was: p.visit(all[i]), Why: x.Reason})
			x = all[i]
		}
		lines = append(lines, line)
	}
	return lines
}

// voided is a vote that no longer stands, as far as the visitor is shown it.
func (p page) voided(ed *scheme.Edition, x app.VoidedVote) corrected {
	was := p.Name("voided", x.Kind)
	if vote := p.voteOf(ed, x.Seat, x.Choice); vote != "" {
		was = p.T("votes.line", "seat", was, "choice", vote)
	}
	return corrected{Was: was, On: civil.In(x.At), Why: x.Reason}
}

// voteOf is the vote of a seat, without what the visitor is not shown of it.
func (p page) voteOf(ed *scheme.Edition, seat string, choice record.Choice) string {
	vote := ""
	if choice != record.VoteSealed {
		vote = p.Name("choice", choice)
	}
	switch {
	case seat == "":
		return vote
	case vote == "":
		return p.seat(ed, seat)
	}
	return p.T("votes.line", "seat", p.seat(ed, seat), "choice", vote)
}

// seat is a seat of the committee as the scheme prints it.
func (p page) seat(ed *scheme.Edition, id string) string {
	i := slices.IndexFunc(ed.Committee.Seats, func(s scheme.Seat) bool { return s.ID == id })
	if i < 0 {
		return id
	}
	s := ed.Committee.Seats[i]
	return p.T("org.seat.line", "title", p.Text(s.Title), "affiliation", p.Text(s.Affiliation))
}
