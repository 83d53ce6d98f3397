package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
)

// What a connection keeps: so many statements, none longer than this. What an import writes
// at once is longer, and is prepared by whoever writes it.
const (
	keptStatements = 256
	keptLength     = 4 << 10
)

// keeping makes connections to SQLite that keep their statements. To read a statement costs
// SQLite more than to answer most of ours, and an office asks the same few hundred all day.
// The driver of PostgreSQL does the same by itself.
type keeping struct {
	made   driver.Driver
	source string
}

func (k keeping) Driver() driver.Driver { return k.made }

func (k keeping) Connect(context.Context) (driver.Conn, error) {
	made, err := k.made.Open(k.source)
	if err != nil {
		return nil, err
	}
	whole, able := made.(whole)
	if !able {
		return nil, errors.Join(errors.New("the driver of SQLite does less than it did"), made.Close())
	}
	return &keeper{whole: whole, kept: map[string]*keptStatement{}, number: opened.Add(1)}, nil
}

// whole is all that a connection of the driver does.
type whole interface {
	driver.Conn
	driver.ConnBeginTx
	driver.ConnPrepareContext
	driver.ExecerContext
	driver.QueryerContext
	driver.Pinger
	driver.SessionResetter
	driver.Validator
}

// keeper is a connection with the statements that it was given twice, by their text; nil
// stands for one that it was given once. One caller at a time has it, as the pool sees to.
type keeper struct {
	whole
	kept   map[string]*keptStatement
	number int64 // of the connection
	wrote  int64 // how often it may have written
}

func (k *keeper) BeginTx(ctx context.Context, options driver.TxOptions) (driver.Tx, error) {
	if !options.ReadOnly {
		k.wrote++
	}
	return k.whole.BeginTx(ctx, options)
}

func (k *keeper) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	statement, err := k.statement(ctx, query)
	switch {
	case err != nil:
		return nil, err
	case statement == nil:
		return k.whole.QueryContext(ctx, query, args)
	}
	rows, err := statement.QueryContext(ctx, args)
	if err != nil {
		return nil, err
	}
	statement.busy = true
	return &keptRows{rows, statement}, nil
}

func (k *keeper) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	k.wrote++
	statement, err := k.statement(ctx, query)
	switch {
	case err != nil:
		return nil, err
	case statement == nil:
		return k.whole.ExecContext(ctx, query, args)
	}
	return statement.ExecContext(ctx, args)
}

// statement is the kept statement of the text, nil where there is none to use: it is
// too long, is given for the first time, or is just being read from.
func (k *keeper) statement(ctx context.Context, query string) (*keptStatement, error) {
	statement, asked := k.kept[query]
	switch {
	case len(query) > keptLength || statement != nil && statement.busy:
		return nil, nil
	case statement != nil:
		return statement, nil
	case !asked:
		k.room()
		k.kept[query] = nil
		return nil, nil
	}
	made, err := k.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	statement = &keptStatement{ableStatement: made.(ableStatement)}
	k.kept[query] = statement
	return statement, nil
}

// room lets go of any text where there are too many.
func (k *keeper) room() {
	for query, statement := range k.kept {
		if len(k.kept) < keptStatements {
			return
		}
		if statement != nil {
			if statement.busy {
				continue
			}
			_ = statement.Close() // says again what its last use said
		}
		delete(k.kept, query)
	}
}

func (k *keeper) Close() error {
	for _, statement := range k.kept {
		if statement != nil {
			_ = statement.Close()
		}
	}
	return k.whole.Close()
}

type ableStatement interface {
	driver.Stmt
	driver.StmtQueryContext
	driver.StmtExecContext
}

// keptStatement is busy as long as somebody reads its rows.
type keptStatement struct {
	ableStatement
	busy bool
}

// keptRows give their statement back when they are closed.
type keptRows struct {
	driver.Rows
	of *keptStatement
}

func (r *keptRows) Close() error {
	r.of.busy = false
	return r.Rows.Close()
}

var _ driver.Connector = keeping{}

// keepingPool is a pool of such connections.
func keepingPool(source string) (*sql.DB, error) {
	plain, err := sql.Open("sqlite", source) // connects to nothing yet: it knows the driver
	if err != nil {
		return nil, err
	}
	return sql.OpenDB(keeping{plain.Driver(), source}), plain.Close()
}
