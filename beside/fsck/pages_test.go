package fsck_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"akashi/beside/fsck"
	"akashi/beside/testkit/told"
)

// TestBrokenPagesAreFound overwrites one page of a store after the other: where the store
// is not as sound as it was, it is said, and never that it could not be looked at.
func TestBrokenPagesAreFound(t *testing.T) {
	t.Parallel()
	original := filepath.Join(t.TempDir(), "office.db")
	office(t, original, "")
	whole, err := os.ReadFile(original)
	if err != nil {
		t.Fatal(err)
	}
	const size = 4096
	path := filepath.Join(t.TempDir(), "broken.db")
	for page := 1; page < len(whole)/size; page += 7 {
		broken := bytes.Clone(whole)
		copy(broken[page*size:(page+1)*size], bytes.Repeat([]byte("garbage!"), size/8))
		if err := os.WriteFile(path, broken, 0o600); err != nil {
			t.Fatal(err)
		}
		got, err := fsck.Check(t.Context(), fsck.Office{Store: path})
		if err == nil && got.OK {
			t.Errorf("page %d of %d is garbage: passed", page, len(whole)/size)
		}
		told.InBoth(t, got.Breaches)
	}
}
