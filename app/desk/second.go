package desk

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"akashi/record"
	"akashi/rules/access"
	"akashi/scheme"
	"akashi/values/fault"
)

// SecondPerson says under which word an action may be made to wait for a second
// person, and of which inputs.
func SecondPerson[I any](word scheme.SecondWord, when func(*Work, I) bool) Option {
	return func(a *Action) {
		a.CanWait = true
		a.second = func(w *Work, input any) scheme.SecondWord {
			if in, ok := input.(*I); ok && when(w, *in) {
				return word
			}
			return ""
		}
	}
}

// AlwaysSecond is secondPerson for every input.
func AlwaysSecond(word scheme.SecondWord) Option {
	return func(a *Action) {
		a.CanWait = true
		a.second = func(*Work, any) scheme.SecondWord { return word }
	}
}

// errWaits takes back an act that has been rehearsed and waits for a second person.
var errWaits = errors.New("the act waits for a second person")

// waits reports whether acts of the word wait: by the office's latest decision, or
// by the edition where the office has decided nothing. What concerns every scheme
// waits where one of them asks for it.
func (w *Work) waits(word scheme.SecondWord) bool {
	if word == "" {
		return false
	}
	if word.Always() {
		return true
	}
	decided, err := w.Safeguards()
	w.Fail(err)
	return slices.ContainsFunc(w.keysOf(w.schemeOf()), func(key string) bool { return w.waitsIn(key, word, decided) })
}

// keysOf are the schemes that one word names, with commas between; every scheme for "".
func (w *Work) keysOf(schemes string) []string {
	if schemes == "" {
		return w.Desk.Shelf.Keys()
	}
	return strings.Split(schemes, ",")
}

func (w *Work) waitsIn(key string, word scheme.SecondWord, decided []record.Safeguard) bool {
	if s := decidedOn(key, word, decided); s.Round > 0 {
		return s.On
	}
	edition, err := w.Desk.Shelf.EditionAt(key, w.Today)
	return err == nil && slices.Contains(edition.Process.SecondPerson.Value, word) && w.staffed(key)
}

// decidedOn is the office's latest decision on a word; the zero decision where it made none.
func decidedOn(key string, word scheme.SecondWord, decided []record.Safeguard) record.Safeguard {
	for _, s := range slices.Backward(decided) {
		if s.Scheme == key && s.Word == string(word) {
			return s
		}
	}
	return record.Safeguard{}
}

// Waiting says whether the acts of a word wait for a second person in a scheme, and what the
// office decided; the zero decision leaves it to the rule book.
type Waiting struct {
	Word    scheme.SecondWord
	On      bool
	Decided record.Safeguard
}

// SecondPeople lists which acts wait for a second person in a scheme.
func (d *Desk) SecondPeople(ctx context.Context, actor access.Actor, key string) (all []Waiting, err error) {
	of := access.Object{Kind: access.KindOffice, Scheme: key}
	if err := access.May(actor, access.SecondPerson, of).Err(); err != nil && !access.Allows(actor, access.AddUser, of) {
		return nil, err
	}
	err = d.Look(ctx, actor, func(w *Work) error {
		decided, err := w.Safeguards()
		for _, word := range scheme.SecondWords() {
			all = append(all, Waiting{word, w.waitsIn(key, word, decided), decidedOn(key, word, decided)})
		}
		return err
	})
	return all, err
}

// staffed reports whether the office of the scheme has people enough, in office or gone,
// that one could be second: somebody, or two where it is the console that acts. Until then
// who sets the office up makes its first accounts, and carries its register over, alone.
func (w *Work) staffed(key string) bool {
	people, enough := map[string]bool{}, 1
	if w.Actor.ID == access.Console {
		enough = 2
	}
	for _, u := range w.Everybody() {
		if u.Role == record.RoleSecretariat && u.Serves(key) && u.ID != w.User.ID { // whose account it is about is nobody's second
			people[u.ID] = true
		}
	}
	return len(people) >= enough
}

// schemeOf is the scheme that the act belongs to; "" for every one.
func (w *Work) schemeOf() string {
	if w.Edition != nil {
		return w.Edition.Scheme
	}
	return cmp.Or(w.about.Scheme, w.User.Scheme)
}

// hold writes down an act that waits for a second person, as it was asked for.
func (d *Desk) hold(ctx context.Context, req Request, action Action, object string, input any, print string) (out Outcome, err error) {
	err = d.Change(ctx, req.Actor, func(w *Work) error {
		if err := w.takeUp(action, object, input); err != nil {
			return err
		}
		if err := w.Permit(action.Name); err != nil {
			return err
		}
		if secret, ok := input.(Sealed); ok {
			if err := secret.Seal(w); err != nil {
				return err
			}
		}
		w.putBefore(action, input)
		answer := w.Written(Held{Pending: HeldAct{w.Pending.ID, w.Pending.Act}})
		out = Outcome{Kind: OnPending, Object: w.Pending.ID, Version: 1, Body: answer, Waits: true}
		w.remember(req, print, out)
		return nil
	})
	return out, err
}

// putBefore keeps the act on the desk, to be confirmed.
func (w *Work) putBefore(action Action, input any) {
	w.Pending = record.Pending{ID: w.NewID(), Scheme: w.schemeOf(), Word: string(action.second(w, input)), Act: string(action.Name),
		Kind: string(action.On), Object: w.kept().name, Seen: w.kept().version, Input: w.Written(input), First: w.Actor.ID, Role: w.Actor.Role,
		At: w.Now, State: record.PendingWaiting, Version: 1}
	w.Add(&w.Pending)
	w.leaf("ask-second-person", map[string]string{"pending": w.Pending.ID, "act": w.Pending.Act})
	w.tellOfWaiting()
}

