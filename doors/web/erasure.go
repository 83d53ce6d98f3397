package web

import (
	"slices"
	"strconv"

	"github.com/a-h/templ"

	"akashi/app"
	"akashi/app/desk"
	"akashi/doors/ask"
	"akashi/rules/access"
	"akashi/values/fault"
)

// againPath is where the list of erasures is given back after a restore.
const againPath = retentionPath + "/again"

// againView is the page on which what a restore has brought back is erased again (復元後の再廃棄).
type againView struct {
	tried
	Restore desk.Restore
	in      app.EraseAgainInput
	Would   *app.AgainReport
}

// erasingAgain shows where the list is chosen.
func (d *Door) erasingAgain(v *visit) error {
	return d.askForFile(v, access.Erase, &againView{Restore: d.Office.RestoreOpen(v.actor)})
}

// takeErased shows what exists again, or erases it by the list that was looked at.
func (d *Door) takeErased(v *visit) error {
	return d.takeFile(v, access.Erase, "list", retentionPath, &againView{Restore: d.Office.RestoreOpen(v.actor)})
}

func (a *againView) read(v *visit, _ formFiles, content []byte) error {
	var p fault.Problems
	scheme := a.Given.Get("scheme")
	p.Want(slices.ContainsFunc(a.Schemes, func(o option) bool { return o.Value == scheme }), "scheme-unknown", "/scheme", "given", scheme, "allowed", ask.Each(a.Schemes, func(o option) string { return o.Value }))
	p.Want(len(content) > 0, "file.empty", "/list")
	if err := p.Err(); err != nil {
		return err
	}
	lines, err := ask.ErasedLines(content, "/list")
	a.in = app.EraseAgainInput{Scheme: scheme, Lines: lines, Known: a.Given.Get("known") != "", Reason: ask.AgainFor(v.book.Say)}
	return err
}

func (a *againView) rehearse(v *visit) error {
	in := a.in
	in.Dry = true
	would, err := v.door.Office.EraseAgain(v.r.Context(), v.actor, in)
	if err == nil {
		a.Would = &would
	}
	return err
}

func (a *againView) do(v *visit, key string) (desk.Outcome, error) {
	a.in.Key = key
	did, err := v.door.Office.EraseAgain(v.r.Context(), v.actor, a.in)
	first, waits := desk.First(did.Again, func(c app.AgainCase) bool { return c.Waits })
	told := fault.With("listed", did.Listed, "already", did.Already)
	if len(did.Again) > 0 {
		told["n"] = strconv.Itoa(len(did.Again))
	}
	return desk.Outcome{Kind: desk.OnPending, Object: first.Pending, Waits: waits, Told: told}, err
}

// noted is what is said once it is done: of what waits, that the erasure does.
func (a *againView) noted(out desk.Outcome) string {
	if out.Waits {
		return string(access.Erase)
	}
	return "erase-again"
}

func (a *againView) draw(p page) templ.Component { return againPage(p, a) }

// open reports whether the restore is open for the scheme that was chosen.
func (a *againView) open() bool { return slices.Contains(a.Restore.Open, a.Given.Get("scheme")) }

// opens names the schemes for which the restore is open.
func (p page) opens(r desk.Restore, schemes []option) string {
	return p.List(ask.Each(ask.Those(schemes, func(o option) bool { return slices.Contains(r.Open, o.Value) }), func(o option) string { return o.Label }))
}
