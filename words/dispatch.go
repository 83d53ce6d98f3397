package words

import (
	"cmp"
	"strconv"
	"strings"

	"akashi/app/desk"
	"akashi/record"
	"akashi/scheme"
	"akashi/values/civil"
)

// DispatchPaper is an official document with its words, to be printed. One without a number is a draft.
func (b *Book) DispatchPaper(d record.Dispatch) desk.Paper {
	c := d.Content
	p := desk.Paper{Lang: string(b.lang), Title: b.Say("dispatch.title." + string(d.Kind)), Number: d.No, Day: d.Issued, PageName: b.Say("invoice.page"), Items: b.Say("dispatch.items"), End: b.Say("dispatch.end")}
	if d.No == "" {
		p.Draft = b.Say("dispatch.draft")
	}
	p.To, p.ToLines, p.ToPersons = b.addressee(c.To)
	p.Head = []string{cmp.Or(d.No, b.Say("dispatch.no-number")), b.dayWithEra(d.Issued)}
	p.From = sender(c.From)
	fact := func(key, value string) {
		if value != "" {
			p.Facts = append(p.Facts, desk.PaperFact{Name: b.Say(key), Value: value})
		}
	}
	if d.Replaces != "" {
		p.Body = append(p.Body, b.Say("dispatch.replaces", "no", d.Replaces))
	}
	fact("invoice.case", c.Case)
	switch {
	case c.Acknowledgement != nil:
		b.acknowledgement(*c.Acknowledgement, &p, fact)
	case c.Findings != nil:
		b.findings(*c.Findings, &p, fact)
	case c.Certificate != nil:
		b.certificate(*c.Certificate, &p, fact)
	case c.Renewal != nil:
		b.renewalLetter(*c.Renewal, &p, fact)
	case c.Passing != nil:
		b.passing(*c.Passing, &p, fact)
	case c.Refusal != nil:
		b.refusal(*c.Refusal, &p, fact)
	case c.Correction != nil:
		b.correction(*c.Correction, &p, fact)
	case c.VisitPlan != nil:
		b.visitPlan(*c.VisitPlan, &p, fact)
	case c.Report != nil:
		b.report(*c.Report, &p, fact)
	case c.Agreement != nil:
		b.agreement(*c.Agreement, c, &p, fact)
	case c.Measure != nil:
		b.measure(d.Kind, *c.Measure, &p, fact)
	}
	fact("dispatch.edition", d.Edition)
	return p
}

func (b *Book) acknowledgement(l record.AcknowledgementLetter, p *desk.Paper, fact func(key, value string)) {
	p.Body = append(p.Body, b.Say("dispatch.words.acknowledgement"))
	fact("dispatch.type", b.said(l.Type))
	fact("dispatch.service", l.Service)
	fact("dispatch.filed", b.dayWithEra(l.Filed))
}

func (b *Book) findings(l record.FindingsLetter, p *desk.Paper, fact func(key, value string)) {
	p.Body = append(p.Body, b.Say("dispatch.words.findings", "due", b.dayOrNone(l.Due)))
	fact("dispatch.service", l.Service)
	fact("dispatch.answer-by", b.dayOrNone(l.Due))
	p.Table = desk.PaperTable{Head: []string{b.Say("dispatch.found"), b.Say("dispatch.item")}}
	for _, i := range l.Items {
		p.Table.Rows = append(p.Table.Rows, desk.PaperRow{Cells: []string{b.Say("dispatch.finding", "no", strconv.Itoa(i.No), "text", i.Text), i.Criterion}})
	}
}

func (b *Book) certificate(l record.CertificateLetter, p *desk.Paper, fact func(key, value string)) {
	p.Title = cmp.Or(b.said(l.Title), p.Title)
	p.Body = append(p.Body, b.Say("dispatch.words.certificate", "mark", b.said(l.Mark)))
	fact("dispatch.number", l.Number)
	fact("dispatch.service", l.Service)
	fact("dispatch.granted", b.dayWithEra(l.Granted))
	fact("dispatch.validity", b.Say("dispatch.days", "from", b.Day(l.ValidFrom), "to", b.Day(l.ValidTo)))
}

