package factor_test

import (
	"context"
	"encoding/base32"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"akashi/tools/factor"
	"akashi/values/fault"
)

func TestPassword(t *testing.T) {
	t.Parallel()
	ctx, f := context.Background(), factor.New()
	const right = "正しい 馬 と電池 🔋"
	hash, err := f.Hash(ctx, right)
	if err != nil || !strings.HasPrefix(hash, "$argon2id$v=19$m=19456,t=2,p=1$") || strings.Contains(hash, right) {
		t.Fatalf("got %s, %v", hash, err)
	}
	if other, err := f.Hash(ctx, right); err != nil || other == hash {
		t.Errorf("the same password is kept alike twice: %v", err)
	}
	for _, c := range []struct {
		given, kept string
		want        bool
	}{{right, hash, true}, {right + " ", hash, false}, {"", hash, false}, {right, "", false}, {"", "", false}} {
		if got, err := f.Check(ctx, c.given, c.kept); err != nil || got != c.want {
			t.Errorf("%q: got %v, %v", c.given, got, err)
		}
	}
	for _, broken := range []string{"x", "$2y$10$abc", "$argon2id$v=19$m=19456$salt$key", "$argon2id$v=19$m=8,t=1,p=1$AAAA$"} {
		if ok, err := f.Check(ctx, right, broken); ok || err == nil {
			t.Errorf("%s: got %v, %v", broken, ok, err)
		}
	}
}

// TestACrowdIsTurnedAway: whoever does not fit in the line is told to come again, and the
// line empties.
func TestACrowdIsTurnedAway(t *testing.T) {
	t.Parallel()
	f := factor.New()
	var crowd sync.WaitGroup
	var mu sync.Mutex
	served, turned := 0, 0
	for range 60 {
		crowd.Go(func() {
			_, err := f.Check(context.Background(), "a guess of somebody", "")
			mu.Lock()
			defer mu.Unlock()
			switch {
			case err == nil:
				served++
			case errors.Is(err, fault.TooMany):
				turned++
			default:
				t.Error(err)
			}
		})
	}
	crowd.Wait()
	if served < 34 || turned == 0 {
		t.Errorf("%d were served and %d turned away", served, turned)
	}
	if _, err := f.Check(context.Background(), "a guess of somebody", ""); err != nil {
		t.Errorf("after the crowd: %v", err)
	}
	gone, leave := context.WithCancel(context.Background())
	leave()
	if _, err := f.Check(gone, "a guess of somebody", ""); !errors.Is(err, context.Canceled) {
		t.Errorf("who has left is still reckoned for: %v", err)
	}
}

// TestCode: the vectors of RFC 6238, appendix B, of which six digits are shown.
func TestCode(t *testing.T) {
	t.Parallel()
	f, secret := factor.New(), base32.StdEncoding.EncodeToString([]byte("12345678901234567890"))
	for at, want := range map[int64]string{59: "287082", 1111111109: "081804", 1111111111: "050471", 1234567890: "005924", 2000000000: "279037"} {
		if got, err := f.Code(secret, time.Unix(at, 0)); err != nil || got != want {
			t.Errorf("%d: got %s, %v, want %s", at, got, err, want)
		}
	}
	if a, b := f.Fresh(), f.Fresh(); a == b || len(a) != 32 {
		t.Errorf("got %s and %s", a, b)
	}
}
