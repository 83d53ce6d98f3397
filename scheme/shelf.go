package scheme

import (
	"cmp"
	"maps"
	"reflect"
	"slices"
	"sync"

	"akashi/values/civil"
	"akashi/values/fault"
)

// Shelf is the set of all editions an office works with, found by scheme and day.
type Shelf struct {
	editions map[string][]*Edition // by scheme, oldest first
	made     sync.Map              // of editions, see Made
}

// NewShelf puts editions on a shelf. It reports every two that could not be told
// apart: the same ID twice, or the same first day, in one scheme.
func NewShelf(editions []*Edition) (*Shelf, fault.Problems) {
	s := &Shelf{editions: map[string][]*Edition{}}
	var problems fault.Problems
	for _, e := range editions {
		for _, other := range s.editions[e.Scheme] {
			if e.ID == other.ID || e.Since() == other.Since() {
				problems.Add("edition-twice", e.Scheme+"/"+e.ID, "scheme", e.Scheme, "given", e.ID, "other", other.ID)
			}
		}
		if e.at == nil { // it may stand on another shelf, which others read from
			e.index()
		}
		s.editions[e.Scheme] = append(s.editions[e.Scheme], e)
	}
	for _, list := range s.editions {
		slices.SortFunc(list, func(a, b *Edition) int {
			return cmp.Or(a.Since().Compare(b.Since()), cmp.Compare(a.ID, b.ID))
		})
	}
	return s, problems
}

// making is one of a type for each edition.
type making struct {
	kind    reflect.Type
	edition *Edition
}

// Made is what is made of an edition, such as its tables for scoring: made when it is first
// asked for, and kept for an edition of the shelf, which never changes.
func Made[T any](s *Shelf, e *Edition, build func(*Edition) (T, error)) (T, error) {
	key := making{reflect.TypeFor[T](), e}
	if made, ok := s.made.Load(key); ok {
		return made.(T), nil
	}
	value, err := build(e)
	if err == nil && slices.Contains(s.editions[e.Scheme], e) {
		s.made.Store(key, value)
	}
	return value, err
}

// Since returns the first day of an edition: the day of the session it begins
// with, else the day it takes effect. No date means since the beginning.
func (e *Edition) Since() civil.Date {
	if !e.FromSession.IsZero() {
		return e.FromSession
	}
	return e.EffectiveFrom
}

// Keys lists the schemes in alphabetical order.
func (s *Shelf) Keys() []string { return slices.Sorted(maps.Keys(s.editions)) }

// All lists every edition, scheme by scheme.
func (s *Shelf) All() (all []*Edition) {
	for _, key := range s.Keys() {
		all = append(all, s.editions[key]...)
	}
	return all
}

// Latest is the newest edition of a scheme; nil for an unknown key.
func (s *Shelf) Latest(key string) *Edition {
	if all := s.editions[key]; len(all) > 0 {
		return all[len(all)-1]
	}
	return nil
}

// Editions lists the editions of a scheme, oldest first; none for an unknown key.
func (s *Shelf) Editions(key string) []*Edition { return slices.Clone(s.editions[key]) }

// Edition finds one edition of a scheme.
func (s *Shelf) Edition(key, id string) (*Edition, error) {
	for _, e := range s.editions[key] {
		if e.ID == id {
			return e, nil
		}
	}
	return nil, s.unknown(key, "edition", id, editionIDs(s.editions[key]))
}

// EditionAt returns the edition in force on a day: the filing day, or the session
// day for editions that begin with a session.
func (s *Shelf) EditionAt(key string, day civil.Date) (*Edition, error) {
	var found *Edition
	for _, e := range s.editions[key] {
		if !e.Since().After(day) {
			found = e
		}
	}
	if found == nil {
		return nil, s.unknown(key, "day", day.String(), nil)
	}
	return found, nil
}

// EditionFor returns the edition that an application is filed under: by the day of the
// filing, and where an edition begins with a session of the committee, by the session
// that the filing comes to. No session means that the day alone decides.
func (s *Shelf) EditionFor(key string, filed, session civil.Date) (*Edition, error) {
	for _, e := range slices.Backward(s.editions[key]) {
		if e.FromSession.IsZero() && !e.EffectiveFrom.After(filed) || !e.FromSession.IsZero() && !e.FromSession.After(later(filed, session)) {
			return e, nil
		}
	}
	return s.EditionAt(key, filed) // which says that there is none
}

func later(a, b civil.Date) civil.Date {
	if a.Before(b) {
		return b
	}
	return a
}

// Between lists the editions through which an answer comes from one edition to another,
// that one the last; none where it does not come later.
func (s *Shelf) Between(from, to *Edition) []*Edition {
	all := s.editions[to.Scheme]
	first, last := slices.Index(all, from), slices.Index(all, to)
	if first < 0 || last < first {
		return nil
	}
	return all[first+1 : last+1]
}

// unknown says what the shelf does not hold: the scheme, or only this of it.
func (s *Shelf) unknown(key, what, value string, allowed []string) error {
	if len(s.editions[key]) == 0 {
		return fault.New(fault.NotFound, "edition-unknown", "", "unknown", key, "allowed", s.Keys(), "meant", fault.Nearest(key, s.Keys()))
	}
	return fault.New(fault.NotFound, "edition-unknown", "", "scheme", key, what, value, "allowed", allowed, "meant", fault.Nearest(value, allowed))
}

func editionIDs(editions []*Edition) []string {
	ids := make([]string, len(editions))
	for i, e := range editions {
		ids[i] = e.ID
	}
	return ids
}
