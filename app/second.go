package app

import (
	"context"
	"encoding/json"
	"errors"
	"slices"

	"akashi/record"
	"akashi/rules/access"
	"akashi/scheme"
	"akashi/values/fault"
)

// secondPerson says under which word an action may be made to wait for a second
// person, and of which inputs.
func secondPerson[I any](word scheme.SecondWord, when func(*work, I) bool) option {
	return func(a *Action) {
		a.CanWait = true
		a.second = func(w *work, input any) scheme.SecondWord {
			if in, ok := input.(*I); ok && when(w, *in) {
				return word
			}
			return ""
		}
	}
}

// alwaysSecond is secondPerson for every input.
func alwaysSecond(word scheme.SecondWord) option {
	return func(a *Action) {
		a.CanWait = true
		a.second = func(*work, any) scheme.SecondWord { return word }
	}
}

// errWaits takes back an act that has been rehearsed and waits for a second person.
var errWaits = errors.New("the act waits for a second person")

// rehearsed ends an act that was gone through to see whether it can be done, and
// waits for a second person now.
func (w *work) rehearsed(action Action, input any) error {
	word := action.second(w, input)
	if word == "" {
		return nil
	}
	waits, err := w.waits(word)
	if err == nil && waits {
		err = errWaits
	}
	return err
}

// waits reports whether acts of the word wait: by the office's latest decision, or
// by the edition where the office has decided nothing. What concerns every scheme
// waits where one of them asks for it.
func (w *work) waits(word scheme.SecondWord) (bool, error) {
	decided, err := w.Safeguards()
	if err != nil {
		return false, err
	}
	keys := w.app.Shelf.Keys()
	if key := w.schemeOf(); key != "" {
		keys = []string{key}
	}
	for _, key := range keys {
		if w.waitsIn(key, word, decided) {
			return true, nil
		}
	}
	return false, nil
}

func (w *work) waitsIn(key string, word scheme.SecondWord, decided []record.Safeguard) bool {
	for _, s := range slices.Backward(decided) {
		if s.Scheme == key && s.Word == string(word) {
			return s.On
		}
	}
	edition, err := w.app.Shelf.EditionAt(key, w.today)
	return err == nil && slices.Contains(edition.Process.SecondPerson.Value, word)
}

// schemeOf is the scheme that the act belongs to; "" for every one.
func (w *work) schemeOf() string {
	if w.edition != nil {
		return w.edition.Scheme
	}
	return w.about.scheme
}

// hold writes down an act that waits for a second person, as it was asked for.
func (a *App) hold(ctx context.Context, req Request, action Action, object string, input any, print string) (out Outcome, err error) {
	err = a.Store.Update(ctx, func(tx Tx) error {
		w := a.work(ctx, tx, req.Actor)
		if err := w.takeUp(action, object, input); err != nil {
			return err
		}
		if err := w.permit(action.Name); err != nil {
			return err
		}
		body, err := json.Marshal(input)
		if err != nil {
			return err
		}
		w.pending = record.Pending{ID: w.id(), Scheme: w.schemeOf(), Word: string(action.second(w, input)), Act: string(action.Name),
			Kind: string(action.On), Object: w.kept().name, Seen: w.kept().version, Input: body, First: w.actor.ID, Role: w.actor.Role,
			At: w.now, State: record.PendingWaiting, Version: 1}
		if err := w.Add(&w.pending); err != nil {
			return err
		}
		if err := w.leaf("ask-second-person", w.thing.Kind, w.kept().name, map[string]string{"pending": w.pending.ID, "act": w.pending.Act}); err != nil {
			return err
		}
		answer, err := json.Marshal(Held{Pending: HeldAct{w.pending.ID, w.pending.Act}})
		if err != nil {
			return err
		}
		out = Outcome{Kind: OnPending, Object: w.pending.ID, Version: 1, Body: answer, Waits: true}
		return w.remember(req, print, out)
	})
	return out, err
}

// Held answers an act that waits for a second person: nothing has been done.
type Held struct {
	Pending HeldAct `json:"pending"`
}

// HeldAct names an act that waits.
type HeldAct struct {
	ID  string `json:"id"`
	Act string `json:"act"`
}

