package fsck

import (
	"database/sql"
	"errors"
	"net/url"
	"os"
	"strings"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver pgx
	_ "modernc.org/sqlite"             // the driver sqlite
)

func isPostgres(address string) bool {
	return strings.HasPrefix(address, "postgres://") || strings.HasPrefix(address, "postgresql://")
}

// open opens the store for reading. A file that is not there is not made.
func open(address string) (*sql.DB, error) {
	if isPostgres(address) {
		return sql.Open("pgx", address)
	}
	path := strings.TrimPrefix(address, "sqlite://")
	if _, err := os.Stat(path); err != nil {
		return nil, err
	}
	query := url.Values{"_pragma": {"busy_timeout(10000)", "query_only(1)", "cache_size(-32000)"}}
	db, err := sql.Open("sqlite", "file:"+(&url.URL{Path: path}).EscapedPath()+"?"+query.Encode())
	var tables int
	if err != nil || db.QueryRow("SELECT count(*) FROM sqlite_master").Scan(&tables) == nil || isOpen(path) {
		return db, err
	}
	// No file can be made beside it, and nobody has it open: nobody writes to it.
	query.Set("mode", "ro")
	query.Set("immutable", "1")
	still, err := sql.Open("sqlite", "file:"+(&url.URL{Path: path}).EscapedPath()+"?"+query.Encode())
	return still, errors.Join(err, db.Close())
}

// isOpen reports whether something stands in the files beside a store, as where another
// program has it open; less than a page of memory is left of one that found no room.
func isOpen(path string) bool {
	wal, errWAL := os.Stat(path + "-wal")
	shm, errSHM := os.Stat(path + "-shm")
	return errWAL == nil && wal.Size() > 0 || errSHM == nil && shm.Size() >= 32<<10
}

// options ask for one state throughout. A SQLite transaction that reads has that
// anyway.
func options(address string) *sql.TxOptions {
	if isPostgres(address) {
		return &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true}
	}
	return nil
}
