package bench

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"time"

	_ "modernc.org/sqlite" // the driver of plainDB

	"akashi/app"
	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/diagnosis"
	"akashi/schemes"
	"akashi/tools/blob"
	"akashi/tools/inspect"
	"akashi/tools/scan"
	"akashi/tools/seal"
	"akashi/tools/store"
)

// office is an office on an empty SQLite store of its own, at a moment in August
// 2014 at which the clock stands.
type office struct {
	app   *app.App
	store *store.Store
	path  string
	ids   int
}

func (b *bench) open(name string) (*office, error) {
	o := &office{path: filepath.Join(b.dir, name+".db")}
	var err error
	if o.store, err = store.Open(b.ctx, o.path); err != nil {
		return nil, err
	}
	shelf, err := schemes.Shipped()
	if err != nil {
		return nil, err
	}
	folder, err := blob.OpenFolder(filepath.Join(b.dir, name+"-files"), blob.Seals{})
	if err != nil {
		return nil, err
	}
	key, err := seal.Fresh()
	if err != nil {
		return nil, err
	}
	noon := time.Date(2014, time.August, 1, 3, 0, 0, 0, time.UTC)
	o.app = app.New(desk.Desk{Store: o.store, Shelf: shelf, Files: files{folder}, Scans: scans{}, Books: schemes.Office{}, Seals: seal.Office{Decrypter: key},
		Now: func() time.Time { return noon }, NewID: o.id, Secret: o.id})
	return o, nil
}

func (o *office) close() { _ = o.store.Close() } // its files are removed anyway

// id numbers records, so that each round writes the same.
func (o *office) id() string { o.ids++; return fmt.Sprintf("bench-%08d", o.ids) }

// do performs an action as the secretariat.
func (o *office) do(ctx context.Context, name access.Action, object string, input any) (json.RawMessage, error) {
	action, known := app.FindAction(name)
	if !known {
		return nil, fmt.Errorf("the office has no action %s", name)
	}
	who := desk.Request{Actor: access.Actor{ID: "bench", Role: record.RoleSecretariat}}
	out, err := o.app.Do(ctx, who, action, object, input)
	return out.Body, err
}

// plainDB opens the store's file without any of our code, as durable as the store
// itself.
func plainDB(path string) (*sql.DB, error) {
	db, err := sql.Open("sqlite", "file:"+path+"?_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_pragma=cache_size(-16000)")
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	return db, nil
}

// files keeps evidence in a folder, inspected first.
type files struct{ folder *blob.Folder }

// Erase removes nothing: no workload does.
func (files) Erase(context.Context, string) error { return nil }

// Keep refuses what the inspection refuses.
func (files) Bare(photo []byte) ([]byte, error) { return photo, nil }

func (f files) Keep(ctx context.Context, name string, content []byte) (desk.Kept, error) {
	v := inspect.Inspect(bytes.NewReader(content), int64(len(content)), name, inspect.DefaultLimits())
	if err := v.Err(); err != nil {
		return desk.Kept{}, err
	}
	receipt, err := f.folder.Put(ctx, bytes.NewReader(content))
	return desk.Kept{SHA256: receipt.Hash.String(), Type: v.Type, Size: receipt.Size}, err
}

// Open returns what was kept.
func (f files) Open(ctx context.Context, sum string) (io.ReadCloser, error) {
	hash, err := blob.ParseHash(sum)
	if err != nil {
		return nil, err
	}
	return f.folder.Get(ctx, hash)
}

// scans reads reports.
type scans struct{}

// Read reads a report of any format that the program knows, but no mapped one.
func (scans) Read(r io.Reader, as desk.ReadAs, each func(diagnosis.Finding) error) (diagnosis.Report, error) {
	return scan.Read(r, scan.Options{Format: as.Format}, each)
}