// again puts the act that waits on a desk of its own, with the first person's hands.
func (w *work) again() (*work, Action, any, error) {
	p := w.pending
	action, ok := FindAction(access.Action(p.Act))
	if !ok {
		return nil, action, nil, fault.New(fault.Conflict, "pending.act-gone", p.Act)
	}
	input := action.Input()
	if err := json.Unmarshal(p.Input, input); err != nil {
		return nil, action, nil, fault.Wrap(fault.Conflict, "pending.act-gone", p.Act, err)
	}
	first, known, err := notFound(w.User(p.First))
	if err != nil {
		return nil, action, nil, err
	}
	actor := access.Actor{ID: p.First, Role: p.Role} // the console is no user
	if known {
		actor = access.Of(first)
	}
	act := w.app.work(w.ctx, w.Tx, actor)
	return act, action, input, act.takeUp(action, p.Object, input)
}

// confirmPending completes an act as its second person (二人目の確認):
//  1. it is not the first person who confirms, and neither has a conflict;
//  2. the object is as the first person saw it;
//  3. the act is done as it was asked for, in the first person's name;
//  4. the journal has a leaf of the act and one of its confirmation.
func confirmPending(w *work, _ NoInput) error {
	act, action, input, err := w.again()
	if err != nil {
		return err
	}
	act.facts["second_person"] = w.actor.ID
	if err := act.carryThrough(action, input, w.pending.Seen); err != nil {
		return err
	}
	act.actor = w.actor // who confirms is answered, as far as that person may see
	out, err := act.outcome()
	if err != nil {
		return err
	}
	w.passed, w.public = &out, act.public
	return w.settle(record.PendingConfirmed, "")
}

// refusePending ends an act that waits: nothing of it is done. The first person may
// take it back.
func refusePending(w *work, in ReasonInput) error {
	if err := in.check(); err != nil {
		return err
	}
	return w.settle(record.PendingRefused, in.Reason)
}

func (w *work) settle(state record.PendingState, reason string) error {
	w.pending.State, w.pending.Second, w.pending.Reason, w.pending.Settled = state, w.actor.ID, reason, w.now
	return w.save()
}

// policyOfPending is the object of the act that waits, with who asked for it.
func (w *work) policyOfPending() (access.Object, error) {
	o := access.Object{Scheme: w.pending.Scheme}
	if w.pending.State == record.PendingWaiting {
		act, _, _, err := w.again()
		if err != nil {
			return o, err
		}
		if o, err = act.object(); err != nil {
			return o, err
		}
		w.edition = act.edition
	}
	if edition, err := w.app.Shelf.EditionAt(w.pending.Scheme, w.today); w.edition == nil && err == nil {
		w.edition = edition
	}
	o.Kind, o.First = access.KindPending, w.pending.First
	if w.edition != nil {
		if i := slices.IndexFunc(w.edition.Committee.Seats, func(s scheme.Seat) bool { return s.Chair }); i >= 0 {
			o.Chair = w.edition.Committee.Seats[i].ID
		}
	}
	return o, nil
}

// SafeguardInput decides whether an act waits for a second person.
type SafeguardInput struct {
	Scheme string `json:"scheme" doc:"key of the scheme"`
	Act    string `json:"act" enum:"decide,measure,import,account,proxy-vote,exception" doc:"what waits"`
	State  string `json:"state" enum:"on,off" doc:"on or off"`
	Reason string `json:"reason" doc:"why the office decided so"`
}

func (in SafeguardInput) about() about { return about{scheme: in.Scheme} }

// SafeguardView is the office's decision on a second person as it stands.
type SafeguardView struct {
	record.Safeguard
}

// switchSecond records the office's decision whether an act waits for a second
// person (二人確認の設定).
func switchSecond(w *work, in SafeguardInput) error {
	var p fault.Problems
	if !slices.Contains(w.app.Shelf.Keys(), in.Scheme) {
		p.Add("scheme-unknown", "/scheme", "given", in.Scheme, "allowed", w.app.Shelf.Keys())
	}
	if !slices.Contains(scheme.SecondWords(), scheme.SecondWord(in.Act)) {
		p.Add("second.act", "/act", "given", in.Act, "allowed", scheme.SecondWords())
	}
	if in.State != "on" && in.State != "off" {
		p.Add("second.state", "/state", "given", in.State, "allowed", []string{"on", "off"})
	}
	if in.Reason == "" {
		p.Add("reason.missing", "/reason")
	}
	if err := p.Err(); err != nil {
		return err
	}
	s := record.Safeguard{ID: w.id(), Scheme: in.Scheme, Word: in.Act, On: in.State == "on", Reason: in.Reason, By: w.actor.ID, At: w.now}
	w.result = SafeguardView{s}
	return w.Add(&s)
}
