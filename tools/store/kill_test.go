package store_test

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"akashi/app/desk"
	"akashi/beside/fsck"
	"akashi/beside/testkit"
	"akashi/record"
	"akashi/tools/store"
	"akashi/tools/store/storetest"
)

// TestKilledWriterLeavesWholeTransactions kills a process in the middle of a
// transaction, several times on the same store, and each time finds every
// acknowledged transaction whole and nothing of the one under way.
func TestKilledWriterLeavesWholeTransactions(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "akashi.db")
	acknowledged := 0
	for round := range 4 {
		acknowledged += killAfter(t, path, 3+round*5)
		s := storetest.Open(t, path)
		check, err := s.VerifyLog(t.Context())
		if err != nil || !check.OK {
			t.Fatalf("journal: %+v, %v", check, err)
		}
		if err := s.View(t.Context(), func(r desk.Reader) error {
			all, err := r.Applicants()
			if len(all) != int(check.Size) || len(all) < acknowledged {
				t.Errorf("%d records and %d leaves, want as many of both and %d at least", len(all), check.Size, acknowledged)
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
		acknowledged = int(check.Size)
		if report, err := fsck.Check(t.Context(), fsck.Office{Store: path}); err != nil || !report.OK {
			t.Errorf("got %+v, %v", report, err)
		}
	}
}

// killAfter starts a writer, kills it inside the transaction after n of them, and
// returns how many it had acknowledged.
func killAfter(t *testing.T, path string, n int) int {
	t.Helper()
	child := exec.Command(os.Args[0], "-test.run=^TestWriter$")
	child.Env = append(os.Environ(), "AKASHI_TEST_WRITER="+path)
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	kept := 0
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		kept += strings.Count(lines.Text(), "kept")
		if lines.Text() == "writing" && kept == n {
			break
		}
	}
	if err := child.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	rest, _ := io.ReadAll(out)
	_ = child.Wait()
	return kept + strings.Count(string(rest), "kept")
}

// TestWriter is the process that is killed.
func TestWriter(t *testing.T) {
	path := os.Getenv("AKASHI_TEST_WRITER")
	if path == "" {
		testkit.NotHere(t, "started by TestKilledWriterLeavesWholeTransactions only")
	}
	s, err := store.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	for {
		if err := s.Update(t.Context(), func(tx desk.Tx) error {
			n, err := tx.Next("writer")
			if err != nil {
				return err
			}
			id := fmt.Sprintf("%06d", n)
			if err := tx.Append(&record.Leaf{At: time.Unix(int64(n), 0), Action: "add", Kind: "office", Object: id, Data: "{}"}); err != nil {
				return err
			}
			fmt.Println("writing")
			return tx.Add(&record.Applicant{ID: id, Particulars: record.Particulars{Name: strings.Repeat("見本", 5000)}})
		}); err != nil {
			t.Fatal(err)
		}
		fmt.Println("kept")
	}
}
