package scoring_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"akashi/rules/scoring"
	"akashi/scheme"
	"akashi/schemes"
	"akashi/values/fault"
)

func decode(t testing.TB, s *scoring.Sheet, c scheme.CaseType, answers string) scoring.Vector {
	t.Helper()
	a, err := scoring.DecodeAnswers(strings.NewReader(answers), s, c)
	if err != nil {
		t.Fatal(err)
	}
	return a.Vector
}

func score(t testing.TB, s *scoring.Sheet, c scheme.CaseType, answers string) scoring.Result {
	t.Helper()
	r, err := scoring.Score(s, c, decode(t, s, c, answers))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestPassRuleOfAnshin(t *testing.T) {
	t.Parallel()
	const zeros = "2-3-1 2-3-2 3-1-3 3-1-4 1-1-3 1-1-4"
	tests := []struct {
		name, exceptions    string
		caseType            scheme.CaseType
		points              int
		outcome             scoring.Outcome
		missing, zeroFailed string
	}{
		{"all full", "", scheme.New, 122, scoring.Pass, "", ""},
		{"91 points are enough", zeros + " 3-1-5", scheme.New, 91, scoring.Pass, "", ""},
		{"90 points are not", zeros + " 1-2-1 3-1-2", scheme.New, 90, scoring.Fail, "", ""},
		{"0 in 7-1-1 fails with 117 points", "7-1-1=0", scheme.New, 117, scoring.Fail, "", "7-1-1"},
		{"6-2-2 not met fails with 122 points", "6-2-2", scheme.New, 122, scoring.Fail, "6-2-2", ""},
		{"1-1-2 earns points at a new case", "1-1-2", scheme.New, 117, scoring.Pass, "", ""},
		{"1-1-2 is mandatory at renewal", "1-1-2", scheme.Renewal, 117, scoring.Fail, "1-1-2", ""},
		{"91 points at renewal", zeros, scheme.Renewal, 91, scoring.Pass, "", ""},
	}
	written, filed := compile(t, anshin()), compile(t, shipped(t, "anshin", "2014-07"))
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			r := score(t, filed, test.caseType, fill(test.exceptions))
			if other := score(t, written, test.caseType, fill(test.exceptions)); other.Outcome != r.Outcome || other.Points != r.Points {
				t.Errorf("the scheme file gives %s with %d points, the list of the domain %s with %d", r.Outcome, r.Points, other.Outcome, other.Points)
			}
			if r.Outcome != test.outcome || r.Points != test.points {
				t.Errorf("%s with %d points, want %s with %d", r.Outcome, r.Points, test.outcome, test.points)
			}
			if got := strings.Join(r.Missing, " "); got != test.missing {
				t.Errorf("missing %q, want %q", got, test.missing)
			}
			if got := strings.Join(r.ZeroFailed, " "); got != test.zeroFailed {
				t.Errorf("zero failed %q, want %q", got, test.zeroFailed)
			}
		})
	}
}

func TestTotalsOfAnshin(t *testing.T) {
	t.Parallel()
	s := compile(t, shipped(t, "anshin", "2014-07"))
	for _, test := range []struct {
		caseType               scheme.CaseType
		mandatory, max, passAt int
	}{{scheme.New, 25, 122, 91}, {scheme.Renewal, 26, 117, 91}} {
		r := score(t, s, test.caseType, fill(""))
		if r.MandatoryTotal != test.mandatory || r.PointsMax != test.max || r.PointsPass != test.passAt {
			t.Errorf("%s: %d mandatory, %d of %d points; want %d, %d of %d", test.caseType,
				r.MandatoryTotal, r.PointsPass, r.PointsMax, test.mandatory, test.passAt, test.max)
		}
		if r.MandatoryMet != r.MandatoryTotal || r.PointsReachable != r.PointsMax || len(r.Criteria) != 53 {
			t.Errorf("%s: full marks give %+v", test.caseType, r)
		}
	}
}

