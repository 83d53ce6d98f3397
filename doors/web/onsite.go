package web

import (
	"crypto/rand"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"

	"akashi/app"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/fees"
	"akashi/values/civil"
	"akashi/values/fault"
)

// onSiteView is the day of an assessor at the applicant's: the time, what operation comes to,
// and what else is found, on one page.
type onSiteView struct {
	*caseView
	Now    time.Time
	Today  civil.Date
	Time   siteSheet
	Log    *onSiteForm // the time
	Clock  siteClock   // where no script runs
	Judge  *actForm    // operation, item by item
	Open   int         // items that are not judged
	All    int
	Only   bool // only those are shown
	Check  *onSiteForm
	Bars   []option // grounds of disqualification
	Seen   []seenLine
	See    *onSiteForm // what is seen
	Mends  *record.Observation
	Close  *onSiteForm // the closing sheet
	Draft  string      // of it
	Out    record.CheckOut
	Key    string      // of the device that carries the case
	Take   *onSiteForm // to take it along
	Give   *onSiteForm // to end that
	Finish link
	Back   string // where every form leads back to
}

// onSiteForm is where a form of the page goes.
type onSiteForm struct{ Path, Key string }

// siteSheet is the time on site beside its standard, with what the hours after it cost.
type siteSheet struct {
	fees.SiteTime
	Lines  []onSiteLine
	Prices []string // of each hour begun over the standard, one after another; none where an hour begun is not what counts
	Until  int      // minutes in all up to which nothing more is owed
	Next   string   // what the hour after that comes to
}

// onSiteLine is one entry of the time sheet.
type onSiteLine struct {
	visitLine
	Mend string // puts it right; "" where the visitor may not
}

// onSitePath is the page of the visit of a case.
func onSitePath(no string) string { return "/f/" + url.PathEscape(no) }

// onSite shows the day on site of a case to whoever examines it.
func (d *Door) onSite(v *visit) error {
	if !v.actor.May(access.LogVisit) {
		return fault.New(fault.Forbidden, "access.role", string(access.LogVisit))
	}
	seen, err := d.Office.OnSite(v.r.Context(), v.actor, v.r.PathValue("no"))
	if err != nil {
		return err
	}
	p, c, err := d.caseAt(v)
	if err != nil {
		return err
	}
	view := onSiteView{caseView: c, Now: d.Now(), Today: civil.In(d.Now()), Only: v.query("show") == "open", Back: onSitePath(c.No)}
	view.Time = p.siteSheet(c, seen)
	view.Log, view.Check = c.formOf(access.LogVisit), c.formOf(access.ConfirmEligibility)
	if view.Log != nil {
		view.Clock = v.clockOf(c.No)
	}
	view.See, view.Close, view.Take, view.Give = c.formOf(access.Observe), c.formOf(access.AcknowledgeClosing), c.formOf(access.CheckOut), c.formOf(access.EndCheckOut)
	view.Out, view.Key, view.Draft = seen.Out, seen.Key, p.toReadOut(c)
	view.Seen = c.seen(view.Back)
	for i, x := range c.Observed {
		if x.ID == v.query("mend") && x.By == c.reader && view.See != nil {
			view.Mends = &c.Observed[i]
		}
	}
	if view.Judge = p.operation(c); view.Judge != nil {
		view.leaveOut()
	}
	if of := (about{ed: c.Edition, c: &c.CaseView}); view.Check != nil {
		if view.Bars, err = d.bars(v, p, of); err != nil {
			return err
		}
	}
	for _, o := range c.Next {
		if o.Action == access.FinishOnSite {
			view.Finish = link{Path: actAt(o, c.No), Label: p.T("help.action.finish-onsite")}
		}
	}
	v.private()
	if view.Judge != nil || view.Log != nil || view.Take != nil || view.Out.ID != "" {
		v.scripted()
	}
	return v.show(http.StatusOK, onSitePage(p, view))
}

