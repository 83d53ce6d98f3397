package web

import (
	"encoding/json"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"akashi/app"
	"akashi/rules/access"
	"akashi/rules/coverage"
	"akashi/scheme"
)

// askedView is one thing that the method of a criterion asks for, and whether it is there.
type askedView struct {
	What  string
	There bool
	Add   []link

	document bool // a file will do
}

// addition is an act by which evidence is handed in, the field that names the criterion, and
// where the act has a page of the case to itself, that.
type addition struct {
	act   access.Action
	field string
	page  string
}

// addedBy are the acts by which each kind of evidence is handed in.
var addedBy = map[scheme.EvidenceKind][]addition{
	scheme.EvidenceDocument:  {{access.Reuse, "criterion", ""}},
	scheme.EvidenceWeb:       {{access.RecordPage, "item", ""}},
	scheme.EvidenceStatement: {{access.State, "items", ""}},
	scheme.EvidenceAudit:     {{access.RecordEvidence, "", "audits"}},
	scheme.EvidenceReport:    {{access.RecordReport, "", ""}},
}

// askedFor lists what the method of a criterion asks for.
func (p page) askedFor(c *caseView, criterion *scheme.Criterion) (all []askedView) {
	due := slices.DeleteFunc(slices.Clone(c.EvidenceDue), func(d coverage.Due) bool { return d.Item != criterion.ID })
	for _, asking := range c.Edition.Method(criterion.For(scheme.CaseType(c.Type)).Method).Asks {
		view := askedView{What: p.asking(asking)}
		view.There = !slices.ContainsFunc(due, func(d coverage.Due) bool { return d.Asks == asking.AnyOf[0] && d.Post == asking.Post })
		view.document = slices.Contains(asking.AnyOf, scheme.EvidenceDocument)
		for _, kind := range asking.AnyOf {
			for _, by := range addedBy[kind] {
				view.Add = append(view.Add, p.adding(c, by, criterion.ID, asking.Post)...)
			}
		}
		all = append(all, view)
	}
	return all
}

// adding leads to the act by which something is handed in for a criterion, where the visitor
// may.
func (p page) adding(c *caseView, by addition, criterion string, post scheme.Post) []link {
	o, can := c.offered(by.act)
	if !can {
		return nil
	}
	label := p.T("item.add." + string(o.Action))
	if by.page != "" {
		return []link{{Path: casePath(c.No, tab(by.page)) + "#add", Label: label}}
	}
	query := url.Values{"_next": {casePath(c.No, tabItems, criterion)}}
	if by.field != "" {
		query.Set(by.field, criterion)
	}
	if post != "" {
		query.Set("post", string(post))
	}
	return []link{{Path: actAt(o, c.No) + "?" + query.Encode(), Label: label}}
}

// documentView is one line of the checklist of documents (提出書類).
type documentView struct {
	Title, State string
	Age          string // its day, and until when it may be filed; "" where it has none
	Aging        bool   // it is about to become too old
	Counts       bool
	Missing      []string // what the intake found to be missing of it
	Add          link
}

// documents are the lines of the checklist, each with the way to hand it in.
func (p page) documents(c *caseView) (all []documentView) {
	for _, handed := range c.Documents {
		for _, d := range c.Edition.Documents {
			if d.ID != handed.ID {
				continue
			}
			view := documentView{Title: p.Text(d.Title), State: p.Name("document", handed.State), Counts: handed.Counts(), Missing: c.sentBack(scheme.IntakeDocument, d.ID)}
			view.Age, view.Aging = p.ageOf(c, d.Evidence)
			by, query := access.Attach, url.Values{"document": {d.ID}, "_next": {casePath(c.No, tabPapers)}}
			switch {
			case d.ShownBy == scheme.ShownByReport:
				by = access.RecordReport
				query.Del("document")
			case d.ShownBy == scheme.ShownByCriteria:
				if !view.Counts {
					view.Add = link{Path: casePath(c.No, tabItems), Label: p.T("blocker.look.items")}
				}
			}
			label := "item.add." + string(by)
			if slices.Contains([]coverage.DocumentState{coverage.DocumentUndated, coverage.DocumentTooOld, coverage.DocumentFuture}, handed.State) && by == access.Attach {
				by, label = access.RecordEvidence, "item.date"
				query.Del("document")
			}
			if o, can := c.offered(by); can && view.Add.Path == "" && (!view.Counts || len(view.Missing) > 0) {
				view.Add = link{Path: actAt(o, c.No) + "?" + query.Encode(), Label: p.T(label)}
			}
			all = append(all, view)
		}
	}
	return all
}

// ageOf says of a dated document of which day it is and, until it is filed, until when it may be.
func (p page) ageOf(c *caseView, kind string) (says string, aging bool) {
	if c.Worth == nil || kind == "" {
		return "", false
	}
	for _, a := range c.Worth.Ages {
		switch {
		case a.Evidence != kind || a.On.IsZero():
		case c.Filed.IsZero():
			return p.T("files.age", "on", p.Day(a.On), "until", p.Day(a.LastDay)), a.State == coverage.Aging
		default:
			return p.T("files.dated", "on", p.Day(a.On)), false
		}
	}
	return "", false
}

// prefillEvidence fills the form of dated evidence with what is stated already, which the act
// replaces, and with a line for each dated document.
func prefillEvidence(given url.Values, c app.CaseView, ed *scheme.Edition) {
	now := stated(&caseView{CaseView: c})
	if audits, err := json.Marshal(now.Audits); err == nil && len(now.Audits) > 0 {
		given.Set("audits", string(audits))
	}
	for i, a := range now.Assets {
		at := "assets." + strconv.Itoa(i) + "."
		given.Set(at+"class", a.Class)
		given.Set(at+"hosts", strings.Join(a.Hosts, ", "))
		given.Set(at+"reason", a.Reason)
	}
	for i, d := range slices.DeleteFunc(slices.Clone(ed.Documents), func(d scheme.Document) bool { return d.Evidence == "" || d.ShownBy != "" }) {
		at := "dates." + strconv.Itoa(i) + "."
		given.Set(at+"key", d.Evidence)
		if day := now.Dates[d.Evidence]; !day.IsZero() {
			given.Set(at+"value", day.String())
		}
	}
}
