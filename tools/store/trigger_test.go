package store

import (
	"io/fs"
	"regexp"
	"strings"
	"testing"
)

// What is read within an act is forgotten by the table that is written to, so that no trigger may
// write to another table than the search index of its own.
func TestTriggersWriteToTheirOwnIndexAlone(t *testing.T) {
	t.Parallel()
	trigger := regexp.MustCompile(`(?is)CREATE TRIGGER \w+ (?:BEFORE|AFTER|INSTEAD OF) .*? ON "?(\w+)"?(.*?)END;`)
	writes := regexp.MustCompile(`(?i)(?:INSERT INTO|UPDATE|DELETE FROM) "?(\w+)"? *(?:\(|SET|WHERE)`)
	files, err := fs.Glob(migrationFiles, "migrations/sqlite/*.sql")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	seen := 0
	for _, name := range files {
		text, err := fs.ReadFile(migrationFiles, name)
		if err != nil {
			t.Fatal(err)
		}
		for _, made := range trigger.FindAllStringSubmatch(string(text), -1) {
			for _, to := range writes.FindAllStringSubmatch(made[2], -1) {
				if seen++; to[1] != strings.TrimSuffix(made[1], "_file")+"_search" {
					t.Errorf("%s: a trigger of %s writes to %s", name, made[1], to[1])
				}
			}
		}
	}
	if seen == 0 {
		t.Error("no trigger was found that writes")
	}
}
