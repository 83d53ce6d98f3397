package web

import (
	"crypto/rand"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"akashi/app"
	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/values/fault"
)

// bulkView is an act to several cases, from the choice of it to what came of it.
type bulkView struct {
	Cases   []bulkRow
	Acts    []option
	Act     access.Action
	Name    string // of the act
	Asks    string // what it asks for; "" nothing
	Label   string // of that
	Value   string
	Options []option // to choose it from; none where it is a text
	Stage   bulkStage
	Able    int // to how many it can be done, or was done
	Not     int // to how many it cannot be, or was not
	Key     string
	Undo    bool // what was done can be taken back for a while
	Minutes string
	Cut     bool // the list has more cases than are taken at once
	Problem string
}

// bulkRow is one case of it.
type bulkRow struct {
	app.BulkLine
	Path string
	Told string // why not
}

// bulkStage is how far it has come.
type bulkStage string

const (
	bulkChosen    bulkStage = ""        // the cases are chosen
	bulkRehearsed bulkStage = "preview" // it is said of each what would come of it
	bulkDone      bulkStage = "do"
	bulkUndone    bulkStage = "undo"
)

// bulk asks what is to be done to the cases that its address names, one by one or by a question of the board.
func (d *Door) bulk(v *visit) error {
	if !v.actor.May(access.BulkActs) {
		return fault.New(fault.NotFound, "page-unknown", "")
	}
	asked := v.r.URL.Query()
	nos := asked["no"]
	cut := false
	if asked.Get("all") != "" {
		board, part, _, err := d.listed(v, asked)
		if err != nil {
			return err
		}
		nos = nil
		for _, c := range board.Cases {
			if part.View == "" || part.Has(c, board.Today) {
				nos = append(nos, c.No)
			}
		}
	}
	if len(nos) > app.MostInBulk {
		nos, cut = nos[:app.MostInBulk], true
	}
	v.private()
	view, err := d.bulkOf(v, app.BulkInput{Act: access.Action(v.query("act")), Value: v.query("value"), Cases: nos})
	if err != nil {
		return err
	}
	view.Cut = cut
	return v.show(http.StatusOK, bulkPage(v.page(), view))
}

// takeBulk says what would come of it, does it, or takes it back, as the form asks.
func (d *Door) takeBulk(v *visit) error {
	if !v.actor.May(access.BulkActs) {
		return fault.New(fault.Forbidden, v.actor.WhyNot(access.BulkActs), string(access.BulkActs))
	}
	form, err := v.form()
	if err != nil {
		return err
	}
	in := app.BulkInput{Act: access.Action(form.Get("act")), Value: form.Get("value"), Cases: form["no"], Key: keyOf(form), Reason: v.book.Say("bulk.undo.reason")}
	stage := bulkStage(form.Get("step"))
	var lines []app.BulkLine
	switch stage {
	case bulkRehearsed, bulkDone:
		lines, err = d.Office.Bulk(v.r.Context(), v.actor, in, stage == bulkRehearsed)
	case bulkUndone:
		in.Key += "-undo"
		lines, err = d.Office.UndoBulk(v.r.Context(), v.actor, in)
	default:
		return fault.Wrong("bulk.act", "step", "given", form.Get("step"))
	}
	if err != nil {
		return err
	}
	view, err := d.bulkOf(v, in)
	if err != nil {
		return err
	}
	view.Stage, view.Cases = stage, nil
	for _, line := range lines {
		row := bulkRow{BulkLine: line, Path: casePath(line.No, tabOverview)}
		if line.Err != nil {
			row.Told = v.told(line.Err)
			view.Not++
		} else {
			view.Able++
		}
		view.Cases = append(view.Cases, row)
	}
	act, _ := app.FindBulkAct(in.Act)
	view.Undo = stage == bulkDone && act.Contrary != "" && view.Able > 0
	v.private()
	return v.show(http.StatusOK, bulkPage(v.page(), view))
}

// told is why an act cannot be done, in a sentence or two.
func (v *visit) told(err error) string {
	f := v.explain(err)
	said := f.Message
	for _, problem := range f.Problems {
		said = joinedBy(said, problem.Message)
	}
	for _, ground := range f.Grounds {
		said = joinedBy(said, ground.Message)
	}
	return said
}

func joinedBy(said, more string) string {
	if said == "" || said == more {
		return more
	}
	return said + " " + more
}

// bulkOf is what is chosen, and what the act asks for.
func (d *Door) bulkOf(v *visit, in app.BulkInput) (bulkView, error) {
	p := v.page()
	view := bulkView{Act: in.Act, Value: in.Value, Key: keyOf(url.Values{"_key": {in.Key}}), Minutes: strconv.Itoa(int(app.UndoFor.Minutes()))}
	if view.Key == "" {
		view.Key = rand.Text()
	}
	for _, b := range app.BulkActs() {
		view.Acts = append(view.Acts, option{Value: string(b.Act), Label: p.actName(b.Act), Chosen: b.Act == in.Act})
	}
	lines, err := d.Office.BulkCases(v.r.Context(), v.actor, in.Cases)
	if err != nil {
		return view, err
	}
	for _, line := range lines {
		if line.Applicant != "" { // what there is not is said when something is tried
			view.Cases = append(view.Cases, bulkRow{BulkLine: line, Path: casePath(line.No, tabOverview)})
		}
	}
	act, known := app.FindBulkAct(in.Act)
	if !known {
		if in.Act != "" {
			return view, fault.Wrong("bulk.act", "act", "given", in.Act)
		}
		return view, nil
	}
	view.Name, view.Asks = p.actName(act.Act), act.Asks
	if act.Asks == "" {
		return view, nil
	}
	view.Label = p.T("bulk.asks." + act.Asks)
	if act.Act == access.IssueLetter {
		view.Options = kindOptions(p, record.DispatchKind(in.Value))
		return view, nil
	}
	action, _ := app.FindAction(act.Act)
	for _, row := range view.Cases { // what is offered for any of them
		named, err := d.Office.Choices(v.r.Context(), v.actor, action, row.No, desk.About{})
		if err != nil {
			return view, err
		}
		for _, n := range named[act.Asks] {
			examines := slices.Contains(n.Roles, record.RoleReviewer) || slices.Contains(n.Roles, record.RoleAssessor)
			if n.Roles != nil && !examines {
				continue
			}
			if len(view.Options) == 0 {
				view.Options = []option{{Label: p.T("bulk.pick")}}
			}
			if !slices.ContainsFunc(view.Options, func(o option) bool { return o.Value == n.ID }) {
				view.Options = append(view.Options, option{Value: n.ID, Label: p.named(n), Chosen: n.ID == in.Value})
			}
		}
	}
	return view, nil
}

// heading is what is being done.
func (b bulkView) heading(p page) string {
	if b.Name == "" {
		return p.T("bulk.title")
	}
	return p.T("bulk.heading", "act", b.Name)
}

// chosen is what was chosen for what the act asks, as people call it.
func (b bulkView) chosen() string {
	if o, is := desk.First(b.Options, func(o option) bool { return o.Value == b.Value }); is {
		return o.Label
	}
	return b.Value
}

// takesBack reports whether what is done can be taken back for a while.
func (b bulkView) takesBack() bool {
	act, _ := app.FindBulkAct(b.Act)
	return act.Contrary != ""
}
