package blob

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"

	"akashi/values/fault"
)

// Hash is the SHA-256 of a file's bytes and its only name in a store. Being a
// value of fixed size it cannot smuggle in a path.
type Hash [sha256.Size]byte

// ParseHash reads the 64 lower-case hexadecimal digits that String writes.
func ParseHash(s string) (Hash, error) {
	var h Hash
	b, err := hex.DecodeString(s)
	if err != nil || len(b) != len(h) || hex.EncodeToString(b) != s {
		return Hash{}, fault.New(fault.Invalid, "blob-hash", "")
	}
	return Hash(b), nil
}

// String returns the hash in 64 hexadecimal digits.
func (h Hash) String() string { return hex.EncodeToString(h[:]) }

// MarshalText makes JSON carry the hash as String does.
func (h Hash) MarshalText() ([]byte, error) { return []byte(h.String()), nil }

// UnmarshalText accepts what ParseHash accepts.
func (h *Hash) UnmarshalText(text []byte) (err error) {
	*h, err = ParseHash(string(text))
	return err
}

// Receipt says what a store now holds: the hash and size of the bytes as they
// were read back from it, not as they were sent.
type Receipt struct {
	Hash  Hash  `json:"hash"`
	Size  int64 `json:"size"`
	Known bool  `json:"known"` // the same bytes were there before
}

// Store keeps evidence (証跡) as it was received: the same bytes come to rest under
// the same hash once, and nothing overwrites them. Whether nothing rests on them any
// more, so that they may be erased, is the business of the office's procedures.
type Store interface {
	// Put keeps everything r yields. It returns only when the bytes would
	// survive a power cut, and fails with fault.Conflict if the place of
	// their hash holds something else.
	Put(ctx context.Context, r io.Reader) (Receipt, error)
	// PutIf does the same if sound has nothing against it, and fails with what it has. It asks
	// while the bytes are on their way to the disk: until it has answered they have no name, and
	// after a refusal they are gone.
	PutIf(ctx context.Context, r io.Reader, sound func() error) (Receipt, error)
	// Get streams the bytes kept under h; fault.NotFound if there are none. Reading ends
	// with fault.Conflict, not with io.EOF, when they no longer match their hash.
	Get(ctx context.Context, h Hash) (io.ReadCloser, error)
	// Stat re-reads what is kept under h and returns its true receipt;
	// fault.Conflict if the bytes no longer match their hash.
	Stat(ctx context.Context, h Hash) (Receipt, error)
	// Erase removes the bytes kept under h, for good: they are gone after a power cut, too.
	// Where there are none, nothing is to be done.
	Erase(ctx context.Context, h Hash) error
}
