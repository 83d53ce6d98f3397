package factor

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base32"
	"encoding/base64"
	"fmt"
	"strings"
	"sync/atomic"
	"time"

	"github.com/pquerna/otp/totp"
	"golang.org/x/crypto/argon2"
	"golang.org/x/sync/semaphore"

	"akashi/values/fault"
)

// cost is what one look at a password costs: the second choice of OWASP's for argon2id,
// 19 MiB of memory and two passes. A hash says what it was made with, so that another cost
// holds for new passwords only.
var cost = struct {
	memory  uint32 // KiB
	passes  uint32
	threads uint8
	length  uint32
}{19 * 1024, 2, 1, 32}

// So many passwords are reckoned at once, and so many more wait; whoever comes then is told
// to come again. A crowd at the entrance takes some 40 MiB and no more.
const (
	atOnce = 2
	inLine = 32
)

// Factors reckons passwords and codes.
type Factors struct {
	room    *semaphore.Weighted
	waiting *atomic.Int64
}

// New has room for a few at once.
func New() Factors { return Factors{semaphore.NewWeighted(atOnce), new(atomic.Int64)} }

// Hash is what is kept of a password.
func (f Factors) Hash(ctx context.Context, password string) (string, error) {
	salt := make([]byte, 16)
	_, _ = rand.Read(salt) // never fails
	key, err := f.derive(ctx, password, salt, cost.passes, cost.memory, cost.threads, cost.length)
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, cost.memory, cost.passes, cost.threads, text(salt), text(key)), err
}

// Check reports whether the password is the one that was kept. None was kept where hash is
// empty: that takes as long, and the answer is no.
func (f Factors) Check(ctx context.Context, password, hash string) (bool, error) {
	kept, err := read(hash)
	if err != nil {
		return false, err
	}
	key, err := f.derive(ctx, password, kept.salt, kept.passes, kept.memory, kept.threads, uint32(len(kept.key)))
	return err == nil && hash != "" && subtle.ConstantTimeCompare(key, kept.key) == 1, err
}

func (f Factors) derive(ctx context.Context, password string, salt []byte, passes, memory uint32, threads uint8, length uint32) ([]byte, error) {
	defer f.waiting.Add(-1)
	if f.waiting.Add(1) > atOnce+inLine {
		return nil, fault.New(fault.TooMany, "limit.server", "", "seconds", 2)
	}
	if err := f.room.Acquire(ctx, 1); err != nil {
		return nil, err
	}
	defer f.room.Release(1)
	return argon2.IDKey([]byte(password), salt, passes, memory, threads, length), nil
}

// kept is a hash taken apart.
type kept struct {
	memory, passes uint32
	threads        uint8
	salt, key      []byte
}

func read(hash string) (k kept, err error) {
	if hash == "" {
		return kept{cost.memory, cost.passes, cost.threads, make([]byte, 16), make([]byte, cost.length)}, nil
	}
	parts := strings.Split(hash, "$")
	if len(parts) != 6 || parts[1] != "argon2id" {
		return k, fmt.Errorf("read the hash of a password: it is of no known kind")
	}
	if _, err = fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &k.memory, &k.passes, &k.threads); err != nil {
		return k, fmt.Errorf("read the hash of a password: %w", err)
	}
	if k.salt, err = base64.RawStdEncoding.DecodeString(parts[4]); err != nil {
		return k, fmt.Errorf("read the hash of a password: %w", err)
	}
	if k.key, err = base64.RawStdEncoding.DecodeString(parts[5]); err != nil || len(k.key) == 0 {
		return k, fmt.Errorf("read the hash of a password: its key is cut off")
	}
	return k, nil
}

func text(b []byte) string { return base64.RawStdEncoding.EncodeToString(b) }

// Fresh is a new secret for an authenticator app: 160 bits of chance in base32.
func (Factors) Fresh() string {
	secret := make([]byte, 20)
	_, _ = rand.Read(secret) // never fails
	return base32.StdEncoding.EncodeToString(secret)
}

// Code is what an app with the secret shows at a moment (RFC 6238: SHA-1, six digits, half
// a minute, which is what every app can do).
func (Factors) Code(secret string, at time.Time) (string, error) {
	return totp.GenerateCode(secret, at)
}
