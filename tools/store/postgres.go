package store

import (
	"cmp"
	"database/sql"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
)

// postgres is for an office that has a database server.
type postgres struct{}

// connectFor is how long a server may take to be reached, where the address does not say.
const connectFor = 5 * time.Second

// connections is how many transactions, reading or writing, run at once.
const connections = 16

func (postgres) open(address string) (*sql.DB, error) {
	config, err := pgx.ParseConfig(address)
	if err != nil {
		return nil, err
	}
	config.RuntimeParams["timezone"] = "UTC"
	config.ConnectTimeout = cmp.Or(config.ConnectTimeout, connectFor)
	db := stdlib.OpenDB(*config)
	db.SetMaxOpenConns(connections)
	db.SetMaxIdleConns(connections)
	return db, nil
}

func (postgres) file(string) string { return "" }

func (postgres) migrations() (string, goose.Dialect, []goose.ProviderOption, error) {
	locker, err := lock.NewPostgresSessionLocker()
	return "postgres", goose.DialectPostgres, []goose.ProviderOption{goose.WithSessionLocker(locker)}, err
}

func (postgres) isolation() sql.IsolationLevel { return sql.LevelSerializable }

// writers may use every connection: the database puts them in their order.
func (postgres) writers() int { return connections }

// queue takes the lock before the transaction's picture of the database is taken;
// a later lock would come with a stale picture and end in a collision.
func (postgres) queue() string { return "LOCK TABLE journal_head IN EXCLUSIVE MODE" }

func (postgres) placed(query string) string {
	var b strings.Builder
	for n := 1; ; n++ {
		before, after, found := strings.Cut(query, "?")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		b.WriteString("$" + strconv.Itoa(n))
		query = after
	}
}

func (postgres) search(in searched, words []string) (candidates, argument string) {
	var all []string
	for _, word := range words {
		for _, gram := range gramsFor(word) {
			all = append(all, "'"+gram+"'"+prefixed(gram, ":*"))
		}
	}
	return "SELECT serial FROM " + in.table + " WHERE gram_vector @@ CAST(? AS tsquery)", strings.Join(all, " & ")
}

// unsure: a server that goes away in the middle of a commit does not say what it did.
func (postgres) unsure(err error) (unsure, broken bool) {
	e, answered := errors.AsType[*pgconn.PgError](err)
	return !answered || strings.HasPrefix(e.Code, "08") || strings.HasPrefix(e.Code, "57P"), false
}

func (postgres) collided(err error) bool {
	e, ok := errors.AsType[*pgconn.PgError](err)
	return ok && slices.Contains([]string{"40001", "40P01"}, e.Code)
}

func (postgres) unable(err error) string {
	e, ok := errors.AsType[*pgconn.PgError](err)
	switch {
	case !ok && (pgconn.SafeToRetry(err) || errors.Is(err, io.EOF)):
		return away
	case !ok:
		return ""
	case e.Code == "53100":
		return full
	case e.Code == "25006":
		return readOnly
	case strings.HasPrefix(e.Code, "08"), slices.Contains([]string{"53300", "57P01", "57P02", "57P03"}, e.Code):
		return away
	}
	return ""
}

func (postgres) broken(err error) breach {
	e, ok := errors.AsType[*pgconn.PgError](err)
	if !ok {
		return breach{}
	}
	switch e.Code {
	case "23505":
		return breach{unique: e.ConstraintName}
	case "23503":
		return breach{dangles: true}
	}
	return breach{}
}
