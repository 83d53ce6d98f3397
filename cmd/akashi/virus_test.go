package main

import (
	"errors"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"akashi/beside/testkit/scanner"
	"akashi/doors/cli"
	"akashi/schemes"
	"akashi/values/fault"
)

// TestNoFileIsKeptUnseen: where a scanner for viruses is set, what it finds is refused, and
// while it does not answer nothing is kept.
func TestNoFileIsKeptUnseen(t *testing.T) {
	t.Parallel()
	shelf, err := schemes.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	at := cli.Site{Shelf: shelf, Now: time.Now, Data: filepath.Join(t.TempDir(), "office"), Scanner: scanner.Start(t)}
	for _, c := range []struct {
		scanner, state string
		good           bool
		content, code  string
		kept           int
	}{
		{"", "off", true, string(scanner.Harmless()), "", 1},
		{at.Scanner, "on", true, string(scanner.Harmless()), "virus", 0},
		{at.Scanner, "on", true, "個人情報保護方針", "", 1},
		{"unix:///no/where", "away", false, "個人情報保護方針", "virus-scanner.away", 0},
	} {
		at.Data, at.Scanner = filepath.Join(t.TempDir(), "office"), c.scanner
		o, err := makeOffice(t.Context(), at)
		if err != nil {
			t.Fatal(err)
		}
		_, err = o.Files.Keep(t.Context(), "houshin.txt", []byte(c.content))
		if code := faultCode(err); code != c.code {
			t.Errorf("%q with %q: %v, want %q", c.content, c.scanner, err, c.code)
		}
		if c.code == "virus-scanner.away" && fault.KindOf(err) != fault.Unavailable {
			t.Errorf("the sender is not told to come again: %v", err)
		}
		if n := countFiles(t, evidenceOf(at)); n != c.kept {
			t.Errorf("%q with %q: %d files are kept, want %d", c.content, c.scanner, n, c.kept)
		}
		if is := virusOf(t.Context(), at); is.State != c.state || is.Good != c.good {
			t.Errorf("the doctor says %+v of %q", is, c.scanner)
		}
		if err := o.Close(); err != nil {
			t.Fatal(err)
		}
	}
	at.Scanner = "clamd"
	if _, err := makeOffice(t.Context(), at); faultCode(err) != "virus-scanner.address" {
		t.Errorf("a scanner without a place: %v", err)
	}
	if is := virusOf(t.Context(), at); is.State != "unread" || is.Good {
		t.Errorf("the doctor says %+v of it", is)
	}
}

func faultCode(err error) string {
	if all, ok := errors.AsType[fault.Problems](err); ok && len(all) > 0 {
		return all[0].Code
	}
	if one, ok := errors.AsType[*fault.Error](err); ok {
		return one.Code
	}
	return ""
}

func countFiles(t *testing.T, dir string) (n int) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() && !strings.HasPrefix(e.Name(), ".") {
			n++
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}
