package store

import "akashi/record"

func scanReports() table[record.ScanReport] {
	return table[record.ScanReport]{name: "scan_report", key: "id", columns: func(r *record.ScanReport) []column {
		return []column{
			{"id", &r.ID}, {"case_id", &r.CaseID}, {"no", &r.No}, {"name", &r.Name}, {"sha256", &r.SHA256},
			{"format", &r.Format}, {"scanner", &r.Scanner}, {"scan_date", &r.ScanDate}, {"oldest_scan", &r.Oldest},
			{"hosts", &r.Hosts}, {"by_hand", &r.ByHand}, {"findings", &r.Findings}, {"row_errors", &r.RowErrors},
			{"rescan_of", &r.RescanOf}, {"received", &r.Received}, {"by", &r.By},
		}
	}}
}

func scanFindings() table[record.ScanFinding] {
	return table[record.ScanFinding]{name: "scan_finding", key: "report_id", columns: func(f *record.ScanFinding) []column {
		return []column{
			{"report_id", &f.ReportID}, {"seq", &f.Seq}, {"host", &f.Host}, {"port", &f.Port}, {"protocol", &f.Protocol},
			{"plugin_id", &f.PluginID}, {"name", &f.Name}, {"cves", &f.CVEs}, {"state", &f.State}, {"severity", &f.Severity},
			{"vector2", &f.Vector2}, {"reported2", &f.Reported2}, {"computed2", &f.Computed2},
			{"vector3", &f.Vector3}, {"reported3", &f.Reported3}, {"computed3", &f.Computed3},
			{"vector4", &f.Vector4}, {"reported4", &f.Reported4}, {"computed4", &f.Computed4},
			{"unversioned", &f.Unversioned}, {"remark", &f.Remark},
		}
	}}
}

func scanPapers() table[record.ScanPaper] {
	return table[record.ScanPaper]{name: "scan_paper", key: "id", columns: func(p *record.ScanPaper) []column {
		return []column{
			{"id", &p.ID}, {"case_id", &p.CaseID}, {"kind", &p.Kind}, {"findings", &p.Findings}, {"plugins", &p.Plugins},
			{"text", &p.Text}, {"person", &p.Person}, {"day", &p.Day}, {"by", &p.By}, {"at", moment{&p.At}},
		}
	}}
}

func scanVerdicts() table[record.ScanVerdict] {
	return table[record.ScanVerdict]{name: "scan_verdict", key: "case_id", columns: func(v *record.ScanVerdict) []column {
		return []column{
			{"case_id", &v.CaseID}, {"verdict", &v.Verdict}, {"result", &v.Result}, {"filed", &v.Filed},
			{"unversioned", &v.Unversioned}, {"judged", moment{&v.Judged}}, {"version", &v.Version},
		}
	}}
}

// ScanReports returns the vulnerability reports of the case in the order received.
func (r reader) ScanReports(caseID string) ([]record.ScanReport, error) {
	return find(r, scanReports(), "WHERE case_id = ? ORDER BY no", caseID)
}

// ScanFindings returns the findings of a report in the order of its file.
func (r reader) ScanFindings(reportID string) ([]record.ScanFinding, error) {
	return find(r, scanFindings(), "WHERE report_id = ? ORDER BY seq", reportID)
}

// ScanPapers returns the opinions and resolutions of the case.
func (r reader) ScanPapers(caseID string) ([]record.ScanPaper, error) {
	return find(r, scanPapers(), "WHERE case_id = ? ORDER BY at, id", caseID)
}

// ScanVerdict returns the last judgement of what the case has handed in.
func (r reader) ScanVerdict(caseID string) (record.ScanVerdict, error) {
	return one(r, scanVerdicts(), "of case "+caseID, "WHERE case_id = ?", caseID)
}
