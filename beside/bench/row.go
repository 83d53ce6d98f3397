package bench

import (
	"fmt"
	"time"
)

// row is one line of the table.
type row struct {
	what      string // what was done, and which figure of it
	measured  string // median
	beside    string // name of the reference and its median, "" when there is none
	ratio     string // to the reference
	limit     string
	verdict   verdict
	secondary string // throughput, latency, memory: what comes second
}

// verdict says whether a figure keeps its limit.
type verdict string

const (
	within  verdict = "within"
	over    verdict = "OVER"
	noLimit verdict = ""
)

func holds(ok bool) verdict {
	if ok {
		return within
	}
	return over
}

// against compares the thing with its reference by one figure.
type against struct {
	what, reference string
	pair            pair
	figure          func(spent) time.Duration
}

// row is the comparison without a limit.
func (a against) row() row {
	return row{
		what:     a.what,
		measured: duration(a.median()),
		beside:   a.reference + " " + duration(median(each(a.pair.reference, a.figure))),
		ratio:    times(a.pair.ratio(a.figure)),
	}
}

func (a against) median() time.Duration { return median(each(a.pair.thing, a.figure)) }

// atMost holds the median against a limit.
func (a against) atMost(most time.Duration) row {
	r := a.row()
	r.limit, r.verdict = "≤ "+duration(most), holds(a.median() <= most)
	return r
}

// ratioAtMost holds the ratio to the reference against a limit.
func (a against) ratioAtMost(most float64) row {
	r := a.row()
	r.limit, r.verdict = "≤ "+times(most), holds(a.pair.ratio(a.figure) <= most)
	return r
}

// memory is a line about bytes, held against a limit.
func memory(what string, bytes, most int64) row {
	return row{what: what, measured: mebibytes(bytes), limit: "≤ " + mebibytes(most), verdict: holds(bytes <= most)}
}

// duration prints three significant digits.
func duration(d time.Duration) string {
	for _, u := range []struct {
		size time.Duration
		name string
	}{{time.Second, "s"}, {time.Millisecond, "ms"}, {time.Microsecond, "µs"}} {
		if d >= u.size {
			return threeDigits(float64(d)/float64(u.size)) + " " + u.name
		}
	}
	return fmt.Sprintf("%d ns", d)
}

func threeDigits(f float64) string {
	switch {
	case f >= 100:
		return fmt.Sprintf("%.0f", f)
	case f >= 10:
		return fmt.Sprintf("%.1f", f)
	}
	return fmt.Sprintf("%.2f", f)
}

func times(f float64) string { return threeDigits(f) + " ×" }

func mebibytes(bytes int64) string { return fmt.Sprintf("%.1f MiB", float64(bytes)/(1<<20)) }

// perSecond is how many of an operation fit into a second.
func perSecond(n int, took time.Duration) string {
	return fmt.Sprintf("%.0f/s", float64(n)/max(took, 1).Seconds())
}
