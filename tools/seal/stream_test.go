package seal_test

import (
	"bytes"
	"errors"
	"io"
	"path/filepath"
	"strings"
	"testing"

	"filippo.io/age"

	"akashi/tools/seal"
	"akashi/values/fault"
)

func closed(t *testing.T, files seal.Files, content string) []byte {
	t.Helper()
	var to bytes.Buffer
	w, err := files.Close(&to)
	if err == nil {
		_, err = io.WriteString(w, content)
		err = errors.Join(err, w.Close())
	}
	if err != nil {
		t.Fatal(err)
	}
	return to.Bytes()
}

// TestAFileOpensByTheKeyAndBySpares closes a file without the secret of the key, and opens it
// with the secret, and with a spare key by age alone; nobody else opens it.
func TestAFileOpensByTheKeyAndBySpares(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "office.key")
	if err := seal.Make(path, "合言葉"); err != nil {
		t.Fatal(err)
	}
	spare, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	others, err := seal.Recipients(" " + spare.Recipient().String() + ",\n")
	if err != nil || len(others) != 1 {
		t.Fatal(others, err)
	}
	content := strings.Repeat("規程", 60_000)
	text := closed(t, seal.Files{Key: seal.InFile(path, ""), Others: others}, content)
	if bytes.Contains(text, []byte("規程")) {
		t.Error("it is in the clear")
	}
	read := func(r io.Reader, err error) string {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		return string(got)
	}
	if read(seal.Files{Key: seal.InFile(path, "合言葉")}.Open(bytes.NewReader(text))) != content || read(age.Decrypt(bytes.NewReader(text), spare)) != content {
		t.Error("it does not open as it was closed")
	}
	another, err := seal.Fresh()
	if err != nil {
		t.Fatal(err)
	}
	for name, key := range map[string]seal.Boxes{
		"no secret":    seal.InFile(path, ""),
		"wrong secret": seal.InFile(path, "愛言葉"),
		"no file":      seal.InFile(path+"x", ""),
		"another key":  seal.Office{Decrypter: another},
	} {
		if _, err := (seal.Files{Key: key}).Open(bytes.NewReader(text)); !errors.Is(err, fault.Unavailable) {
			t.Errorf("%s: %v, want unavailable", name, err)
		}
	}
	theirs, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := age.Decrypt(bytes.NewReader(text), theirs); err == nil {
		t.Error("anybody opens it")
	}
	for _, bad := range []string{"age1", spare.String(), "key.txt"} {
		if _, err := seal.Recipients(bad); !errors.Is(err, fault.Invalid) {
			t.Errorf("%q: %v, want invalid", bad, err)
		}
	}
	if none, err := seal.Recipients(" "); err != nil || none != nil {
		t.Error(none, err)
	}
}
