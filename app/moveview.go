package app

import (
	"context"
	"encoding/json"

	"akashi/app/desk"
	"akashi/app/moving"
	"akashi/rules/access"
	"akashi/values/fault"
)

// MoveView is what a workbook would bring in, or has brought in (引継ぎ).
type MoveView struct {
	moving.MoveReport
	Waits bool // a second person has to confirm it
}

// MoveTemplate is the workbook of a scheme in which an office writes down what runs on
// paper, in a language.
func (a *App) MoveTemplate(ctx context.Context, actor access.Actor, scheme, lang string) (FileView, error) {
	err := a.Look(ctx, actor, func(w *desk.Work) error {
		return w.PermitTo(access.MoveIn, desk.OnOffice, &moving.Input{Scheme: scheme})
	})
	if err != nil {
		return FileView{}, err
	}
	edition, err := a.Shelf.EditionAt(scheme, a.Today())
	if err != nil {
		return FileView{}, fault.New(fault.NotFound, "scheme-unknown", scheme)
	}
	if edition, err = a.Joined(ctx, edition); err != nil {
		return FileView{}, err
	}
	return a.written(moving.Template(edition), lang, "move-in-"+scheme)
}

// RehearseMove says what would become of each line of a workbook, and stores nothing.
// Nothing is read for who may not move in.
func (a *App) RehearseMove(ctx context.Context, actor access.Actor, in moving.Input) (view MoveView, err error) {
	err = a.Look(ctx, actor, func(w *desk.Work) error { return w.PermitTo(access.MoveIn, desk.OnOffice, &in) })
	if err != nil {
		return view, err
	}
	in.Prepare(ctx, &a.Desk)
	action, _ := FindAction(access.MoveIn)
	out, err := a.Rehearse(ctx, actor, action, "", &in)
	if err == nil {
		err = json.Unmarshal(out.Body, &view.MoveReport)
	}
	view.Waits = out.Waits
	return view, err
}

// MoveIn takes a workbook over, or tells that all of it was before: then nothing is done,
// and no leaf is written.
func (a *App) MoveIn(ctx context.Context, req desk.Request, in moving.Input) (view MoveView, out desk.Outcome, err error) {
	view, err = a.RehearseMove(ctx, req.Actor, in)
	if err != nil || view.Taken == 0 {
		return view, out, err
	}
	action, _ := FindAction(access.MoveIn)
	if out, err = a.Do(ctx, req, action, "", &in); err != nil {
		return view, out, err
	}
	if view.Waits = out.Waits; !out.Waits {
		err = json.Unmarshal(out.Body, &view.MoveReport)
	}
	return view, out, err
}
