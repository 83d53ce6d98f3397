package web

import (
	"crypto/rand"
	"slices"

	"akashi/app"
	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
)

// benchTurn is one thing that waits for a member of the committee, in words.
type benchTurn struct {
	app.BenchTurn
	Path string
	Leaf leaf
}

// when is how the day of the session stands to what waits: most of it until then, some since.
func (t benchTurn) when() string {
	if t.What == app.TurnConfirm || t.What == app.TurnApprove {
		return "bench.of"
	}
	return "bench.until"
}

// benchTurns are what waits for a member, in words.
func (p page) benchTurns(b app.BenchView) (all []benchTurn) {
	for _, t := range b.Turns {
		all = append(all, benchTurn{t, turnPath(t), p.leafOf(t.Day, false)})
	}
	return all
}

// benchSession is a session to come, with the committee that it is of.
type benchSession struct {
	app.BenchSession
	Committee string
}

// benchSessions are the sessions to come, in words.
func (p page) benchSessions(b app.BenchView) (all []benchSession) {
	for _, s := range b.Next {
		if ed, err := p.shelf.EditionAt(s.Scheme, s.Day); err == nil {
			all = append(all, benchSession{s, p.Text(ed.Committee.Name)})
		}
	}
	return all
}

// answers are what a member can reply now: another answer than the one that stands.
func (s sessionView) answers() []record.ReplyAnswer {
	return slices.DeleteFunc([]record.ReplyAnswer{record.ReplyComing, record.ReplyAbsent}, func(a record.ReplyAnswer) bool { return a == s.Reply })
}

// replies reports whether the visitor may say now whether it means to come.
func (s sessionView) replies() bool {
	return slices.ContainsFunc(s.offers, func(o desk.Offer) bool { return o.Action == access.ReplySession }) && s.seat != ""
}

// rest are the acts that the page has no place of its own for.
func (s sessionView) rest() []desk.Offer {
	return slices.DeleteFunc(slices.Clone(s.offers), func(o desk.Offer) bool {
		return o.Action == access.ReplySession && s.seat != "" || s.Bench != nil && inOrder(o.Action)
	})
}

// turnPath is where something that waits for a member is done.
func turnPath(t app.BenchTurn) string {
	switch t.What {
	case app.TurnVote:
		return actOf(access.Vote, t.Case)
	case app.TurnConfirm:
		return actOf(access.ConfirmVote, t.Case)
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
