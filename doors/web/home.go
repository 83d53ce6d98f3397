package web

import (
	"net/http"
	"net/url"

	"akashi/app"
	"akashi/rules/access"
	"akashi/rules/lifecycle"
	"akashi/values/civil"
)

// schemeLine is one scheme as the first page names it.
type schemeLine struct {
	Key, Name, Short, Summary string
}

// schemes lists the schemes in the visitor's language.
func (v *visit) schemes() []schemeLine {
	var lines []schemeLine
	for _, key := range v.door.Shelf.Keys() {
		ed, err := v.door.edition(key, "")
		if err != nil {
			continue // no edition is in force yet: there is nothing to show
		}
		p := page{Book: v.book}
		lines = append(lines, schemeLine{key, p.Text(ed.Name), p.shortName(ed), p.Text(ed.Public.Summary)})
	}
	return lines
}

// home is the first page.
func (d *Door) home(v *visit) error { return v.show(http.StatusOK, homePage(v.page(), v.schemes())) }

// find leads to the verdict when what was typed is a number that the register
// knows, and to the search of the register otherwise.
func (d *Door) find(v *visit) error {
	text := v.query("q")
	view, err := d.ask(v.r.Context(), text, civil.Date{})
	if err != nil {
		return err
	}
	if view.Mark != nil || view.CorrectedTo != "" {
		return v.goTo(markPath(view.Number))
	}
	return v.goTo("/registry?" + url.Values{"q": {text}}.Encode())
}

// helpLine explains one standing.
type helpLine struct {
	look
	Label, Meaning string
}

func (d *Door) help(v *visit) error {
	var lines []helpLine
	for _, s := range lifecycle.Standings() {
		lines = append(lines, helpLine{lookOf(s), v.book.Say("standing." + string(s)), v.book.Say("guide." + string(s))})
	}
	return v.show(http.StatusOK, helpPage(v.page(), lines))
}

// tested is what the page on accessibility reports of, by the tests that show it:
// TestEveryLinkLeadsSomewhere, TestScreens, TestInBrowsers, TestWhatIsWrittenIsNotLost and
// TestAPasskey.
func tested() []string {
	return []string{"axe", "reflow", "structure", "tree", "keys", "script", "errors", "time", "entry"}
}

func (d *Door) accessibility(v *visit) error {
	return v.show(http.StatusOK, accessibilityPage(v.page()))
}

// schemeLinks lead to the pages of the schemes.
func (v *visit) schemeLinks() (links []link) {
	for _, s := range v.schemes() {
		links = append(links, link{Path: "/s/" + s.Key, Label: s.Short})
	}
	return links
}

// atFoot are the links for which the menu of somebody who works here has no room.
func (v *visit) atFoot() []link {
	if v.works() {
		return v.schemeLinks()
	}
	return nil
}

// menu leads to the rooms that the visitor may enter, and who works in none to the schemes.
func (v *visit) menu() []link {
	items := []link{{Path: "/registry", Label: v.book.Say("register.title")}}
	if !v.works() {
		items = append(items, v.schemeLinks()...)
	}
	var own []link
	for _, l := range []struct {
		may       bool
		path, key string
	}{{v.works(), roomOf(v.actor.Role), roomName(v.actor.Role)},
		{app.OwnColleagues(v.actor) == nil, "/a/org", "contacts.short"},
		{v.actor.May(access.ListUsers), "/admin", "admin.title"},
		{v.actor.May(access.ViewBilling), "/o/billing", "billing.title"},
		{v.actor.May(access.ViewPending), "/o/pending", "pending.short"},
		{v.actor.May(access.SecondPerson), "/o/office", "office.short"},
		{v.actor.May(access.Simulate), "/o/editions", "edition.title"},
		{v.actor.May(access.ViewFigures), "/w/figures", "figures.short"}} {
		if l.may {
			own = append(own, link{Path: l.path, Label: v.book.Say(l.key)})
		}
	}
	items = append(own, items...)
	for i := range items {
		items[i].Here = items[i].Path == v.path
	}
	return items
}
