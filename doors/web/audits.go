package web

import (
	"crypto/rand"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"akashi/app"
	"akashi/app/desk"
	"akashi/app/evidence"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/coverage"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
	"akashi/values/form"
)

// auditsView is what the audits of a case have checked, for a planned day of filing.
type auditsView struct {
	*caseView
	coverage.Grid
	Criterion *scheme.Criterion
	Day       civil.Date // for which it is counted
	Typed     string
	Wrong     string // what is wrong with the day
	Audits    []auditLine
	Years     []yearHead
	Key       string
	Enters    bool // the visitor may state audits now
	Given     url.Values
	Failed    failure
}

// auditLine is one audit with what it is worth on that day.
type auditLine struct {
	coverage.Contribution
	Index int
	Only  []string // items that no audit that counts has checked
	After bool     // completed after that day
}

// yearHead is a year over its months.
type yearHead struct {
	Year   civil.Date // any day of it
	Months int
}

// audits shows what the audits of a case cover, for a planned day of filing.
func (d *Door) audits(v *visit) error {
	p, view, err := d.auditsAt(v)
	if err != nil {
		return err
	}
	if view.Edition.Audit == nil {
		return v.show(http.StatusOK, noAuditsPage(p, view.caseView))
	}
	if asked := strings.TrimSpace(v.query("day")); asked != "" {
		view.Typed = asked
		if day, err := dayTyped(asked); err != nil {
			view.Wrong = v.book.Problem(fault.ProblemsIn(err)[0])
		} else {
			view.Day = day
		}
	}
	return d.showAudits(v, p, view, http.StatusOK)
}

// auditsAt is the case in the address with its audits.
func (d *Door) auditsAt(v *visit) (page, auditsView, error) {
	p, c, err := d.caseAt(v)
	if err != nil {
		return p, auditsView{}, err
	}
	if !c.hasItems() {
		return p, auditsView{}, fault.New(fault.NotFound, "page-unknown", "")
	}
	c.Tabs = p.tabLinks(c, tabPapers)
	if c.Edition.Audit == nil {
		return p, auditsView{caseView: c}, nil
	}
	criterion, _ := c.Edition.Criterion(c.Edition.Audit.Criterion)
	view := auditsView{caseView: c, Criterion: criterion, Day: c.Filed, Key: rand.Text()}
	if view.Day.IsZero() {
		view.Day = civil.In(d.Now())
	}
	_, view.Enters = c.offered(access.RecordEvidence)
	return p, view, nil
}

func (d *Door) showAudits(v *visit, p page, view auditsView, status int) error {
	var err error
	if view.Grid, err = coverage.Lay(view.Edition, view.Day, stated(view.caseView).Audits); err != nil {
		return err
	}
	for i, by := range view.ByAudit {
		view.Audits = append(view.Audits, auditLine{by, i, view.Matter[i], by.Completed.After(view.Window.To)})
	}
	slices.SortStableFunc(view.Audits, func(a, b auditLine) int { return b.Completed.Compare(a.Completed) })
	for _, m := range view.Months {
		if n := len(view.Years); n > 0 && view.Years[n-1].Year.Year() == m.Year() {
			view.Years[n-1].Months++
			continue
		}
		view.Years = append(view.Years, yearHead{m, 1})
	}
	v.scripted()
	return v.show(status, auditsPage(p, view))
}

// stated is the dated evidence of a case as it stands.
func stated(c *caseView) record.Evidence {
	if c.CaseView.Evidence == nil {
		return record.Evidence{}
	}
	return *c.CaseView.Evidence
}

// dayTyped reads a day as people write it.
func dayTyped(text string) (civil.Date, error) {
	var q struct {
		Day civil.Date `json:"day"`
	}
	all := &form.Group{}
	all.Put(form.Type(text), "day")
	err := form.Paper{Partial: true}.Fill(all, &q)
	return q.Day, err
}

