package web

import (
	"context"
	"testing"
	"testing/synctest"
	"time"
)

// Who came first is served first, and no more at once than there are places.
func TestPagesAreMadeInTurn(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p := make(press, 2)
		order := make(chan int, 8)
		for i := range 8 {
			length := 4 * time.Millisecond
			if i == 0 {
				length /= 2 // so that no two end at the same moment
			}
			go func() {
				leave := p.take(t.Context())
				order <- i
				time.Sleep(length)
				leave()
			}()
			synctest.Wait()
			if at := min(i+1, 2); len(p) != at {
				t.Fatalf("%d pages are made at once of %d asked for, not %d", len(p), i+1, at)
			}
		}
		time.Sleep(time.Second)
		for i := range 8 {
			if made := <-order; made != i {
				t.Errorf("page %d was made in place of %d", made, i)
			}
		}
		if len(p) != 0 {
			t.Errorf("%d places were not given back", len(p))
		}
	})
}

// A page that takes long holds nobody up for longer than patience lasts.
func TestNobodyWaitsForASlowPage(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p := make(press, 1)
		slow := p.take(t.Context())
		begun := time.Now()
		leave := p.take(t.Context())
		if waited := time.Since(begun); waited != patience {
			t.Errorf("waited %s, not %s", waited, patience)
		}
		leave()
		if len(p) != 1 {
			t.Error("who had no place gave one back")
		}
		slow()
		gone, cancel := context.WithCancel(t.Context())
		defer p.take(t.Context())()
		cancel()
		begun = time.Now()
		p.take(gone)()
		if waited := time.Since(begun); waited != 0 || len(p) != 1 {
			t.Errorf("who is gone waited %s, %d places are taken", waited, len(p))
		}
	})
}
