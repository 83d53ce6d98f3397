package web

import (
	"cmp"
	"net/http"
	"slices"
	"strings"
	"time"

	"akashi/app"
	"akashi/app/desk"
	"akashi/doors/ask"
	"akashi/rules/access"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
	"akashi/words"
)

// adminPaths are the administrator's rooms beside the users.
func adminPaths() []string { return []string{"", "schemes", "journal", "keys", "health"} }

// machine is what only an administrator looks at; to everybody else it is not there.
func (v *visit) machine() error {
	if !v.actor.May(access.ViewInstallation) {
		return fault.New(fault.NotFound, "page-unknown", "")
	}
	v.private()
	return nil
}

// toldCondition is one condition of the installation in words.
type toldCondition struct {
	Name, Is, Cure string
	Good           bool
	At             string // when it was looked at, where that was not just now
}

// condition shows how the installation stands, as the command doctor says it.
func (d *Door) condition(v *visit) error {
	if err := v.machine(); err != nil {
		return err
	}
	ctx, today := v.r.Context(), civil.In(d.Now())
	all := []ask.Condition{ask.SchemesOf(d.Shelf, nil), ask.CalendarOf(today)}
	var at time.Time
	if d.Whole != nil {
		var found fault.Problems
		var err error
		at, found, err = d.whole.lately(ctx, d.Now, d.Whole)
		all = append(all, ask.JournalOf(found, err))
	}
	if d.Machine != nil {
		all = append(all, d.Machine(ctx)...)
	}
	var told, copies []toldCondition
	for _, c := range all {
		one := toldOf(v.book, c)
		switch c.Code {
		case "backup", "drill":
			copies = append(copies, one)
			continue
		case "journal":
			one.At = v.page().Moment(at)
		}
		told = append(told, one)
	}
	return v.show(http.StatusOK, healthPage(v.page(), told, copies))
}

func toldOf(book *words.Book, c ask.Condition) toldCondition {
	is, cure := book.Condition(c.Code, c.State, c.Figures, !c.Good || c.Cure)
	if c.Err != nil {
		failed := book.Failure(c.Err)
		is = failed.Message
		for _, p := range failed.Problems {
			is += " " + p.Message
		}
	}
	return toldCondition{Name: book.Say("doctor." + c.Code), Is: cmp.Or(is, c.Text), Cure: cure, Good: c.Good}
}

// administered is a scheme as the administrator sees it: who takes part, and what waits for a second person.
type administered struct {
	*scheme.Edition
	Name   string
	Second []desk.Waiting
}

// bodies shows who takes part in each scheme, and which acts wait for a second person.
func (d *Door) bodies(v *visit) error {
	if err := v.machine(); err != nil {
		return err
	}
	var all []administered
	for _, line := range v.schemes() {
		if !access.Allows(v.actor, access.AddUser, access.Object{Kind: access.KindOffice, Scheme: line.Key}) {
			continue
		}
		ed, err := d.edition(line.Key, "")
		if err != nil {
			return err
		}
		second, err := d.Office.SecondPeople(v.r.Context(), v.actor, line.Key)
		if err != nil {
			return err
		}
		all = append(all, administered{ed, line.Name, second})
	}
	return v.show(http.StatusOK, bodiesPage(v.page(), all))
}

// ships reports whether the rule book lets an act wait.
func (a administered) ships(w desk.Waiting) bool {
	return slices.Contains(a.Process.SecondPerson.Value, w.Word)
}

// trail shows what was done to accounts and the office, narrowed by the address.
func (d *Door) trail(v *visit) error {
	if err := v.machine(); err != nil {
		return err
	}
	q := app.TrailQuery{Object: v.query("object"), Actor: v.query("actor"), Act: v.query("act")}
	var p fault.Problems
	for _, end := range []struct {
		name string
		day  *civil.Date
	}{{"from", &q.From}, {"to", &q.To}} {
		if text := v.query(end.name); text != "" {
			read, err := dayTyped(text)
			for _, one := range fault.ProblemsIn(err) {
				p.Add(one.Code, "?"+end.name, "given", text)
			}
			*end.day = read
		}
	}
	if len(p) > 0 {
		return p
	}
	view, err := d.Office.Trail(v.r.Context(), v.actor, q)
	if err != nil {
		return err
	}
	if v.asSheet() {
		return v.giveSheet("journal", v.page().trailSheet(view))
	}
	tree := trailTree{Known: d.Whole != nil}
	if tree.Known && v.query("verify") != "" {
		tree.Asked, tree.At = true, d.Now()
		found, err := d.Whole(v.r.Context())
		if err != nil {
			return err
		}
		for _, problem := range v.book.Problems(found) {
			tree.Found = append(tree.Found, problem.Message)
		}
	}
	return v.show(http.StatusOK, trailPage(v.page(), q, view, tree, v.sheetPath()))
}

func (p page) trailSheet(view app.TrailView) sheet {
	s := sheet{Head: []string{p.T("trail.at"), p.T("trail.actor"), "ID", p.T("trail.act"), p.T("trail.kind"), p.T("trail.object"), p.T("trail.reason")}}
	for _, l := range view.Lines {
		s.Rows = append(s.Rows, []string{p.Moment(l.At), l.Name, l.Actor, p.actName(access.Action(l.Action)), p.T("trail.of." + l.Kind), l.Object, l.Reason})
	}
	return s
}

// officeKeys shows which key signs. How far the journal has come is told at the machine alone:
// size and root would tell an administrator that something was done to a case.
func (d *Door) officeKeys(v *visit) error {
	if err := v.machine(); err != nil {
		return err
	}
	key, err := d.Office.SigningKey(v.actor)
	if err != nil {
		return err
	}
	return v.show(http.StatusOK, keysOfOffice(v.page(), key))
}

// adminPath is the address of one of the administrator's rooms.
func adminPath(room string) string { return strings.TrimSuffix("/admin/"+room, "/") }

// dayValue is a day as the field of a form has it.
func dayValue(d civil.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.String()
}

// trailActs are the acts on accounts and the office that the journal can be narrowed to.
func (p page) trailActs(chosen string) []option {
	all := []option{{Label: p.T("trail.every")}}
	for _, a := range app.Actions() {
		if app.Trailed(a.On) {
			all = append(all, option{Value: string(a.Name), Label: p.actName(a.Name), Chosen: chosen == string(a.Name)})
		}
	}
	return all
}

// takingPart is a body that takes part in a scheme, with what it does there.
type takingPart struct{ Name, ID, Does, Days string }

// parts are the bodies of a scheme with what each does.
func (a administered) parts(p page) (all []takingPart) {
	all = append(all, takingPart{p.Text(a.Organisation.Owner), "", p.T("bodies.owner"), ""}, takingPart{p.Text(a.Organisation.Operator), "", p.T("bodies.operator"), ""})
	for _, b := range a.Organisation.Members {
		all = append(all, takingPart{p.Text(b.Name), b.ID, p.T("bodies.member"), ""})
	}
	for _, b := range p.joined(a.Edition).Organisation.IntakeBodies {
		part := takingPart{p.Text(b.Name), b.ID, p.T("bodies.intake"), ""}
		if days := (app.BodyLine{From: b.Days.From, To: b.Days.To}); !b.Days.From.IsZero() || !b.Days.To.IsZero() {
			part.Days = p.bodyDays(days)
		}
		all = append(all, part)
	}
	return all
}