func (b *Book) renewalLetter(l record.RenewalLetter, p *desk.Paper, fact func(key, value string)) {
	p.Body = append(p.Body, b.Say("dispatch.words.renewal", "mark", b.said(l.Mark), "closes", b.dayWithEra(l.Closes)))
	fact("dispatch.number", l.Number)
	fact("dispatch.service", l.Service)
	fact("dispatch.ends", b.dayWithEra(l.ValidTo))
	fact("dispatch.opens", b.dayOrNone(l.Opens))
	fact("dispatch.closes", b.dayWithEra(l.Closes))
}

func (b *Book) passing(l record.PassingLetter, p *desk.Paper, fact func(key, value string)) {
	p.Body = append(p.Body, b.Say("dispatch.words.passing", "outcome", b.said(l.Outcome)))
	fact("dispatch.service", l.Service)
	fact("dispatch.outcome", b.said(l.Outcome))
	fact("dispatch.decided", b.dayWithEra(l.Decided))
	fact("dispatch.points", b.points(l.Points, l.PointsPass))
	fact("dispatch.conditions", l.Conditions)
	fact("dispatch.number", l.Number)
	if !l.ValidTo.IsZero() {
		fact("dispatch.validity", b.Say("dispatch.days", "from", b.Day(l.ValidFrom), "to", b.Day(l.ValidTo)))
	}
	fact("dispatch.agreement-due", b.dayOrNone(l.Agreement))
}

func (b *Book) refusal(l record.RefusalLetter, p *desk.Paper, fact func(key, value string)) {
	p.Body = append(p.Body, b.Say("dispatch.words.refusal", "outcome", b.said(l.Outcome)))
	fact("dispatch.service", l.Service)
	fact("dispatch.outcome", b.said(l.Outcome))
	fact("dispatch.decided", b.dayWithEra(l.Decided))
	fact("dispatch.points", b.points(l.Points, l.PointsPass))
	fact("dispatch.reasons", l.Reasons)
	fact("dispatch.object-by", b.dayOrNone(l.ObjectBy))
	if len(l.Unmet) == 0 {
		return
	}
	p.Table = desk.PaperTable{Head: []string{b.Say("dispatch.unmet"), b.Say("dispatch.item")}}
	for _, i := range l.Unmet {
		p.Table.Rows = append(p.Table.Rows, desk.PaperRow{Cells: []string{cmp.Or(b.said(i.Text), i.ID), i.ID}})
	}
}

// addressee names who gets a document with the form of address, and where and who they are.
func (b *Book) addressee(to record.Addressee) (name string, lines []string, persons int) {
	if to.Address != "" {
		lines = strings.Split(to.Address, "\n")
	}
	if person := strings.TrimSpace(to.Post + "　" + to.Person); strings.Trim(person, "　 ") != "" {
		return to.Name, append(lines, together(b.Say("dispatch.person", "person", strings.Trim(person, "　 ")))), 1
	}
	return together(b.Say("invoice.to", "name", to.Name)), lines, 0
}

func sender(from record.Sender) (lines []string) {
	for _, line := range []string{from.Name, from.Post, from.Person, from.Address, from.Phone} {
		if line != "" {
			lines = append(lines, line)
		}
	}
	return lines
}

func (b *Book) said(t record.Said) string { return b.Text(scheme.Text{JA: t.JA, EN: t.EN}) }

func (b *Book) points(got, needed int) string {
	if needed == 0 {
		return ""
	}
	return b.Say("dispatch.of-points", "points", strconv.Itoa(got), "needed", strconv.Itoa(needed))
}

func (b *Book) dayOrNone(d civil.Date) string {
	if d.IsZero() {
		return ""
	}
	return b.dayWithEra(d)
}
