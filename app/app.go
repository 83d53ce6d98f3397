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

// Sweep removes the bytes of everything that was erased, where a program ended before it had.
func (a *App) Sweep(ctx context.Context) error { return retention.Sweep(ctx, &a.Desk, nil) }

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
