package cli

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"akashi/words"
)

func TestProgressIsToldToWhoeverWatches(t *testing.T) {
	t.Parallel()
	name := filepath.Join(t.TempDir(), "report")
	if err := os.WriteFile(name, bytes.Repeat([]byte("x"), 1000), 0o600); err != nil {
		t.Fatal(err)
	}
	failed := errors.New("failed")
	for _, watched := range []bool{true, false} {
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		var told bytes.Buffer
		r := &run{say: words.In(words.Japanese), Parts: Parts{Err: &told, Watched: watched}}
		_, err = during(r, "scan", func(p *progress) (struct{}, error) {
			if n, err := io.CopyN(io.Discard, p.over(f), 500); n != 500 {
				t.Error(n, err)
			}
			time.Sleep(3 * tick)
			return struct{}{}, failed
		})
		if !errors.Is(err, failed) {
			t.Errorf("the work ended with %v", err)
		}
		if !watched && told.Len() > 0 {
			t.Errorf("nobody watches, and is told %q", told.String())
		}
		if watched && (!strings.Contains(told.String(), "[##########----------] 50%") || !strings.HasSuffix(told.String(), "\r\033[K")) {
			t.Errorf("told %q", told.String())
		}
	}
}
