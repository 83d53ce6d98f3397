package words

import (
	"cmp"
	"strconv"
	"strings"

	"akashi/app/desk"
	"akashi/record"
)

func (b *Book) correction(l record.CorrectionLetter, p *desk.Paper, fact func(key, value string)) {
	p.Body = append(p.Body, b.Say("dispatch.words.correction"))
	fact("dispatch.service", l.Service)
	fact("dispatch.returned", b.dayWithEra(l.Returned))
	fact("dispatch.reasons", l.Reason)
	p.Table = desk.PaperTable{Head: []string{b.Say("dispatch.missing"), b.Say("dispatch.section")}}
	for _, i := range l.Items {
		section := i.Section
		if title := b.said(i.Chapter); title != "" {
			section = title
		}
		p.Table.Rows = append(p.Table.Rows, desk.PaperRow{Cells: []string{strings.TrimSpace(i.ID + " " + b.said(i.Name)), short(section)}, Note: i.Note})
	}
}

// short keeps the first words of a title that would leave no room for what stands before it.
func short(title string) string {
	const most = 14
	if letters := []rune(title); len(letters) > most {
		return string(letters[:most-1]) + "…"
	}
	return title
}

func (b *Book) visitPlan(l record.VisitPlanLetter, p *desk.Paper, fact func(key, value string)) {
	p.Body = append(p.Body, b.Say("dispatch.words.visit-plan"))
	fact("dispatch.service", l.Service)
	fact("dispatch.visit-day", cmp.Or(b.dayOrNone(l.Day), b.Say("dispatch.open-yet")))
	fact("dispatch.visit-hours", l.Hours)
	if l.Minutes > 0 {
		fact("dispatch.visit-time", b.Minutes(l.Minutes))
	}
	fact("dispatch.visit-place", l.Place)
	fact("dispatch.assessors", b.List(l.Assessors))
	p.Table = desk.PaperTable{Head: []string{b.Say("dispatch.scope"), b.Say("dispatch.items-of")}}
	for _, s := range l.Scope {
		p.Table.Rows = append(p.Table.Rows, desk.PaperRow{Cells: []string{b.Say("dispatch.chapter", "no", s.Section, "title", b.said(s.Title)), b.Say("dispatch.n-items", "n", strconv.Itoa(len(s.Criteria)))},
			Note: b.List(s.Criteria)})
	}
}

func (b *Book) report(l record.ReportLetter, p *desk.Paper, fact func(key, value string)) {
	p.Body = append(p.Body, b.Say("dispatch.words.report"))
	fact("dispatch.service", l.Service)
	fact("dispatch.filed-report", b.dayWithEra(l.Filed))
	fact("dispatch.points-first", b.points(l.First, l.PointsPass))
	fact("dispatch.decided", b.dayWithEra(l.Decided))
	fact("dispatch.outcome", b.said(l.Outcome))
	fact("dispatch.points", b.points(l.Points, l.PointsPass))
	fact("dispatch.reasons", l.Reasons)
	p.Table = desk.PaperTable{Head: []string{b.Say("dispatch.item"), b.Say("dispatch.first"), b.Say("dispatch.final")}}
	for _, v := range l.Verdicts {
		name := v.ID
		if v.Aspect != "" {
			name = b.Say("dispatch.aspect", "item", v.ID, "aspect", b.aspect(v.Aspect))
		}
		p.Table.Rows = append(p.Table.Rows, desk.PaperRow{Cells: []string{name, b.verdict(v.First), b.verdict(v.Final)}, Note: v.Note})
	}
	if len(l.Findings) == 0 {
		return
	}
	part := desk.PaperPart{Title: b.Say("dispatch.found")}
	for _, f := range l.Findings {
		part.Lines = append(part.Lines, b.Say("dispatch.finding-state", "no", strconv.Itoa(f.No), "item", f.Criterion, "text", f.Text, "state", b.Name("finding", f.State)))
	}
	p.Parts = append(p.Parts, part)
}

// verdict names a verdict; a stroke stands for none.
func (b *Book) verdict(v record.Verdict) string {
	if v == "" {
		return b.Say("dispatch.no-verdict")
	}
	return b.Name("answer", v)
}

// aspect names an aspect as the pages do, or by its ID.
func (b *Book) aspect(id string) string {
	if key := "dispatch.aspect." + id; b.Has(key) {
		return b.Say(key)
	}
	return id
}

func (b *Book) agreement(l record.AgreementLetter, c record.DispatchContent, p *desk.Paper, fact func(key, value string)) {
	grantor, mark := b.said(l.Grantor), b.said(l.Mark)
	p.Body = append(p.Body, b.Say("dispatch.words.agreement", "grantor", grantor, "holder", c.To.Name, "mark", mark))
	fact("dispatch.service", l.Service)
	fact("dispatch.decided", b.dayWithEra(l.Decided))
	fact("dispatch.agreement-due", b.dayWithEra(l.Due))
	fact("dispatch.conditions", l.Terms)
	for _, f := range l.Fees {
		fact("dispatch.fee", b.Say("dispatch.fee-of", "label", b.said(f.Label), "amount", b.Yen(f.Amount)))
	}
	articles := desk.PaperPart{Title: b.Say("dispatch.articles")}
	for i, key := range []string{"grant", "rules", "fee", "clock", "end"} {
		articles.Lines = append(articles.Lines, b.Say("dispatch.article."+key, "n", strconv.Itoa(i+1), "mark", mark, "rules", b.said(l.Rules), "due", b.dayWithEra(l.Due)))
	}
	p.Parts = []desk.PaperPart{articles}
	p.Signed = []desk.PaperPart{b.party("dispatch.party-a", grantor, ""), b.party("dispatch.party-b", c.To.Name, c.To.Address)}
}

// party is where one of the two signs.
func (b *Book) party(key, name, address string) desk.PaperPart {
	part := desk.PaperPart{Title: b.Say(key)}
	if address != "" {
		part.Lines = strings.Split(address, "\n")
	}
	return desk.PaperPart{Title: part.Title, Lines: append(part.Lines, name, b.Say("dispatch.sign"), b.Say("dispatch.sign-day"))}
}

func (b *Book) measure(kind record.DispatchKind, l record.MeasureLetter, p *desk.Paper, fact func(key, value string)) {
	p.Body = append(p.Body, b.Say("dispatch.words."+string(kind), "mark", b.said(l.Mark)))
	fact("dispatch.number", l.Number)
	fact("dispatch.service", l.Service)
	fact("dispatch.from-day", b.dayWithEra(l.From))
	fact("dispatch.until-day", b.dayOrNone(l.Until))
	fact("dispatch.reasons", l.Reason)
	fact("dispatch.clause", l.Clause)
	if l.NoApplication > 0 {
		fact("dispatch.barred", b.Say("dispatch.months", "n", strconv.Itoa(l.NoApplication)))
	}
	fact("dispatch.object-by", b.dayOrNone(l.ObjectBy))
}
