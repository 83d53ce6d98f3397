package diagnosis_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"akashi/rules/diagnosis"
	"akashi/scheme"
)

func drawTenths(label string) *rapid.Generator[diagnosis.Tenths] {
	return rapid.Custom(func(t *rapid.T) diagnosis.Tenths {
		// Mostly absent or near a border, where mistakes live.
		n := rapid.SampledFrom([]int{-1, -1, 0, 39, 40, 69, 70, 100}).Draw(t, label)
		score, _ := diagnosis.Score(n)
		return score
	})
}

// drawFinding is a function, for a generator may not be shared by parallel tests.
func drawFinding() *rapid.Generator[diagnosis.Finding] { return rapid.Custom(someFinding) }

func someFinding(t *rapid.T) diagnosis.Finding {
	metric := func(name string) diagnosis.Metric {
		return diagnosis.Metric{Reported: drawTenths(name).Draw(t, name), Computed: drawTenths(name).Draw(t, name+" computed")}
	}
	return diagnosis.Finding{
		Host:            rapid.SampledFrom([]string{"a", "b"}).Draw(t, "host"),
		Port:            rapid.SampledFrom([]string{"", "443"}).Draw(t, "port"),
		PluginID:        rapid.SampledFrom([]string{"1", "2", "3"}).Draw(t, "plugin"),
		State:           rapid.SampledFrom([]diagnosis.State{"", diagnosis.Open, diagnosis.Open, diagnosis.Fixed, diagnosis.Info, diagnosis.NotVulnerable}).Draw(t, "state"),
		ScannerSeverity: rapid.SampledFrom([]string{"", "info", "0", "low", "5", "Critical"}).Draw(t, "severity"),
		CVSS2:           metric("v2"), CVSS3: metric("v3"), CVSS4: metric("v4"),
		Unversioned: drawTenths("unversioned").Draw(t, "unversioned"),
	}
}

func drawTerms(t *rapid.T) (scheme.Diagnosis, diagnosis.Terms) {
	rule := anshin(rapid.SampledFrom([]scheme.CVSSVersion{scheme.CVSS2, scheme.CVSS3, scheme.CVSS4}).Draw(t, "metric"))
	keys := rapid.SliceOfN(rapid.SampledFrom([]string{"a|443|1", "a||2", "b|443|3", "b||1"}), 0, 3)
	statement := func(name string) []diagnosis.Statement {
		return []diagnosis.Statement{{Findings: keys.Draw(t, name), PluginIDs: rapid.SliceOfN(rapid.SampledFrom([]string{"1", "2"}), 0, 1).Draw(t, name+" kinds")}}
	}
	return rule, diagnosis.Terms{
		Statements:         diagnosis.Statements{Opinions: statement("opinions"), Resolutions: statement("resolutions")},
		TreatUnversionedAs: diagnosis.Declaration{Version: rapid.SampledFrom([]scheme.CVSSVersion{"", scheme.CVSS2, scheme.CVSS3}).Draw(t, "unversioned as")},
	}
}

func drawFindings() *rapid.Generator[[]diagnosis.Finding] { return rapid.SliceOfN(drawFinding(), 0, 6) }

// TestAFindingAddedCanOnlyWorsenTheVerdict is the property that guards against a
// wrong PASS. The three verdicts that leave something undecided rank alike.
func TestAFindingAddedCanOnlyWorsenTheVerdict(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		rule, terms := drawTerms(t)
		findings := drawFindings().Draw(t, "findings")
		at := rapid.IntRange(0, len(findings)).Draw(t, "at")
		more := slices.Insert(slices.Clone(findings), at, drawFinding().Draw(t, "added"))
		before := diagnosis.Judge(rule, report(findings...), terms).Verdict
		after := diagnosis.Judge(rule, report(more...), terms).Verdict
		if after.Rank() < before.Rank() {
			t.Fatalf("%s became %s", before, after)
		}
	})
}

func TestTheOrderOfFindingsChangesNothing(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		rule, terms := drawTerms(t)
		findings := drawFindings().Draw(t, "findings")
		a := diagnosis.Judge(rule, report(findings...), terms)
		b := diagnosis.Judge(rule, report(rapid.Permutation(findings).Draw(t, "shuffled")...), terms)
		a.Findings, b.Findings = nil, nil
		sameJSON(t, a, b)
	})
}

