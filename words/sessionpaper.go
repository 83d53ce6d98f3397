package words

import (
	"strconv"
	"strings"

	"akashi/app/desk"
)

// MinutesPaper is the minutes of a session with their words, to be printed.
func (b *Book) MinutesPaper(m desk.Minutes) desk.Paper {
	p := desk.Paper{Lang: string(b.lang), Title: b.Say("session.minutes"), Number: m.Session.ID, Day: m.Session.Day, PageName: b.Say("invoice.page"),
		Facts: b.sitting(b.Text(m.Scheme), b.Text(m.Committee), m.Session.ID, b.dayWithEra(m.Session.Day))}
	p.Facts = append(p.Facts, desk.PaperFact{Name: b.Say("minutes.paper.approved"), Value: b.Say("minutes.paper.by", "day", b.dayWithEra(m.Approved), "seat", b.Text(m.Seat))})
	if m.Withheld > 0 {
		p.Body = append(p.Body, b.Say("minutes.paper.withheld", "n", strconv.Itoa(m.Withheld)))
	}
	if m.Session.Minutes != "" {
		p.Sections = append(p.Sections, desk.PaperSection{Title: b.Say("minutes.paper.general"), Lines: lines(m.Session.Minutes)})
	}
	for _, part := range m.Parts {
		p.Sections = append(p.Sections, desk.PaperSection{Title: b.Say("minutes.paper.part", "case", part.Case), Lines: lines(part.Text)})
	}
	return p
}

// sitting are the facts of a session.
func (b *Book) sitting(scheme, committee, id, day string) []desk.PaperFact {
	return []desk.PaperFact{{Name: b.Say("minutes.paper.scheme"), Value: scheme}, {Name: b.Say("minutes.paper.committee"), Value: committee}, {Name: b.Say("minutes.paper.day"), Value: day},
		{Name: b.Say("minutes.paper.no"), Value: id}}
}

func lines(text string) []string {
	return strings.Split(strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n")), "\n")
}

// PackPaper is what the committee reads before a session with its words, to be printed: a page for each case.
func (b *Book) PackPaper(all desk.Pack) desk.Paper {
	p := desk.Paper{Lang: string(b.lang), Title: b.Say("pack.title", "day", b.Day(all.Session.Day)), Number: all.Session.ID, Day: all.Session.Day, PageName: b.Say("invoice.page"),
		Facts: b.sitting(b.Text(all.Scheme), b.Text(all.Committee), all.Session.ID, b.dayWithEra(all.Session.Day))}
	if all.Withheld > 0 {
		p.Body = append(p.Body, b.Say("pack.paper.withheld", "n", strconv.Itoa(all.Withheld)))
	}
	for _, item := range all.Items {
		p.Body = append(p.Body, b.packTitle(item)+"　"+item.Case)
		p.Sections = append(p.Sections, b.packSection(item))
	}
	return p
}

func (b *Book) packTitle(item desk.PackItem) string {
	return b.Say("pack.paper.item", "no", strconv.Itoa(item.No), "name", strings.TrimSpace(item.Applicant+"　"+item.Service))
}

// packSection is one case: what the review recommends, what was found not met, and the findings with what became of them.
func (b *Book) packSection(item desk.PackItem) desk.PaperSection {
	s := desk.PaperSection{Title: b.packTitle(item), Apart: true}
	fact := func(key, value string) {
		if value != "" {
			s.Facts = append(s.Facts, desk.PaperFact{Name: b.Say(key), Value: value})
		}
	}
	fact("invoice.case", item.Case)
	fact("dispatch.type", b.Text(item.Type))
	fact("pack.paper.filed", b.dayOrNone(item.Filed))
	if r := item.Report; r != nil {
		fact("pack.paper.recommended", b.Say("option.recommendation."+string(r.Recommendation)))
		fact("dispatch.points-first", b.points(r.Points, item.PointsPass))
		fact("pack.paper.summary", r.Summary)
		fact("dispatch.reasons", r.Reason)
	}
	if len(item.Verdicts) == 0 {
		s.Lines = append(s.Lines, b.Say("pack.paper.none-unmet"))
	}
	for _, f := range item.Findings {
		s.Lines = append(s.Lines, b.Say("dispatch.finding-state", "no", strconv.Itoa(f.No), "item", f.Criterion, "text", f.Text, "state", b.Name("finding", f.State)))
	}
	for _, v := range item.Verdicts {
		s.Table.Head = []string{b.Say("dispatch.item"), b.Say("dispatch.first")}
		s.Table.Rows = append(s.Table.Rows, desk.PaperRow{Cells: []string{v.Place, b.verdict(v.First)}, Note: v.Note})
	}
	return s
}
