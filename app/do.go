package app

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"

	"akashi/access"
	"akashi/fault"
	"akashi/record"
)

// Do performs one action on one object, named by its number or ID ("" for an
// office action), and returns what the actor may see of the result, as JSON. All
// of it happens in one transaction: permission, rule, records, journal leaf and
// letters. A fault.Conflict carries the object as it is now.
func (a *App) Do(ctx context.Context, req Request, action Action, object string, input any) (json.RawMessage, error) {
	print, err := fingerprint(req, action, object, input)
	if err != nil {
		return nil, err
	}
	var answer json.RawMessage
	err = a.Store.Update(ctx, func(tx Tx) error {
		answer = nil
		w := a.work(ctx, tx, req.Actor)
		w.concerns(input)
		if err := w.load(action.On, object); err != nil {
			return err
		}
		again, err := w.replay(req, action, print)
		if again != nil || err != nil {
			answer = again
			return err
		}
		if err := w.permit(action.Name); err != nil {
			return err
		}
		if err := w.unchangedSince(req.Version); err != nil {
			return err
		}
		if err := action.perform(w, input); err != nil {
			return err
		}
		if err := w.touch(); err != nil {
			return err
		}
		if err := w.journal(action, input); err != nil {
			return err
		}
		if answer, err = w.answer(); err != nil {
			return err
		}
		return w.remember(req, print, answer)
	})
	if errors.Is(err, fault.Conflict) {
		err = a.withCurrent(ctx, req, action.On, object, err)
	}
	return answer, err
}

// fingerprint tells one request from another under the same idempotency key; a
// request without a key needs none.
func fingerprint(req Request, action Action, object string, input any) (string, error) {
	if req.Key == "" {
		return "", nil
	}
	body, err := json.Marshal(input)
	if err != nil {
		return "", fmt.Errorf("read input of %s: %w", action.Name, err)
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\n%s\n%s\n%s", action.On, action.Name, object, body))
	return hex.EncodeToString(sum[:]), nil
}

// replay returns the first answer to a request that comes again, to an actor who
// may still see the object.
func (w *work) replay(req Request, action Action, print string) (json.RawMessage, error) {
	if req.Key == "" {
		return nil, nil
	}
	see := action.Name
	if action.On != OnOffice {
		see = viewOf(action.On)
	}
	if err := w.permit(see); err != nil {
		return nil, err
	}
	earlier, err := w.Replay(replayKey(req))
	switch {
	case errors.Is(err, fault.NotFound):
		return nil, nil
	case err != nil:
		return nil, err
	case earlier.Request != print:
		return nil, fault.New(fault.Conflict, "app.key-used-for-another-request", req.Key)
	}
	return json.RawMessage(earlier.Answer), nil
}

// remember keeps the answer under the request's key. Secrets that are handed out
// once are not kept: the same request again is told who was added, not the token.
func (w *work) remember(req Request, print string, answer json.RawMessage) error {
	if req.Key == "" {
		return nil
	}
	if secret, ok := w.result.(interface{ WithoutSecrets() any }); ok {
		var err error
		if answer, err = json.Marshal(secret.WithoutSecrets()); err != nil {
			return err
		}
	}
	return w.Add(&record.Replay{Key: replayKey(req), Request: print, Answer: string(answer), At: w.now})
}

func replayKey(req Request) string { return req.Actor.ID + "/" + req.Key }

// Conflict is a request that came second: somebody else has changed the object
// since. Current is the object as it is now, as the actor may see it.
type Conflict struct {
	Err     error
	Current json.RawMessage
}

// Error says what collided.
func (c *Conflict) Error() string { return c.Err.Error() }

// Unwrap returns the collision, a fault.Conflict.
func (c *Conflict) Unwrap() error { return c.Err }

func (a *App) withCurrent(ctx context.Context, req Request, on Kind, object string, cause error) error {
	var current json.RawMessage
	err := a.Store.View(ctx, func(r Reader) error {
		w := a.work(ctx, readOnly{r}, req.Actor)
		if err := w.load(on, object); err != nil {
			return err
		}
		if err := w.permit(viewOf(on)); err != nil {
			return err
		}
		var err error
		current, err = w.answer()
		return err
	})
	if err != nil || on == OnOffice {
		return cause
	}
	return &Conflict{cause, current}
}

// viewOf is the action of looking at an object of the kind.
func viewOf(on Kind) access.Action {
	switch on {
	case OnSession:
		return access.ViewSession
	case OnMark:
		return access.ViewRegister
	}
	return access.ViewCase
}

// readOnly lets a reader stand where a transaction is asked for; it refuses to
// write.
type readOnly struct{ Reader }

var errReadOnly = errors.New("write in a read-only view")

func (readOnly) Add(...any) error          { return errReadOnly }
func (readOnly) Save(any) error            { return errReadOnly }
func (readOnly) Next(string) (int, error)  { return 0, errReadOnly }
func (readOnly) Append(*record.Leaf) error { return errReadOnly }
