package scoring

import (
	"strings"

	"akashi/values/fault"
)

// Vector is all answers of one case, packed: one byte for each aspect of each
// item, in the order of the edition. It is immutable. The zero Vector belongs
// to no edition.
type Vector struct {
	packed string
}

// vectorVersion is the first byte of a packed vector. A change to the meaning
// of the bytes after it takes the next number.
const vectorVersion = 1

const headLen = 1 + len(layout{})

func (s *Sheet) head() string { return string(rune(vectorVersion)) + string(s.layout[:]) }

// Blank returns the vector of a case without any answer.
func (s *Sheet) Blank() Vector {
	return Vector{s.head() + strings.Repeat("\x00", s.slots)}
}

func (s *Sheet) pack(slots []Answer) Vector {
	packed := make([]byte, 0, headLen+len(slots))
	packed = append(packed, s.head()...)
	for _, a := range slots {
		packed = append(packed, byte(a))
	}
	return Vector{string(packed)}
}

// Pack returns the vector as stored beside the rows of a case: the version, the
// fingerprint of the edition's items, and the answers.
func (v Vector) Pack() []byte { return []byte(v.packed) }

// Unpack reads what Pack wrote. It refuses a vector of another version, of other
// items, of another length, or with a byte that is no answer.
func (s *Sheet) Unpack(packed []byte) (Vector, error) {
	v := Vector{string(packed)}
	if !s.owns(v) {
		return Vector{}, notOurs()
	}
	for _, b := range packed[headLen:] {
		if int(b) >= codes {
			return Vector{}, notOurs()
		}
	}
	return v, nil
}

// owns reports whether v has the layout of the sheet.
func (s *Sheet) owns(v Vector) bool {
	return len(v.packed) == headLen+s.slots && v.packed[0] == vectorVersion && v.packed[1:headLen] == string(s.layout[:])
}

func notOurs() error {
	return fault.New(fault.Invalid, "answers-of-other-edition", "")
}

// Answer returns the answer to one item, or to one aspect of it. It is Open
// when there is no such item.
func (s *Sheet) Answer(v Vector, id, aspect string) Answer {
	i, ok := s.index[id]
	if !ok || !s.owns(v) {
		return Open
	}
	for j, a := range s.items[i].aspects {
		if a == aspect {
			return Answer(v.packed[headLen+s.items[i].slot+j])
		}
	}
	return Open
}

// answer joins the aspects of an item.
func (it *item) answer(v Vector) Answer {
	at := headLen + it.slot
	a := Answer(v.packed[at])
	for j := 1; j < len(it.aspects); j++ {
		a = a.with(Answer(v.packed[at+j]))
	}
	return a
}

// Unmet lists the items that were judged not to be met, or given no points, in one aspect or
// another.
func (s *Sheet) Unmet(v Vector) (ids []string) {
	for _, it := range s.items {
		for j := range it.aspects {
			a := Answer(v.packed[headLen+it.slot+j])
			if n, points := a.Points(); a == Unmet || points && n == 0 {
				ids = append(ids, it.id)
				break
			}
		}
	}
	return ids
}
