package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"akashi/values/fault"
)

// Find opens the store that is at the address and brings its tables up to date. It
// makes none, because a disk that is not mounted must not become a new office: where
// there is none, the error is fs.ErrNotExist. A file that cannot be written to is opened
// to be read, until it can.
func Find(ctx context.Context, address string) (*Store, error) {
	if _, isFile := engineOf(address).(sqlite); isFile {
		info, err := os.Stat(strings.TrimPrefix(address, "sqlite://"))
		if err == nil && info.Size() == 0 {
			err = fs.ErrNotExist
		}
		if err != nil {
			return nil, fmt.Errorf("look for a store: %w", err)
		}
	}
	s, err := found(ctx, address, engineOf(address).open)
	if file, isFile := engineOf(address).(sqlite); isFile && errors.Is(err, fault.Unavailable) {
		why := fault.New(fault.Unavailable, readOnly, "", "seconds", 60)
		if known, ok := errors.AsType[*fault.Error](err); ok && known.Code == full {
			why = err
		}
		if s, err = found(ctx, address, file.openToRead); err == nil {
			s.reading.Store(&toRead{why: why, address: address, open: file.open})
		}
	}
	return s, err
}

// found opens what is there, in a way, and brings it up to date.
func found(ctx context.Context, address string, open func(string) (*sql.DB, error)) (*Store, error) {
	s, err := connectBy(address, open)
	if err != nil {
		return nil, fmt.Errorf("look for a store: %w", later(engineOf(address), err))
	}
	seen, err := s.seen(ctx)
	switch {
	case err == nil && seen > latest():
		err = &fault.Error{Code: "store.newer", What: fmt.Sprint(seen)}
	case err == nil && seen < latest():
		err = s.migrate(ctx)
	}
	if err != nil {
		return nil, errors.Join(later(s.engine, err), s.Close())
	}
	return s, nil
}

// seen is the last migration that the database has seen. A database that answers and
// has no such table holds no store.
func (s *Store) seen(ctx context.Context) (last int64, err error) {
	if err := s.db.Load().PingContext(ctx); err != nil {
		return 0, fmt.Errorf("look for a store: %w", err)
	}
	if err := s.db.Load().QueryRowContext(ctx, "SELECT max(version_id) FROM goose_db_version WHERE is_applied").Scan(&last); err != nil {
		if told := later(s.engine, err); fault.KindOf(told) != "" {
			return 0, told
		}
		return 0, errors.Join(fs.ErrNotExist, ctx.Err())
	}
	return last, nil
}