// Ask puts an act before the office in the name of somebody, in the transaction of another.
func (w *Work) Ask(actor access.Actor, name access.Action, object string, input any) error {
	action, _ := w.Desk.Action(name)
	act := w.Beside(actor)
	if err := act.takeUp(action, object, input); err != nil {
		return err
	}
	if err := act.Permit(name); err != nil {
		return err
	}
	act.putBefore(action, input)
	return nil
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
func (w *Work) again() (*Work, Action, any, error) {
	p := w.Pending
	action, ok := w.Desk.Action(access.Action(p.Act))
	if !ok {
		return nil, action, nil, fault.New(fault.Conflict, "pending.act-gone", p.Act)
	}
	input := action.Input()
	if err := json.Unmarshal(p.Input, input); err != nil {
		return nil, action, nil, fault.Wrap(fault.Conflict, "pending.act-gone", p.Act, err)
	}
	actor := access.Actor{ID: p.First, Role: p.Role} // the console is no user
	if first, known := Find(w, w.Tx.User, p.First); known {
		actor = ActorOf(w.InRoles(first), func(r record.InRole) bool { return r.Role == p.Role })
	}
	act := w.Beside(actor)
	return act, action, input, act.takeUp(action, p.Object, input)
}

// ConfirmPending completes an act as its second person (二人目の確認):
//  1. it is not the first person who confirms, and neither has a conflict;
//  2. the object is as the first person saw it;
//  3. the act is done as it was asked for, in the first person's name;
//  4. the journal has a leaf of the act and one of its confirmation.
func ConfirmPending(w *Work, _ NoInput) error {
	act, action, input, err := w.again()
	if err != nil {
		return err
	}
	act.Facts["second_person"] = w.Actor.ID
	if err := act.carryThrough(action, input, w.Pending.Seen); err != nil {
		return err
	}
	act.Actor = w.Actor // who confirms is answered, as far as that person may see
	out := act.outcome(false)
	w.passed, w.Public, w.Result = &out, act.Public, act.Result // secrets in it are not kept
	w.settle(record.PendingConfirmed, "")
	return nil
}

// RefusePending ends an act that waits: nothing of it is done. The first person may
// take it back.
func RefusePending(w *Work, in ReasonInput) error {
	if err := in.Check(); err != nil {
		return err
	}
	w.settle(record.PendingRefused, in.Reason)
	if first, known := Find(w, w.Tx.User, w.Pending.First); known && w.Pending.Word == string(scheme.SecondJoin) && first.ID != w.Actor.ID {
		w.LetterTo(first, "join-refused", map[string]string{"reason": in.Reason})
	}
	return nil
}

func (w *Work) settle(state record.PendingState, reason string) {
	w.Pending.State, w.Pending.Second, w.Pending.Reason, w.Pending.Settled = state, w.Actor.ID, reason, w.Now
}

// policyOfPending is the object of the act that waits, with who asked for it.
func (w *Work) policyOfPending() (access.Object, error) {
	o := access.Object{Scheme: w.Pending.Scheme}
	act, _, input, err := w.again()
	if err == nil {
		o, err = act.Object()
		w.Edition = act.Edition
	}
	if err != nil && w.Pending.State == record.PendingWaiting { // of one that is settled the object may be gone
		return o, err
	}
	if edition, err := w.Desk.Shelf.EditionAt(w.Pending.Scheme, w.Today); w.Edition == nil && err == nil {
		w.Edition = edition
	}
	o.Kind, o.First, o.Whose = access.KindPending, w.Pending.First, regarding(input).Seat
	if w.Edition != nil {
		o.Chair = w.Edition.Committee.Chair()
	}
	return o, nil
}

// SafeguardInput decides whether an act waits for a second person.
type SafeguardInput struct {
	Scheme string `json:"scheme" doc:"key of the scheme"`
	Act    string `json:"act" enum:"decide,measure,import,account,proxy-vote,exception,rules" doc:"what waits"`
	State  string `json:"state" enum:"on,off" doc:"on or off"`
	Reason string `json:"reason" doc:"why the office decided so"`
}

// About says what the policy asks about.
func (in SafeguardInput) About() About { return About{Scheme: in.Scheme} }

// Check finds what is wrong with the input by itself.
func (in SafeguardInput) Check() error {
	var p fault.Problems
	p.Want(slices.Contains(scheme.SecondWords(), scheme.SecondWord(in.Act)), "second.act", "/act", "given", in.Act, "allowed", scheme.SecondWords())
	p.Want(in.State == "on" || in.State == "off", "second.state", "/state", "given", in.State, "allowed", []string{"on", "off"})
	p.Want(in.Reason != "", "reason.missing", "/reason")
	return p.Err()
}

// SafeguardView is the office's decision on a second person as it stands.
type SafeguardView struct {
	record.Safeguard
}

// SwitchSecond records the office's decision whether an act waits for a second
// person (二人確認の設定).
func SwitchSecond(w *Work, in SafeguardInput) error {
	p := fault.ProblemsIn(in.Check())
	p.Want(slices.Contains(w.Desk.Shelf.Keys(), in.Scheme), "scheme-unknown", "/scheme", "given", in.Scheme, "allowed", w.Desk.Shelf.Keys())
	if err := p.Err(); err != nil {
		return err
	}
	decided, err := w.Safeguards()
	w.Fail(err)
	round := Round(decided, func(s record.Safeguard) bool { return s.Scheme == in.Scheme && s.Word == in.Act })
	s := record.Safeguard{ID: w.NewID(), Scheme: in.Scheme, Word: in.Act, Round: round, On: in.State == "on", Reason: in.Reason, By: w.Actor.ID, At: w.Now}
	w.Result = SafeguardView{s}
	w.Add(&s)
	return nil
}
