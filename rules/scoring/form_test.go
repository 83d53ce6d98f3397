package scoring_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"akashi/rules/scoring"
	"akashi/scheme"
	"akashi/values/fault"
	"akashi/values/form"
)

// problems lists the codes and places of an error.
func problems(t *testing.T, err error) []string {
	t.Helper()
	list, ok := errors.AsType[fault.Problems](err)
	if !ok {
		t.Fatalf("error %v, want problems", err)
	}
	var out []string
	for _, p := range list {
		out = append(out, p.Code+" "+p.Where)
	}
	return out
}

func TestDecodeAnswersRefuses(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, answers string
		want          []string
	}{
		{"3 points for a 5-point item", `"2-2-1":3`, []string{"points-range /answers/2-2-1"}},
		{"6 of 5 points", `"7-1-1":6`, []string{"points-range /answers/7-1-1"}},
		{"a fraction", `"7-1-1":2.5`, []string{"points-range /answers/7-1-1"}},
		{"a whole number written as a fraction", `"7-1-1":2.0`, []string{"points-range /answers/7-1-1"}},
		{"minus one", `"7-1-1":-1`, []string{"points-range /answers/7-1-1"}},
		{"a number beyond every integer", `"7-1-1":1e400`, []string{"points-range /answers/7-1-1"}},
		{"met says no points", `"7-1-1":"met"`, []string{"points-missing /answers/7-1-1"}},
		{"points for a mandatory item", `"1-1-1":5`, []string{"points-not-allowed /answers/1-1-1"}},
		{"an unknown item", `"9-9-9":"met"`, []string{"item-unknown /answers/9-9-9"}},
		{"an item twice", `"1-1-1":"met","1-1-1":"unmet"`, []string{"key-twice /answers/1-1-1"}},
		{"an item and its alias", `"7-3":"met","7-3-1":"met"`, []string{"answered-twice /answers/7-3-1"}},
		{"N/A not allowed", `"1-1-1":{"status":"na","justification":"none"}`, []string{"na-not-allowed /answers/1-1-1"}},
		{"no status", `"1-1-1":{"justification":"none"}`, []string{"status-missing /answers/1-1-1"}},
		{"a blank justification", `"1-1-1":{"status":"met","justification":" "}`, []string{"wrong-type /answers/1-1-1/justification"}},
		{"points against the status", `"7-1-1":{"status":"unmet","points":3}`, []string{"points-contradict-status /answers/7-1-1"}},
		{"an unknown key", `"1-1-1":{"status":"met","by":"A"}`, []string{"unknown-key /answers/1-1-1/by"}},
		{"an unknown status", `"1-1-1":"Met"`, []string{"status-unknown /answers/1-1-1"}},
		{"wrong types", `"1-1-1":true,"2-1-1":null,"2-1-2":[]`,
			[]string{"wrong-type /answers/1-1-1", "wrong-type /answers/2-1-1", "wrong-type /answers/2-1-2"}},
		{"everything at once", `"x":1,"7-1-1":9,"1-1-1":"na"`,
			[]string{"item-unknown /answers/x", "points-range /answers/7-1-1", "na-not-allowed /answers/1-1-1"}},
	}
	s := compile(t, anshin())
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			_, err := scoring.DecodeAnswers(strings.NewReader(`{"answers":{`+test.answers+`}}`), s, scheme.New)
			if got := problems(t, err); !slices.Equal(got, test.want) {
				t.Errorf("problems %q, want %q", got, test.want)
			}
		})
	}
}