func TestSectionTotals(t *testing.T) {
	t.Parallel()
	want := map[scheme.CaseType][]scoring.SectionTotal{
		scheme.New: {{"1", 5, 1, 14}, {"2", 6, 3, 15}, {"3", 11, 3, 34}, {"4", 9, 4, 23}, {"5", 6, 1, 21},
			{"6", 3, 3, 0}, {"7", 13, 10, 15}},
		scheme.Renewal: {{"1", 5, 2, 9}, {"2", 6, 3, 15}, {"3", 11, 3, 34}, {"4", 9, 4, 23}, {"5", 6, 1, 21},
			{"6", 3, 3, 0}, {"7", 13, 10, 15}},
	}
	for caseType, totals := range want {
		if got := scoring.SectionTotals(shipped(t, "anshin", "2014-07"), caseType); !slices.Equal(got, totals) {
			t.Errorf("%s: %v\nwant %v", caseType, got, totals)
		}
	}
}

func TestAnUnansweredItemIsNotZero(t *testing.T) {
	t.Parallel()
	s := compile(t, anshin())
	r := score(t, s, scheme.New, strings.Replace(fill("6-2-2"), `"7-1-1":5,`, "", 1))
	if r.Outcome != scoring.Incomplete || r.Points != 117 || r.PointsReachable != 122 {
		t.Errorf("%s, %d points, %d reachable; want incomplete, 117, 122", r.Outcome, r.Points, r.PointsReachable)
	}
	if !slices.Equal(r.Unanswered, []string{"7-1-1"}) || len(r.ZeroFailed) > 0 || !slices.Equal(r.Missing, []string{"6-2-2"}) {
		t.Errorf("unanswered %q, zero failed %q, missing %q", r.Unanswered, r.ZeroFailed, r.Missing)
	}
}

func TestAJustificationDoesNotMeetAMandatoryItem(t *testing.T) {
	t.Parallel()
	r := score(t, compile(t, anshin()), scheme.New, fill(`6-2-2={"status":"unmet","justification":"next-year"}`))
	if c, _ := r.Criteria.Get("6-2-2"); c.Result != scoring.ItemUnmet || !slices.Equal(r.Missing, []string{"6-2-2"}) {
		t.Errorf("6-2-2 is %s, missing %q", c.Result, r.Missing)
	}
}

func TestReasonsReachEveryItem(t *testing.T) {
	t.Parallel()
	r := score(t, compile(t, anshin()), scheme.New, fill("7-1-1=0 6-2-2"))
	got := []string{}
	items := map[string]int{}
	for _, tree := range r.Reasons {
		holds := " no"
		if tree.Holds {
			holds = " yes"
		}
		got = append(got, tree.Rule+holds)
		for _, leaf := range tree.Because {
			items[leaf.Facts.Get("item")]++
			if leaf.Clause != "s-"+leaf.Facts.Get("item") {
				t.Errorf("%s cites %q", leaf.Facts.Get("item"), leaf.Clause)
			}
		}
	}
	want := []string{"scoring.complete yes", "scoring.all_mandatory_met no", "scoring.points_at_least_pass yes", "scoring.no_zero_in_zero_fails_items no"}
	if !slices.Equal(got, want) {
		t.Errorf("reasons %q, want %q", got, want)
	}
	if len(items) != 53 || items["7-1-1"] != 2 || items["2-2-1"] != 1 {
		t.Errorf("%d items have a reason, 7-1-1 %d times, 2-2-1 %d times", len(items), items["7-1-1"], items["2-2-1"])
	}
}

