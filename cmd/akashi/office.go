package main

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync/atomic"
	"time"

	"akashi/app"
	"akashi/app/desk"
	"akashi/beside/fsck"
	"akashi/cmd/akashi/demo"
	"akashi/doors/cli"
	"akashi/rules/diagnosis"
	"akashi/schemes"
	"akashi/tools/bank"
	"akashi/tools/blob"
	"akashi/tools/factor"
	"akashi/tools/parcel"
	"akashi/tools/picture"
	"akashi/tools/seal"
	"akashi/tools/store"
	"akashi/values/fault"
	"akashi/values/ident"
	"akashi/words"
)

// databaseOf is the address of the office's store.
func databaseOf(at cli.Site) string {
	if at.Database != "" {
		return at.Database
	}
	return filepath.Join(at.Data, "akashi.db")
}

// evidenceOf is the folder in which the office keeps its files.
func evidenceOf(at cli.Site) string { return filepath.Join(at.Data, "evidence") }

// incomingOf is where files lie that are on their way, piece by piece.
func incomingOf(at cli.Site) string { return filepath.Join(at.Data, "incoming") }

// openOffice opens the store and the files of an office that is there. It makes
// none: a disk that is not mounted must not become a new office.
func openOffice(ctx context.Context, at cli.Site) (*cli.Office, error) {
	s, err := store.Find(ctx, databaseOf(at))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fault.Wrap(fault.NotFound, "store.none", at.Name(), err)
	}
	if err != nil {
		return nil, err
	}
	if err := whole(ctx, at); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return furnish(s, at)
}

// whole refuses a store that lacks an index, a trigger or a table, or has another than the
// program made: it would go on without keeping what it promises.
func whole(ctx context.Context, at cli.Site) error {
	found, err := fsck.Differences(ctx, databaseOf(at))
	if err != nil || len(found) == 0 { // a store that can only be read is not opened twice
		return ctx.Err()
	}
	return &fault.Error{Code: "store.schema", What: found[0].Where}
}

// scratchOffice is an office for one look at a file, and goes when it is closed.
func scratchOffice(ctx context.Context, at cli.Site) (*cli.Office, error) {
	dir, err := os.MkdirTemp("", "akashi-")
	if err != nil {
		return nil, err
	}
	at.Data, at.Database, at.Key = filepath.Join(dir, "office"), "", ""
	o, err := makeOffice(ctx, at)
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	closing := o.Close
	o.Close = func() error { return errors.Join(closing(), os.RemoveAll(dir)) }
	return o, nil
}

// makeOffice opens the office's store and its files, and makes what is not there
// yet. Where something of an office is left, it makes none: that would hide the loss.
func makeOffice(ctx context.Context, at cli.Site) (*cli.Office, error) {
	o, err := openOffice(ctx, at)
	if !errors.Is(err, fault.NotFound) {
		return o, err
	}
	left, err := filepath.Glob(filepath.Join(evidenceOf(at), "??", "*"))
	if _, there := os.Stat(databaseOf(at)); err != nil || there == nil || len(left) > 0 {
		return nil, errors.Join(fault.New(fault.Conflict, "office.remains", at.Data), err)
	}
	if err := os.MkdirAll(at.Data, 0o700); err != nil {
		return nil, fmt.Errorf("make folder of the office: %w", err)
	}
	if err := makeKey(at); err != nil {
		return nil, err
	}
	s, err := store.Open(ctx, databaseOf(at))
	if err != nil {
		return nil, err
	}
	return furnish(s, at)
}

// officeKey is the office's key in its file. Where nobody says where that is, an office
// that has none yet gets one with the first vote; a file that is named has to be there.
type officeKey struct {
	in atomic.Pointer[keyIn]
}

// keyIn is the key as it was read from where an office keeps it.
type keyIn struct {
	*seal.File
	at cli.Site
}

// read reads the key anew when it is next needed.
func (k *officeKey) read(at cli.Site) { k.in.Store(&keyIn{seal.InFile(at.KeyFile(), at.Secret), at}) }

// Open opens a box about something.
func (k *officeKey) Open(box string, about []byte) ([]byte, error) {
	return k.in.Load().Open(box, about)
}

// Seal closes a text about something in a box.
func (k *officeKey) Seal(text, about []byte) (string, error) {
	in, err := k.made()
	if err != nil {
		return "", err
	}
	return in.Seal(text, about)
}

// Print tells a text from another by the key.
func (k *officeKey) Print(text []byte) string {
	in, err := k.made()
	if err != nil {
		return ""
	}
	return in.Print(text)
}

// SignedBy is the name under which the office signs, and the key that verifies it.
func (k *officeKey) SignedBy() (name, key string, err error) {
	in, err := k.made()
	if err != nil {
		return "", "", err
	}
	return in.SignedBy()
}

// Signed is the text of a note that a key has signed.
func (k *officeKey) Signed(note []byte, key string) ([]byte, error) { return seal.Signed(note, key) }

