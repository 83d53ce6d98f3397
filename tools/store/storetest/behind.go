package storetest

import (
	"database/sql"
	"errors"
	"strings"
)

// Tamper runs statements as somebody would who has got hold of the database itself: its
// triggers and references are out of the way meanwhile, and there again afterwards.
func Tamper(address string, statements ...string) error {
	if strings.HasPrefix(address, "postgres") {
		return Execute(address, append([]string{"SET session_replication_role = replica"}, statements...)...)
	}
	away, back, err := triggers(address)
	if err != nil {
		return err
	}
	all := append([]string{"PRAGMA foreign_keys = 0"}, away...)
	return Execute(address, append(append(all, statements...), back...)...)
}

// triggers returns what takes the triggers of a SQLite store away and brings them back.
func triggers(address string) (away, back []string, err error) {
	db, err := sql.Open("sqlite", address)
	if err != nil {
		return nil, nil, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	rows, err := db.Query("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
	if err != nil {
		return nil, nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var name, made string
		if err := rows.Scan(&name, &made); err != nil {
			return nil, nil, err
		}
		away, back = append(away, "DROP TRIGGER "+name), append(back, made)
	}
	return away, back, rows.Err()
}
