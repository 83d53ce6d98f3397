package scoring

import (
	"slices"

	"akashi/record"
	"akashi/scheme"
)

// Voice is whose judgement is meant: the applicant's claim, the reviewer's first
// verdict or the committee's final one. They are never mixed.
type Voice string

// The voices, in the order in which they speak.
const (
	Claim Voice = "claim"
	First Voice = "first"
	Final Voice = "final"
)

// Said is one voice's judgement in an answer, to be read or written.
type Said struct {
	Verdict *record.Verdict
	Points  **int
	Note    *string
	By      *string // nil for the claim
}

// In is what the voice says in an answer.
func (v Voice) In(a *record.Answer) Said {
	switch v {
	case First:
		return Said{&a.First, &a.FirstPoints, &a.FirstNote, &a.FirstBy}
	case Final:
		return Said{&a.Final, &a.FinalPoints, &a.FinalNote, &a.FinalBy}
	}
	return Said{&a.Claim, &a.ClaimPoints, &a.ClaimNote, nil}
}

// Speaks reports whether the voice has said anything in the answers.
func (v Voice) Speaks(rows []record.Answer) bool {
	return slices.ContainsFunc(rows, func(a record.Answer) bool { return *v.In(&a).Verdict != "" })
}

// Judgements are the answers of a case as the score reads them. The final verdict
// stands where there is one, the first verdict otherwise.
func (v Voice) Judgements(rows []record.Answer) []Judgement {
	all := make([]Judgement, 0, len(rows))
	for _, a := range rows {
		said := v.In(&a)
		if v == Final {
			said = Standing(&a)
		}
		all = append(all, Judgement{a.Criterion, a.Aspect, *said.Verdict, *said.Points, a.Justification})
	}
	return all
}

// Certain leaves out what does not count as settled: the claim of an applicant on an item
// whose rubric it does not know (基準は非公表) is a guess.
func (v Voice) Certain(e *scheme.Edition, rows []record.Answer) []record.Answer {
	if v != Claim {
		return rows
	}
	return slices.DeleteFunc(slices.Clone(rows), func(a record.Answer) bool { return e.Confidential(a.Criterion) })
}

// Standing is the verdict that stands in an answer: the final one where there is one,
// the first verdict otherwise.
func Standing(a *record.Answer) Said {
	if a.Final == "" {
		return First.In(a)
	}
	return Final.In(a)
}

// Is reports whether two judgements are the same verdict with the same points.
func (s Said) Is(other Said) bool {
	a, b := *s.Points, *other.Points
	return *s.Verdict == *other.Verdict && (a == nil) == (b == nil) && (a == nil || *a == *b)
}

// Enter writes a judgement into the answer at a place, with its justification where
// one is given: of the place, or of the whole criterion.
func (v Voice) Enter(r *record.Answer, a Answer, given Answers, p scheme.Place) {
	said := v.In(r)
	*said.Verdict, *said.Points = record.Verdict(a.String()), nil
	if n, ok := a.Points(); ok {
		*said.Verdict, *said.Points = record.Met, &n
		if n == 0 {
			*said.Verdict = record.Unmet
		}
	}
	if a == Justified {
		*said.Verdict = record.Unmet
	}
	for _, name := range []string{p.String(), p.Criterion} {
		if why, ok := given.Justifications[name]; ok {
			r.Justification = why
			return
		}
	}
}

// At finds the answer at a place.
func At(answers []record.Answer, p scheme.Place) (record.Answer, bool) {
	for i := range answers {
		if a := &answers[i]; a.Criterion == p.Criterion && a.Aspect == p.Aspect {
			return *a, true
		}
	}
	return record.Answer{}, false
}

// GivenAt reports whether a verdict is given at the step. A criterion without
// aspects is judged at the document review, or on site when there is none.
func GivenAt(e *scheme.Edition, p scheme.Place, step scheme.Step) bool {
	for _, a := range e.Aspects {
		if a.ID == p.Aspect {
			return a.Step == step
		}
	}
	return step == scheme.StepDocumentReview || !e.Process.Takes(scheme.StepDocumentReview)
}

// Unjudged names the first verdicts of a step that are not given yet; "cannot judge"
// is one, for the committee to settle.
func Unjudged(e *scheme.Edition, rows []record.Answer, step scheme.Step) (open []string) {
	for _, r := range rows {
		if p := (scheme.Place{Criterion: r.Criterion, Aspect: r.Aspect}); r.First == "" && GivenAt(e, p, step) {
			open = append(open, p.String())
		}
	}
	return open
}
