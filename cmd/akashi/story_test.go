package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"sync"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"akashi/beside/testkit"
	"akashi/beside/testkit/postgres"
)

// stories holds one file a story: one applicant, from application to the end.
const stories = "testdata/script"

// everyEngine names the stories that are told on PostgreSQL too, and in short
// tests: together they write every table, meet a collision and read the whole
// journal back.
func everyEngine() (files []string) {
	for _, name := range []string{
		"isp_passes_its_first_review_with_91_points",
		"small_operator_pays_the_printed_totals",
		"two_secretaries_decide_at_once",
		"report_with_findings_in_every_band_is_cleared",
	} {
		files = append(files, filepath.Join(stories, name+".txtar"))
	}
	return files
}

func TestMain(m *testing.M) { os.Exit(tell(m)) }

func tell(m *testing.M) int {
	defer func() { _ = os.RemoveAll(workshop()) }() // what is left of it is no test's failure
	debug.SetGCPercent(400)                         // as the program has it
	return postgres.Main(m)
}

// TestStories tells every story through the program as it is built for an office,
// on the store that it comes with.
func TestStories(t *testing.T) {
	t.Parallel()
	told := tellings(t, func(*testscript.Env) string { return "" })
	if told.Dir = stories; testing.Short() && os.Getenv("AKASHI_TEST_STORIES") != "all" {
		told.Dir, told.Files = "", everyEngine()
	}
	testscript.Run(t, told)
}

// TestStoriesOnPostgres tells some of them on PostgreSQL.
func TestStoriesOnPostgres(t *testing.T) {
	t.Parallel()
	testkit.Slow(t, "told on SQLite")
	postgres.Empty(t) // where there is no PostgreSQL, that is said here: inside a story it would end the run
	akashi := built(t)
	told := tellings(t, func(e *testscript.Env) string {
		return postgres.Copy(t, "office", func(address string) error {
			return exec.Command(akashi, "init", "--now", longAgo, "--database", address, "--data", e.WorkDir).Run()
		})
	})
	told.Files = everyEngine()
	testscript.Run(t, told)
}

// tellings says how stories are told, each on a database of its own.
func tellings(t *testing.T, database func(*testscript.Env) string) testscript.Params {
	t.Helper()
	akashi := built(t)
	return testscript.Params{Cmds: commands(), RequireUniqueNames: true,
		Setup: func(e *testscript.Env) error {
			address := database(e)
			if address == "" {
				if err := moveIn(e); err != nil {
					return err
				}
			}
			return begin(e, akashi, address)
		}}
}

// longAgo is before every story.
const longAgo = "2000-01-01T00:00:00Z"

// newOffice is an office in which nothing has happened yet.
var newOffice = sync.OnceValues(func() (string, error) {
	akashi, err := program()
	if err != nil {
		return "", err
	}
	dir := filepath.Join(workshop(), "office")
	return dir, exec.Command(akashi, "init", "--now", longAgo, "--data", dir).Run()
})

// moveIn gives a story a new office of its own.
func moveIn(e *testscript.Env) error {
	office, err := newOffice()
	if err != nil {
		return err
	}
	return os.CopyFS(filepath.Join(e.WorkDir, "office"), os.DirFS(office))
}

// workshop is the folder in which the program is built.
var workshop = sync.OnceValue(func() string {
	dir, err := os.MkdirTemp("", "akashi-stories-")
	if err != nil {
		panic(err)
	}
	return dir
})

// program builds the program once for all stories and returns its path.
var program = sync.OnceValues(func() (string, error) {
	akashi := filepath.Join(workshop(), "akashi")
	build := exec.Command("go", "build", "-buildvcs=false", "-o", akashi, ".")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		return "", fmt.Errorf("build akashi: %w\n%s", err, out)
	}
	return akashi, nil
})

func built(t *testing.T) string {
	t.Helper()
	akashi, err := program()
	if err != nil {
		t.Fatal(err)
	}
	return akashi
}
