package blob

import (
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/iotest"
	"time"

	"akashi/values/fault"
)

func folder(t *testing.T) (*Folder, string) {
	t.Helper()
	dir := t.TempDir()
	f, err := OpenFolder(dir, Seals{})
	if err != nil {
		t.Fatal(err)
	}
	return f, dir
}

func TestFolderKeepsBytesAsTheyCame(t *testing.T) {
	t.Parallel()
	store, dir := folder(t)
	for _, content := range []string{"", "方針", strings.Repeat("x", 3<<20)} {
		receipt, err := store.Put(t.Context(), strings.NewReader(content))
		if err != nil {
			t.Fatal(err)
		}
		if want := Hash(sha256.Sum256([]byte(content))); receipt != (Receipt{Hash: want, Size: int64(len(content))}) {
			t.Errorf("got %+v, want %s", receipt, want)
		}
		r, err := store.Get(t.Context(), receipt.Hash)
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(r)
		if err := errors.Join(err, r.Close()); err != nil || string(got) != content {
			t.Errorf("got %d bytes back and %v, want %d", len(got), err, len(content))
		}
	}
	if left, _ := os.ReadDir(filepath.Join(dir, "tmp")); len(left) > 0 {
		t.Errorf("%d unfinished files left", len(left))
	}
}

func TestFolderNeverOverwrites(t *testing.T) {
	t.Parallel()
	store, dir := folder(t)
	first, err := store.Put(t.Context(), strings.NewReader("evidence"))
	if err != nil {
		t.Fatal(err)
	}
	again, err := store.Put(t.Context(), strings.NewReader("evidence"))
	if err != nil || !again.Known || again.Hash != first.Hash {
		t.Errorf("same bytes again: %+v, %v", again, err)
	}
	path := filepath.Join(dir, first.Hash.String()[:2], first.Hash.String())
	if err := os.WriteFile(path, []byte("forged!!"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Stat(t.Context(), first.Hash); !errors.Is(err, fault.Conflict) {
		t.Errorf("stat of altered bytes: %v, want a conflict", err)
	}
	for _, altered := range []string{"forged!!", "Evidence", "evidence more", "evid", ""} {
		if err := os.WriteFile(path, []byte(altered), 0o600); err != nil {
			t.Fatal(err)
		}
		r, err := store.Get(t.Context(), first.Hash)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.ReadAll(r); !errors.Is(err, fault.Conflict) {
			t.Errorf("read %q: %v, want a conflict", altered, err)
		}
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	}
	if err := os.WriteFile(path, []byte("forged!!"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Put(t.Context(), strings.NewReader("evidence")); !errors.Is(err, fault.Conflict) {
		t.Errorf("put over altered bytes: %v, want a conflict", err)
	}
	if got, _ := os.ReadFile(path); string(got) != "forged!!" {
		t.Error("the altered file was overwritten")
	}
}

func TestFolderKeepsNothingHalf(t *testing.T) {
	t.Parallel()
	store, dir := folder(t)
	broken := io.MultiReader(strings.NewReader("half"), iotest.ErrReader(errors.New("line cut")))
	if _, err := store.Put(t.Context(), broken); err == nil {
		t.Error("a broken line was taken")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := store.Put(ctx, strings.NewReader("late")); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want cancelled", err)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "*", "*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	if _, err := store.Get(t.Context(), Hash{}); !errors.Is(err, fault.NotFound) {
		t.Errorf("got %v, want not found", err)
	}
	if _, err := store.Stat(t.Context(), Hash{}); !errors.Is(err, fault.NotFound) {
		t.Errorf("got %v, want not found", err)
	}
}

// TestARefusedFileLeavesNothing: whether the check says no before the bytes are on the disk, after
// it, or panics. While it looks no file has the name of the bytes.
func TestARefusedFileLeavesNothing(t *testing.T) {
	t.Parallel()
	store, dir := folder(t)
	hostile := errors.New("hostile")
	files := func(pattern string) []string {
		left, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil {
			t.Fatal(err)
		}
		return left
	}
	read := make(chan struct{})
	slow := func() error { <-read; time.Sleep(10 * time.Millisecond); return hostile }
	for name, sound := range map[string]func() error{"at once": func() error { return hostile }, "late": slow, "panics": func() error { <-read; panic(hostile) }} {
		read = make(chan struct{})
		ends := readerFunc(func([]byte) (int, error) { close(read); return 0, io.EOF })
		func() {
			defer func() { _ = recover() }()
			if _, err := store.PutIf(t.Context(), io.MultiReader(strings.NewReader("evidence"), ends), sound); err != hostile {
				t.Errorf("%s: %v", name, err)
			}
		}()
		if left := append(files("tmp/*"), files("??/*")...); len(left) > 0 {
			t.Errorf("%s: left behind: %v", name, left)
		}
	}
	receipt, err := store.PutIf(t.Context(), strings.NewReader("evidence"), func() error {
		time.Sleep(10 * time.Millisecond)
		if named := files("??/*"); len(named) > 0 {
			t.Errorf("named before it was found sound: %v", named)
		}
		return nil
	})
	if err != nil || len(files("??/"+receipt.Hash.String())) != 1 {
		t.Errorf("what is sound is not kept: %v, %v", receipt, err)
	}
}

type readerFunc func([]byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }

func TestFolderClearsWhatWasAbandoned(t *testing.T) {
	t.Parallel()
	store, dir := folder(t)
	dead, alive := filepath.Join(dir, "tmp", "in-1"), filepath.Join(dir, "tmp", "in-2")
	old := time.Now().Add(-Abandoned - time.Minute)
	for _, name := range []string{dead, alive} {
		if err := os.WriteFile(name, []byte("half"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Chtimes(dead, old, old); err != nil {
		t.Fatal(err)
	}
	if err := store.Clear(time.Now()); err != nil {
		t.Fatal(err)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "tmp", "*")); len(left) != 1 || left[0] != alive {
		t.Errorf("left: %v", left)
	}
}

func TestFolderTakesTheSameFileFromMany(t *testing.T) {
	t.Parallel()
	store, _ := folder(t)
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			if _, err := store.Put(t.Context(), strings.NewReader("same")); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
}

func TestParseHash(t *testing.T) {
	t.Parallel()
	good := strings.Repeat("ab", 32)
	if h, err := ParseHash(good); err != nil || h.String() != good {
		t.Errorf("got %v, %v", h, err)
	}
	for _, bad := range []string{"", "ab", strings.ToUpper(good), good + "00", "../../" + good[6:], strings.Repeat("zz", 32)} {
		if _, err := ParseHash(bad); !errors.Is(err, fault.Invalid) {
			t.Errorf("%q: got %v, want invalid", bad, err)
		}
	}
}
