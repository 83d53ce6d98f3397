package diagnosis_test

import (
	"slices"
	"testing"

	"akashi/record"
	"akashi/rules/diagnosis"
	"akashi/scheme"
	"akashi/values/civil"
)

// anshin is the rule of the edition of July 2014, with another metric if asked.
func anshin(metric scheme.CVSSVersion) scheme.Diagnosis {
	return scheme.Diagnosis{
		Criterion: "2-1-1", Metric: metric,
		MaxAge: scheme.Setting[scheme.Age]{Value: civil.Months(3)},
		Bands: []scheme.Band{
			{ID: "ge7", Level: "III", Min: 70, Duty: scheme.DutyResolve},
			{ID: "ge4", Level: "II", Min: 40, Duty: scheme.DutyOpinion},
			{ID: "lt4", Level: "I", Min: 0, Duty: scheme.DutyNone},
		},
	}
}

func tenths(t testing.TB, n int) diagnosis.Tenths {
	t.Helper()
	score, ok := diagnosis.Score(n)
	if !ok {
		t.Fatalf("%d is no score", n)
	}
	return score
}

// scored is a finding of its own test with a score of version 2.
func scored(t testing.TB, plugin string, n int) diagnosis.Finding {
	t.Helper()
	return diagnosis.Finding{
		Host: "192.0.2.1", Port: "443", PluginID: plugin, State: diagnosis.Open, ScannerSeverity: "1",
		CVSS2: diagnosis.Metric{Reported: tenths(t, n)},
	}
}

func report(findings ...diagnosis.Finding) diagnosis.Report {
	return diagnosis.Report{Format: "test", Findings: findings}
}

func opinion(keys ...string) diagnosis.Statements {
	return diagnosis.Statements{Opinions: []diagnosis.Statement{{Findings: keys, Text: "x", By: "y", Date: civil.MustOf(2024, 7, 1)}}}
}

// TestS0CVSS are the examples of the rule (CVSS (2) and (3), I-12, I-13).
func TestS0CVSS(t *testing.T) {
	t.Parallel()
	const key = "192.0.2.1|443|p"
	resolved := diagnosis.Statements{Resolutions: []diagnosis.Statement{{Findings: []string{key}}}}
	ofAKind := diagnosis.Statements{Opinions: []diagnosis.Statement{{PluginIDs: []string{"p"}}}}
	for _, c := range []struct {
		name   string
		tenths int
		papers diagnosis.Statements
		want   diagnosis.Verdict
	}{
		{"0.0", 0, diagnosis.Statements{}, diagnosis.Pass},
		{"3.9: nothing", 39, diagnosis.Statements{}, diagnosis.Pass},
		{"4.0: opinion letter", 40, diagnosis.Statements{}, diagnosis.OpinionRequired},
		{"4.0 with its opinion", 40, opinion(key), diagnosis.Pass},
		{"6.9: opinion letter", 69, diagnosis.Statements{}, diagnosis.OpinionRequired},
		{"6.9 with an opinion on another", 69, opinion("192.0.2.1|443|q"), diagnosis.OpinionRequired},
		{"6.9 with an opinion on its kind", 69, ofAKind, diagnosis.Pass},
		{"6.9 resolved: still to be spoken of", 69, resolved, diagnosis.OpinionRequired},
		{"7.0 open", 70, diagnosis.Statements{}, diagnosis.FailLevelIII},
		{"7.0 with an opinion", 70, opinion(key), diagnosis.FailLevelIII},
		{"7.0 resolved before submission", 70, resolved, diagnosis.Pass},
		{"10.0", 100, diagnosis.Statements{}, diagnosis.FailLevelIII},
	} {
		got := diagnosis.Judge(anshin(scheme.CVSS2), report(scored(t, "p", c.tenths)), diagnosis.Terms{Statements: c.papers})
		if got.Verdict != c.want {
			t.Errorf("%s: %s, want %s", c.name, got.Verdict, c.want)
		}
	}
}