func TestDecodeAnswersRefusesTheWholeForm(t *testing.T) {
	t.Parallel()
	s := compile(t, pmark())
	for input, want := range map[string]string{
		``:                                     "form-malformed line 1, column 1",
		`[]`:                                   "wrong-type /",
		`{}`:                                   "answers-missing /",
		`{"answers":[]}`:                       "wrong-type /answers",
		`{"answers":{},"case":"new"}`:          "unknown-key /case",
		`{"answers":{"3.1":{"onsite":"met"}}}`: "unknown-key /answers/3.1/onsite",
		`{"answers":{"3.1":{"document":"met","document":"met"}}}`: "key-twice /answers/3.1/document",
		`{"answers":{"3.4.2.7":"na"}}`:                            "justification-missing /answers/3.4.2.7",
		strings.Repeat("x", form.MaxBytes*2):                      "form-too-large ",
	} {
		_, err := scoring.DecodeAnswers(strings.NewReader(input), s, scheme.New)
		if got := problems(t, err); got[0] != want {
			t.Errorf("%.40s: problems %q, want %q first", input, got, want)
		}
	}
}

func TestDecodeAnswersAccepts(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, answers, item string
		want                scoring.Answer
	}{
		{"full points of an all-or-nothing item", `"2-2-1":5`, "2-2-1", scoring.Met},
		{"no points of it", `"2-2-1":0`, "2-2-1", scoring.Unmet},
		{"a graded item unmet", `"7-1-1":"unmet"`, "7-1-1", scoring.Points(0)},
		{"graded points", `"7-1-1":{"points":4,"justification":"log kept 3 months"}`, "7-1-1", scoring.Points(4)},
		{"an alias", `"7-3":"met"`, "7-3-1", scoring.Met},
		{"a justified no", `"1-1-1":{"status":"unmet","justification":"in work"}`, "1-1-1", scoring.Justified},
		{"nothing", ``, "1-1-1", scoring.Open},
	}
	s := compile(t, anshin())
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			v := decode(t, s, scheme.New, `{"answers":{`+test.answers+`}}`)
			if got := s.Answer(v, test.item, ""); got != test.want {
				t.Errorf("answer %v, want %v", got, test.want)
			}
		})
	}
}

func TestJudgeReadsTheRowsOfACase(t *testing.T) {
	t.Parallel()
	four := 4
	s := compile(t, anshin())
	a, err := s.Judge(scheme.New, []scoring.Judgement{
		{Criterion: "1-1-1", Status: "met"},
		{Criterion: "7-1-1", Status: "met", Points: &four, Justification: " seen "},
		{Criterion: "2-1-1", Status: "cannot_judge"},
		{Criterion: "2-1-2"},
	})
	if err != nil || s.Answer(a.Vector, "7-1-1", "") != scoring.Points(4) || s.Answer(a.Vector, "2-1-1", "") != scoring.Open {
		t.Errorf("Judge = %v, %v", a, err)
	}
	if a.Justifications["7-1-1"] != "seen" {
		t.Errorf("justifications %q", a.Justifications)
	}
	_, err = s.Judge(scheme.New, []scoring.Judgement{{Criterion: "1-1-1", Aspect: "document", Status: "met"}, {Criterion: "0"}})
	if got := problems(t, err); !slices.Equal(got, []string{"aspect-unknown 1-1-1", "item-unknown 0"}) {
		t.Errorf("problems %q", got)
	}
}

func FuzzDecodeAnswers(f *testing.F) {
	for _, seed := range []string{fill(""), `{"answers":{"7-1-1":2.5,"7-3":"na"}}`, `{"answers":{"1-1-1":{"status":"na","justification":"x"}}}`, `{"answers"`} {
		f.Add(seed)
	}
	s := compile(f, anshin())
	f.Fuzz(func(t *testing.T, input string) {
		for _, c := range scheme.CaseTypes() {
			a, err := scoring.DecodeAnswers(strings.NewReader(input), s, c)
			if err != nil {
				if fault.KindOf(err) != fault.Invalid {
					t.Fatalf("error %v of kind %q", err, fault.KindOf(err))
				}
				continue
			}
			if _, err := scoring.Score(s, c, a.Vector); err != nil {
				t.Fatal(err)
			}
		}
	})
}