// Sign signs a text as a note.
func (k *officeKey) Sign(text []byte) ([]byte, error) {
	in, err := k.made()
	if err != nil {
		return nil, err
	}
	return in.Sign(text)
}

// made is the key, which is made where nobody says where it is.
func (k *officeKey) made() (*keyIn, error) {
	in := k.in.Load()
	if in.at.Key == "" {
		if err := makeKey(in.at); err != nil {
			return nil, err
		}
	}
	return in, nil
}

// makeKey makes the office's key where there is none. It lies outside the folder of the
// office: whoever has that, or a backup of it, has sealed votes and no key.
func makeKey(at cli.Site) error {
	data, err := filepath.Abs(at.Data)
	if err != nil {
		return err
	}
	key, err := filepath.Abs(at.KeyFile())
	if err != nil {
		return err
	}
	if inside, err := filepath.Rel(data, key); err == nil && filepath.IsLocal(inside) {
		return fault.New(fault.Conflict, "office-key.inside", "")
	}
	if _, gone := os.Stat(key); errors.Is(gone, fs.ErrNotExist) { // another would hide that it is lost
		if sealed, _ := filepath.Glob(filepath.Join(evidenceOf(at), "??", "*"+blob.Sealed)); len(sealed) > 0 {
			return fault.Wrap(fault.Conflict, "office-key.missing", "", gone)
		}
	}
	if err := seal.Make(key, at.Secret); err != nil {
		return fmt.Errorf("make key of the office: %w", err)
	}
	return nil
}

// answersLast is how long the answer to a request with an idempotency key is kept: who has
// not had it by then asks what has become of it, and does not ask for it again.
const answersLast = 90 * 24 * time.Hour

// furnish puts an office together around its store.
func furnish(s *store.Store, at cli.Site) (*cli.Office, error) {
	key := &officeKey{}
	key.read(at)
	folder, err := evidenceFolder(at, key)
	if err == nil {
		_ = folder.Clear(time.Now()) // what cannot be written is read; Tidy tells
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open evidence: %w", err), s.Close())
	}
	scanner, err := scannerOf(at)
	if err != nil {
		return nil, errors.Join(err, s.Close())
	}
	wake, woken := wakes()
	office := app.New(desk.Desk{Store: s, Shelf: at.Shelf, Files: files{folder, scanner}, Pictures: picture.New(), Scans: reports{}, Books: schemes.Office{Own: at.Schemes}, Sheets: sheets(), Papers: printer{}, Banks: bank.Office{Table: tableOf}, Seals: key, Factor: factor.New(), Restores: restores{at}, Now: at.Now,
		NewID: newID, Secret: secret, Host: hostOf(at.Mail.From), Undo: at.Undo, Posted: wake})
	return &cli.Office{
		Posted:   woken,
		Incoming: incomingOf(at),
		Sealed:   at.Evidence.Sealed,
		Rekey:    func(site cli.Site) { key.read(site) },
		Tidy: func(ctx context.Context) (int64, error) {
			forgotten, err := s.Forget(ctx, at.Now().Add(-answersLast))
			return forgotten, errors.Join(err, s.ForgetSignUps(ctx, at.Now()), folder.Clear(time.Now()), parcel.Clear(incomingOf(at), time.Now()), office.Sweep(ctx))
		},
		App: office,
		VerifyLog: func(ctx context.Context) (cli.Checkup, error) {
			check, err := s.VerifyLog(ctx)
			return cli.Checkup{Good: check.OK, Found: check.Found, View: func(say *words.Book) any {
				view := struct {
					store.LogCheck
					Why string `json:"why,omitempty"`
				}{LogCheck: check}
				for _, p := range check.Found {
					view.Why = say.Problem(p)
				}
				return view
			}}, err
		},
		Conditions: func(ctx context.Context) []cli.Condition { return conditions(ctx, at) },

		Lost:  s.Lost(),
		Close: s.Close,
	}, nil
}

// fillDemo fills an empty office with the demonstration.
func fillDemo(ctx context.Context, at cli.Site) (cli.Demo, error) {
	at.Undo = 0 // what was sent on a day of the past has gone
	o, err := makeOffice(ctx, at)
	if err != nil {
		return cli.Demo{}, err
	}
	d, err := demo.Fill(ctx, o.App)
	return d, errors.Join(err, o.Close())
}

// newID makes the identifier of a record. Its time is the machine's, whatever day is acted on:
// what is made later sorts later, also while the office's clock stands still. Without chance
// there is no office.
func newID() string {
	id, err := ident.NewID(time.Now(), rand.Reader)
	if err != nil {
		panic(err)
	}
	return id
}

// secret makes a token that nobody can guess: 256 bits of chance.
func secret() string {
	b := make([]byte, 32)
	_, _ = rand.Read(b) // never fails; it ends the program instead
	return base64.RawURLEncoding.EncodeToString(b)
}

// reports reads vulnerability reports.
type reports struct{}

// Read hands each finding over as it is read.
func (reports) Read(r io.Reader, as desk.ReadAs, each func(diagnosis.Finding) error) (diagnosis.Report, error) {
	return readReport(r, as, each)
}
