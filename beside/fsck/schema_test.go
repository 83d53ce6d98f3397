package fsck_test

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"akashi/beside/fsck"
	"akashi/beside/testkit/postgres"
	"akashi/beside/testkit/told"
	"akashi/tools/store"
	"akashi/tools/store/storetest"
	values "akashi/values/fault"
)

var update = flag.Bool("update", false, "write down what a new store is made of")

// empty returns the address of a new store on an engine.
func empty(t *testing.T, engine string) string {
	t.Helper()
	make := func(address string) error {
		s, err := store.Open(t.Context(), address)
		if err != nil {
			return err
		}
		return s.Close()
	}
	if engine == "postgres" {
		return postgres.Copy(t, "empty office", make)
	}
	path := filepath.Join(t.TempDir(), "empty.db")
	if err := make(path); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestSchemaIsKnown holds what fsck expects against a new store. After a migration:
// go test ./beside/fsck -run TestSchemaIsKnown -update, and read the difference.
func TestSchemaIsKnown(t *testing.T) {
	for _, engine := range []string{"sqlite", "postgres"} {
		t.Run(engine, func(t *testing.T) {
			made, err := fsck.Schema(t.Context(), empty(t, engine))
			if err != nil {
				t.Fatal(err)
			}
			file := filepath.Join("schema", engine+".txt")
			text := strings.Join(made, "\n") + "\n"
			if *update {
				if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if known, err := os.ReadFile(file); err != nil || string(known) != text {
				t.Errorf("%s is not what a new store is made of (%v): go test ./beside/fsck -run TestSchemaIsKnown -update", file, err)
			}
		})
	}
}

// schemaFaults are what can be taken from a store or put into it behind its back.
func schemaFaults() []fault {
	return []fault{
		{"schema-missing", "decision_once", []string{"DROP INDEX decision_once"}, ""},
		{"schema-changed", "decision_once", []string{"DROP INDEX decision_once", "CREATE INDEX decision_once ON decision (case_id)"}, ""},
		{"schema-missing", "visit", []string{"DROP TABLE visit"}, ""},
		{"schema-unknown", "more", []string{"CREATE TABLE more (id TEXT)"}, ""},
	}
}

func TestEveryFaultOfTheSchemaIsFound(t *testing.T) {
	t.Parallel()
	for _, engine := range []string{"sqlite", "postgres"} {
		t.Run(engine, func(t *testing.T) {
			faults := append(schemaFaults(), fault{"schema-missing", "decision_update", []string{"DROP TRIGGER decision_update"}, ""})
			if engine == "postgres" {
				faults[len(faults)-1].where, faults[len(faults)-1].statements = "decision_once", []string{"DROP TRIGGER decision_once ON decision"}
			}
			for _, f := range faults {
				address := empty(t, engine)
				if err := storetest.Execute(address, f.statements...); err != nil {
					t.Fatal(err)
				}
				got, err := fsck.Check(t.Context(), fsck.Office{Store: address})
				if err != nil || got.OK {
					t.Errorf("%s: got %+v, %v", f.statements[0], got, err)
				}
				told.InBoth(t, got.Breaches)
				if !slices.ContainsFunc(got.Breaches, func(p values.Problem) bool { return p.Code == f.code && strings.Contains(p.Where, f.where) }) {
					t.Errorf("%s: got %+v, want %s", f.statements[0], got.Breaches, f.code)
				}
			}
		})
	}
}
