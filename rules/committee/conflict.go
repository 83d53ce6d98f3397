package committee

import (
	"slices"

	"akashi/record"
	"akashi/scheme"
)

// Case is what a case tells about the interests of those who sit on it.
type Case struct {
	Bodies      []string // those that did the first stage, of reviewers who have left it too
	ApplicantID string
	Evaluators  []string          // IDs of the users who examined or assessed it
	Members     []record.User     // who holds the seats; others are ignored
	Recorded    []record.Conflict // declared, or found earlier
}

// Found is one conflict of interest (利害抵触) of one seat in one case.
type Found struct {
	Seat   string
	UserID string // holder of the seat, when known
	Kind   scheme.ConflictKind
	Why    record.Reason
}

// ConflictsOf returns every conflict of interest between the committee's seats
// and the case, in the order of the seats. Whether a seat of the intake body has
// one is for the edition to say; having examined the case, being tied to the
// applicant, or a member's own word always is one.
func ConflictsOf(c scheme.Committee, k Case) []Found {
	var found []Found
	for _, seat := range c.Seats {
		for _, u := range k.holders(seat.ID) {
			found = append(found, k.found(c, seat, u)...)
		}
	}
	return found
}

// holders returns the users who hold the seat, or one without a name: the seat
// itself can have a conflict while nobody is known to hold it.
func (k Case) holders(seat string) []record.User {
	var all []record.User
	for _, u := range k.Members {
		if u.Seat == seat {
			all = append(all, u)
		}
	}
	if all == nil {
		all = []record.User{{Seat: seat}}
	}
	return all
}

func (k Case) found(c scheme.Committee, seat scheme.Seat, u record.User) []Found {
	var found []Found
	note := func(kind scheme.ConflictKind, there bool, fact record.Fact) {
		clause, binds := binding(c, kind)
		known := slices.ContainsFunc(found, func(f Found) bool { return f.Kind == kind })
		if !there || !binds || known {
			return
		}
		found = append(found, Found{Seat: seat.ID, UserID: u.ID, Kind: kind, Why: record.Reason{
			Rule: "committee.conflict." + string(kind), Clause: clause, Holds: true,
			Facts: record.Facts{record.Words("seat", seat.ID), fact},
		}})
	}
	note(scheme.ConflictSameBody, seat.Body != "" && slices.Contains(k.Bodies, seat.Body), record.Words("body", seat.Body))
	note(scheme.ConflictReviewer, u.ID != "" && slices.Contains(k.Evaluators, u.ID), record.Words("user", u.ID))
	note(scheme.ConflictApplicant, u.ApplicantID != "" && u.ApplicantID == k.ApplicantID,
		record.Words("applicant", u.ApplicantID))
	for _, r := range k.Recorded {
		if !r.Stands() {
			continue
		}
		note(recordedKind(c, r), concerns(r, seat.ID, u.ID), record.Words("note", r.Note))
	}
	return found
}

func concerns(r record.Conflict, seat, user string) bool {
	return r.Seat == seat || user != "" && r.UserID == user
}

// recordedKind takes whatever the edition or the vocabulary does not know for the
// member's word, so that a conflict once recorded never gets lost.
func recordedKind(c scheme.Committee, r record.Conflict) scheme.ConflictKind {
	switch kind := scheme.ConflictKind(r.Kind); kind {
	case scheme.ConflictSameBody, scheme.ConflictReviewer, scheme.ConflictApplicant:
		if _, binds := binding(c, kind); binds {
			return kind
		}
	}
	return scheme.ConflictDeclared
}

// binding returns the clause of a kind of conflict and whether it binds here.
func binding(c scheme.Committee, kind scheme.ConflictKind) (clause string, binds bool) {
	for _, k := range c.Conflicts {
		if k.ID == kind {
			return k.Source, true
		}
	}
	return clauseOfImpartiality, kind != scheme.ConflictSameBody
}

// clauseOfImpartiality stands in where the edition does not name a conflict that
// always is one.
const clauseOfImpartiality = "iso-17065/4.2"

// Seats returns the seats that have a conflict, each once, in order: those who
// leave the case (忌避).
func Seats(found []Found) []string {
	var seats []string
	for _, f := range found {
		if !slices.Contains(seats, f.Seat) {
			seats = append(seats, f.Seat)
		}
	}
	return seats
}
