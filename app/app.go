// Package app is the office at work: one use case for each thing that a person or
// the calendar can do. A use case reads like the procedure it stands for: it asks
// whether the actor may, asks the rule, writes the record, the journal leaf and
// the outgoing letter in one transaction, and is done. Actions lists them all.
package app

//go:generate go test -run TestActsAreDrawn -update .

import (
	"context"
	"io"
	"time"

	"akashi/rules/access"
	"akashi/rules/diagnosis"
	"akashi/scheme"
	"akashi/values/civil"
)

// App performs the use cases on one store.
type App struct {
	Store  Store
	Shelf  *scheme.Shelf // the rule books in force (規程集)
	Files  Files
	Scans  Scans
	Now    func() time.Time // the only clock
	NewID  func() string    // identifiers of new records, which sort by time
	Secret func() string    // unguessable tokens
}

// Files keeps evidence as it came, under the SHA-256 of its content, and inspects
// it before it is kept.
type Files interface {
	// Keep refuses a hostile file with a fault.Invalid that says why.
	Keep(ctx context.Context, name string, content []byte) (Kept, error)
	Open(ctx context.Context, sha256 string) (io.ReadCloser, error)
}

// Scans reads vulnerability reports of any scanner as they were received.
type Scans interface {
	// Read hands each finding over in the order of the file. What is not a report is
	// a fault.Invalid.
	Read(r io.Reader, as ReadAs, each func(diagnosis.Finding) error) (diagnosis.Report, error)
}

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
	// Version, when not 0, is the version of the case, session or mark that the
	// actor saw; if it has changed since, the request is a fault.Conflict.
	Version int
}

// today is the civil day of the office at the moment.
func (a *App) today() civil.Date { return civil.In(a.Now()) }

// now is the moment to record, in whole seconds of UTC.
func (a *App) now() time.Time { return a.Now().UTC().Truncate(time.Second) }
