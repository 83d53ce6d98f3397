package diagnosis_test

import (
	"testing"

	"akashi/rules/diagnosis"
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
