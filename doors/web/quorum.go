package web

import (
	"strconv"

	"akashi/rules/committee"
	"akashi/scheme"
	"akashi/values/fault"
)

// stands are the ways in which a seat can stand, in the order in which they are told.
func stands() []committee.Stand {
	return []committee.Stand{committee.StandPresent, committee.StandComing, committee.StandUndeclared, committee.StandSilent,
		committee.StandRecused, committee.StandAbsent}
}

// quorumWords tells how many seats stand how: 出席の予定 5・未回答 1・欠席 2.
func (p page) quorumWords(f committee.Foreseen) string {
	var all []string
	for _, stand := range stands() {
		if n := counted(f, stand); n > 0 {
			all = append(all, p.T("stand."+string(stand), "n", strconv.Itoa(n)))
		}
	}
	return p.List(all)
}

// counted is how many seats stand so.
func counted(f committee.Foreseen, stand committee.Stand) (n int) {
	for _, s := range f.Stands {
		if s.Stand == stand {
			n++
		}
	}
	return n
}

// leftBy names the seats that have left a case.
func (p page) leftBy(ed *scheme.Edition, f committee.Foreseen) string {
	var all []string
	for _, s := range f.Stands {
		if s.Stand == committee.StandRecused {
			all = append(all, p.seat(ed, s.Seat))
		}
	}
	return p.List(all)
}

// quorumVerdict says whether the quorum holds, or is to be expected to, and by how many.
func (p page) quorumVerdict(f committee.Foreseen, open bool) string {
	key := "quorum.foreseen."
	if open {
		key = "quorum.now."
	}
	switch {
	case f.Holds:
		key += "holds"
	case f.Can:
		key += "can"
	default:
		key += "fails"
	}
	return p.Fill(key, fault.With("quorum", f.Quorum, "spare", f.Count-f.Quorum, "missing", f.Quorum-f.Count))
}

// seatBox is a seat as a square of the meter, from left to right.
type seatBox struct {
	X     string
	Stand committee.Stand
}

// seatBoxes are the seats of a meter: those that count first.
func seatBoxes(f committee.Foreseen) (all []seatBox) {
	for _, stand := range stands() {
		for range counted(f, stand) {
			all = append(all, seatBox{strconv.Itoa(22*len(all) + 1), stand})
		}
	}
	return all
}

// meterWide is how wide the meter is.
func meterWide(f committee.Foreseen) string { return strconv.Itoa(22 * len(f.Stands)) }
