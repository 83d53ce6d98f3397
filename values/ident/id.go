package ident

import (
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"io"
	"time"
)

// NewID returns a fresh identifier for a record: a UUID of version 7 (RFC
// 9562) in lower case. Identifiers made later sort after earlier ones, to about
// a quarter of a microsecond. random must be unpredictable outside tests.
func NewID(now time.Time, random io.Reader) (string, error) {
	var id [16]byte
	if _, err := io.ReadFull(random, id[8:]); err != nil {
		return "", fmt.Errorf("make an identifier: %w", err)
	}
	millis := uint64(now.UnixMilli())
	fraction := uint64(now.Nanosecond()%1_000_000) * 4096 / 1_000_000
	binary.BigEndian.PutUint64(id[:8], millis<<16|7<<12|fraction)
	id[8] = id[8]&0x3f | 0x80 // the variant of RFC 9562

	text := hex.EncodeToString(id[:])
	return text[:8] + "-" + text[8:12] + "-" + text[12:16] + "-" + text[16:20] + "-" + text[20:], nil
}
