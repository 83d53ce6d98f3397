package diagnosis

import "iter"

// chunk is how many findings a List holds in one piece.
const chunk = 1024

// List keeps judged findings in pieces, so that a large report need not be moved
// while it grows. The zero List is empty.
type List struct {
	chunks [][]Judged
	n      int
}

// Add appends a finding.
func (l *List) Add(j Judged) {
	if l.n%chunk == 0 {
		l.chunks = append(l.chunks, make([]Judged, 0, chunk))
	}
	last := len(l.chunks) - 1
	l.chunks[last] = append(l.chunks[last], j)
	l.n++
}

// Len returns the number of findings.
func (l *List) Len() int { return l.n }

// All ranges over the findings in the order in which they were added.
func (l *List) All() iter.Seq[*Judged] {
	return func(yield func(*Judged) bool) {
		for _, piece := range l.chunks {
			for i := range piece {
				if !yield(&piece[i]) {
					return
				}
			}
		}
	}
}
