package store

import (
	"context"
	"database/sql"
	"strings"

	"github.com/pressly/goose/v3"
)

// engine is what differs between the two databases.
type engine interface {
	// open returns the pool of connections.
	open(address string) (*sql.DB, error)
	// file is the file that the store is in, "" where it is in none of its own.
	file(address string) string
	// writers is how many transactions of this process write at once.
	writers() int
	migrations() (folder string, dialect goose.Dialect, options []goose.ProviderOption, err error)

	// isolation is the level at which a transaction reads one state throughout.
	isolation() sql.IsolationLevel
	// state names what a transaction that reads sees, from now to its end: of two with the
	// same name the second sees what the first saw, to the last row. It begins the reading.
	state(ctx context.Context, conn *sql.Conn, of asked) (string, error)
	// queue is the statement with which a writer waits for its turn, "" when the
	// beginning of its transaction already does.
	queue() string

	// placed writes a statement, in which ? stands for each value, as it is sent.
	placed(query string) string

	// search is a query for the serials of what the index has with every gram of every
	// word, and the argument it takes. A single character is the beginning of a gram.
	search(in searched, words []string) (candidates, argument string)

	// unsure reports of a commit that failed whether it may have been kept all the same,
	// and whether the disk is no longer to be trusted.
	unsure(err error) (unsure, broken bool)
	// collided reports whether the transaction failed only because of another.
	collided(err error) bool
	// unable says why the database cannot do anything at present, by whatever was asked: a
	// code, or "" where that is not what the error says.
	unable(err error) string
	// broken says which rule of the tables the error is the breach of.
	broken(err error) breach
}

// breach is what a database says about a row that it did not take: the name of a
// unique index or its columns, or that a row referred to is not there.
type breach struct {
	unique  string
	dangles bool
}

func engineOf(address string) engine {
	if strings.HasPrefix(address, "postgres://") || strings.HasPrefix(address, "postgresql://") {
		return postgres{}
	}
	return sqlite{}
}
