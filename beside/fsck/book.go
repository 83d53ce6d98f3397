package fsck

import (
	"crypto/sha256"
	"encoding/hex"
)

// books: what the office added to a rule book is the file that came.
func (x *examination) books() error {
	return x.each("SELECT scheme, first_day, file, sha256 FROM fee_table ORDER BY scheme, first_day", func(scan func(...any) error) error {
		var scheme, file, hash string
		var day any
		if err := scan(&scheme, &day, &file, &hash); err != nil {
			return err
		}
		if sum := sha256.Sum256([]byte(file)); hex.EncodeToString(sum[:]) != hash {
			x.breach("fee-table-changed", scheme, "day", text(day))
		}
		return nil
	})
}
