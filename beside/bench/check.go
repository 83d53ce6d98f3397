package bench

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// What the check of an office may cost.
const (
	checkLimit  = time.Minute
	checkMemory = 400 << 20
)

// measureCheck checks an office of many cases, and one of half as many: what is linear
// takes twice as long.
func measureCheck(b *bench) ([]row, error) {
	many := b.size(2_000, 20_000)
	var took, worked [2]time.Duration
	var peak int64
	for i, cases := range []int{many / 2, many} {
		dir := filepath.Join(b.dir, fmt.Sprintf("check-%d", cases))
		fill := exec.CommandContext(b.ctx, b.akashi, "demo", "--fill-only", "--data", dir)
		if out, err := fill.CombinedOutput(); err != nil {
			return nil, fmt.Errorf("fill: %w: %s", err, out)
		}
		if err := crowd(b.ctx, filepath.Join(dir, "akashi.db"), cases); err != nil {
			return nil, fmt.Errorf("many cases: %w", err)
		}
		check := exec.CommandContext(b.ctx, b.akashi, "fsck", "--data", dir)
		var said bytes.Buffer
		check.Stdout, check.Stderr = &said, &said
		begun, err := time.Now(), error(nil)
		if peak, err = b.peakOf(check); err != nil || !check.ProcessState.Success() {
			return nil, fmt.Errorf("fsck: %v %v: %.2000s", check.ProcessState, err, &said)
		}
		took[i] = time.Since(begun)
		worked[i] = check.ProcessState.UserTime() + check.ProcessState.SystemTime()
		if err := os.RemoveAll(dir); err != nil {
			return nil, err
		}
	}
	r := row{what: "fsck of " + thousands(many) + " cases, elapsed", measured: duration(took[1]), limit: "≤ " + duration(checkLimit),
		verdict: holds(took[1] <= checkLimit), beside: "half as many " + duration(took[0]), ratio: times(float64(took[1]) / float64(took[0])),
		secondary: duration(worked[1]) + " CPU, of half as many " + duration(worked[0])}
	return []row{r, memory("the same, resident at most", peak, checkMemory)}, nil
}
