package scoring_test

import (
	"slices"
	"testing"

	"akashi/record"
	"akashi/rules/scoring"
	"akashi/scheme"
)

// judgedTwice is an edition with a criterion of all or nothing, a graded one and one of
// two aspects, of which one is judged on site.
func judgedTwice() *scheme.Edition {
	return &scheme.Edition{
		Aspects: []scheme.Aspect{{ID: "written", Step: scheme.StepDocumentReview}, {ID: "operation", Step: scheme.StepOnSiteReview}},
		Process: scheme.Process{Steps: []scheme.Step{scheme.StepDocumentReview, scheme.StepOnSiteReview}},
		Criteria: []scheme.Criterion{
			{ID: "1", Treatment: scheme.Treatment{Kind: scheme.Points, Points: 3, Grading: scheme.AllOrNothing}},
			{ID: "2", Treatment: scheme.Treatment{Kind: scheme.Points, Points: 5, Grading: scheme.Graded}},
			{ID: "3", Aspects: []string{"written", "operation"}, Treatment: scheme.Treatment{Kind: scheme.Mandatory}},
		},
	}
}

func points(n int) *int { return &n }

func TestVoicesAreNotMixed(t *testing.T) {
	t.Parallel()
	a := record.Answer{Criterion: "1", Claim: record.Met, First: record.Unmet}
	for voice, want := range map[scoring.Voice]record.Verdict{scoring.Claim: record.Met, scoring.First: record.Unmet, scoring.Final: ""} {
		if got := *voice.In(&a).Verdict; got != want {
			t.Errorf("%s says %q, want %q", voice, got, want)
		}
		if voice.Speaks([]record.Answer{a}) != (want != "") {
			t.Errorf("whether %s has spoken is wrong", voice)
		}
	}
	if got := scoring.Final.Judgements([]record.Answer{a})[0].Status; got != record.Unmet {
		t.Errorf("where nothing final is said %q stands", got)
	}
	a.Final = record.Met
	if got := scoring.Final.Judgements([]record.Answer{a})[0].Status; got != record.Met {
		t.Errorf("the final verdict is %q", got)
	}
}

func TestAVerdictAsTheRecordKeepsIt(t *testing.T) {
	t.Parallel()
	why := scoring.Answers{Justifications: map[string]string{"1": "because"}}
	for _, c := range []struct {
		answer scoring.Answer
		want   record.Verdict
		points int
	}{
		{scoring.Met, record.Met, -1}, {scoring.Unmet, record.Unmet, -1}, {scoring.Justified, record.Unmet, -1},
		{scoring.NotApplicable, record.NA, -1}, {scoring.Points(4), record.Met, 4}, {scoring.Points(0), record.Unmet, 0},
	} {
		var r record.Answer
		scoring.First.Enter(&r, c.answer, why, scheme.Place{Criterion: "1", Aspect: "written"})
		got := -1
		if r.FirstPoints != nil {
			got = *r.FirstPoints
		}
		if r.First != c.want || got != c.points || r.Justification != "because" || r.Claim != "" {
			t.Errorf("%s: %+v", c.answer, r)
		}
	}
}

func TestWhatIsJudgedAtAStep(t *testing.T) {
	t.Parallel()
	rows := []record.Answer{{Criterion: "1", First: record.CannotJudge}, {Criterion: "2"},
		{Criterion: "3", Aspect: "written"}, {Criterion: "3", Aspect: "operation"}}
	if got := scoring.Unjudged(judgedTwice(), rows, scheme.StepDocumentReview); !slices.Equal(got, []string{"2", "3/written"}) {
		t.Errorf("documents: %v", got)
	}
	if got := scoring.Unjudged(judgedTwice(), rows, scheme.StepOnSiteReview); !slices.Equal(got, []string{"3/operation"}) {
		t.Errorf("on site: %v", got)
	}
}

func TestADecisionKeepsItsEvidence(t *testing.T) {
	t.Parallel()
	rows := []record.Answer{{Criterion: "1", Final: record.Met}, {Criterion: "2", Final: record.Met, FinalPoints: points(4)}}
	var given []int
	for _, line := range scoring.Evidence(judgedTwice(), scheme.New, rows).Criteria {
		given = append(given, line.Given)
	}
	if !slices.Equal(given, []int{3, 4, 0, 0}) {
		t.Errorf("given %v", given)
	}
}

// TestAGuessAtAConfidentialItemIsNotCertain: the rubric of 7-1-1 to 7-1-3 is not public.
func TestAGuessAtAConfidentialItemIsNotCertain(t *testing.T) {
	t.Parallel()
	e := shipped(t, "anshin", "2014-07")
	rows := []record.Answer{{Criterion: "1-1-1"}, {Criterion: "7-1-1"}, {Criterion: "7-1-3"}}
	for voice, want := range map[scoring.Voice]int{scoring.Claim: 1, scoring.First: 3, scoring.Final: 3} {
		if got := voice.Certain(e, rows); len(got) != want {
			t.Errorf("%s: %v, want %d of them", voice, got, want)
		}
	}
}
