package blob

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"filippo.io/age"

	"akashi/values/fault"
)

// keyed are seals by a key of its own.
func keyed(t *testing.T) Seals {
	t.Helper()
	key, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	return Seals{
		Close: func(w io.Writer) (io.WriteCloser, error) { return age.Encrypt(w, key.Recipient()) },
		Open: func(r io.Reader) (io.Reader, error) {
			opened, err := age.Decrypt(r, key)
			if _, other := errors.AsType[*age.NoIdentityMatchError](err); other {
				err = fault.Wrap(fault.Unavailable, "evidence-sealed", "", err)
			}
			return opened, err
		},
	}
}

func sealedFolder(t *testing.T, dir string, seals Seals) *Folder {
	t.Helper()
	f, err := OpenFolder(dir, seals)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func kept(t *testing.T, f *Folder, content string) Hash {
	t.Helper()
	receipt, err := f.Put(t.Context(), strings.NewReader(content))
	if err != nil || receipt.Size != int64(len(content)) {
		t.Fatal(receipt, err)
	}
	return receipt.Hash
}

func content(t *testing.T, f *Folder, h Hash) (string, error) {
	t.Helper()
	r, err := f.Get(t.Context(), h)
	if err != nil {
		return "", err
	}
	got, err := io.ReadAll(r)
	return string(got), errors.Join(err, r.Close())
}

// planted is what nobody may find on the disk: longer than a part that proves itself.
var planted = strings.Repeat("極秘の規程 planted ", 10_000)

func onDisk(t *testing.T, dir string) (all string) {
	t.Helper()
	err := filepath.Walk(dir, func(name string, info os.FileInfo, err error) error {
		if err == nil && info.Mode().IsRegular() {
			text, e := os.ReadFile(name)
			all, err = all+string(text), e
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestWhatIsSealedIsNowhereOnTheDisk(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	f := sealedFolder(t, dir, keyed(t))
	for _, text := range []string{planted, "", "方針"} {
		h := kept(t, f, text)
		if got, err := content(t, f, h); err != nil || got != text {
			t.Errorf("got %d bytes and %v, want %d", len(got), err, len(text))
		}
		if again, err := f.Put(t.Context(), strings.NewReader(text)); err != nil || !again.Known || again.Hash != h || again.Size != int64(len(text)) {
			t.Errorf("the same again: %+v %v", again, err)
		}
		if _, err := os.Stat(f.path(h, "")); err == nil {
			t.Error("it is kept as it came, too")
		}
	}
	if strings.Contains(onDisk(t, dir), "planted") {
		t.Error("what was sealed can be read on the disk")
	}
}

// TestWhatWasDoneToASealedFileIsFound changes the file in each way, at its head, in its
// first and in its last part.
func TestWhatWasDoneToASealedFileIsFound(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	seals := keyed(t)
	f := sealedFolder(t, dir, seals)
	h, other := kept(t, f, planted), kept(t, f, "another file")
	path := f.path(h, Sealed)
	good, err := os.ReadFile(path)
	theirs, err2 := os.ReadFile(f.path(other, Sealed))
	if err != nil || err2 != nil {
		t.Fatal(err, err2)
	}
	flipped := func(at int) []byte {
		b := bytes.Clone(good)
		b[at] ^= 1
		return b
	}
	for name, bad := range map[string][]byte{
		"version":    flipped(3),
		"head":       flipped(60),
		"first part": flipped(1000),
		"last part":  flipped(len(good) - 1),
		"cut":        good[:len(good)-1],
		"cut whole":  good[:len(good)-len(good)%(64<<10+16)],
		"half":       good[:len(good)/2],
		"longer":     append(bytes.Clone(good), 0),
		"swapped":    theirs,
		"emptied":    nil,
		"plain":      []byte(planted),
	} {
		if err := os.WriteFile(path, bad, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := content(t, f, h); !errors.Is(err, fault.Conflict) && !errors.Is(err, fault.Unavailable) {
			t.Errorf("%s: read with %v", name, err)
		}
		if _, err := f.Stat(t.Context(), h); err == nil {
			t.Errorf("%s: found whole", name)
		}
		if _, err := f.Put(t.Context(), strings.NewReader(planted)); err == nil {
			t.Errorf("%s: taken for known", name)
		}
	}
	if err := os.WriteFile(path, good, 0o600); err != nil {
		t.Fatal(err)
	}
	for name, seals := range map[string]Seals{"no key": {}, "another key": keyed(t)} {
		if _, err := content(t, sealedFolder(t, dir, seals), h); !errors.Is(err, fault.Unavailable) {
			t.Errorf("%s: %v, want unavailable", name, err)
		}
	}
}

// TestWhatCannotBeOpenedAgainIsNotKept: the key that closes is there, the one that opens not.
func TestWhatCannotBeOpenedAgainIsNotKept(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	f := sealedFolder(t, dir, Seals{Close: keyed(t).Close, Open: keyed(t).Open})
	if _, err := f.Put(t.Context(), strings.NewReader("x")); !errors.Is(err, fault.Unavailable) {
		t.Errorf("kept, %v", err)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "*", "*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// TestAnOldFolderIsSealed moves what is kept as it came, from wherever a killed program has
// stopped: nothing done, a copy begun, the copy there and the file not yet gone.
func TestAnOldFolderIsSealed(t *testing.T) {
	t.Parallel()
	seals := keyed(t)
	for name, stop := range map[string]func(f *Folder, h Hash) error{
		"nothing done": func(*Folder, Hash) error { return nil },
		"copy begun": func(f *Folder, _ Hash) error {
			return os.WriteFile(filepath.Join(f.dir, "tmp", "in-1"), []byte("age-encryption.org/v1\nhalf"), 0o600)
		},
		"copy there":   func(f *Folder, h Hash) error { return f.sealCopy(t.Context(), h) },
		"already done": func(f *Folder, h Hash) error { return f.Seal(t.Context(), h) },
	} {
		dir := t.TempDir()
		h := kept(t, sealedFolder(t, dir, Seals{}), planted)
		f := sealedFolder(t, dir, seals)
		if err := stop(f, h); err != nil {
			t.Fatal(name, err)
		}
		if got, err := content(t, f, h); err != nil || got != planted {
			t.Errorf("%s: before: %d bytes, %v", name, len(got), err)
		}
		if err := f.Plain(func(h Hash, _ int64) error { return f.Seal(t.Context(), h) }); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if got, err := content(t, f, h); err != nil || got != planted {
			t.Errorf("%s: after: %d bytes, %v", name, len(got), err)
		}
		if strings.Contains(onDisk(t, dir), "planted") {
			t.Errorf("%s: it can be read on the disk", name)
		}
	}
}

// TestWhatIsNotSoundIsNotSealed: a file that has changed stays as it is, and so does one
// beside which lies an encrypted one that does not open.
func TestWhatIsNotSoundIsNotSealed(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	old := sealedFolder(t, dir, Seals{})
	changed, beside := kept(t, old, "as it was"), kept(t, old, "sound")
	f := sealedFolder(t, dir, keyed(t))
	if err := errors.Join(os.WriteFile(old.path(changed, ""), []byte("as it is!"), 0o600), os.WriteFile(f.path(beside, Sealed), []byte("x"), 0o600)); err != nil {
		t.Fatal(err)
	}
	for _, h := range []Hash{changed, beside} {
		if err := f.Seal(t.Context(), h); err == nil {
			t.Errorf("%s was sealed", h)
		}
		if _, err := os.Stat(old.path(h, "")); err != nil {
			t.Errorf("%s is gone: %v", h, err)
		}
	}
}

// TestLargeFilesAreSealedInLittleMemory keeps and reads 64 MiB, and looks how much is in use
// meanwhile.
func TestLargeFilesAreSealedInLittleMemory(t *testing.T) {
	most := &peak{}
	seals := keyed(t)
	closing := seals.Close
	seals.Close = func(w io.Writer) (io.WriteCloser, error) { return closing(io.MultiWriter(w, most)) }
	f := sealedFolder(t, t.TempDir(), seals)
	runtime.GC()
	receipt, err := f.Put(t.Context(), io.LimitReader(zeros{}, 64<<20))
	if err != nil {
		t.Fatal(err)
	}
	r, err := f.Get(t.Context(), receipt.Hash)
	if err != nil {
		t.Fatal(err)
	}
	_, err = io.Copy(most, r)
	if err = errors.Join(err, r.Close()); err != nil || receipt.Size != 64<<20 || most.inUse > 24<<20 {
		t.Errorf("%+v %v, with %d bytes in use", receipt, err, most.inUse)
	}
}

// peak is how much memory was in use at most, looked at every few mebibytes.
type peak struct{ written, inUse uint64 }

func (p *peak) Write(b []byte) (int, error) {
	if p.written += uint64(len(b)); p.written > 4<<20 {
		var now runtime.MemStats
		runtime.ReadMemStats(&now)
		p.inUse, p.written = max(p.inUse, now.HeapInuse), 0
	}
	return len(b), nil
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }
