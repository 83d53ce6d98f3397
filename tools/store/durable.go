package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"sync"

	"akashi/values/fault"
)

// disk watches over what a store rests on.
type disk struct {
	file  string      // of a SQLite store, else ""
	known os.FileInfo // the file as it was opened
	once  sync.Once
	lost  chan struct{} // closed when a write or a flush has failed
}

func newDisk(file string) (*disk, error) {
	d := &disk{file: file, lost: make(chan struct{})}
	if file == "" {
		return d, nil
	}
	var err error
	d.known, err = os.Stat(file)
	return d, err
}

// Lost is closed when a write or a flush to the disk has failed. What the system then
// says of the file need no longer be what is on the disk, so that nothing is written any
// more: whoever opens the store anew reads what is there.
func (s *Store) Lost() <-chan struct{} { return s.disk.lost }

func (d *disk) lose() { d.once.Do(func() { close(d.lost) }) }

// sound refuses to write where a flush has failed before, or where the file is not there any
// more: what is written nobody will find.
func (d *disk) sound() error {
	select {
	case <-d.lost:
		return unknown(nil)
	default:
		return d.there()
	}
}

// there refuses a file that was removed or replaced since it was opened.
func (d *disk) there() error {
	if d.file == "" {
		return nil
	}
	now, err := os.Stat(d.file)
	if errors.Is(err, fs.ErrNotExist) || err == nil && !os.SameFile(now, d.known) {
		return &fault.Error{Kind: fault.Unavailable, Code: "store.gone", What: d.file, Data: fault.With("seconds", 60), Err: err}
	}
	return err
}

// unknown is the failure of a commit of which nobody knows whether it was kept. Whoever
// gave a key asks again with it, and learns what became of the act.
func unknown(err error) error {
	return &fault.Error{Kind: fault.Unavailable, Code: "store.outcome-unknown", Data: fault.With("seconds", 5), Err: err}
}

// commit ends a transaction, and says so when its outcome is not known.
func (s *Store) commit(ctx context.Context, dbtx *sql.Tx) error {
	if err := s.disk.sound(); err != nil {
		return err
	}
	err := dbtx.Commit()
	if err == nil {
		return nil
	}
	if ctx.Err() != nil || errors.Is(err, sql.ErrTxDone) { // it was given up before
		return fmt.Errorf("commit: %w", err)
	}
	unsure, broken := s.engine.unsure(err)
	if broken {
		s.disk.lose()
	}
	if unsure {
		return unknown(err)
	}
	return fmt.Errorf("commit: %w", err)
}

// logSize is how large the log of a SQLite store may become until what is in it goes into
// the store, bytes.
const logSize = 4 << 20

// checkpoint moves what is in the log into the store. SQLite would do it by itself, and
// keep to itself that the disk did not take it: the log would be written over although
// what it held is nowhere else. Others may write meanwhile.
func (s *Store) checkpoint(ctx context.Context) {
	if s.disk.file == "" {
		return
	}
	if log, err := os.Stat(s.disk.file + "-wal"); err != nil || log.Size() < logSize {
		return
	}
	var busy, frames, moved int64
	err := s.db.Load().QueryRowContext(context.WithoutCancel(ctx), "PRAGMA wal_checkpoint(PASSIVE)").Scan(&busy, &frames, &moved)
	if _, broken := s.engine.unsure(err); broken {
		s.disk.lose()
	}
}
