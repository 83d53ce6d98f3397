package web

import (
	"net/http"
	"slices"
	"strconv"

	"akashi/app"
	"akashi/record"
	"akashi/scheme"
)

// reportView is what a committee reads of a case, on one page (審査報告): what the reviewer
// proposes and whether the score agrees, how each chapter stands, what is open, and what was
// found.
type reportView struct {
	*caseView
	Standing *standing
	Apart    bool // the recommendation is not that of the score, and says why
	Sums     []chapterSum
	Failed   []itemLine // judged not to be met, or with no points
	Left     []itemLine // to the committee
	Changed  []itemLine // the applicant says something else than the case before
	Printed  string

	Precedents []app.PrecedentView // for the bench
}

// chapterSum is how a chapter stands: mandatory items that are met, and points.
type chapterSum struct {
	Title        string
	Met, Must    int // mandatory items
	Points, Most int
	Open         int // not judged
	scale        int // points of the largest chapter
}

// at is where a number of points lies on the scale that all chapters share.
func (s chapterSum) at(points int) string { return strconv.Itoa(1000 * points / max(s.scale, 1)) }

// report shows the case on one page, each reader what is for them.
func (d *Door) report(v *visit) error {
	p, c, err := d.caseAt(v)
	if err != nil {
		return err
	}
	c.Tabs = p.tabLinks(c, tabOverview)
	precedents, err := d.Office.Precedents(v.r.Context(), v.actor, c.No)
	if err != nil {
		return err
	}
	view := d.reportOf(p, c)
	view.Precedents = precedents[c.No]
	return v.show(http.StatusOK, reportPage(p, view))
}

// reportOf is a case as its page of the report shows it.
func (d *Door) reportOf(p page, c *caseView) reportView {
	c.Chapters = p.chapters(c)
	view := reportView{caseView: c, Standing: p.standing(c), Sums: p.sums(c), Printed: p.Moment(d.Now())}
	view.Apart = c.Report != nil && c.Report.Reason != ""
	for _, chapter := range c.Chapters {
		for _, line := range chapter.Items {
			status, points, _ := mine(c.voice(), line.AnswerView)
			switch {
			case status == record.Unmet || points != nil && *points == 0:
				view.Failed = append(view.Failed, line)
			case status == record.CannotJudge:
				view.Left = append(view.Left, line)
			}
			if line.differs() {
				view.Changed = append(view.Changed, line)
			}
		}
	}
	return view
}

// sums are the chapters of a case, as the voice that it is at has judged them.
func (p page) sums(c *caseView) (all []chapterSum) {
	for _, chapter := range c.Chapters {
		sum := chapterSum{Title: chapter.Title}
		for _, line := range chapter.Items {
			criterion, _ := c.Edition.Criterion(line.Criterion)
			asked := criterion.For(scheme.CaseType(c.Type))
			status, points, _ := mine(c.voice(), line.AnswerView)
			open := status == "" && points == nil || status == record.CannotJudge
			if open {
				sum.Open++
			}
			switch {
			case asked.Kind != scheme.Points:
				sum.Must++
				if status == record.Met || status == record.NA {
					sum.Met++
				}
			case points != nil:
				sum.Points, sum.Most = sum.Points+*points, sum.Most+asked.Points
			case status == record.Met:
				sum.Points, sum.Most = sum.Points+asked.Points, sum.Most+asked.Points
			default:
				sum.Most += asked.Points
			}
		}
		all = append(all, sum)
	}
	scale := 0
	for _, s := range all {
		scale = max(scale, s.Most)
	}
	for i := range all {
		all[i].scale = scale
	}
	return all
}

// examined are those who examine the case now.
func (c reportView) examined() []app.ReviewerView {
	return slices.DeleteFunc(slices.Clone(c.Reviewers), func(r app.ReviewerView) bool { return !r.Ended.IsZero() })
}
