package desk

import (
	"context"
	"sync"
)

// Slow is an input whose act needs long work that rests on the input alone: a file to be
// inspected and kept, a report to be read. It is done before the transaction, for which
// everybody else who writes would wait.
type Slow interface {
	// Prepare does the work. What goes wrong is told by the act, where it belongs among
	// whatever else is wrong.
	Prepare(ctx context.Context, d *Desk)
}

// prepared is the desk for an act whose slow work is done. Nothing is done for who may not
// act, where the act is not possible, or for a request that comes again.
func (d *Desk) prepared(ctx context.Context, req Request, action Action, object string, input any, print string) *Desk {
	slow, ok := input.(Slow)
	if !ok {
		return d
	}
	worth := false
	unseen := d.Look(ctx, req.Actor, func(w *Work) error {
		if err := w.takeUp(action, object, input); err != nil {
			return err
		}
		again, err := w.replay(req, action, print)
		if err != nil {
			return err
		}
		worth = again == nil && action.possible(w.kept().state)
		return w.Permit(action.Name)
	})
	if unseen != nil || !worth {
		return d // the transaction says why
	}
	own := *d
	own.Files = &keptOnce{Files: d.Files}
	slow.Prepare(ctx, &own)
	return &own
}

// KeepAhead keeps a file that the act is going to ask for; the act is told what went wrong.
func (d *Desk) KeepAhead(ctx context.Context, name string, content []byte) {
	if len(content) > 0 {
		_, _ = d.Files.Keep(ctx, name, content)
	}
}

// KeepFile keeps a file within an act. What was kept ahead may have been erased since, where a
// document of the same content was: then it is kept anew, and nothing is erased before the act is
// on record.
func (w *Work) KeepFile(name string, content []byte) (Kept, error) {
	kept, err := w.Desk.Files.Keep(w.Context, name, content)
	if err != nil || len(Read(w, w.ErasuresOf, kept.SHA256)) == 0 {
		return kept, err
	}
	if once, ahead := w.Desk.Files.(*keptOnce); ahead {
		return once.Files.Keep(w.Context, name, content)
	}
	return kept, nil
}

// keptOnce keeps each file of one act once, and gives the same answer again.
type keptOnce struct {
	Files
	mu   sync.Mutex
	kept map[*byte]keptFile
}

type keptFile struct {
	kept Kept
	err  error
}

// Keep refuses a hostile file with a fault.Invalid that says why.
func (f *keptOnce) Keep(ctx context.Context, name string, content []byte) (Kept, error) {
	if len(content) == 0 {
		return f.Files.Keep(ctx, name, content)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	file, known := f.kept[&content[0]]
	if !known {
		file.kept, file.err = f.Files.Keep(ctx, name, content)
		if f.kept == nil {
			f.kept = map[*byte]keptFile{}
		}
		f.kept[&content[0]] = file
	}
	return file.kept, file.err
}
