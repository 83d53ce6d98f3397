package scoring

import (
	"crypto/sha256"
	"strconv"
	"strings"

	"akashi/scheme"
	"akashi/values/fault"
)

// Sheet is an edition compiled for scoring (採点表): its items in order, their
// place in a Vector, and for each case type what every answer is worth. It is
// immutable and serves any number of goroutines.
type Sheet struct {
	scheme, edition string
	items           []item
	levels          []string
	index           map[string]int // of an item by ID or alias
	slots           int            // bytes of a vector
	layout          layout
	fresh, renewed  book
}

// item is one criterion and the slots of its answers.
type item struct {
	id      string
	source  string
	aspects []string // at least one; "" when the item is judged once
	slot    int      // of the first aspect
	level   int      // index into the levels
}

// layout tells vectors of different editions apart.
type layout [8]byte

// Compile prepares an edition for scoring, or reports everything in it that
// cannot be scored. An edition that passed its lint compiles.
func Compile(e *scheme.Edition) (*Sheet, error) {
	s := &Sheet{scheme: e.Scheme, edition: e.ID, index: map[string]int{}}
	for _, l := range e.Levels {
		s.levels = append(s.levels, l.ID)
	}
	var problems fault.Problems
	for i := range e.Criteria {
		s.add(&e.Criteria[i], &problems)
	}
	s.layout = s.fingerprint()
	s.fresh = s.compile(e, scheme.New, &problems)
	s.renewed = s.compile(e, scheme.Renewal, &problems)
	if err := problems.Err(); err != nil {
		return nil, err
	}
	return s, nil
}

func (s *Sheet) add(c *scheme.Criterion, problems *fault.Problems) {
	where := "criteria[" + strconv.Itoa(len(s.items)) + "]"
	for _, id := range append([]string{c.ID}, c.Aliases...) {
		if _, twice := s.index[id]; twice || id == "" {
			problems.Add("criterion-id", where, "given", id)
		}
		s.index[id] = len(s.items)
	}
	level := s.level(c.Level)
	if level < 0 {
		problems.Add("level-unknown", where, "given", c.Level)
		level = 0
	}
	it := item{id: c.ID, source: c.Source, aspects: c.Aspects, slot: s.slots, level: level}
	if len(it.aspects) == 0 {
		it.aspects = []string{""}
	}
	s.slots += len(it.aspects)
	s.items = append(s.items, it)
}

// level returns the index of a level, 0 for none named and -1 for an unknown one.
func (s *Sheet) level(id string) int {
	for i, l := range s.levels {
		if l == id {
			return i
		}
	}
	if id == "" {
		return 0
	}
	return -1
}

func (s *Sheet) fingerprint() (l layout) {
	var names strings.Builder
	names.WriteString(s.scheme + "\n" + s.edition + "\n")
	for _, it := range s.items {
		names.WriteString(it.id + "\t" + strings.Join(it.aspects, "\t") + "\n")
	}
	sum := sha256.Sum256([]byte(names.String()))
	copy(l[:], sum[:])
	return l
}

func (s *Sheet) book(t scheme.CaseType) *book {
	if t == scheme.Renewal {
		return &s.renewed
	}
	return &s.fresh
}

// Edition returns the ID of the edition.
func (s *Sheet) Edition() string { return s.edition }

// Scheme returns the key of the scheme.
func (s *Sheet) Scheme() string { return s.scheme }
