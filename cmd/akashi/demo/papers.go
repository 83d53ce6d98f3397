package demo

import (
	"cmp"
	_ "embed" // the paper
	"encoding/json"
	"fmt"
	"strings"

	"akashi/app"
	"akashi/app/application"
	"akashi/app/evidence"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/coverage"
	"akashi/scheme"
	"akashi/values/civil"
)

// handsIn hands in everything that the application still waits for: documents, a page,
// what was signed on paper, audits, a report of a scan that found nothing, and the
// declarations.
func (c *story) handsIn() error {
	actor, err := c.office.UserActor(c.ctx, secretariat)
	if err != nil {
		return err
	}
	view, err := c.office.CaseView(c.ctx, actor, c.no)
	if err != nil {
		return err
	}
	paper := []byte(c.words.Paper)
	acts := c.documents(view, paper)
	for _, post := range scheme.Posts() {
		if len(waiting(view.EvidenceDue, scheme.EvidenceStatement, post)) > 0 {
			acts = append(acts, handing{access.State, evidence.StateInput{Post: post, By: c.words.By, Name: c.words.Signed, Paper: paper}})
		}
	}
	acts = append(acts, c.dated(view)...)
	acts = append(acts, handing{access.Declare, application.DeclareInput{By: c.words.By, Name: c.words.Signed, Paper: paper}})
	for _, a := range acts {
		if _, err := c.act(secretariat, a.name, c.no, a.input); err != nil {
			return err
		}
	}
	return nil
}

// rules are three pages, as a scanner of paper leaves them: pictures, so that no fonts lie in
// the program.
//
//go:embed kitei.pdf
var rules []byte

// handing is one act of handing something in.
type handing struct {
	name  access.Action
	input any
}

// documents are the files: one for the items, one for each line of the checklist; and
// the page for what is shown on the web.
func (c *story) documents(view app.CaseView, paper []byte) (acts []handing) {
	if items := waiting(view.EvidenceDue, scheme.EvidenceDocument, ""); len(items) > 0 {
		acts = append(acts, handing{access.Attach, evidence.AttachInput{Name: c.words.Rules, Content: rules, Criterion: strings.Join(items, ",")}})
	}
	if items := waiting(view.EvidenceDue, scheme.EvidenceWeb, ""); len(items) > 0 {
		acts = append(acts, handing{access.RecordPage, evidence.PageInput{Item: strings.Join(items, ","), URL: cmp.Or(c.Applicant.Website, "https://mihon.example/"), Seen: c.words.Seen}})
	}
	for _, d := range c.edition(c.Scheme).Documents {
		for _, due := range view.DocsDue {
			if d.ID == due && d.ShownBy == "" {
				acts = append(acts, handing{access.Attach, evidence.AttachInput{Name: strings.ReplaceAll(d.Title.JA, "/", "・") + ".txt", Content: paper, Document: d.ID}})
			}
		}
	}
	return acts
}

// dated is the evidence that has a day: audits that cover everything, the other dated
// documents, and the report of a scan.
func (c *story) dated(view app.CaseView) (acts []handing) {
	day, e := civil.In(c.now).AddDays(-14), c.edition(c.Scheme)
	stated := evidence.EvidenceInput{Dates: map[string]civil.Date{}}
	if len(waiting(view.EvidenceDue, scheme.EvidenceAudit, "")) > 0 {
		stated.Audits, _ = json.Marshal([]record.Audit{{Completed: day, Items: scheme.IDs(e.Audit.Items())}}) // strings always can be
	}
	for _, d := range e.Documents {
		if d.Required && d.Evidence != "" && d.ShownBy == "" && e.Audit == nil {
			stated.Dates[d.Evidence] = day
		}
	}
	if len(stated.Audits)+len(stated.Dates) > 0 {
		acts = append(acts, handing{access.RecordEvidence, stated})
	}
	if len(waiting(view.EvidenceDue, scheme.EvidenceReport, "")) > 0 {
		report := fmt.Appendf(nil, `{"report_by_hand":1,"scanner":%q,"typed_by":%q,"total":0,"hosts":["192.0.2.10"],"scan_date":%q,"findings":[]}`,
			c.words.Scanner, c.words.By, day)
		acts = append(acts, handing{access.RecordReport, evidence.ScanInput{Name: "mihon.json", Content: report}})
	}
	return acts
}

// waiting are the items that wait for the kind first.
func waiting(due []coverage.Due, kind scheme.EvidenceKind, post scheme.Post) (items []string) {
	for _, d := range due {
		if d.Asks == kind && d.Post == post {
			items = append(items, d.Item)
		}
	}
	return items
}
