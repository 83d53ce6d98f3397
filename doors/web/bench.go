package web

import (
	"crypto/rand"

	"akashi/app"
	"akashi/app/desk"
	"akashi/rules/access"
	"akashi/scheme"
)

// benchTurn is one thing that waits for a member of the committee, in words.
type benchTurn struct {
	app.BenchTurn
	Path string
	Leaf leaf
}

// benchTurns are what waits for a member, in words.
func (p page) benchTurns(b app.BenchView) (all []benchTurn) {
	for _, t := range b.Turns {
		all = append(all, benchTurn{t, turnPath(t), p.leafOf(t.Day, false)})
	}
	return all
}

// turnPath is where something that waits for a member is done.
func turnPath(t app.BenchTurn) string {
	if t.What == app.TurnVote {
		return actOf(access.Vote, t.Case)
	}
	return sessionPath(t.Session)
}

// sessionPath is the page of a session.
func sessionPath(id string) string { return objectPath(desk.OnSession, id) }

// actOf is the page of an act for an object.
func actOf(name access.Action, object string) string {
	a, _ := app.FindAction(name)
	return actPath(a, object)
}

// onceKey is a key under which a form is done once, however often it is sent.
func onceKey() string { return rand.Text() }

// bodyName is what an intake body is called.
func (p page) bodyName(ed *scheme.Edition, id string) string {
	for _, b := range ed.Organisation.IntakeBodies {
		if b.ID == id {
			return p.Text(b.Name)
		}
	}
	return id
}
