package app

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"time"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/values/civil"
	"akashi/values/fault"
)

// TrailQuery asks what was done to accounts and to the office. Empty fields do not narrow.
type TrailQuery struct {
	Object, Actor, Act string
	From, To           civil.Date // days, both included
}

// TrailView is what the administrator reads of the journal, the latest first: accounts, seats,
// personnel, the register and what the office settled. What is done to cases is the office's to
// read, and none of it is here, nor how much of it there is.
type TrailView struct {
	Lines []TrailLine `json:"lines"`
	Cut   bool        `json:"cut,omitempty"` // there is more than is shown
}

// TrailLine is one act.
type TrailLine struct {
	At     time.Time `json:"at"`
	Actor  string    `json:"actor"`
	Name   string    `json:"name,omitempty"` // of the actor, where it is a user
	Action string    `json:"action"`
	Kind   string    `json:"kind"`
	Object string    `json:"object,omitempty"`
	Reason string    `json:"reason,omitempty"`
}

// trailed are the kinds of objects that an administrator has to do with.
func trailed() []desk.Kind {
	return []desk.Kind{desk.OnUser, desk.OnOffice, desk.OnRegister, desk.OnSeat, desk.OnPersonnel}
}

// trailScan is how many leaves are read at a time.
const trailScan = 1000

// Trail lists what was done to accounts and to the office itself.
func (a *App) Trail(ctx context.Context, actor access.Actor, q TrailQuery) (view TrailView, err error) {
	view.Lines = []TrailLine{}
	if !actor.May(access.ViewInstallation) {
		return view, fault.New(fault.Forbidden, actor.WhyNot(access.ViewInstallation), string(access.ViewInstallation))
	}
	asked := desk.LeafQuery{Object: q.Object, Actor: q.Actor, Newest: true, Limit: trailScan}
	if q.Act != "" {
		asked.Actions = []access.Action{access.Action(q.Act)}
	}
	if !q.From.IsZero() {
		asked.Since = q.From.Start()
	}
	if !q.To.IsZero() {
		asked.Until = q.To.AddDays(1).Start()
	}
	err = a.Look(ctx, actor, func(w *desk.Work) error {
		for {
			leaves := desk.Read(w, w.Leaves, asked)
			for _, l := range leaves {
				asked.Before = l.Seq
				line, told, err := trailLine(w, l)
				switch {
				case err != nil:
					return err
				case told && len(view.Lines) == desk.Page(0):
					view.Cut = true
					return nil
				case told:
					view.Lines = append(view.Lines, line)
				}
			}
			if len(leaves) < trailScan || asked.Before == 0 {
				break
			}
		}
		return nil
	})
	return view, err
}

// trailLine is a leaf as the administrator reads it, where it may be read.
func trailLine(w *desk.Work, l record.Leaf) (line TrailLine, told bool, err error) {
	if !slices.Contains(trailed(), desk.Kind(l.Kind)) {
		return line, false, nil
	}
	var said struct {
		Input struct {
			Scheme string `json:"scheme"`
			Reason string `json:"reason"`
		} `json:"input"`
		Reason string `json:"reason"`
	}
	_ = json.Unmarshal([]byte(l.Data), &said) // what names no scheme is of every one
	of := access.Object{Kind: access.KindOffice, Scheme: said.Input.Scheme}
	if u, known := desk.Find(w, w.Tx.User, l.Object); known {
		of.Scheme = u.Scheme
	}
	err = access.May(w.Actor, access.AddUser, of).Err()
	if errors.Is(err, fault.Forbidden) || errors.Is(err, fault.NotFound) {
		return line, false, nil
	}
	line = TrailLine{At: l.At, Actor: l.Actor, Action: l.Action, Kind: l.Kind, Object: l.Object, Reason: said.Input.Reason + said.Reason}
	if u, known := desk.Find(w, w.Tx.User, l.Actor); known {
		line.Name = u.Name
	}
	return line, true, err
}

// Trailed reports whether acts on a kind of object are in the administrator's part of the journal.
func Trailed(on desk.Kind) bool { return slices.Contains(trailed(), on) }