// TestI14Age: application 2024-07-10, report within three months before it.
func TestI14Age(t *testing.T) {
	t.Parallel()
	filed := civil.MustOf(2024, 7, 10)
	for _, c := range []struct {
		name           string
		oldest, latest civil.Date
		declared       civil.Date
		filed          civil.Date
		want           diagnosis.Verdict
	}{
		{"2024-04-10 ok", civil.MustOf(2024, 4, 10), civil.MustOf(2024, 4, 10), civil.Date{}, filed, diagnosis.Pass},
		{"2024-04-09 too old", civil.MustOf(2024, 4, 9), civil.MustOf(2024, 4, 9), civil.Date{}, filed, diagnosis.OutOfDate},
		{"on the day", filed, filed, civil.Date{}, filed, diagnosis.Pass},
		{"after the application", civil.MustOf(2024, 7, 11), civil.MustOf(2024, 7, 11), civil.Date{}, filed, diagnosis.OutOfDate},
		{"one host too old", civil.MustOf(2024, 4, 9), civil.MustOf(2024, 7, 1), civil.Date{}, filed, diagnosis.OutOfDate},
		{"one host too late", civil.MustOf(2024, 7, 1), civil.MustOf(2024, 7, 11), civil.Date{}, filed, diagnosis.OutOfDate},
		{"the declared day decides", civil.MustOf(2020, 1, 1), civil.MustOf(2020, 1, 1), civil.MustOf(2024, 7, 1), filed, diagnosis.Pass},
		{"the declared day decides against", civil.MustOf(2024, 7, 1), civil.MustOf(2024, 7, 1), civil.MustOf(2024, 1, 1), filed, diagnosis.OutOfDate},
		{"day unknown", civil.Date{}, civil.Date{}, civil.Date{}, filed, diagnosis.OutOfDate},
		{"no application yet", civil.MustOf(2020, 1, 1), civil.MustOf(2020, 1, 1), civil.Date{}, civil.Date{}, diagnosis.Pass},
	} {
		r := report(scored(t, "p", 10))
		r.Oldest, r.ScanDate = c.oldest, c.latest
		got := diagnosis.Judge(anshin(scheme.CVSS2), r, diagnosis.Terms{ScanDate: c.declared, ApplicationDate: c.filed})
		if got.Verdict != c.want {
			t.Errorf("%s: %s, want %s", c.name, got.Verdict, c.want)
		}
	}
}

// TestVerdictsInOrder: the first that holds.
func TestVerdictsInOrder(t *testing.T) {
	t.Parallel()
	only3 := diagnosis.Finding{Host: "h", PluginID: "v3", CVSS3: diagnosis.Metric{Reported: tenths(t, 98)}}
	unversioned := diagnosis.Finding{Host: "h", PluginID: "u", Unversioned: tenths(t, 50)}
	high := diagnosis.Finding{Host: "h", PluginID: "s", ScannerSeverity: "High"}
	info := diagnosis.Finding{Host: "h", PluginID: "i", ScannerSeverity: "info"}
	gone := scored(t, "fixed", 100)
	gone.State = diagnosis.Fixed
	strange := scored(t, "strange", 100)
	strange.State = "perhaps"
	row := []record.RowError{{Row: 7, Code: "x"}}
	for _, c := range []struct {
		name     string
		findings []diagnosis.Finding
		rows     []record.RowError
		metric   scheme.CVSSVersion
		want     diagnosis.Verdict
	}{
		{"level III before all", []diagnosis.Finding{scored(t, "p", 70), only3, scored(t, "q", 50)}, row, scheme.CVSS2, "FAIL_LEVEL_III"},
		{"only another version", []diagnosis.Finding{only3}, nil, scheme.CVSS2, "NOT_CVSS_V2"},
		{"only without a version", []diagnosis.Finding{unversioned}, nil, scheme.CVSS2, "NOT_CVSS_V2"},
		{"only version 2 for an edition on 3", []diagnosis.Finding{scored(t, "p", 100)}, nil, scheme.CVSS3, "NOT_CVSS_V3"},
		{"the same file on 3", []diagnosis.Finding{only3}, nil, scheme.CVSS3, "FAIL_LEVEL_III"},
		{"no score at all", []diagnosis.Finding{high, info}, nil, scheme.CVSS2, "NO_CVSS"},
		{"no score, nothing above informational", []diagnosis.Finding{info}, nil, scheme.CVSS2, "PASS"},
		{"some undecidable", []diagnosis.Finding{scored(t, "p", 50), high}, nil, scheme.CVSS2, "INCOMPLETE_V2"},
		{"some undecidable on 3", []diagnosis.Finding{only3, high}, nil, scheme.CVSS3, "FAIL_LEVEL_III"},
		{"opinions", []diagnosis.Finding{scored(t, "p", 50), info}, nil, scheme.CVSS2, "OPINION_REQUIRED"},
		{"row errors never pass", []diagnosis.Finding{scored(t, "p", 10)}, row, scheme.CVSS2, "INCOMPLETE_V2"},
		{"nothing found", nil, nil, scheme.CVSS2, "PASS"},
		{"only live findings count", []diagnosis.Finding{gone}, nil, scheme.CVSS2, "PASS"},
		{"a state that is not known is live", []diagnosis.Finding{strange}, nil, scheme.CVSS2, "FAIL_LEVEL_III"},
	} {
		r := report(c.findings...)
		r.RowErrors = c.rows
		got := diagnosis.Judge(anshin(c.metric), r, diagnosis.Terms{})
		if got.Verdict != c.want {
			t.Errorf("%s: %s, want %s", c.name, got.Verdict, c.want)
		}
		if len(got.Reasons) != 1 || got.Reasons[0].Holds != (got.Verdict == diagnosis.Pass) {
			t.Errorf("%s: reasons %+v", c.name, got.Reasons)
		}
	}
}

