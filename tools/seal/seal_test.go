package seal_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"akashi/beside/testkit/told"
	"akashi/tools/seal"
	"akashi/values/fault"
)

func TestKeyInAFile(t *testing.T) {
	t.Parallel()
	for _, secret := range []string{"", "ひみつ"} {
		path := filepath.Join(t.TempDir(), "office.key")
		if err := seal.Make(path, secret); err != nil {
			t.Fatal(err)
		}
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("the file is %v, %v", info.Mode(), err)
		}
		before, _ := os.ReadFile(path)
		if err := seal.Make(path, "another"); err != nil {
			t.Error(err)
		}
		if after, _ := os.ReadFile(path); string(after) != string(before) {
			t.Error("a key that is there was replaced")
		}
		box, err := seal.InFile(path, "").Seal([]byte("賛成"), []byte("chair"))
		if err != nil || strings.Contains(box, "賛成") {
			t.Fatal(box, err)
		}
		if text, err := seal.InFile(path, secret).Open(box, []byte("chair")); err != nil || string(text) != "賛成" {
			t.Errorf("got %q, %v", text, err)
		}
		_, another := seal.InFile(path, secret).Open(box, []byte("university"))
		_, wrong := seal.InFile(path, "x").Open(box, []byte("chair"))
		if secret == "" {
			wrong = another
		}
		for _, err := range []error{another, wrong} {
			if !errors.Is(err, fault.Conflict) {
				t.Errorf("got %v, want a conflict", err)
			}
			told.InBoth(t, fault.ProblemsIn(err))
		}
	}
}

// TestPrintIsOfTheKey: a print tells texts apart, is the same again from the same key, and
// says of which key it is; without the secret of the key there is none.
func TestPrintIsOfTheKey(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "office.key")
	if err := seal.Make(path, "ひみつ"); err != nil {
		t.Fatal(err)
	}
	fresh, _ := seal.Fresh()
	another := seal.Office{Decrypter: fresh}
	grant := seal.InFile(path, "ひみつ").Print([]byte("grant"))
	box, _ := seal.InFile(path, "").Seal([]byte("x"), nil)
	if len(grant) != 8+1+64 || grant[:9] != box[:9] {
		t.Errorf("the print %q beside the box %q", grant, box)
	}
	if again := seal.InFile(path, "ひみつ").Print([]byte("grant")); again != grant {
		t.Errorf("%q, and then %q", grant, again)
	}
	for name, other := range map[string]string{"another text": seal.InFile(path, "ひみつ").Print([]byte("refuse")), "another key": another.Print([]byte("grant"))} {
		if len(other) != len(grant) || other[9:] == grant[9:] { // the name of the key tells two keys apart by itself
			t.Errorf("%s: %q", name, other)
		}
	}
	if shut := seal.InFile(path, "").Print([]byte("grant")); shut != "" {
		t.Errorf("without the secret: %q", shut)
	}
}

func TestKeyThatIsNotThere(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	junk := filepath.Join(dir, "junk.key")
	if err := os.WriteFile(junk, []byte("junk"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{filepath.Join(dir, "none.key"), junk} {
		_, err := seal.InFile(path, "").Seal(nil, nil)
		_, alike := seal.InFile(path, "").Open("", nil)
		if !errors.Is(err, fault.Conflict) || !errors.Is(alike, fault.Conflict) {
			t.Errorf("got %v and %v", err, alike)
		}
		told.InBoth(t, fault.ProblemsIn(err))
	}
	one, _ := seal.Fresh()
	other, _ := seal.Fresh()
	box, err := seal.Office{Decrypter: one}.Seal([]byte("x"), []byte("y"))
	if err != nil {
		t.Fatal(err)
	}
	_, err = seal.Office{Decrypter: other}.Open(box, []byte("y"))
	if !errors.Is(err, fault.Conflict) {
		t.Errorf("the box of another key: %v", err)
	}
	told.InBoth(t, fault.ProblemsIn(err))
}