// takeAudit states one audit more, or takes one out. The act states all dated evidence
// anew; what is not of audits stays.
func (d *Door) takeAudit(v *visit) error {
	if !v.actor.May(access.RecordEvidence) {
		return fault.New(fault.Forbidden, "access.role", string(access.RecordEvidence))
	}
	given, _, err := v.read(formLimit)
	if err != nil {
		return err
	}
	if err := v.need(access.RecordEvidence); err != nil {
		return err
	}
	p, view, err := d.auditsAt(v)
	if err != nil {
		return err
	}
	if view.Edition.Audit == nil {
		return fault.New(fault.Invalid, "no-audit-rule", view.Edition.ID)
	}
	act, _ := app.FindAction(access.RecordEvidence)
	in, failed := view.changed(given)
	if failed == nil {
		version, _ := strconv.Atoi(given.Get("_version")) // none: any
		var out desk.Outcome
		if out, failed = d.Office.Do(v.r.Context(), desk.Request{Actor: v.actor, Key: keyOf(given), Version: version, Blind: true}, act, view.No, in); failed == nil {
			v.arrived(keyOf(given))
			v.note(act, out)
			return v.goTo(casePath(view.No, "audits"))
		}
	}
	if !answerable(failed) {
		return failed
	}
	view.Failed, view.Given = v.explain(failed), given
	return d.showAudits(v, p, view, view.Failed.Status)
}

// changed is the dated evidence with one audit more, or without one.
func (view auditsView) changed(given url.Values) (*evidence.EvidenceInput, error) {
	now := stated(view.caseView)
	in := &evidence.EvidenceInput{Assets: now.Assets, Dates: now.Dates}
	audits := slices.Clone(now.Audits)
	if given.Has("remove") {
		i, err := strconv.Atoi(given.Get("remove"))
		if err != nil || i < 0 || i >= len(audits) {
			return nil, fault.Wrong("audit.none", "/remove")
		}
		audits = slices.Delete(audits, i, i+1)
	} else {
		one, err := view.entered(given)
		if err != nil {
			return nil, err
		}
		audits = append(audits, one)
	}
	var err error
	if len(audits) > 0 {
		in.Audits, err = json.Marshal(audits)
	}
	return in, err
}

// entered is the audit that was filled in; everything wrong with it is told at once.
func (view auditsView) entered(given url.Values) (one record.Audit, err error) {
	var p fault.Problems
	switch text := strings.TrimSpace(given.Get("completed")); {
	case text == "":
		p.Add("date-missing", "/completed")
	default:
		if one.Completed, err = dayTyped(text); err != nil {
			p.Add(fault.ProblemsIn(err)[0].Code, "/completed", "given", text)
		}
	}
	one.Items = slices.DeleteFunc(slices.Clone(given["items"]), func(id string) bool { return id == "" })
	for _, item := range view.Edition.Audit.Items() {
		if why := strings.TrimSpace(given.Get("na." + item.ID)); why != "" {
			one.NotApplicable = append(one.NotApplicable, record.NotApplicable{Item: item.ID, Reason: why})
			p.Want(!slices.Contains(one.Items, item.ID), "audit.both", "/na."+item.ID, "item", item.ID)
		}
	}
	p.Want(len(one.Items)+len(one.NotApplicable) > 0, "audit.no-items", "/items")
	return one, p.Err()
}

// audited reports whether audits decide the criterion.
func (i *itemView) audited() bool {
	return i.Edition.Audit != nil && i.Edition.Audit.Criterion == i.ID
}

// dotsIn are the audits at an item in a month.
func dotsIn(line coverage.GridLine, column int) (dots []coverage.GridDot) {
	for _, dot := range line.Dots {
		if dot.Column == column {
			dots = append(dots, dot)
		}
	}
	return dots
}

// dot says what a mark in the grid stands for.
func (p page) dot(dot coverage.GridDot) string {
	if dot.Counts {
		return p.T("audits.dot", "day", p.Day(dot.Completed))
	}
	return p.T("audits.dot.out", "day", p.Day(dot.Completed))
}

// newCategory reports whether a line begins a category.
func newCategory(lines []coverage.GridLine, i int) bool {
	return i == 0 || lines[i-1].Category.ID != lines[i].Category.ID
}

// dayNow is the day as the visitor typed it, or as it is counted for.
func (view auditsView) dayNow() string {
	if view.Typed != "" {
		return view.Typed
	}
	return view.Day.String()
}

// ticked reports whether an item was ticked in a form that came back.
func (view auditsView) ticked(item string) bool { return slices.Contains(view.Given["items"], item) }

// title is that of the page: a form that came back wrong says so first.
func (view auditsView) title(p page) string {
	title := p.T("audits.title") + " " + view.No
	if view.Failed.Title != "" || view.Wrong != "" {
		title = p.T("form.failed") + title
	}
	return title
}
