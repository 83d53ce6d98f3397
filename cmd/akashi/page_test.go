package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"akashi/beside/testkit"
)

// typed is one line that a page tells people to type, and what the comment behind
// it promises.
type typed struct{ line, promise string }

// page is a page of the documentation as its reader meets it: the lines to type in
// order, and samples of what they print.
type page struct {
	lines   []typed
	samples []string
}

// readPage takes the fenced blocks of a page apart. A block whose first line calls
// no program is a sample.
func readPage(t *testing.T, name string) (p page) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("../..", name))
	if err != nil {
		t.Fatal(err)
	}
	for i, block := range strings.Split(string(text), "```\n") {
		if i%2 == 0 {
			continue
		}
		if !regexp.MustCompile(`^(export|akashi|echo) `).MatchString(block) {
			p.samples = append(p.samples, strings.TrimSuffix(block, "\n"))
			continue
		}
		for line := range strings.Lines(block) {
			line, promise, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " # ")
			p.lines = append(p.lines, typed{strings.TrimSpace(line), promise})
		}
	}
	return p
}

// terminal types lines into a shell, in a folder of its own in which bin/akashi is
// the program.
type terminal struct {
	t       *testing.T
	dir     string
	exports []string
}

func sitDown(t *testing.T) *terminal {
	t.Helper()
	dir := t.TempDir()
	if err := errors.Join(os.Mkdir(dir+"/bin", 0o700), os.Symlink(built(t), dir+"/bin/akashi")); err != nil {
		t.Fatal(err)
	}
	return &terminal{t: t, dir: dir, exports: []string{"export PATH=$PWD/bin:$PATH"}}
}

// enter types one line, and returns what it prints and its status. A folder under
// /tmp is one of the test's own.
func (x *terminal) enter(line string) (printed string, status int) {
	x.t.Helper()
	line = strings.ReplaceAll(line, "/tmp/", x.dir+"/")
	if strings.HasPrefix(line, "export ") {
		x.exports = append(x.exports, line)
		return "", 0
	}
	var out bytes.Buffer
	shell := exec.Command("bash", "-c", strings.Join(x.exports, "\n")+"\nset -e\n"+line)
	shell.Dir, shell.Stdout, shell.Stderr = x.dir, &out, &out
	status, err := statusOf(shell.Run())
	if err != nil {
		x.t.Fatal(err)
	}
	return out.String(), status
}

// promised is what a comment says about a line: the status that it ends with, the
// numbers and the quoted words that it prints.
func (y typed) promised() (status int, words []string) {
	rest := y.promise
	if m := regexp.MustCompile(`(?:exit status |終了コードは)([0-9]+)`).FindStringSubmatch(rest); m != nil {
		_, _ = fmt.Sscan(m[1], &status)
		rest = strings.Replace(rest, m[0], "", 1)
	}
	for _, m := range regexp.MustCompile(`“([^”]*)”|「([^」]*)」|[A-Z]{2}-[0-9-]+|[0-9]+`).FindAllStringSubmatch(rest, -1) {
		words = append(words, strings.Trim(m[0], "“”「」"))
	}
	return status, words
}

// TestPagesAreTrue types every line that a page tells people to type, and holds
// the comments and the samples against what comes.
func TestPagesAreTrue(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"README.md", "README.ja.md", "docs/procedures/README.ja.md"} {
		t.Run(name, func(t *testing.T) {
			if name == "README.md" {
				testkit.Slow(t, "the Japanese page has the same lines")
			}
			t.Parallel()
			p, x := readPage(t, name), sitDown(t)
			if len(p.lines) < 12 {
				t.Fatalf("only %d lines to type", len(p.lines))
			}
			var all strings.Builder
			for _, y := range p.lines {
				printed, status := x.enter(y.line)
				all.WriteString(printed)
				want, words := y.promised()
				if status != want {
					t.Fatalf("%s\nstatus %d, want %d\n%s", y.line, status, want, printed)
				}
				if missing := slices.DeleteFunc(words, func(w string) bool { return strings.Contains(printed, w) }); len(missing) > 0 {
					t.Errorf("%s\ndoes not print %q as it says:\n%s", y.line, missing, printed)
				}
			}
			for _, sample := range p.samples {
				if isOutput(sample) && !strings.Contains(all.String(), sample) {
					t.Errorf("nothing prints\n%s\nbut\n%s", sample, all.String())
				}
			}
		})
	}
}

// isOutput reports whether a sample shows what the program prints: the blocks that
// call make do not.
func isOutput(sample string) bool { return !strings.HasPrefix(sample, "make ") }
