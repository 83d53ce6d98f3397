package fsck

import (
	"crypto/sha256"
	"encoding/hex"
)

// dossiers hashes every frozen dossier again.
func (x *examination) dossiers() error {
	n := 0
	err := x.each(`SELECT d.hash, d.body, c.no FROM dossier d LEFT JOIN case_file c ON c.id = d.case_id`,
		func(scan func(...any) error) error {
			var hash, body string
			var no *string
			if err := scan(&hash, &body, &no); err != nil {
				return err
			}
			n++
			if got := hashOf(body); got != hash {
				x.breach("dossier-changed", named(no), "hash", got, "kept", hash)
			}
			return nil
		})
	x.report.Checked["dossiers"] = n
	return err
}

func hashOf(body string) string {
	sum := sha256.Sum256([]byte(body))
	return hex.EncodeToString(sum[:])
}

// named is a number that a broken reference may have left out.
func named(no *string) string {
	if no == nil {
		return "unknown case"
	}
	return *no
}
