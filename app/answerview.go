package app

import (
	"maps"
	"slices"

	"akashi/app/application"
	"akashi/app/judging"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/lifecycle"
	"akashi/rules/scoring"
	"akashi/scheme"
)

// AnswerView is one answer; verdicts that the actor is not shown are empty.
type AnswerView struct {
	Criterion     string         `json:"criterion"`
	Aspect        string         `json:"aspect,omitempty"`
	Claim         record.Verdict `json:"claim,omitempty"`
	ClaimPoints   *int           `json:"claim_points,omitempty"`
	ClaimNote     string         `json:"claim_note,omitempty"`
	First         record.Verdict `json:"first,omitempty"`
	FirstPoints   *int           `json:"first_points,omitempty"`
	FirstNote     string         `json:"first_note,omitempty"`
	Final         record.Verdict `json:"final,omitempty"`
	FinalPoints   *int           `json:"final_points,omitempty"`
	FinalNote     string         `json:"final_note,omitempty"`
	Justification string         `json:"justification,omitempty"`
	Allotted      *AllottedView  `json:"allotted,omitempty"` // who of the applicant sees to it, for the applicant
	Before        record.Verdict `json:"before,omitempty"`   // what the case before came to, as a renewal begins with it
	BeforePoints  *int           `json:"before_points,omitempty"`
	Rubric        *scheme.Text   `json:"rubric,omitempty"`   // how to grade, for whoever grades
	Readings      []ReadingView  `json:"readings,omitempty"` // what each of two found alone, once both are told
}

// AllottedView is the contact of the applicant who sees to a criterion.
type AllottedView struct {
	User string `json:"user"`
	Name string `json:"name"`
}

func (v *viewer) answers() {
	if !v.mask[access.Evidence] || v.Case.Carried.State == lifecycle.Granted { // what it was judged by is on paper
		return
	}
	rows, before := judging.Said(v.Work), judging.Before(v.Work)
	places := v.Edition.Places()
	v.view.Answers = make([]AnswerView, 0, len(places))
	for _, p := range places {
		r, _ := scoring.At(rows, p)
		a := AnswerView{Criterion: p.Criterion, Aspect: p.Aspect, Claim: r.Claim, ClaimPoints: r.ClaimPoints, ClaimNote: r.ClaimNote, Justification: r.Justification}
		if was, ok := scoring.At(before, p); ok {
			a.Before, a.BeforePoints = was.Claim, was.ClaimPoints
		}
		if v.mask[access.FirstNotes] {
			a.First, a.FirstPoints, a.FirstNote = r.First, r.FirstPoints, r.FirstNote
		}
		if v.mask[access.FinalNotes] {
			a.Final, a.FinalPoints, a.FinalNote = r.Final, r.FinalPoints, r.FinalNote
		}
		if c, ok := v.Edition.Criterion(p.Criterion); ok && c.Rubric != nil {
			if v.mask[access.Rubric] {
				a.Rubric = &c.Rubric.Text
			}
			if v.veiled(p.Criterion) {
				a.First, a.FirstPoints, a.FirstNote, a.FinalPoints, a.FinalNote = "", nil, "", nil, ""
				if !c.For(scheme.CaseType(v.Case.Type)).ZeroFails {
					a.Final = ""
				}
			}
		}
		v.view.Answers = append(v.view.Answers, a)
	}
	v.allotted()
	v.standing(rows)
}

// allotted tells the applicant who of it sees to what.
func (v *viewer) allotted() {
	if v.Actor.Role != record.RoleApplicant || !v.mask[access.Contact] {
		return
	}
	to := application.Allotted(v.Work)
	names := named(v.Work, slices.Collect(maps.Values(to)), func(id string) string { return id })
	for i, a := range v.view.Answers {
		if user := to[a.Criterion]; user != "" {
			v.view.Answers[i].Allotted = &AllottedView{user, names[user]}
		}
	}
}

// veiled reports whether the points of a single item are not for the actor: its rubric is
// confidential (基準は非公表). Whether its zero fails the case, and the sums, are told.
func (v *viewer) veiled(item string) bool {
	return v.Edition.Confidential(item) && !v.mask[access.Graded]
}
