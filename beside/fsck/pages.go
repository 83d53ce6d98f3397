package fsck

import (
	"context"
	"errors"
	"fmt"

	"akashi/values/fault"
)

// integrity asks SQLite to check every page and every index of the store, while the rest
// is checked. PostgreSQL has no such question.
func integrity(ctx context.Context, address string) (wait func() (fault.Problems, error)) {
	if isPostgres(address) {
		return func() (fault.Problems, error) { return nil, nil }
	}
	var found fault.Problems
	var failed error
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		found, failed = pages(ctx, address)
	}()
	return func() (fault.Problems, error) { <-ended; return found, failed }
}

func pages(ctx context.Context, address string) (found fault.Problems, err error) {
	db, err := open(address)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	rows, err := db.QueryContext(ctx, "PRAGMA cache_size = -4000; PRAGMA integrity_check(20)")
	if err != nil {
		return nil, fmt.Errorf("check pages: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var said string
		if err := rows.Scan(&said); err != nil {
			return nil, err
		}
		if said != "ok" {
			found.Add("page-broken", "akashi.db", "said", said)
		}
	}
	return found, rows.Err()
}
