package fsck

import (
	"context"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"strings"

	"akashi/values/fault"
)

// The tables, indexes and triggers that this version of the program knows, a line for
// each with what it is made of, hashed. A test writes the files from a new store.
//
//go:embed schema
var known embed.FS

// Schema lists what a store is made of: a line for each table, index, trigger and rule,
// with a hash of its definition.
func Schema(ctx context.Context, address string) (lines []string, err error) {
	err = reading(ctx, address, func(x *examination) (err error) {
		lines, err = x.made(isPostgres(address))
		return err
	})
	return lines, err
}

// Differences compares what a store is made of with what the program knows.
func Differences(ctx context.Context, address string) (found fault.Problems, err error) {
	err = reading(ctx, address, func(x *examination) error {
		x.office.Store = address
		err := x.schema()
		found = x.report.Breaches
		return err
	})
	return found, err
}

// schema compares what the store is made of with what the program knows: without its
// indexes and triggers a store keeps none of its promises.
func (x *examination) schema() error {
	name := "schema/sqlite.txt"
	if isPostgres(x.office.Store) {
		name = "schema/postgres.txt"
	}
	text, err := known.ReadFile(name)
	if err != nil {
		return err
	}
	lines, err := x.made(isPostgres(x.office.Store))
	if err != nil {
		return err
	}
	want, got := definitions(strings.Split(strings.TrimSpace(string(text)), "\n")), definitions(lines)
	for _, what := range slices.Sorted(maps.Keys(want)) {
		hash, there := got[what]
		switch {
		case !there:
			x.lacking = true
			x.breach("schema-missing", what)
		case hash != want[what]:
			x.breach("schema-changed", what)
		}
		delete(got, what)
	}
	for _, what := range slices.Sorted(maps.Keys(got)) {
		x.breach("schema-unknown", what)
	}
	x.report.Checked["schema"] = len(lines)
	return nil
}

// definitions are the hashes that lines end with, by what each is of.
func definitions(lines []string) map[string]string {
	all := map[string]string{}
	for _, line := range lines {
		at := strings.LastIndexByte(line, ' ')
		all[line[:at]] = line[at+1:]
	}
	return all
}

// made lists what the store is made of.
func (x *examination) made(postgres bool) (lines []string, err error) {
	query := sqliteObjects
	if postgres {
		query = postgresObjects
	}
	err = x.each(query, func(scan func(...any) error) error {
		var kind, name, definition string
		if err := scan(&kind, &name, &definition); err != nil {
			return err
		}
		sum := sha256.Sum256([]byte(strings.Join(strings.Fields(definition), " ")))
		lines = append(lines, fmt.Sprintf("%s %s %s", kind, name, hex.EncodeToString(sum[:8])))
		return nil
	})
	slices.Sort(lines)
	return lines, err
}

const sqliteObjects = `SELECT type, name, coalesce(sql, '') FROM sqlite_master WHERE name NOT LIKE 'sqlite~_%' ESCAPE '~'`

// postgresObjects leaves out what says in which schema the tables lie, which is up to the
// office, and rules that newer versions of PostgreSQL list beside what the columns say.
const postgresObjects = `
	SELECT 'column', table_name || '.' || column_name, data_type || ' ' || is_nullable || ' ' || coalesce(column_default, '')
		FROM information_schema.columns WHERE table_schema = current_schema()
	UNION ALL SELECT 'index', indexname, replace(indexdef, schemaname || '.', '') FROM pg_indexes WHERE schemaname = current_schema()
	UNION ALL SELECT 'constraint', r.relname || '.' || c.conname, replace(pg_get_constraintdef(c.oid), current_schema() || '.', '')
		FROM pg_constraint c JOIN pg_class r ON r.oid = c.conrelid WHERE c.connamespace = current_schema()::regnamespace AND c.contype <> 'n'
	UNION ALL SELECT 'trigger', r.relname || '.' || t.tgname, CAST(t.tgenabled AS text) || ' ' || replace(pg_get_triggerdef(t.oid), current_schema() || '.', '')
		FROM pg_trigger t JOIN pg_class r ON r.oid = t.tgrelid WHERE r.relnamespace = current_schema()::regnamespace AND NOT t.tgisinternal
	UNION ALL SELECT 'function', p.proname, p.prosrc FROM pg_proc p WHERE p.pronamespace = current_schema()::regnamespace`