// formOf is the form of an act that the visitor may do to the case now.
func (c *caseView) formOf(act access.Action) *onSiteForm {
	o, can := c.offered(act)
	if !can {
		return nil
	}
	return &onSiteForm{actAt(o, c.No), rand.Text()}
}

// operation is the form of the verdicts that are given on site; nil where none are now.
func (p page) operation(c *caseView) *actForm {
	a, _ := app.FindAction(access.Judge)
	if _, can := c.offered(a.Name); !can {
		return nil
	}
	f := paper{act: a, page: p, given: url.Values{}}
	return &actForm{Title: p.act(a), Path: actPath(a, c.No), Act: a.Name, Version: c.Version, Key: rand.Text(), Items: f.items(about{ed: c.Edition, c: &c.CaseView}, a)}
}

// leaveOut counts the items, and where only those are asked for that are not judged, keeps
// no others.
func (o *onSiteView) leaveOut() {
	judged := func(it item) bool {
		return slices.ContainsFunc(it.Choices, func(one option) bool { return one.Chosen && one.Value != "" })
	}
	for i := range o.Judge.Items {
		g := &o.Judge.Items[i]
		o.Open, o.All = o.Open+g.Open, o.All+len(g.Items)
		if o.Only {
			g.Items = slices.DeleteFunc(g.Items, judged)
		}
	}
	o.Judge.Items = slices.DeleteFunc(o.Judge.Items, func(g itemGroup) bool { return len(g.Items) == 0 })
}

// bars are the grounds of disqualification that may be found on site.
func (d *Door) bars(v *visit, p page, of about) ([]option, error) {
	a, _ := app.FindAction(access.ConfirmEligibility)
	all, err := d.choices(v, p, a, of.c.No, "", of)
	return all.of(string(a.Name), "bar", "bar"), err
}

// siteSheet is the time sheet of a case.
func (p page) siteSheet(c *caseView, seen app.OnSiteView) siteSheet {
	s := siteSheet{SiteTime: seen.Time}
	mend, can := c.offered(access.CorrectVisit)
	for _, line := range p.visits(c.CaseView) {
		one := onSiteLine{visitLine: line}
		if can && line.ID != "" && line.By == c.reader {
			one.Mend = actAt(mend, c.No) + "?" + url.Values{"visit": {line.ID}, "_next": {onSitePath(c.No)}}.Encode()
		}
		s.Lines = append(s.Lines, one)
	}
	begun := (s.Over + 59) / 60 // hours
	for i, sum := range seen.Further {
		s.Prices = append(s.Prices, strconv.FormatInt(int64(sum), 10))
		if i == begun {
			s.Until, s.Next = s.Standard+begun*60, p.Yen(sum)
		}
	}
	return s
}

// assessors are those who examine the case on site.
func (c *caseView) assessors() (names []string) {
	for _, r := range c.Reviewers {
		if r.Ended.IsZero() && (r.Role == record.RoleAssessor || len(c.Reviewers) == 1) {
			names = append(names, r.Name)
		}
	}
	return names
}

// ways are all items, and those alone that are not judged.
func (o onSiteView) ways(p page) (all []link) {
	return []link{{Path: o.Back, Label: p.T("site.all", "n", p.N(o.All)), Here: !o.Only},
		{Path: o.Back + "?show=open", Label: p.T("site.only", "n", p.N(o.Open)), Here: o.Only}}
}

// examinerOf is the name of one who examines a case.
func examinerOf(c app.CaseView, id string) string {
	for _, r := range c.Reviewers {
		if r.User == id {
			return r.Name
		}
	}
	return id
}

// left is for how many seconds the case may still be carried.
func (o onSiteView) left() string {
	if o.Out.ID == "" {
		return ""
	}
	return strconv.Itoa(int(o.Out.Until.Sub(o.Now) / time.Second))
}