func TestTheComputedScoreDecides(t *testing.T) {
	t.Parallel()
	f := scored(t, "p", 64)
	f.CVSS2.Computed = tenths(t, 100)
	got := diagnosis.Judge(anshin(scheme.CVSS2), report(f), diagnosis.Terms{})
	key := []string{"192.0.2.1|443|p"}
	if !slices.Equal(got.Blocking, key) || !slices.Equal(got.Mismatches, key) || len(got.Differences) != 1 {
		t.Errorf("blocking %q, mismatches %q, differences %v", got.Blocking, got.Mismatches, got.Differences)
	}
}

func TestUnversionedScoresDecideWhenDeclared(t *testing.T) {
	t.Parallel()
	f := diagnosis.Finding{Host: "h", PluginID: "u", ScannerSeverity: "High", Unversioned: tenths(t, 75)}
	declared := diagnosis.Declaration{Version: scheme.CVSS2, By: "secretariat", Reason: "feed of 2014"}
	got := diagnosis.Judge(anshin(scheme.CVSS2), report(f), diagnosis.Terms{TreatUnversionedAs: declared})
	if got.Verdict != diagnosis.FailLevelIII || got.Counts[scheme.CVSS2]["ge7"] != 1 || *got.UnversionedAs != declared {
		t.Errorf("%s, counts %v, %v", got.Verdict, got.Counts, got.UnversionedAs)
	}
	declared.Version = scheme.CVSS3
	if got := diagnosis.Judge(anshin(scheme.CVSS2), report(f), diagnosis.Terms{TreatUnversionedAs: declared}); got.Verdict != "NOT_CVSS_V2" {
		t.Errorf("declared as v3: %s", got.Verdict)
	}
}

func TestPapersAfterTheSubmissionDoNotCount(t *testing.T) {
	t.Parallel()
	terms := diagnosis.Terms{Statements: opinion("192.0.2.1|443|p"), Submitted: civil.MustOf(2024, 7, 1)}
	r := report(scored(t, "p", 50))
	if got := diagnosis.Judge(anshin(scheme.CVSS2), r, terms); got.Verdict != diagnosis.Pass {
		t.Errorf("on the day: %s", got.Verdict)
	}
	terms.Submitted = civil.MustOf(2024, 6, 30)
	if got := diagnosis.Judge(anshin(scheme.CVSS2), r, terms); got.Verdict != diagnosis.OpinionRequired {
		t.Errorf("a day late: %s", got.Verdict)
	}
	terms.Submitted, terms.ApplicationDate = civil.Date{}, civil.MustOf(2024, 6, 30)
	if got := diagnosis.Judge(anshin(scheme.CVSS2), r, terms); !slices.Contains(got.OpinionMissing, "192.0.2.1|443|p") {
		t.Errorf("a day after the filing: %s", got.Verdict)
	}
	terms.Opinions[0].Date = civil.Date{}
	if got := diagnosis.Judge(anshin(scheme.CVSS2), r, terms); got.Verdict != diagnosis.OpinionRequired {
		t.Errorf("without a day: %s", got.Verdict)
	}
}

// TestAResolutionAfterTheFilingClearsNothing: 7.0 and above is to be resolved by the
// day on which the report is handed in.
func TestAResolutionAfterTheFilingClearsNothing(t *testing.T) {
	t.Parallel()
	r := report(scored(t, "p", 70))
	r.ScanDate = civil.MustOf(2024, 7, 1)
	for _, c := range []struct {
		day  civil.Date
		want diagnosis.Verdict
	}{
		{civil.MustOf(2024, 7, 9), diagnosis.Pass}, {civil.MustOf(2024, 7, 10), diagnosis.Pass},
		{civil.MustOf(2024, 7, 11), diagnosis.FailLevelIII}, {civil.Date{}, diagnosis.FailLevelIII},
	} {
		terms := diagnosis.Terms{ApplicationDate: civil.MustOf(2024, 7, 10)}
		terms.Resolutions = []diagnosis.Statement{{PluginIDs: []string{"p"}, Date: c.day}}
		if got := diagnosis.Judge(anshin(scheme.CVSS2), r, terms).Verdict; got != c.want {
			t.Errorf("resolved on %q: %s, want %s", c.day, got, c.want)
		}
	}
}

