package store

import (
	"database/sql"
	"errors"
	"net/url"
	"os"
	"strings"

	"github.com/pressly/goose/v3"
	driver "modernc.org/sqlite"
	codes "modernc.org/sqlite/lib"
)

// sqlite is the default: one file beside the program.
type sqlite struct{}

// sqliteConnections is how many transactions run at once, one of them writing. One
// pool serves both kinds: each connection reads all tables when it is made, which is
// most of what a short command costs.
const sqliteConnections = 5

func (e sqlite) open(address string) (*sql.DB, error) {
	path := e.file(address)
	if err := private(path); err != nil {
		return nil, err
	}
	return pool(sourceName(path))
}

// openToRead opens a file that cannot be written to, or not beside. Where nobody else has
// it open, as the files beside it show, nobody writes to it.
func (sqlite) openToRead(address string) (*sql.DB, error) {
	path := strings.TrimPrefix(address, "sqlite://")
	query := url.Values{"mode": {"ro"}, "_txlock": {"immediate"}, "_pragma": {"busy_timeout(10000)", "query_only(1)", "cache_size(-16000)"}}
	if !inUse(path) {
		query.Set("immutable", "1")
	}
	return pool("file:" + (&url.URL{Path: path}).EscapedPath() + "?" + query.Encode())
}

// inUse reports whether another process may have the file open: something stands in the
// files beside it, more than what is left of one that found no room.
func inUse(path string) bool {
	for beside, room := range map[string]int64{"-wal": 1, "-shm": 32 << 10} {
		if info, err := os.Stat(path + beside); err == nil && info.Size() >= room {
			return true
		}
	}
	return false
}

func pool(source string) (*sql.DB, error) {
	db, err := keepingPool(source)
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(sqliteConnections)
	db.SetMaxIdleConns(sqliteConnections)
	return db, nil
}

func (sqlite) file(address string) string { return strings.TrimPrefix(address, "sqlite://") }

// writers: one at a time, as the file has it. Those of this process wait in order,
// and not for the file.
func (sqlite) writers() int { return 1 }

// private makes the file for its owner only, if it is not there: what SQLite makes,
// and the files beside it, would be for everybody to read.
func private(path string) error {
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	return file.Close()
}

// sourceName is what the driver wants to hear. FULL is what keeps an acknowledged
// commit through a power cut; a transaction that is not declared as reading takes the
// write lock when it begins. The store moves its log into the file by itself.
func sourceName(path string) string {
	query := url.Values{"_txlock": {"immediate"}, "_pragma": {"busy_timeout(10000)", "journal_mode(WAL)", "synchronous(FULL)",
		"foreign_keys(1)", "cache_size(-16000)", "wal_autocheckpoint(0)", "journal_size_limit(0)"}}
	return "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + query.Encode()
}

func (sqlite) migrations() (string, goose.Dialect, []goose.ProviderOption, error) {
	return "sqlite", goose.DialectSQLite3, nil, nil
}

func (sqlite) isolation() sql.IsolationLevel { return sql.LevelDefault }

func (sqlite) queue() string { return "" }

// placed: numbered places are names to SQLite, which looks each of them up in the
// list of all; a statement of ten thousand values takes it seconds.
func (sqlite) placed(query string) string { return query }

func (sqlite) search(in searched, words []string) (candidates, argument string) {
	var all []string
	for _, word := range words {
		for _, gram := range gramsFor(word) {
			all = append(all, `"`+gram+`"`+prefixed(gram, " *"))
		}
	}
	return "SELECT rowid AS serial FROM " + in.index + " WHERE " + in.index + " MATCH ?", strings.Join(all, " AND ")
}

// unsure: where the disk failed, the last page of the commit may or may not be on it. Where
// it failed to flush, what the system has of the file is no longer what the disk has.
func (sqlite) unsure(err error) (unsure, broken bool) {
	e, ok := errors.AsType[*driver.Error](err)
	if !ok {
		return false, false
	}
	return e.Code()&0xff == codes.SQLITE_IOERR, e.Code() == codes.SQLITE_IOERR_FSYNC || e.Code() == codes.SQLITE_IOERR_DIR_FSYNC
}

func (sqlite) collided(err error) bool {
	e, ok := errors.AsType[*driver.Error](err)
	return ok && (e.Code()&0xff == codes.SQLITE_BUSY || e.Code()&0xff == codes.SQLITE_LOCKED)
}

func (sqlite) unable(err error) string {
	e, ok := errors.AsType[*driver.Error](err)
	if !ok {
		return ""
	}
	if e.Code() == codes.SQLITE_IOERR_SHMSIZE { // there is no room for the file beside it
		return full
	}
	return map[int]string{codes.SQLITE_FULL: full, codes.SQLITE_READONLY: readOnly, codes.SQLITE_PERM: readOnly,
		codes.SQLITE_CANTOPEN: away, codes.SQLITE_IOERR: away}[e.Code()&0xff]
}

func (sqlite) broken(err error) breach {
	e, ok := errors.AsType[*driver.Error](err)
	if !ok {
		return breach{}
	}
	switch e.Code() {
	case codes.SQLITE_CONSTRAINT_UNIQUE, codes.SQLITE_CONSTRAINT_PRIMARYKEY, codes.SQLITE_CONSTRAINT_ROWID:
		_, columns, _ := strings.Cut(e.Error(), "UNIQUE constraint failed: ")
		columns, _, _ = strings.Cut(columns, " (")
		return breach{unique: columns}
	case codes.SQLITE_CONSTRAINT_FOREIGNKEY:
		return breach{dangles: true}
	}
	return breach{}
}
