package schemes

import (
	"embed"
	"encoding/json"
	"fmt"

	"akashi/scheme"
)

// The scheme files of this folder, one folder a scheme, one file an edition, read and
// linted before they ship: every command waits for its rule books, and reading them
// out of their files takes ten times as long.
//
//go:generate go test -run TestShippedIsWhatTheFilesSay -update .
//go:embed shipped.json
var shipped []byte

// files are the same as people write and read them.
//
//go:embed anshin/*.yaml pmark/*.yaml
var files embed.FS

// Shipped returns the editions that ship with the product.
func Shipped() (*Shelf, error) {
	var editions []*scheme.Edition
	if err := json.Unmarshal(shipped, &editions); err != nil {
		return nil, fmt.Errorf("read shipped schemes: %w", err)
	}
	shelf, double := scheme.NewShelf(editions)
	return shelf, double.Err()
}