func TestOpinionOnResolved(t *testing.T) {
	t.Parallel()
	key := "192.0.2.1|443|p"
	rule := anshin(scheme.CVSS2)
	rule.OpinionOnResolved.Value = true
	terms := diagnosis.Terms{Statements: diagnosis.Statements{Resolutions: []diagnosis.Statement{{Findings: []string{key}}}}}
	got := diagnosis.Judge(rule, report(scored(t, "p", 70)), terms)
	if got.Verdict != diagnosis.OpinionRequired || !slices.Equal(got.Resolved, []string{key}) || !slices.Equal(got.OpinionMissing, []string{key}) {
		t.Errorf("%s, resolved %q, missing %q", got.Verdict, got.Resolved, got.OpinionMissing)
	}
}

func TestKeysCannotBeForged(t *testing.T) {
	t.Parallel()
	a := diagnosis.Finding{Host: "h|1", Port: "2", PluginID: "3"}
	b := diagnosis.Finding{Host: "h", Port: "1|2", PluginID: "3"}
	if a.Key() == b.Key() {
		t.Errorf("two findings share %q", a.Key())
	}
}

func TestCompare(t *testing.T) {
	t.Parallel()
	at := func(host, plugin string) diagnosis.Finding {
		return diagnosis.Finding{Host: host, Port: "1", PluginID: plugin}
	}
	fixed := at("a", "fixed")
	fixed.State = diagnosis.Fixed
	skipped := at("c", "skipped")
	skipped.State = diagnosis.NotTested
	before := report(at("a", "gone"), at("a", "stays"), at("a", "fixed"), at("b", "quiet"), at("c", "unseen"), at("d", "clean"))
	after := report(at("a", "stays"), at("a", "new"), fixed, skipped)
	after.Hosts = []string{"a", "d"}
	got := diagnosis.Compare(before, after)
	for _, c := range []struct {
		what      string
		got, want []string
	}{
		{"gone", got.Gone, []string{"a|1|fixed", "a|1|gone", "d|1|clean"}},
		{"still there", got.StillThere, []string{"a|1|stays"}},
		{"new", got.New, []string{"a|1|new"}},
		{"not scanned", got.NotScanned, []string{"b|1|quiet", "c|1|unseen"}},
		{"resolution", got.Resolution("x", "y", civil.MustOf(2024, 7, 1)).Findings, []string{"a|1|fixed", "a|1|gone", "d|1|clean"}},
	} {
		if !slices.Equal(c.got, c.want) {
			t.Errorf("%s = %q, want %q", c.what, c.got, c.want)
		}
	}
}

// TestARescanDoesNotLendItsDay: hosts that the re-scan left out keep their day,
// and when that is not known the age of the whole is not.
func TestARescanDoesNotLendItsDay(t *testing.T) {
	t.Parallel()
	filed := civil.MustOf(2024, 7, 10)
	before := report(diagnosis.Finding{Host: "left out", PluginID: "1", CVSS2: diagnosis.Metric{Reported: tenths(t, 10)}})
	after := report(diagnosis.Finding{Host: "seen", PluginID: "1", CVSS2: diagnosis.Metric{Reported: tenths(t, 10)}})
	after.ScanDate = civil.MustOf(2024, 7, 1)
	for _, c := range []struct {
		day  civil.Date
		want diagnosis.Verdict
	}{
		{civil.Date{}, diagnosis.OutOfDate},
		{civil.MustOf(2023, 7, 1), diagnosis.OutOfDate},
		{civil.MustOf(2024, 6, 1), diagnosis.Pass},
	} {
		before.ScanDate = c.day
		merged, _ := diagnosis.Supersede(before, after)
		for name, r := range map[string]diagnosis.Report{"superseded": merged, "side by side": diagnosis.Union([]diagnosis.Report{before, after})} {
			if got := diagnosis.Judge(anshin(scheme.CVSS2), r, diagnosis.Terms{ApplicationDate: filed}); got.Verdict != c.want {
				t.Errorf("%s, day %q: %s, want %s", name, c.day, got.Verdict, c.want)
			}
		}
	}
}
