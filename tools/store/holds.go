package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
)

// Holds reports whether there is a store at the address, and makes nothing: a disk
// that is not mounted must not become a new office.
func Holds(ctx context.Context, address string) (bool, error) {
	e := engineOf(address)
	if _, isFile := e.(sqlite); isFile {
		info, err := os.Stat(strings.TrimPrefix(address, "sqlite://"))
		if errors.Is(err, fs.ErrNotExist) || err == nil && info.Size() == 0 {
			return false, nil
		}
	}
	write, read, err := e.open(address)
	if err != nil {
		return false, fmt.Errorf("look for a store: %w", err)
	}
	defer func() { _ = errors.Join(write.Close(), read.Close()) }() // nothing was written
	if err := read.PingContext(ctx); err != nil {
		return false, fmt.Errorf("look for a store: %w", err)
	}
	rows, err := read.QueryContext(ctx, "SELECT id FROM user_account LIMIT 1")
	if err != nil {
		return false, ctx.Err() // the database answers, and has no such table
	}
	return true, rows.Close()
}