func TestResultJSON(t *testing.T) {
	t.Parallel()
	r := score(t, compile(t, badge("passing")), scheme.New,
		`{"answers":{"license":"met","crypto":{"status":"na","justification":"no cryptography"}}}`)
	r.Reasons = nil
	got, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	const want = `{"outcome":"incomplete","case":"new","edition":"1","points":0,"points_max":0,"points_pass":0,` +
		`"points_reachable":0,"mandatory_met":2,"mandatory_total":2,"missing":[],"zero_failed":[],` +
		`"unanswered":["tests","fuzzing"],` +
		`"levels":{"passing":{"percent":50,"met":2,"total":4,"reached":false},"silver":{"percent":0,"met":0,"total":1,"reached":false}},` +
		`"criteria":{"license":{"result":"met","points":0},"crypto":{"result":"na","points":0},` +
		`"tests":{"result":"unanswered","points":0},"fuzzing":{"result":"unanswered","points":0},` +
		`"governance":{"result":"unanswered","points":0}},"reasons":null}`
	if string(got) != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestLevels(t *testing.T) {
	t.Parallel()
	const base = `"license":"met","crypto":"met",`
	tests := []struct {
		name, level, answers string
		outcome              scoring.Outcome
		passing, silver      int
	}{
		{"SHOULD unmet without a word", "passing", base + `"tests":"unmet","fuzzing":"unmet"`, scoring.Fail, 75, 0},
		{"SHOULD unmet and justified", "passing", base + `"tests":{"status":"unmet","justification":"hardware only"},"fuzzing":"unmet"`, scoring.Pass, 100, 0},
		{"SUGGESTED must be answered", "passing", base + `"tests":"met"`, scoring.Incomplete, 75, 0},
		{"MUST unmet", "passing", `"license":"unmet","crypto":"met","tests":"met","fuzzing":"met"`, scoring.Fail, 75, 0},
		{"the next level asks for more", "silver", base + `"tests":"met","fuzzing":"met"`, scoring.Incomplete, 100, 0},
		{"both levels", "silver", base + `"tests":"met","fuzzing":"met","governance":"met"`, scoring.Pass, 100, 100},
		{"the higher level without the lower", "silver", base + `"tests":"unmet","fuzzing":"met","governance":"met"`, scoring.Fail, 75, 100},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			r := score(t, compile(t, badge(test.level)), scheme.New, `{"answers":{`+test.answers+`}}`)
			passing, _ := r.Levels.Get("passing")
			silver, _ := r.Levels.Get("silver")
			if r.Outcome != test.outcome || passing.Percent != test.passing || silver.Percent != test.silver {
				t.Errorf("%s, %d %%, %d %%; want %s, %d %%, %d %%", r.Outcome, passing.Percent, silver.Percent,
					test.outcome, test.passing, test.silver)
			}
			if reached := passing.Percent == 100; passing.Reached != reached || silver.Reached != (reached && silver.Percent == 100) {
				t.Errorf("reached %v and %v", passing.Reached, silver.Reached)
			}
		})
	}
}

func TestASchemeOfAnotherKindIsOnlyAFile(t *testing.T) {
	t.Parallel()
	e, err := schemes.ReadFile("../../schemes/testdata/harbour.yaml")
	if err != nil {
		t.Fatal(err)
	}
	s := compile(t, e)
	for answers, want := range map[string]scoring.Outcome{
		`"A1-1":"met","A1-2":"unmet"`: scoring.Fail,
		`"A1-1":"met","A1-2":{"status":"unmet","justification":"a tablet instead"}`:     scoring.Pass,
		`"A1-1":"met","A1-2":{"status":"na","justification":"nobody comes by"}`:         scoring.Pass,
		`"A1-1":"met","A1-2":"met","A1-3":"unmet"`:                                      scoring.Pass,
		`"A1-2":"met","A1-3":"met","A1-4":"met"`:                                        scoring.Incomplete,
		`"A1-1":"unmet","A1-2":"met","A1-3":{"status":"na","justification":"no staff"}`: scoring.Fail,
	} {
		if r := score(t, s, scheme.New, `{"answers":{`+answers+`}}`); r.Outcome != want {
			t.Errorf("%s: %s, want %s", answers, r.Outcome, want)
		}
	}
}

func TestPmarkJudgesEachItemTwice(t *testing.T) {
	t.Parallel()
	e := shipped(t, "pmark", "2006")
	s := compile(t, e)
	var all []scoring.Judgement
	for _, c := range e.Criteria {
		for _, aspect := range c.Aspects {
			all = append(all, scoring.Judgement{Criterion: c.ID, Aspect: aspect, Status: "met"})
		}
	}
	for open, want := range map[int]scoring.Outcome{0: scoring.Pass, 1: scoring.Incomplete} {
		a, err := s.Judge(scheme.New, all[open:])
		if err != nil {
			t.Fatal(err)
		}
		r, err := scoring.Score(s, scheme.New, a.Vector)
		if err != nil || r.Outcome != want || r.MandatoryTotal != 38 || len(all) != 76 {
			t.Errorf("%d of %d verdicts open: %s, %d mandatory, %v; want %s, 38", open, len(all), r.Outcome, r.MandatoryTotal, err, want)
		}
	}
}

