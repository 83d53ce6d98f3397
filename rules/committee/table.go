package committee

import (
	"slices"

	"akashi/record"
	"akashi/scheme"
)

// table is who sits where: the seats that exist, attend, and have left the case.
type table struct {
	seats            []scheme.Seat
	attends, left    map[string]bool
	present, recused int
	chair            record.Choice // the chair's choice, once counted
}

func newTable(c scheme.Committee, s Sitting) *table {
	t := &table{seats: c.Seats, attends: map[string]bool{}, left: map[string]bool{}}
	for _, seat := range Seats(s.Conflicts) {
		t.left[seat] = true
	}
	for _, seat := range c.Seats {
		if !slices.Contains(s.Present, seat.ID) {
			continue
		}
		t.attends[seat.ID] = true
		t.present++
		if t.left[seat.ID] {
			t.recused++
		}
	}
	return t
}

// count adds the votes that count to the result and returns the others, by seat.
func (t *table) count(r *Result, votes []record.Vote) []RefusedVote {
	given := map[string]int{}
	for _, v := range votes {
		given[v.Seat]++
	}
	var refused []RefusedVote
	for _, v := range votes {
		if why := t.refuses(v, given[v.Seat]); why != "" {
			refused = append(refused, RefusedVote{v.Seat, why})
			continue
		}
		t.add(r, v)
	}
	slices.SortFunc(refused, compareRefused)
	return slices.Compact(refused)
}

func (t *table) refuses(v record.Vote, given int) string {
	switch {
	case t.seat(v.Seat) == nil:
		return UnknownSeat
	case t.left[v.Seat]:
		return Conflicted
	case !t.attends[v.Seat]:
		return Absent
	case given > 1:
		return VotedTwice
	case v.Choice != record.VoteGrant && v.Choice != record.VoteRefuse && v.Choice != record.VoteAbstain && (v.Choice != record.VoteSealed || v.Box == ""):
		return UnknownChoice
	}
	return ""
}

func (t *table) add(r *Result, v record.Vote) {
	switch v.Choice {
	case record.VoteGrant:
		r.For++
	case record.VoteRefuse:
		r.Against++
	case record.VoteAbstain:
		r.Abstained++
	case record.VoteSealed:
		r.Sealed++
	}
	if t.seat(v.Seat).Chair {
		t.chair = v.Choice
	}
}

func (t *table) seat(id string) *scheme.Seat {
	for i := range t.seats {
		if t.seats[i].ID == id {
			return &t.seats[i]
		}
	}
	return nil
}
