package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"net"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"akashi/app/desk"
	"akashi/record"
	"akashi/values/fault"
)

func codeAndSeconds(err error) string {
	known, _ := errors.AsType[*fault.Error](err)
	if known == nil || known.Kind != fault.Unavailable {
		return ""
	}
	return known.Code + " " + known.Data["seconds"]
}

func leaf(data string) *record.Leaf {
	return &record.Leaf{At: time.Date(2026, 11, 26, 3, 0, 0, 0, time.UTC), Actor: "sec", Action: "note", Kind: "case", Object: "SA-2026-0001", Data: data}
}

// TestAFullDiskIsToldAsSuch lets the file grow no more.
func TestAFullDiskIsToldAsSuch(t *testing.T) {
	t.Parallel()
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "akashi.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	s.db.Load().SetMaxOpenConns(1)
	s.db.Load().SetMaxIdleConns(1)
	write := func(data string) error {
		return s.Update(t.Context(), func(tx desk.Tx) error { return tx.Append(leaf(data)) })
	}
	if err := write("{}"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.db.Load().ExecContext(t.Context(), "PRAGMA max_page_count = 1"); err != nil { // no less than there are
		t.Fatal(err)
	}
	if got := codeAndSeconds(write(`"` + strings.Repeat("x", 1<<20) + `"`)); got != "store.full 60" {
		t.Errorf("got %q", got)
	}
	err = s.Update(t.Context(), func(tx desk.Tx) error {
		_ = tx.Append(leaf(`"` + strings.Repeat("x", 1<<20) + `"`))
		_, _ = tx.Next("drafts")
		return tx.Append(leaf("{}")) // whoever passes over the failure
	})
	if check, broken := s.VerifyLog(t.Context()); codeAndSeconds(err) == "" || broken != nil || !check.OK || check.Size != 1 {
		t.Errorf("%v: after a full disk half an act was kept: %+v, %v", err, check, broken)
	}
	if err := s.View(t.Context(), func(r desk.Reader) error { _, _, err := r.JournalHead(); return err }); err != nil {
		t.Errorf("what can be read does not go on: %v", err)
	}
	if _, err := s.db.Load().ExecContext(t.Context(), "PRAGMA max_page_count = 1000000"); err != nil {
		t.Fatal(err)
	}
	if err := write("{}"); err != nil {
		t.Errorf("with room again: %v", err)
	}
}

func TestAStoreThatCannotBeWrittenIsRead(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "akashi.db")
	made, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(made.Update(t.Context(), func(tx desk.Tx) error { return tx.Append(leaf("{}")) }), made.Close()); err != nil {
		t.Fatal(err)
	}
	s, err := found(t.Context(), path, sqlite{}.openToRead)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if check, err := s.VerifyLog(t.Context()); err != nil || !check.OK || check.Size != 1 {
		t.Errorf("got %+v, %v", check, err)
	}
	if got := codeAndSeconds(s.Update(t.Context(), func(tx desk.Tx) error { return tx.Append(leaf("{}")) })); got != "store.read-only 60" {
		t.Errorf("got %q", got)
	}
}

// TestAStoreIsWrittenAgainWhenItCan opens a store where there is no room, and makes room: acts
// and reading go on with the same store.
func TestAStoreIsWrittenAgainWhenItCan(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "akashi.db")
	made, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	if err := made.Close(); err != nil {
		t.Fatal(err)
	}
	for _, by := range []string{"an act", "reading"} {
		s, err := found(t.Context(), path, sqlite{}.openToRead)
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		tried, room := 0, false
		s.reading.Store(&toRead{why: fault.New(fault.Unavailable, full, "", "seconds", 60), address: path, open: func(address string) (*sql.DB, error) {
			if tried++; !room {
				return nil, syscall.ENOSPC
			}
			return sqlite{}.open(address)
		}})
		write := func() error { return s.Update(t.Context(), func(tx desk.Tx) error { return tx.Append(leaf("{}")) }) }
		read := func() (size int64) {
			if err := s.View(t.Context(), func(r desk.Reader) (err error) { size, _, err = r.JournalHead(); return err }); err != nil {
				t.Fatal(err)
			}
			return size
		}
		before := read()
		if got := codeAndSeconds(write()); got != "store.full 60" || read() != before {
			t.Errorf("%s: without room: %q", by, got)
		}
		if read(); tried != 2 {
			t.Errorf("%s: tried %d times, while readers are to rest", by, tried)
		}
		room = true
		if by == "reading" {
			s.reading.Load().rests.Store(false)
			read()
			if s.reading.Load() != nil {
				t.Error("who reads does not bring it back")
			}
		}
		if err := write(); err != nil || read() != before+1 {
			t.Errorf("%s: with room again: %v, %d leaves", by, err, read()-before)
		}
	}
}

func TestWhatADatabaseCannotDoNow(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		err  error
		want string
	}{
		{&pgconn.PgError{Code: "53100"}, "store.full 60"},
		{&pgconn.PgError{Code: "25006"}, "store.read-only 60"},
		{&pgconn.PgError{Code: "57P01"}, "store.away 5"},
		{&pgconn.PgError{Code: "57P03"}, "store.away 5"},
		{&pgconn.PgError{Code: "08006"}, "store.away 5"},
		{&pgconn.PgError{Code: "53300"}, "store.away 5"},
		{&pgconn.PgError{Code: "42601"}, ""}, // a mistake of ours
		{&net.OpError{Op: "dial", Err: syscall.ECONNREFUSED}, "store.away 5"},
		{driver.ErrBadConn, "store.away 5"},
		{syscall.ENOSPC, "store.full 60"},
		{syscall.EROFS, "store.read-only 60"},
		{context.Canceled, ""},
		{errors.New("a mistake of ours"), ""},
	} {
		if got := codeAndSeconds(later(postgres{}, fmt.Errorf("commit: %w", c.err))); got != c.want {
			t.Errorf("%v: got %q, want %q", c.err, got, c.want)
		}
	}
	refused := fault.New(fault.Conflict, "case.not-at-this-step", "draft")
	if err := later(sqlite{}, refused); !errors.Is(err, fault.Conflict) {
		t.Errorf("a refusal became %v", err)
	}
}
