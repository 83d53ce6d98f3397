package record

import (
	"time"

	"akashi/values/civil"
)

// FeeTable is a table of fees that the office entered beside those of the scheme file
// (料金表の追加): the file as it came, in the notation of scheme files.
type FeeTable struct {
	ID     string     `json:"id"`
	Scheme string     `json:"scheme"`
	From   civil.Date `json:"from"`
	To     civil.Date `json:"to"` // zero: until the next table begins
	Source string     `json:"source"`
	File   string     `json:"-"`
	SHA256 string     `json:"sha256"` // of the file
	By     string     `json:"by"`
	At     time.Time  `json:"at"`
}
