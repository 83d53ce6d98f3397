package desk

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"akashi/record"
	"akashi/rules/access"
	"akashi/values/fault"
	"akashi/values/form"
)

// Outcome is what an act has come to: the object it was done to, or made, and what
// the actor may see of it afterwards.
type Outcome struct {
	Kind    Kind            `json:"kind"`
	Object  string          `json:"object,omitempty"`  // its number or ID
	Version int             `json:"version,omitempty"` // that it has now; 0 where none is counted
	Body    json.RawMessage `json:"body"`              // a value of the kind's View
	Told    fault.Data      `json:"told,omitempty"`    // figures of what was stored, for its confirmation
	Letters []string        `json:"letters,omitempty"` // that go in a while, and can be taken back
	Waits   bool            `json:"waits,omitempty"`   // nothing has been done: it waits for a second person, and this is what waits
}

// Do performs one action on one object, named by its number or ID ("" for one that
// begins). All of it happens in one transaction: permission, rule, records,
// journal leaf and letters. A fault.Conflict carries the object as it is now.
func (d *Desk) Do(ctx context.Context, req Request, action Action, object string, input any) (Outcome, error) {
	if !req.Actor.May(action.Name) && !req.Actor.May(d.Thing(action.On).Look) {
		return Outcome{}, fault.New(fault.Forbidden, "access.role", string(action.Name)) // whether the object is there or not
	}
	if err := form.Sound(input); err != nil { // a page may have filled it in by hand
		return Outcome{}, err
	}
	print, err := d.fingerprint(req, action, object, input)
	if err != nil {
		return Outcome{}, err
	}
	d = d.prepared(ctx, req, action, object, input, print)
	var out Outcome
	err = d.Change(ctx, req.Actor, func(w *Work) error {
		if err := w.actsStill(); err != nil {
			return err
		}
		if err := w.takeUp(action, object, input); err != nil {
			return err
		}
		again, err := w.replay(req, action, print)
		if err != nil {
			return err
		}
		if again != nil {
			out = *again
			return nil
		}
		if err := w.carryThrough(action, input, req.Version); err != nil {
			return err
		}
		if w.waits(action.second(w, input)) {
			return errWaits
		}
		out = w.outcome(req.Blind)
		w.remember(req, print, out)
		return nil
	})
	if errors.Is(err, errWaits) {
		out, err = d.hold(ctx, req, action, object, input, print)
	}
	if errors.Is(err, fault.Conflict) {
		err = d.withCurrent(ctx, req, action, object, err)
	}
	return out, err
}

// takeUp puts the object of an action on the desk, or what it would make.
func (w *Work) takeUp(action Action, object string, input any) error {
	w.about = regarding(input)
	w.about.Seat = cmp.Or(w.about.Seat, w.Actor.Seat)
	w.Thing = w.Desk.Thing(action.On)
	if action.Begins {
		w.Thing.policy, w.Thing.kept = (*Work).policyOfNothing, (*Work).keptNothing
		return nil
	}
	return w.find(object)
}

// carryThrough does the action to the object on the desk, when the actor may, when
// it is still the object that the actor saw and when the action is possible where
// it stands; and keeps the object under its next version with the journal's leaf.
func (w *Work) carryThrough(action Action, input any, version int) error {
	if err := w.Permit(action.Name); err != nil {
		return err
	}
	if err := w.unchangedSince(version); err != nil {
		return err
	}
	unknown := w.unknown(input)
	if state := w.kept().state; !action.possible(state) && len(unknown) == 0 {
		return fault.New(fault.Conflict, string(action.On)+".not-at-this-step", state)
	}
	if err := w.perform(action, input, unknown); err != nil {
		return err
	}
	w.finish()
	if action.Unseen {
		w.Case.Unseen++
	}
	if !action.Apart && !w.Alone {
		w.keep()
	}
	w.journal(action, input)
	return nil
}

// PermitTo asks the policy about an act before its input is whole.
func (w *Work) PermitTo(act access.Action, on Kind, input any) error {
	w.about, w.Thing = regarding(input), w.Desk.Thing(on)
	if err := w.find(""); err != nil {
		return err
	}
	return w.Permit(act)
}

// Possible refuses an act that cannot be done to the object where it stands.
func (w *Work) Possible(act access.Action) error {
	if action, known := w.Desk.Action(act); known && !action.possible(w.kept().state) {
		return fault.New(fault.Conflict, string(action.On)+".not-at-this-step", w.kept().state)
	}
	return nil
}

// perform does the act. Where its input names what there is not, whatever else is wrong
// with it is found as well, and nothing is done.
func (w *Work) perform(action Action, input any, unknown fault.Problems) error {
	before := *w.failure
	err := action.perform(w, input)
	if len(unknown) == 0 {
		return err
	}
	*w.failure = before // what breaks on a name that names nothing is the name's fault
	if also, ok := errors.AsType[fault.Problems](err); ok {
		for _, p := range also {
			if !slices.ContainsFunc(unknown, func(q fault.Problem) bool { return q.Where == p.Where }) {
				unknown = append(unknown, p)
			}
		}
	}
	return unknown
}