func TestAspects(t *testing.T) {
	t.Parallel()
	const na = `{"status":"na","justification":"no contact with data subjects"}`
	tests := []struct {
		name, answers string
		outcome       scoring.Outcome
		second        scoring.ItemResult
	}{
		{"both verdicts", `"3.1":{"document":"met","operation":"met"},"3.4.2.7":"met"`, scoring.Pass, scoring.ItemMet},
		{"rule without operation", `"3.1":"met","3.4.2.7":{"document":"met","operation":"unmet"}`, scoring.Fail, scoring.ItemUnmet},
		{"operation not judged yet", `"3.1":"met","3.4.2.7":{"document":"met"}`, scoring.Incomplete, scoring.ItemOpen},
		{"no such activity", `"3.1":"met","3.4.2.7":` + na, scoring.Pass, scoring.ItemNA},
		{"a rule for what is not done yet", `"3.1":"met","3.4.2.7":{"document":"met","operation":` + na + `}`, scoring.Pass, scoring.ItemMet},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			r := score(t, compile(t, pmark()), scheme.New, `{"answers":{`+test.answers+`}}`)
			second, _ := r.Criteria.Get("3.4.2.7")
			if r.Outcome != test.outcome || second.Result != test.second {
				t.Errorf("%s, %s; want %s, %s", r.Outcome, second.Result, test.outcome, test.second)
			}
		})
	}
}

func TestCompileRefusesWhatItCannotScore(t *testing.T) {
	t.Parallel()
	e := badge("gold")
	e.Criteria[0].Kind = "must"
	e.Criteria[1].Level = "gold"
	e.Criteria[2].ID = "license"
	e.Criteria[3].Treatment = scheme.Treatment{Kind: scheme.Points, Points: scoring.MaxPoints + 1}
	e.Pass.Conditions = append(e.Pass.Conditions, scheme.PointsAtLeastPass, "luck")
	_, err := scoring.Compile(e)
	for _, code := range []string{"kind-unknown", "level-unknown", "criterion-id", "points-range", "grading-unknown", "points-pass-range", "condition-unknown"} {
		if !slices.ContainsFunc(fault.ProblemsIn(err), func(p fault.Problem) bool { return p.Code == code }) {
			t.Errorf("no problem %s in\n%v", code, err)
		}
	}
}

func TestAnEditionWithoutConditionsPassesNobody(t *testing.T) {
	t.Parallel()
	e := pmark()
	e.Pass.Conditions = nil
	if r := score(t, compile(t, e), scheme.New, `{"answers":{"3.1":"met","3.4.2.7":"met"}}`); r.Outcome != scoring.Fail {
		t.Errorf("outcome %s, want fail", r.Outcome)
	}
}

func TestVectorOfAnotherEditionIsRefused(t *testing.T) {
	t.Parallel()
	s, other := compile(t, anshin()), compile(t, later())
	v := decode(t, s, scheme.New, fill(""))
	if back, err := s.Unpack(v.Pack()); err != nil || back != v {
		t.Fatalf("Unpack(Pack) = %v, %v", back, err)
	}
	damaged := v.Pack()
	damaged[len(damaged)-1] = 255
	for name, packed := range map[string][]byte{"other": other.Blank().Pack(), "empty": nil, "short": v.Pack()[:20], "damaged": damaged} {
		if _, err := s.Unpack(packed); fault.KindOf(err) != fault.Invalid {
			t.Errorf("%s: error %v, want invalid", name, err)
		}
	}
	if _, err := scoring.Score(other, scheme.New, v); fault.KindOf(err) != fault.Invalid {
		t.Errorf("Score: error %v, want invalid", err)
	}
	if _, err := scoring.Score(s, scheme.New, scoring.Vector{}); fault.KindOf(err) != fault.Invalid {
		t.Errorf("Score of no vector: error %v, want invalid", err)
	}
}

func TestOutlook(t *testing.T) {
	t.Parallel()
	s := compile(t, anshin())
	o, err := scoring.Look(s, scheme.New, decode(t, s, scheme.New, `{"answers":{"1-1-1":"met","2-2-1":"met","1-1-3":"unmet"}}`))
	if err != nil {
		t.Fatal(err)
	}
	if o.PointsCertain != 5 || o.PointsReachable != 119 || o.PointsNeeded != 86 || !o.CanPass || o.CertainPass ||
		len(o.MandatoryOpen) != 24 || !slices.Equal(o.ZeroFailsOpen, strings.Fields(gradedItems)) {
		t.Errorf("outlook %+v", o)
	}
	o, _ = scoring.Look(s, scheme.New, decode(t, s, scheme.New, `{"answers":{"1-1-1":"unmet"}}`))
	if o.CanPass {
		t.Error("a case with a mandatory item unmet can pass")
	}
}
