package diagnosis_test

import (
	"testing"

	"akashi/record"
	"akashi/rules/diagnosis"
	"akashi/scheme"
	"akashi/values/civil"
)

// on is a report of a day on one host, with one open finding on it.
func on(t *testing.T, host string, day civil.Date) diagnosis.Report {
	t.Helper()
	f := scored(t, "p", 75)
	f.Host = host
	r := report(f)
	r.ScanDate, r.Oldest, r.Hosts = day, day, []string{host}
	return r
}

func TestARescanStandsWhereTheReportStoodThatItRepeats(t *testing.T) {
	t.Parallel()
	first, second, third := civil.MustOf(2014, 7, 1), civil.MustOf(2014, 8, 1), civil.MustOf(2014, 9, 1)
	stand, rescans := diagnosis.Standing([]diagnosis.Received{
		{No: 1, Report: on(t, "192.0.2.1", first)},
		{No: 2, Report: on(t, "192.0.2.2", second)},
		{No: 3, RescanOf: 1, Report: on(t, "192.0.2.1", second)},
		{No: 4, RescanOf: 3, Report: on(t, "192.0.2.1", third)},
	})
	if len(stand) != 2 || stand[0].ScanDate != third || stand[1].ScanDate != second {
		t.Fatalf("standing %+v", stand)
	}
	if len(rescans) != 2 || rescans[0].Report != 3 || rescans[0].RescanOf != 1 || rescans[1].RescanOf != 3 {
		t.Errorf("re-scans %+v", rescans)
	}
	if got := rescans[1].StillThere; len(got) != 1 {
		t.Errorf("still there %v", got)
	}
	if got := diagnosis.FirstDay(stand); got != second {
		t.Errorf("rests on a scan of %s, want %s", got, second)
	}
}

func TestOnDutyIsWhatAsksSomething(t *testing.T) {
	t.Parallel()
	low, high := scored(t, "low", 10), scored(t, "high", 75)
	result := diagnosis.Judge(anshin("v2"), report(low, high), diagnosis.Terms{})
	if duty := result.OnDuty(); len(result.Findings) != 2 || len(duty) != 1 || duty[0].PluginID != "high" {
		t.Errorf("of %d findings on duty: %+v", len(result.Findings), duty)
	}
}

// TestRepeated: a re-scan has to be later than all that stands in the line it joins.
func TestRepeated(t *testing.T) {
	t.Parallel()
	at := func(no, rescanOf, day int) diagnosis.Received {
		return diagnosis.Received{No: no, RescanOf: rescanOf, Report: diagnosis.Report{ScanDate: civil.MustOf(2024, 5, day)}}
	}
	all := []diagnosis.Received{at(1, 0, 1), at(2, 0, 20), at(3, 1, 9), at(4, 3, 5)}
	for rescanOf, want := range map[int]int{1: 9, 2: 20, 3: 9, 4: 9} {
		if got := diagnosis.Repeated(all, rescanOf); got != civil.MustOf(2024, 5, want) {
			t.Errorf("what repeats %d has to be later than %s, want %d May", rescanOf, got, want)
		}
	}
}

// TestTheEndIsToldOrNot: what the format has no place for is remarked, and fails nothing.
func TestTheEndIsToldOrNot(t *testing.T) {
	t.Parallel()
	told, untold := diagnosis.Report{Hosts: []string{"a"}}, diagnosis.Report{Hosts: []string{"b"}, EndUntold: true}
	for _, c := range []struct {
		what string
		r    diagnosis.Report
		want int
	}{{"told", told, 0}, {"untold", untold, 1}, {"both", diagnosis.Union([]diagnosis.Report{told, untold}), 1}} {
		got := diagnosis.Judge(anshin(scheme.CVSS2), c.r, diagnosis.Terms{})
		if len(got.Remarks) != c.want || got.Verdict != diagnosis.Pass {
			t.Errorf("%s: remarks %v, %s", c.what, got.Remarks, got.Verdict)
		}
	}
	merged, _ := diagnosis.Supersede(untold, diagnosis.Report{Hosts: []string{"b"}})
	if merged.EndUntold {
		t.Error("a report that a re-scan replaced whole still leaves its remark")
	}
}

func TestPapersAreOpinionsOrResolutions(t *testing.T) {
	t.Parallel()
	said := diagnosis.Written([]record.ScanPaper{{Kind: record.PaperOpinion, Text: "it cannot be reached"}, {Kind: record.PaperResolution, Text: "patched", Plugins: []string{"p"}}})
	if len(said.Opinions) != 1 || said.Opinions[0].Text != "it cannot be reached" || len(said.Resolutions) != 1 || said.Resolutions[0].PluginIDs[0] != "p" {
		t.Errorf("%+v", said)
	}
}
