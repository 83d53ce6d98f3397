// Package desk is where every act of the office is done, whatever it is about: one
// transaction with permission, guards, second person, journal and letters. What
// there is to be done stands in the chapters beside it, and reaches the desk as its
// Tables; the desk knows no chapter.
package desk

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/diagnosis"
	"akashi/rules/lifecycle"
	"akashi/scheme"
	"akashi/values/civil"
)

// Desk performs the use cases on one store.
type Desk struct {
	Store    Store
	Shelf    *scheme.Shelf // the rule books in force (規程集)
	Files    Files
	Pictures Pictures // nil where no pages are drawn
	Scans    Scans
	Books    Books
	Sheets   Sheets
	Papers   Papers
	Banks    Banks
	Seals    Seals
	Factor   Factors
	// Providers are others that say who somebody is; nil for none.
	Providers Providers
	Restores  Restores         // nil where none is noted
	Now       func() time.Time // the only clock
	NewID     func() string    // identifiers of new records, which sort by time
	Secret    func() string    // unguessable tokens
	Host      string           // of the Message-IDs of letters
	Undo      time.Duration    // how long a letter is held, to be taken back; 0 for none
	Posted    func()           // is told that a transaction has left letters to send; nil where nobody sends
	Tables
}

// Restores notes of an office that it was restored from a backup (控えからの復元), and of which schemes what came back with
// it was gone through.
type Restores interface {
	Restored() Restore
	GoneThrough(scheme string) error
}

// Restore is the last one of an office; its time is zero where there was none.
type Restore struct {
	At   time.Time `json:"at"`
	Made time.Time `json:"made"` // the backup
	Open []string  `json:"open"` // schemes whose list of erasures was not gone through yet
}

// Tables tell the desk what its chapters have: the kinds of things, the acts in the
// order of the procedure, who answers each guard and what the answer tells, and which acts cure what stands
// against another.
type Tables struct {
	Things  []Thing
	Actions []Action
	Guards  map[lifecycle.Guard]func(*Work) Ground
	Tells   map[lifecycle.Guard]access.Field
	Cures   map[string][]access.Action
}

// Thing is the row of a kind; the zero Thing where there is none.
func (t Tables) Thing(k Kind) Thing {
	row, _ := First(t.Things, func(row Thing) bool { return row.Kind == k })
	return row
}

// Action is the row of an act.
func (t Tables) Action(name access.Action) (Action, bool) {
	return First(t.Actions, func(row Action) bool { return row.Name == name })
}

// Files keeps evidence as it came, under the SHA-256 of its content, and inspects
// it before it is kept.
type Files interface {
	// Keep refuses a hostile file with a fault.Invalid that says why.
	Keep(ctx context.Context, name string, content []byte) (Kept, error)
	Open(ctx context.Context, sha256 string) (io.ReadCloser, error)
	// Erase removes what is kept under a hash; what is not there is erased.
	Erase(ctx context.Context, sha256 string) error
	// Bare leaves of a photo the picture alone: not where, when and with what it was taken. What
	// is no photo is refused with fault.Problems at /content.
	Bare(photo []byte) ([]byte, error)
}

// Pictures draw the pages of evidence. What cannot be drawn is a fault.NotFound.
type Pictures interface {
	Pages(ctx context.Context, kind, sha256 string, read func() ([]byte, error)) (int, error)
	Page(ctx context.Context, kind, sha256 string, content []byte, n int) ([]byte, error)
}

// Scans reads vulnerability reports of any scanner as they were received.
type Scans interface {
	// Read hands each finding over in the order of the file. What is not a report is
	// a fault.Invalid.
	Read(r io.Reader, as ReadAs, each func(diagnosis.Finding) error) (diagnosis.Report, error)
}

// Books reads what the office adds to a rule book, in the notation of scheme files.
type Books interface {
	// FeeTable reads a table of fees of the edition that applies from a day on, and checks
	// it as the edition's own are. Problems have their places in the file.
	FeeTable(e *scheme.Edition, file []byte, from civil.Date) (scheme.FeeTable, error)
	// Edition reads a whole scheme file, a draft of one as well. Problems have their places.
	Edition(file []byte) (*scheme.Edition, error)
	// File is the scheme file of an edition; nil where there is none that says the same.
	File(e *scheme.Edition) []byte
}

