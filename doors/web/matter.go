package web

import (
	"cmp"
	"errors"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"akashi/app"
	"akashi/app/desk"
	"akashi/app/matter"
	"akashi/doors/ask"
	"akashi/record"
	"akashi/rules/access"
	"akashi/values/fault"
	"akashi/values/form"
)

// misuseForm is the page on which anybody says that a mark looks to be shown wrongly.
type misuseForm struct {
	Inputs []input
	Failed failure
}

func (r misuseForm) title(p page) string {
	return actForm{Failed: r.Failed, Title: p.T("misuse.title")}.title(p)
}

// receiptNumber is how the number of a matter is written.
var receiptNumber = regexp.MustCompile(`^R-[0-9A-Z]{4}-[0-9A-Z]{4}$`)

// reporting shows the form, or the receipt number of what was said in it.
func (d *Door) reporting(v *visit) error {
	v.w.Header().Set("Cache-Control", "no-store")
	if no := v.query("received"); receiptNumber.MatchString(no) {
		return v.show(http.StatusOK, misuseTakenPage(v.page(), no))
	}
	return d.showReporting(v, http.StatusOK, v.r.URL.Query(), nil)
}

func (d *Door) showReporting(v *visit, status int, given url.Values, failed error) error {
	p := v.page()
	f, view := paper{page: p, given: given, wrong: map[string]string{}}, misuseForm{}
	if failed != nil {
		view.Failed = v.explain(failed)
		for _, problem := range view.Failed.Problems {
			f.wrong[nameOfPlace(problem.Where)] = problem.Message
		}
	}
	grounds := each(record.MatterGrounds(), func(g record.MatterGround) option {
		return option{Value: string(g), Label: p.Name("ground", g)}
	})
	view.Inputs = []input{
		f.asked("number", asLine, p.T("misuse.number"), p.T("misuse.number.how"), nil),
		f.asked("site", asLine, p.T("misuse.site"), p.T("misuse.site.how"), nil),
		f.asked("ground", asChoice, p.T("misuse.ground"), "", grounds),
		f.asked("scheme", asChoice, p.T("register.scheme"), p.T("misuse.scheme.how"), each(v.schemes(), func(s schemeLine) option { return option{Value: s.Key, Label: s.Name} })),
		f.asked("text", asLong, p.T("misuse.text"), "", nil),
		f.asked("contact", asLine, p.T("misuse.contact"), p.T("misuse.contact.how"), nil),
	}
	for _, i := range []int{2, 3, 4} {
		view.Inputs[i].Needed = true
	}
	return v.show(status, misusePage(p, view))
}

// takeReport takes up what was said. Whoever says it gives no account, and is told a number.
func (d *Door) takeReport(v *visit) error {
	v.private()
	given, err := v.form()
	if err != nil {
		return err
	}
	in, all := matter.Misuse{}, &form.Group{}
	for _, name := range []string{"scheme", "ground", "number", "site", "text", "contact"} {
		all.Put(form.Type(strings.TrimSpace(given.Get(name))), name)
	}
	no := ""
	err = (form.Paper{Partial: true}).Fill(all, &in)
	if err == nil {
		if err := d.Limits.Report(d.asker(v.r)); err != nil {
			return err
		}
		no, err = d.Office.ReportMisuse(v.r.Context(), in)
	}
	if errors.Is(err, fault.Invalid) {
		return d.showReporting(v, v.explain(err).Status, given, err)
	}
	if err != nil {
		return err
	}
	return v.goTo("/report?received=" + url.QueryEscape(no))
}

// reportPath is where a mark is reported, with its number.
func reportPath(number string) string {
	if number == "" {
		return "/report"
	}
	return withQuery("/report", url.Values{"number": {number}})
}

// mattersView is what was brought to the office beside the cases, as the page shows it.
type mattersView struct {
	app.MatterList
	Names           map[string]string // of schemes
	Schemes, States []option
	Begin           bool // the visitor may take one up
	Sheet           string
}

// matters lists them.
func (d *Door) matters(v *visit) error {
	if !v.actor.May(access.ViewMatter) {
		return fault.New(fault.NotFound, "page-unknown", "")
	}
	p, q := v.page(), ask.MatterQuery{Scheme: v.query("scheme"), State: record.MatterState(v.query("state"))}
	list, err := d.Office.Matters(v.r.Context(), v.actor, q.For())
	if err != nil {
		return err
	}
	view := mattersView{MatterList: list, Names: v.shortNames(), Schemes: v.schemeOptions(q.Scheme), Begin: v.actor.May(access.ReportMisuse), Sheet: v.sheetPath()}
	view.States = []option{{Label: p.T("renewals.all")}}
	for _, s := range app.MatterStates() {
		view.States = append(view.States, option{Value: string(s), Label: p.Name("matter", s), Chosen: s == q.State})
	}
	if v.asSheet() {
		return v.giveSheet("matters", view.sheet(p))
	}
	v.private()
	return v.show(http.StatusOK, mattersPage(p, view))
}

// sheet is the list for a spreadsheet.
func (m mattersView) sheet(p page) sheet {
	s := sheet{Head: []string{p.T("matter.no"), p.T("matter.came"), p.T("mark.scheme"), p.T("matter.state"), p.T("misuse.ground"), p.T("misuse.number"), p.T("misuse.site"),
		p.T("misuse.text"), p.T("misuse.contact"), p.T("matter.outcome"), p.T("table.why"), p.T("matter.end")}}
	for _, l := range m.Matters {
		s.Rows = append(s.Rows, []string{l.No, l.Received.String(), m.Names[l.Scheme], p.Name("matter", l.State), p.Name("ground", l.Ground), cmp.Or(l.Mark, l.Number), l.Site,
			l.Text, l.Contact, p.matterOutcome(l), l.Reason, l.Ended.String()})
	}
	return s
}

// matterStat counts what waits of the matters.
func (p page) matterStat(n app.MatterCount, scheme string) stat {
	s := stat{N: p.N(n.Open), Label: p.T("matter.stat"), Part: p.part("matter.stat.received", n.Received)}
	if n.Open > 0 {
		q := url.Values{"state": {string(app.MatterOpen)}}
		if scheme != "" {
			q.Set("scheme", scheme)
		}
		s.Path = withQuery("/o/matters", q)
	}
	return s
}

// matterOutcome is what came of a matter; nothing while it is open.
func (p page) matterOutcome(m app.MatterView) string {
	if m.Outcome == "" {
		return ""
	}
	return p.Name("matter-outcome", m.Outcome)
}

// matterActs are the acts to a matter that the visitor may do now.
func matterActs(m app.MatterView) []desk.Offer {
	return slices.DeleteFunc(slices.Clone(m.Can), func(o desk.Offer) bool { return len(o.Blocked) > 0 })
}

// matterTone is the colour of a state.
func matterTone(s record.MatterState) string {
	return map[record.MatterState]string{record.MatterReceived: "tag--wait", record.MatterLooking: "tag--todo", record.MatterClosed: "tag--ok"}[s]
}

// matter shows one, with what may be done about it.
func (d *Door) matter(v *visit) error {
	if !v.actor.May(access.ViewMatter) {
		return fault.New(fault.NotFound, "page-unknown", "")
	}
	m, err := d.Office.MatterView(v.r.Context(), v.actor, v.r.PathValue("no"))
	if err != nil {
		return err
	}
	v.private()
	return v.show(http.StatusOK, matterPage(v.page(), m, v.schemeName(m.Scheme)))
}
