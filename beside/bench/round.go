package bench

import (
	"cmp"
	"fmt"
	"runtime"
	"slices"
	"time"
)

// spent is what one operation of a round cost, in the mean of the round.
type spent struct {
	cpu  time.Duration // of the process that did the work, system time included
	wall time.Duration
}

// pair is what the thing and its reference cost, round by round.
type pair struct {
	thing, reference []spent
}

// alternate runs the thing and its reference in turn, so that whatever else the
// machine is busy with meets both of them.
func alternate(rounds int, thing, reference func() (spent, error)) (pair, error) {
	var p pair
	for range rounds {
		for _, side := range []struct {
			run  func() (spent, error)
			into *[]spent
		}{{thing, &p.thing}, {reference, &p.reference}} {
			one, err := side.run()
			if err != nil {
				return pair{}, err
			}
			*side.into = append(*side.into, one)
		}
	}
	return p, nil
}

// timed does something n times in this process and returns what one time cost.
func timed(n int, do func() error) (spent, error) {
	runtime.GC() // the garbage of the other side is not this one's to clear
	before, start := ownCPU(), time.Now()
	for range n {
		if err := do(); err != nil {
			return spent{}, err
		}
	}
	wall, cpu := time.Since(start), ownCPU()-before
	return spent{cpu / time.Duration(n), wall / time.Duration(n)}, nil
}

func cpu(s spent) time.Duration  { return s.cpu }
func wall(s spent) time.Duration { return s.wall }

// each picks one figure out of every round.
func each[T any](rounds []spent, figure func(spent) T) []T {
	out := make([]T, len(rounds))
	for i, r := range rounds {
		out[i] = figure(r)
	}
	return out
}

// median returns the middle value, and the mean of the two in the middle when
// their number is even. Of nothing it is zero.
func median[N ~int64 | ~float64](values []N) N {
	if len(values) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(values))
	half := len(sorted) / 2
	if len(sorted)%2 == 1 {
		return sorted[half]
	}
	return (sorted[half-1] + sorted[half]) / 2
}

// ratio is the median of the ratios of the rounds: the two sides of a round met
// the same machine.
func (p pair) ratio(figure func(spent) time.Duration) float64 {
	ratios := make([]float64, len(p.thing))
	for i := range ratios {
		ratios[i] = float64(figure(p.thing[i])) / float64(max(figure(p.reference[i]), 1))
	}
	return median(ratios)
}

// percentile returns the smallest value that at least so many per cent of the
// values do not exceed.
func percentile[N cmp.Ordered](values []N, percent int) N {
	sorted := slices.Sorted(slices.Values(values))
	if len(sorted) == 0 {
		var none N
		return none
	}
	at := (len(sorted)*percent + 99) / 100
	return sorted[min(max(at, 1), len(sorted))-1]
}

// differ is the error of two answers that ought to be equal.
func differ(what string, got, want any) error {
	return fmt.Errorf("%s: the two ways differ: %.200v and %.200v", what, got, want)
}
