package committee

import (
	"slices"

	"akashi/record"
	"akashi/scheme"
)

// Unanswered is the outcome of a circular resolution whose last day has passed without the
// answers that it takes: nothing is decided.
const Unanswered Outcome = "unanswered"

// Circulation is how a case goes round among the seats, where the committee decides without
// meeting (持ち回り決議).
type Circulation struct {
	Answers scheme.Answers // how many have to answer
	Asked   []string       // seats that somebody holds
	Over    bool           // the last day for answers has passed
}

// Circulate counts the answers to a circular resolution: of those asked who have not left the case,
// as many as are laid down have to answer, all of them until the last day has passed. What was answered is then
// counted as at a table at which those who have answered sit, so that the quorum and the majority
// are those of a meeting.
func Circulate(c scheme.Committee, how Circulation, s Sitting) Result {
	left, entitled := Seats(s.Conflicts), 0
	s.Present = nil
	for _, seat := range scheme.IDs(c.Seats) {
		if !slices.Contains(how.Asked, seat) || slices.Contains(left, seat) {
			continue
		}
		entitled++
		if slices.ContainsFunc(s.Votes, func(v record.Vote) bool { return v.Seat == seat }) {
			s.Present = append(s.Present, seat)
		}
	}
	answered, needed := len(s.Present), how.Answers.Of(entitled)
	r := Sit(c, s)
	r.Entitled = entitled
	switch enough := answered >= needed; {
	case enough && (how.Over || answered == entitled):
	case how.Over:
		r.Outcome = Unanswered
	default:
		r.Outcome = Open
	}
	r.Casting = r.Casting && (r.Outcome == Grant || r.Outcome == Refuse)
	r.Because = r.explain(c, s)
	r.Because.Because = append(r.Because.Because, record.Reason{Rule: "committee.answers", Clause: c.Circular.Source, Holds: answered >= needed,
		Facts: record.Facts{record.Words("rule", how.Answers), record.Number("entitled", entitled), record.Number("needed", needed), record.Number("answered", answered)}})
	return r
}
