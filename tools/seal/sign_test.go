package seal_test

import (
	"bytes"
	"errors"
	"path/filepath"
	"testing"

	"akashi/beside/testkit/seals"
	"akashi/tools/seal"
	"akashi/values/fault"
)

func TestANoteIsSigned(t *testing.T) {
	t.Parallel()
	office, another := seals.Office(t), seals.Office(t)
	text := []byte("akashi\n3\nroot\n")
	signed, err := office.Sign(text)
	if err != nil {
		t.Fatal(err)
	}
	name, key, err := office.SignedBy()
	if err != nil || name == "" {
		t.Fatal(name, err)
	}
	if got, err := seal.Signed(signed, key); err != nil || !bytes.Equal(got, text) {
		t.Errorf("signed %q (%v), want %q", got, err, text)
	}
	_, other, _ := another.SignedBy()
	for what, wrong := range map[string]struct {
		note []byte
		key  string
	}{
		"changed":     {bytes.Replace(signed, []byte("\n3\n"), []byte("\n4\n"), 1), key},
		"another key": {signed, other},
		"no key":      {signed, "x"},
		"no note":     {[]byte("x"), key},
	} {
		if text, err := seal.Signed(wrong.note, wrong.key); !errors.Is(err, fault.Invalid) || text != nil {
			t.Errorf("%s: %q, %v", what, text, err)
		}
	}
}

func TestTheKeyInTheFileSigns(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "key")
	if err := seal.Make(path, "secret"); err != nil {
		t.Fatal(err)
	}
	first, again := seal.InFile(path, "secret"), seal.InFile(path, "secret")
	signed, err := first.Sign([]byte("x\n"))
	if err != nil {
		t.Fatal(err)
	}
	_, key, err := again.SignedBy()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := seal.Signed(signed, key); err != nil {
		t.Error(err)
	}
	if _, err := seal.InFile(path, "another").Sign([]byte("x\n")); !errors.Is(err, fault.Conflict) {
		t.Errorf("signed without the secret: %v", err)
	}
}
