package evidence

import (
	"strings"

	"akashi/record"
	"akashi/rules/diagnosis"
)

// noScore stands in a row for a score that is not there.
const noScore = -1

func scanRow(f diagnosis.Finding) record.ScanFinding {
	return record.ScanFinding{Host: f.Host, Port: f.Port, Protocol: f.Protocol, PluginID: f.PluginID,
		Name: f.Name, CVEs: strings.Join(f.CVEs, " "), State: string(f.State), Severity: f.ScannerSeverity,
		Vector2: f.CVSS2.Vector, Reported2: tenths(f.CVSS2.Reported), Computed2: tenths(f.CVSS2.Computed),
		Vector3: f.CVSS3.Vector, Reported3: tenths(f.CVSS3.Reported), Computed3: tenths(f.CVSS3.Computed),
		Vector4: f.CVSS4.Vector, Reported4: tenths(f.CVSS4.Reported), Computed4: tenths(f.CVSS4.Computed),
		Unversioned: tenths(f.Unversioned), Remark: f.Remark}
}

func scanFinding(r record.ScanFinding) diagnosis.Finding {
	return diagnosis.Finding{Host: r.Host, Port: r.Port, Protocol: r.Protocol, PluginID: r.PluginID, Name: r.Name,
		CVEs: strings.Fields(r.CVEs), State: diagnosis.State(r.State), ScannerSeverity: r.Severity,
		CVSS2:       diagnosis.Metric{Vector: r.Vector2, Reported: score(r.Reported2), Computed: score(r.Computed2)},
		CVSS3:       diagnosis.Metric{Vector: r.Vector3, Reported: score(r.Reported3), Computed: score(r.Computed3)},
		CVSS4:       diagnosis.Metric{Vector: r.Vector4, Reported: score(r.Reported4), Computed: score(r.Computed4)},
		Unversioned: score(r.Unversioned), Remark: r.Remark}
}

func tenths(t diagnosis.Tenths) int {
	if n, ok := t.Value(); ok {
		return n
	}
	return noScore
}

func score(n int) diagnosis.Tenths {
	t, _ := diagnosis.Score(n)
	return t
}
