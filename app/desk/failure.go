package desk

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"

	"akashi/rules/access"
)

// What somebody did wrong, or what a clause stands against, is the answer of an act:
// it returns it. What breaks, the store or a rule book, is no answer. The work notes
// it and goes on with what it has, and in the end nothing of it is kept or shown.

// Fail notes that something broke; the first that did is what the work came to.
func (w *Work) Fail(err error) {
	if *w.failure == nil {
		*w.failure = err
	}
}

// settled is what a work came to: its answer, unless something broke on the way.
func (w *Work) settled(answer error) error {
	if *w.failure != nil {
		return *w.failure
	}
	return answer
}

// Look shows an actor what there is, in one consistent state, and changes nothing.
func (d *Desk) Look(ctx context.Context, actor access.Actor, see func(*Work) error) error {
	return d.Store.View(ctx, func(r Reader) error {
		w := d.work(ctx, readOnly{r}, actor)
		return w.settled(see(w))
	})
}

// Joint has the first two looks of the context be one, as Store.Joint says.
func (d *Desk) Joint(ctx context.Context) (joint context.Context, end func()) {
	return d.Store.Joint(ctx)
}

// LookAt is Look at one object, found by its name, that the actor may look at.
func (d *Desk) LookAt(ctx context.Context, actor access.Actor, on Kind, name string, see func(*Work)) error {
	return d.Look(ctx, actor, func(w *Work) error {
		if err := w.Load(on, name); err != nil {
			return err
		}
		if err := w.Permit(w.Thing.Look); err != nil {
			return err
		}
		see(w)
		return nil
	})
}

// Change does a work in one transaction, whole or not at all.
func (d *Desk) Change(ctx context.Context, actor access.Actor, do func(*Work) error) error {
	var w *Work // the last, where a transaction is tried again
	err := d.Store.Update(ctx, func(tx Tx) error {
		w = d.work(ctx, tx, actor)
		return w.settled(do(w))
	})
	if err != nil {
		return err
	}
	if w.posted.any && d.Posted != nil {
		d.Posted()
	}
	for _, follow := range *w.after {
		follow(context.WithoutCancel(ctx))
	}
	return nil
}

// After does something once the work is on record, and only then, though whoever asked is gone: what
// no transaction can take back. It may be cut short by the end of the program.
func (w *Work) After(follow func(ctx context.Context)) { *w.after = append(*w.after, follow) }

// Read is what the office keeps under a key.
func Read[K, T any](w *Work, look func(K) (T, error), key K) T {
	kept, err := look(key)
	w.Fail(err)
	return kept
}

// Made is what work makes of the case and the day alone, whoever asks: it is made once of each
// state of the office. Nobody changes it.
func Made[T any](w *Work, what string, work func() T) T {
	return w.Tx.Made(what+"\x00"+w.Case.ID+"\x00"+w.Today.String(), func() (any, bool) {
		made := work()
		return made, *w.failure == nil
	}).(T)
}

// Find is Read of what need not be there.
func Find[K, T any](w *Work, look func(K) (T, error), key K) (T, bool) {
	kept, there, err := Known(look(key))
	w.Fail(err)
	return kept, there
}

// Add keeps new records, given as pointers.
func (w *Work) Add(records ...any) { w.Fail(w.Tx.Add(records...)) }

// Save keeps records, given as pointers, as they are now.
func (w *Work) Save(records ...any) {
	for _, rec := range records {
		w.Fail(w.Tx.Save(rec))
	}
}

// Written is a value as records keep it.
func (w *Work) Written(value any) json.RawMessage {
	text, err := json.Marshal(value)
	w.Fail(err)
	return text
}

// Hash is the SHA-256 of a content, in hex.
func Hash(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}
