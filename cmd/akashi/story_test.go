package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"akashi/testkit/postgres"
)

// stories holds one file a story: one applicant, from application to the end.
const stories = "testdata/script"

// everyEngine names the stories that are told on PostgreSQL too: together they
// write every table, meet a collision and read the whole journal back.
var everyEngine = []string{
	"isp_passes_its_first_review_with_91_points.txtar",
	"small_operator_pays_the_printed_totals.txtar",
	"two_secretaries_decide_at_once.txtar",
	"report_with_findings_in_every_band_is_cleared.txtar",
}

func TestMain(m *testing.M) { os.Exit(postgres.Main(m)) }

// TestStories tells every story through the program as it is built for an office,
// on the store that it comes with.
func TestStories(t *testing.T) {
	t.Parallel()
	akashi := built(t)
	testscript.Run(t, testscript.Params{Dir: stories, Cmds: commands(), RequireUniqueNames: true,
		Setup: func(e *testscript.Env) error { return begin(e, akashi, "") }})
}

// TestStoriesOnPostgres tells some of them on PostgreSQL.
func TestStoriesOnPostgres(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("told on SQLite")
	}
	akashi := built(t)
	var files []string
	for _, name := range everyEngine {
		files = append(files, filepath.Join(stories, name))
	}
	testscript.Run(t, testscript.Params{Files: files, Cmds: commands(), RequireUniqueNames: true,
		Setup: func(e *testscript.Env) error {
			return begin(e, akashi, postgres.Copy(t, "office", func(address string) error {
				return exec.Command(akashi, "migrate", "--database", address, "--data", e.WorkDir).Run()
			}))
		}})
}

// built builds the program and returns its path.
func built(t *testing.T) string {
	t.Helper()
	akashi := filepath.Join(t.TempDir(), "akashi")
	build := exec.Command("go", "build", "-buildvcs=false", "-o", akashi, ".")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("build akashi: %v\n%s", err, out)
	}
	return akashi
}