// Seals closes what only the office's key opens. A box opens under the words alone that
// it was closed about.
type Seals interface {
	Seal(text, about []byte) (box string, err error)
	// Open tells a key that is missing or another one as a fault.Conflict.
	Open(box string, about []byte) ([]byte, error)
	// Print tells a text from another to whoever has the key, and nothing of it to anybody
	// else: the name of the key, a dot, and what it makes of the text. "" where it cannot.
	Print(text []byte) string
	// SignedBy is the name under which the office signs, and the key that verifies it; Sign
	// signs a text, which ends with a line, as a note.
	SignedBy() (name, key string, err error)
	Sign(text []byte) ([]byte, error)
	// Signed is the text of a note that a key has signed. A key that is none, and a note that
	// it has not signed, are a fault.Invalid.
	Signed(note []byte, key string) ([]byte, error)
}

// Sealed is an input with something that is nowhere written down: it is closed in a box.
type Sealed interface {
	Seal(*Work) error
	Hidden() string // what is closed in
}

// Factors reckons what people sign in with.
type Factors interface {
	// Hash is what is kept of a password. Where too many ask at once it is a fault.TooMany.
	Hash(ctx context.Context, password string) (string, error)
	// Check compares; an empty hash takes as long, and the answer is no.
	Check(ctx context.Context, password, hash string) (bool, error)
	// Fresh is a new secret for an authenticator app, and Code what an app with it shows.
	Fresh() string
	Code(secret string, at time.Time) (string, error)
	// NewPasskey asks a device for a new key, and MadePasskey is the key it has made.
	NewPasskey(at Site, u record.User, have []record.Passkey) (Ceremony, error)
	MadePasskey(at Site, u record.User, challenge, answer string) (record.Passkey, error)
	// AskPasskey asks a device for a key that it has, and ShownPasskey is the one it shows.
	AskPasskey(at Site) (Ceremony, error)
	ShownPasskey(at Site, challenge, answer string, find func(credential string) (record.Passkey, error)) (record.Passkey, error)
}

// Site is the office as browsers know it. A passkey is good there and nowhere else.
type Site struct{ Host, Origin, Name string }

// Ceremony is a question to a device: what the browser hands on, and the part of it that the
// answer has to sign.
type Ceremony struct{ Options, Challenge string }

// ReadAs says how to read a report.
type ReadAs struct {
	Format  string // name of a reader; "" or "auto" finds it by content
	Mapping []byte // mapping file of a CSV of any shape, JSON; nil for none
}

// Kept says how a file was kept.
type Kept struct {
	SHA256 string // as read back, hex
	Type   string
	Size   int64 // bytes
	Flags  []string
}

// Request says who asks, and how a repetition of the request is known.
type Request struct {
	Actor access.Actor
	// Key makes the request safe to repeat: the same key with the same request gets
	// the first answer again. Empty: every request is a new one.
	Key string
	// Sent, when not "", is what was sent where the input was made of it and of what the
	// object held: sent again it makes another input, and is the same request.
	Sent string
	// Version, when not 0, is the version of the case, session or mark that the
	// actor saw; if it has changed since, the request is a fault.Conflict.
	Version int
	// Blind says that nobody looks at the object afterwards: the outcome has no Body, but of
	// an act that shows no object. Under the same key it is another request than one that
	// is answered whole.
	Blind bool
}

// Today is the civil day of the office at the moment.
func (d *Desk) Today() civil.Date { return civil.In(d.Now()) }

// Moment is the moment to record, in whole seconds of UTC.
func (d *Desk) Moment() time.Time { return d.Now().UTC().Truncate(time.Second) }

// FeeTables are the tables of fees that the office has entered for a scheme.
func (d *Desk) FeeTables(r Reader, key string) (tables []scheme.FeeTable, err error) {
	rows, err := r.FeeTables(key)
	for _, row := range rows {
		edition, missing := d.Shelf.EditionAt(key, row.From)
		table, broken := scheme.FeeTable{}, missing
		if missing == nil {
			table, broken = d.Books.FeeTable(edition, []byte(row.File), row.From)
		}
		if broken != nil {
			return nil, errors.Join(err, fmt.Errorf("fee table %s of %s: %w", row.From, key, broken))
		}
		table.Published = row.Source
		tables = append(tables, table)
	}
	return tables, err
}
