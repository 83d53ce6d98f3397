package committee

import (
	"slices"

	"akashi/record"
)

// Approvers are the seats that may approve the minutes of a session: the chair that was there
// and has left no case; else the deputy of that day that was and has; else whoever else was there
// and has left none; else the chair, or all that were there.
func Approvers(chair, deputy string, came, left []string) []string {
	free := func(seats []string) []string {
		return slices.DeleteFunc(slices.Clone(seats), func(seat string) bool { return slices.Contains(left, seat) })
	}
	there := func(seat string) []string {
		return slices.DeleteFunc([]string{seat}, func(seat string) bool { return !slices.Contains(came, seat) })
	}
	for _, seats := range [][]string{free(there(chair)), free(there(deputy)), free(came), there(chair)} {
		if len(seats) > 0 {
			return seats
		}
	}
	return came
}

// Approval is the step by which minutes stand approved; none where they were corrected since.
func Approval(steps []record.MinutesStep) (record.MinutesStep, bool) {
	if len(steps) == 0 || steps[len(steps)-1].Kind != record.MinutesApproved {
		return record.MinutesStep{}, false
	}
	return steps[len(steps)-1], true
}

// Said is the last that was said of the vote of a seat, of some kinds.
func Said(words []record.VoteWord, seat string, kinds ...record.VoteWordKind) record.VoteWordKind {
	for _, x := range slices.Backward(words) {
		if x.Seat == seat && slices.Contains(kinds, x.Kind) {
			return x.Kind
		}
	}
	return ""
}

// Contested are the seats that contest what was entered for them, and wait for an answer.
func Contested(words []record.VoteWord) (seats []string) {
	for _, x := range words {
		if Said(words, x.Seat, record.VoteConfirmed, record.VoteContested, record.VoteAnswered) == record.VoteContested && !slices.Contains(seats, x.Seat) {
			seats = append(seats, x.Seat)
		}
	}
	return seats
}

// Dissents reports whether a vote was for another decision than the one that was taken.
func Dissents(c record.Choice, o record.Outcome) bool {
	return c == record.VoteGrant && o == record.Refused || c == record.VoteRefuse && o == record.Granted
}