// fingerprint tells one request from another under the same idempotency key; a
// request without a key needs none. What is sealed it tells to the office's key alone.
func (d *Desk) fingerprint(req Request, action Action, object string, input any) (string, error) {
	if req.Key == "" {
		return "", nil
	}
	if in, ok := input.(Recognised); ok {
		input = in.Identity()
	}
	body, err := json.Marshal(input)
	if err != nil {
		return "", fmt.Errorf("read input of %s: %w", action.Name, err)
	}
	if req.Sent != "" {
		body = []byte(req.Sent)
	}
	seen := ""
	if req.Blind {
		seen = " unseen" // which is answered otherwise
	}
	print := Hash(fmt.Appendf(nil, "%s\n%s\n%s\n%s%s", action.On, action.Name, object, body, seen))
	if in, ok := input.(Sealed); ok {
		print += "/" + d.Seals.Print(fmt.Appendf(nil, "%s\n%s\n%s", replayKey(req), print, in.Hidden()))
	}
	return print, nil
}

// Recognised is an input that is known again by less than all of it: a file by its hash.
type Recognised interface{ Identity() any }

// sameRequest compares two fingerprints. What is sealed can be compared only where the same
// key has told of both.
func sameRequest(a, b string) bool {
	one, sealed, _ := strings.Cut(a, "/")
	other, too, _ := strings.Cut(b, "/")
	key, _, _ := strings.Cut(sealed, ".")
	another, _, _ := strings.Cut(too, ".")
	return one == other && (sealed == too || key != another)
}

// replay returns the first outcome of a request that comes again, to an actor who
// may still see the object; nil where it comes for the first time.
func (w *Work) replay(req Request, action Action, print string) (*Outcome, error) {
	if req.Key == "" {
		return nil, nil
	}
	earlier, known := Find(w, w.Replay, replayKey(req))
	if !known { // what may be done may be done unseen: a member says so before it is shown a case
		return nil, nil
	}
	see := w.Thing.Look
	if action.Begins || w.Thing.Words.Param == "" { // there is no object that could be seen
		see = action.Name
	}
	if err := w.Permit(see); err != nil {
		return nil, err
	}
	if !sameRequest(earlier.Request, print) {
		return nil, fault.New(fault.Conflict, "app.key-used-for-another-request", req.Key)
	}
	var out Outcome
	return &out, json.Unmarshal([]byte(earlier.Answer), &out)
}

// remember keeps the outcome under the request's key. Secrets that are handed out
// once are not kept: the same request again is told who was added, not the token.
func (w *Work) remember(req Request, print string, out Outcome) {
	if req.Key == "" {
		return
	}
	if secret, ok := w.Result.(interface{ WithoutSecrets() any }); ok {
		out.Body = w.Written(secret.WithoutSecrets())
	}
	w.Add(&record.Replay{Key: replayKey(req), Request: print, Answer: string(w.Written(out)), At: w.Now})
}

// replayKey is the key of the actor's own. The length of the ID tells where it ends, as
// both may hold any sign.
func replayKey(req Request) string {
	return fmt.Sprintf("%d/%s/%s", len(req.Actor.ID), req.Actor.ID, req.Key)
}

// Collision is a request that came second: somebody else has changed the object
// since. Current is the object as it is now, as the actor may see it.
type Collision struct {
	Err     error
	Current json.RawMessage
}

// Error says what collided.
func (c *Collision) Error() string { return c.Err.Error() }

// Unwrap returns the collision, a fault.Conflict.
func (c *Collision) Unwrap() error { return c.Err }

func (d *Desk) withCurrent(ctx context.Context, req Request, action Action, object string, cause error) error {
	if action.Begins || d.Thing(action.On).Words.Param == "" {
		return cause
	}
	var now Outcome
	err := d.LookAt(ctx, req.Actor, action.On, object, func(w *Work) { now = w.outcome(false) })
	if err != nil {
		return cause
	}
	return &Collision{cause, now.Body}
}

// readOnly lets a reader stand where a transaction is asked for; it refuses to
// write.
type readOnly struct{ Reader }

var errreadOnly = errors.New("write in a read-only view")

func (readOnly) Add(...any) error          { return errreadOnly }
func (readOnly) Save(any) error            { return errreadOnly }
func (readOnly) Next(string) (int, error)  { return 0, errreadOnly }
func (readOnly) Append(*record.Leaf) error { return errreadOnly }
func (readOnly) Strip(string) error        { return errreadOnly }

// Permit asks the one policy whether the actor may do the action to the object. One that
// the actor may not know of is missing, in the words of one that is not there.
func (w *Work) Permit(action access.Action) error {
	object, err := w.Object()
	if err != nil {
		return err
	}
	ruling := access.May(w.Actor, action, object.For(w.about.Seat, w.about.User))
	if ruling.Hidden && w.missing != nil {
		return w.missing
	}
	return ruling.Err()
}

// errRehearsed takes back an act that was only gone through.
var errRehearsed = errors.New("the act was rehearsed")

// Rehearse goes through an act whole and takes it back: what it would answer, or what stands
// against it. Nothing is stored, and nobody is written to.
func (d *Desk) Rehearse(ctx context.Context, actor access.Actor, action Action, object string, input any) (out Outcome, err error) {
	err = d.Change(ctx, actor, func(w *Work) error {
		w.rehearsed = true
		if err := w.takeUp(action, object, input); err != nil {
			return err
		}
		if err := w.carryThrough(action, input, 0); err != nil {
			return err
		}
		out = w.outcome(false)
		out.Waits = w.waits(action.second(w, input))
		return errRehearsed
	})
	if errors.Is(err, errRehearsed) {
		err = nil
	}
	return out, err
}