// TestSplittingAReportChangesNothing: the worse of two halves is the whole, and
// the lists of the halves together are those of the whole.
func TestSplittingAReportChangesNothing(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		rule, terms := drawTerms(t)
		findings := drawFindings().Draw(t, "findings")
		cut := rapid.IntRange(0, len(findings)).Draw(t, "cut")
		whole := diagnosis.Judge(rule, report(findings...), terms)
		left := diagnosis.Judge(rule, report(findings[:cut]...), terms)
		right := diagnosis.Judge(rule, report(findings[cut:]...), terms)
		if got := max(left.Verdict.Rank(), right.Verdict.Rank()); got != whole.Verdict.Rank() {
			t.Fatalf("%s and %s, the whole is %s", left.Verdict, right.Verdict, whole.Verdict)
		}
		for _, list := range []func(diagnosis.Result) []string{
			func(r diagnosis.Result) []string { return r.Blocking },
			func(r diagnosis.Result) []string { return r.OpinionMissing },
			func(r diagnosis.Result) []string { return r.Undecidable },
		} {
			both := append(slices.Clone(list(left)), list(right)...)
			slices.Sort(both)
			if !slices.Equal(slices.Compact(both), list(whole)) {
				t.Fatalf("%q and %q, the whole is %q", list(left), list(right), list(whole))
			}
		}
	})
}

// TestTheScannersSeverityChangesNothing: but whether it is above informational,
// which the contract asks of a finding without a score.
func TestTheScannersSeverityChangesNothing(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		rule, terms := drawTerms(t)
		findings := drawFindings().Draw(t, "findings")
		other := slices.Clone(findings)
		for i := range other {
			words := []string{"", "info", "Log", "NONE"}
			if diagnosis.AboveInformational(other[i].ScannerSeverity) {
				words = []string{"low", "1", "High", "Critical", "?"}
			}
			other[i].ScannerSeverity = rapid.SampledFrom(words).Draw(t, "severity")
		}
		a, b := diagnosis.Judge(rule, report(findings...), terms), diagnosis.Judge(rule, report(other...), terms)
		a.Findings, b.Findings = nil, nil
		sameJSON(t, a, b)
	})
}

// TestTheSeverityOfAScoredFindingChangesNothing at all.
func TestTheSeverityOfAScoredFindingChangesNothing(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		f := drawFinding().Draw(t, "finding")
		f.CVSS2.Reported, _ = diagnosis.Score(rapid.IntRange(0, 100).Draw(t, "score"))
		g := f
		g.ScannerSeverity = rapid.SampledFrom([]string{"", "info", "low", "Critical"}).Draw(t, "other")
		a, b := diagnosis.Judge(anshin(scheme.CVSS2), report(f), diagnosis.Terms{}), diagnosis.Judge(anshin(scheme.CVSS2), report(g), diagnosis.Terms{})
		a.Findings, b.Findings = nil, nil
		sameJSON(t, a, b)
	})
}

// TestNaiveVerdict derives the verdict a second time, straight from the words of
// the contract.
func TestNaiveVerdict(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		rule, terms := drawTerms(t)
		findings := drawFindings().Draw(t, "findings")
		if got, want := diagnosis.Judge(rule, report(findings...), terms).Verdict, naive(rule, findings, terms); got != want {
			t.Fatalf("%s, want %s", got, want)
		}
	})
}

func naive(rule scheme.Diagnosis, findings []diagnosis.Finding, terms diagnosis.Terms) diagnosis.Verdict {
	var three, missing, scored, undecidable, any bool
	for _, f := range findings {
		all := []diagnosis.Tenths{f.CVSS2.Base(), f.CVSS3.Base(), f.CVSS4.Base(), f.Unversioned}
		has := slices.ContainsFunc(all, diagnosis.Tenths.Present)
		any = any || has
		if f.State != "" && f.State != diagnosis.Open {
			continue
		}
		score := all[slices.Index([]scheme.CVSSVersion{scheme.CVSS2, scheme.CVSS3, scheme.CVSS4}, rule.Metric)]
		if !score.Present() && terms.TreatUnversionedAs.Version == rule.Metric {
			score = f.Unversioned
		}
		n, ok := score.Value()
		named := func(s diagnosis.Statement) bool {
			return slices.Contains(s.Findings, f.Host+"|"+f.Port+"|"+f.PluginID) || slices.Contains(s.PluginIDs, f.PluginID)
		}
		switch {
		case !ok:
			undecidable = undecidable || has || slices.Contains([]string{"low", "5", "Critical"}, f.ScannerSeverity)
		case n >= 70:
			three = three || !named(terms.Resolutions[0])
		case n >= 40:
			missing = missing || !named(terms.Opinions[0])
		}
		scored = scored || ok
	}
	switch {
	case three:
		return "FAIL_LEVEL_III"
	case undecidable && !scored && !any:
		return "NO_CVSS"
	case undecidable && !scored:
		return diagnosis.NotCVSS(rule.Metric)
	case undecidable:
		return diagnosis.Incomplete(rule.Metric)
	case missing:
		return "OPINION_REQUIRED"
	}
	return "PASS"
}
