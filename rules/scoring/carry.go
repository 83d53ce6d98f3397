package scoring

import (
	"akashi/record"
	"akashi/scheme"
)

// Renewed are the answers of an earlier case as the claims of its renewal: what was
// judged at last is claimed at first. Of an item whose rubric is confidential the applicant
// does not know that: what it claimed itself is claimed again.
func Renewed(e *scheme.Edition, rows []record.Answer) []record.Answer {
	claims := make([]record.Answer, 0, len(rows))
	for _, r := range rows {
		if e.Confidential(r.Criterion) {
			r.Final, r.FinalPoints = r.Claim, r.ClaimPoints
		}
		claims = append(claims, record.Answer{Criterion: r.Criterion, Aspect: r.Aspect,
			Claim: r.Final, ClaimPoints: r.FinalPoints, Justification: r.Justification})
	}
	return claims
}

// Carry takes claims over into the edition, by way of every edition that lies between:
//  1. from one edition to the next a criterion gets the claim of the item whose place it
//     takes, and of several items what all of them say;
//  2. what the edition could not take from the applicant as it is (another kind of
//     answer, more points than there are) is left to be answered.
//
// Only what is claimed comes along.
func Carry(rows []record.Answer, between []*scheme.Edition, e *scheme.Edition, t scheme.CaseType) []record.Answer {
	for _, next := range between {
		rows = succeed(rows, next)
	}
	var carried []record.Answer
	for _, p := range e.Places() {
		c, _ := e.Criterion(p.Criterion)
		if was, ok := At(rows, p); ok && readable(was, c.For(t)) {
			carried = append(carried, claim(was, p))
		}
	}
	return carried
}

// succeed are the claims of the edition before, at the places of the next.
func succeed(rows []record.Answer, next *scheme.Edition) (over []record.Answer) {
	origins := next.Lineage()
	for _, p := range next.Places() {
		ids := origins[p.Criterion]
		if len(ids) == 0 {
			continue
		}
		first, agreed := At(rows, scheme.Place{Criterion: ids[0], Aspect: p.Aspect})
		for _, id := range ids[1:] {
			other, ok := At(rows, scheme.Place{Criterion: id, Aspect: p.Aspect})
			agreed = agreed && ok && Claim.In(&first).Is(Claim.In(&other))
		}
		if agreed {
			over = append(over, claim(first, p))
		}
	}
	return over
}

// claim is what is claimed in an answer, at a place.
func claim(a record.Answer, p scheme.Place) record.Answer {
	return record.Answer{Criterion: p.Criterion, Aspect: p.Aspect, Claim: a.Claim, ClaimPoints: a.ClaimPoints,
		ClaimNote: a.ClaimNote, Justification: a.Justification}
}

// readable reports whether the claim would be taken if it were entered now.
func readable(a record.Answer, st scheme.Treatment) bool {
	answer, wrong := new(draft).read(Judgement{Status: a.Claim, Points: a.ClaimPoints, Justification: a.Justification}, st)
	return wrong.Code == "" && answer != Open
}
