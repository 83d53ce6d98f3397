package committee

import (
	"slices"

	"akashi/record"
	"akashi/scheme"
)

// Stand is how a seat stands to a session, or to one case of it.
type Stand string

// How a seat can stand.
const (
	StandComing     Stand = "coming"     // means to come
	StandAbsent     Stand = "absent"     // does not mean to come, was excused, or is held by nobody
	StandSilent     Stand = "silent"     // has not replied
	StandPresent    Stand = "present"    // is at the table
	StandRecused    Stand = "recused"    // has left the case
	StandUndeclared Stand = "undeclared" // has still to say whether there is a conflict of interest in the case
)

// SeatStand is a seat with how it stands.
type SeatStand struct {
	Seat  string `json:"seat"`
	Stand Stand  `json:"stand"`
}

// Foreseen is the quorum (定足数) of a session or of a case, as it stands or is to be expected.
type Foreseen struct {
	Stands []SeatStand `json:"stands"`   // by seat
	Quorum int         `json:"quorum"`   // needed
	Count  int         `json:"count"`    // that count towards it, by what is known
	Most   int         `json:"most"`     // that could count, were all who are silent to come
	Holds  bool        `json:"holds"`    // by what is known
	Can    bool        `json:"can_hold"` // were all who are silent to come
}

// Bench is what is known of the seats before and while a session sits.
type Bench struct {
	Replies []record.Reply // in any order; of each seat the last round stands
	Excused []record.Excusal
	Vacant  []string // seats that nobody holds
	Sitting bool     // the session is open: who is not present does not count
	Present []string
	Left    []string // seats that have left the case
	Open    []string // seats that have still to declare themselves in the case
}

// Foresee tells whether the quorum will hold. A seat that has left the case counts where the
// edition says so, and only when it comes. One that is excused does not come, whatever it
// replied before.
func Foresee(c scheme.Committee, b Bench) Foreseen {
	f := Foreseen{Stands: []SeatStand{}, Quorum: c.Quorum.Value.Of(len(c.Seats))}
	for _, seat := range c.Seats {
		stand := b.stand(seat.ID)
		comes, may := stand == StandComing || stand == StandPresent, stand == StandSilent
		switch {
		case slices.Contains(b.Left, seat.ID):
			stand, comes, may = StandRecused, comes && c.RecusedCount.Value, may && c.RecusedCount.Value
		case slices.Contains(b.Open, seat.ID) && (comes || may):
			stand = StandUndeclared
		}
		if comes {
			f.Count++
		}
		if comes || may {
			f.Most++
		}
		f.Stands = append(f.Stands, SeatStand{seat.ID, stand})
	}
	f.Holds, f.Can = f.Count >= f.Quorum, f.Most >= f.Quorum
	return f
}

// stand is how a seat stands to the session.
func (b Bench) stand(seat string) Stand {
	switch {
	case slices.Contains(b.Present, seat):
		return StandPresent
	case b.Sitting, slices.Contains(b.Vacant, seat),
		slices.ContainsFunc(b.Excused, func(x record.Excusal) bool { return x.Seat == seat }):
		return StandAbsent
	}
	switch Replied(b.Replies, seat).Answer {
	case record.ReplyComing:
		return StandComing
	case record.ReplyAbsent:
		return StandAbsent
	}
	return StandSilent
}

// Replied is the reply of a seat that stands; the zero one where it has not replied.
func Replied(replies []record.Reply, seat string) (last record.Reply) {
	for _, r := range replies {
		if r.Seat == seat && r.Round > last.Round {
			last = r
		}
	}
	return last
}
