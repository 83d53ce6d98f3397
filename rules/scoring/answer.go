package scoring

import "strconv"

// Answer is the judgement of one item, or of one aspect of it: met, unmet, not
// applicable, points, or open. It fits in a byte.
type Answer byte

// The answers. Open is no answer yet, which is not the same as no points.
// Justified is unmet with a written justification.
const (
	Open Answer = iota
	Unmet
	Justified
	Met
	NotApplicable
	points0 // so many points: points0 + n
)

// MaxPoints is the most that one item can earn.
const MaxPoints = 99

// codes is one more than the highest answer.
const codes = int(points0) + MaxPoints + 1

// Points is the answer that gives n points, and Open when n is out of range.
func Points(n int) Answer {
	if n < 0 || n > MaxPoints {
		return Open
	}
	return points0 + Answer(n)
}

// Points returns the points given, if the answer gives points.
func (a Answer) Points() (n int, ok bool) {
	if a < points0 || int(a) >= codes {
		return 0, false
	}
	return int(a - points0), true
}

// String returns the answer as results have it: "met", "unmet",
// "unmet_justified", "na", "unanswered", or the points.
func (a Answer) String() string {
	if n, ok := a.Points(); ok {
		return strconv.Itoa(n)
	}
	switch a {
	case Unmet:
		return string(ItemUnmet)
	case Justified:
		return string(ItemJustified)
	case NotApplicable:
		return string(ItemNA)
	case Met:
		return string(ItemMet)
	}
	return string(ItemOpen)
}

// with joins the answers of two aspects: an item is as good as its worst aspect,
// open while one is, and not applicable when all are. The order of the answers
// says so. Points are given to a whole item, never to one aspect of several.
func (a Answer) with(b Answer) Answer { return min(a, b) }
