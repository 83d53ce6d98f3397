// Package app is the office at work: one act for each thing that a person or the
// calendar can do, and what each of them may see. An act reads like the procedure it
// stands for: it asks whether the actor may, asks the rule, writes the record, the
// journal leaf and the outgoing letter in one transaction, and is done.
//
// The acts stand in chapters, one folder each, and are done at the desk, which knows
// none of them. This package is the top of them: its tables list kinds, acts, guards
// and cures, and its views show what is there.
package app

//go:generate go test -run TestActsAreDrawn -update .

import (
	"cmp"
	"context"
	"strings"
	"sync"
	"time"

	"akashi/app/desk"
	"akashi/app/retention"
	"akashi/rules/access"
)

// App performs the acts and shows what there is.
type App struct {
	desk.Desk
	used *seen
}

// New opens the office at a desk, with every chapter.
func New(d desk.Desk) *App {
	d.Tables = desk.Tables{Things: Things(), Actions: Actions(), Guards: guards(), Tells: tells(), Cures: CuredBy()}
	return &App{d, &seen{at: map[string]time.Time{}}}
}

// Do performs an act, and removes the bytes of what it has erased once that is on record. What the
// disk refuses to remove does not undo it: fsck tells of it, and the next sweep tries again.
func (a *App) Do(ctx context.Context, req desk.Request, action desk.Action, object string, input any) (desk.Outcome, error) {
	out, err := a.Desk.Do(ctx, req, action, object, input)
	if erases := action.Name == access.Erase || action.Name == access.Confirm; erases && err == nil && !out.Waits {
		_ = a.Sweep(context.WithoutCancel(ctx))
	}
	return out, err
}

// Sweep removes the bytes of what was erased.
func (a *App) Sweep(ctx context.Context) error { return a.Change(ctx, access.Actor{}, retention.Sweep) }

// ThingOf returns the row of a kind; the zero Thing where there is none.
func ThingOf(k desk.Kind) desk.Thing {
	return desk.Tables{Things: things()}.Thing(k)
}

// things is the table made once: every act that the doors offer asks it for its kind.
var things = sync.OnceValue(Things)

// Word is an action's name without what its object is called: open-session is the
// word open of a session.
func Word(a desk.Action) string {
	return strings.TrimSuffix(string(a.Name), "-"+Group(a))
}

// Group is the group of commands that an action is among.
func Group(a desk.Action) string { return ThingOf(cmp.Or(a.Among, a.On)).Words.Command }
