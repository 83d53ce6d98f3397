package app

import (
	"context"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"

	"akashi/app/desk"
	"akashi/rules/access"
	"akashi/values/civil"
	"akashi/values/fault"
)

// Checkpoint is how far the journal has come, signed by the office: a note (C2SP tlog-checkpoint)
// that a council or a witness keeps, and to which the journal is held later.
type Checkpoint struct {
	Origin string     `json:"origin"`
	Size   int64      `json:"size"`
	Root   string     `json:"root"` // RFC 6962 tree head, hex
	Day    civil.Date `json:"day"`
	Key    string     `json:"key"`  // that verifies the note
	Note   string     `json:"note"` // as it is kept
}

// SigningKey is the key that signs for the office.
type SigningKey struct {
	Name     string // as notes name it
	Verifier string // by which anybody verifies them
}

// SigningKey says which key signs, to whoever looks after the installation.
func (a *App) SigningKey(actor access.Actor) (k SigningKey, err error) {
	if !actor.May(access.ViewInstallation) {
		return k, fault.New(fault.Forbidden, actor.WhyNot(access.ViewInstallation), string(access.ViewInstallation))
	}
	k.Name, k.Verifier, err = a.Seals.SignedBy()
	return k, err
}

// Checkpoint signs the journal as it stands.
func (a *App) Checkpoint(ctx context.Context, actor access.Actor) (c Checkpoint, err error) {
	if err := access.May(actor, access.VerifyLog, access.Object{}).Err(); err != nil {
		return c, err
	}
	if c.Origin, c.Key, err = a.Seals.SignedBy(); err != nil {
		return c, err
	}
	err = a.Look(ctx, actor, func(w *desk.Work) (err error) {
		c.Day = w.Today
		c.Size, c.Root, err = w.JournalHead()
		return err
	})
	if err != nil {
		return c, err
	}
	root, err := hex.DecodeString(c.Root)
	if err != nil {
		return c, err
	}
	signed, err := a.Seals.Sign(fmt.Appendf(nil, "%s\n%d\n%s\nday %s\n", c.Origin, c.Size, base64.StdEncoding.EncodeToString(root), c.Day))
	c.Note = string(signed)
	return c, err
}

// Extends says what of a checkpoint, whose signature has been verified, the journal of today
// does not go on from.
func (a *App) Extends(ctx context.Context, actor access.Actor, text []byte) (found fault.Problems, err error) {
	if err := access.May(actor, access.VerifyLog, access.Object{}).Err(); err != nil {
		return nil, err
	}
	lines := strings.Split(string(text), "\n")
	if len(lines) < 4 {
		return nil, fault.Wrong("note.checkpoint", "note")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	root, err2 := base64.StdEncoding.DecodeString(lines[2])
	if err != nil || err2 != nil || size < 0 {
		return nil, fault.Wrong("note.checkpoint", "note")
	}
	err = a.Look(ctx, actor, func(w *desk.Work) error {
		now, _, err := w.JournalHead()
		if err != nil {
			return err
		}
		if now < size {
			found.Add("journal-shorter", "head", "noted", size, "leaves", now)
			return nil
		}
		was, err := w.JournalRoot(size)
		if err == nil && was != hex.EncodeToString(root) {
			found.Add("journal-other", "head", "noted", size)
		}
		return err
	})
	return found, err
}
