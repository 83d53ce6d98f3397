package store

import "akashi/record"

func scanReports() table[record.ScanReport] {
	return table[record.ScanReport]{name: "scan_report", key: "id", columns: func(p *record.ScanReport) []column {
		return []column{
			{"id", &p.ID}, {"case_id", &p.CaseID}, {"no", &p.No}, {"name", &p.Name}, {"sha256", &p.SHA256},
			{"format", &p.Format}, {"scanner", &p.Scanner}, {"scan_date", &p.ScanDate}, {"oldest_scan", &p.Oldest},
			{"hosts", asJSON{&p.Hosts}}, {"by_hand", &p.ByHand}, {"findings", &p.Findings}, {"row_errors", asJSON{&p.RowErrors}},
			{"rescan_of", &p.RescanOf}, {"received", &p.Received}, {"by", &p.By},
		}
	}}
}

// scanPages are kept as they were read and never change, so Save has no key to find
// them by.
func scanPages() table[record.ScanPage] {
	return table[record.ScanPage]{name: "scan_page", columns: func(p *record.ScanPage) []column {
		return []column{{"report_id", &p.ReportID}, {"no", &p.No}, {"findings", written{&p.Findings}}}
	}}
}

func scanPapers() table[record.ScanPaper] {
	return table[record.ScanPaper]{name: "scan_paper", key: "id", columns: func(p *record.ScanPaper) []column {
		return []column{
			{"id", &p.ID}, {"case_id", &p.CaseID}, {"kind", &p.Kind}, {"findings", asJSON{&p.Findings}}, {"plugin_ids", asJSON{&p.Plugins}},
			{"text", &p.Text}, {"person", &p.Person}, {"day", &p.Day}, {"by", &p.By}, {"at", moment{&p.At}},
		}
	}}
}

func scanVerdicts() table[record.ScanVerdict] {
	return table[record.ScanVerdict]{name: "scan_verdict", key: "case_id", columns: func(v *record.ScanVerdict) []column {
		return []column{
			{"case_id", &v.CaseID}, {"verdict", &v.Verdict}, {"result", written{&v.Result}}, {"filed", &v.Filed},
			{"unversioned", asJSON{&v.Unversioned}}, {"judged", moment{&v.Judged}}, {"version", &v.Version},
		}
	}}
}

// ScanReports returns the vulnerability reports of the case in the order received.
func (r reader) ScanReports(caseID string) ([]record.ScanReport, error) {
	return find(r, scanReports(), "WHERE case_id = ? ORDER BY no", caseID)
}

// ScanPages returns the findings of the report, page by page in the order of its file.
func (r reader) ScanPages(reportID string) ([]record.ScanPage, error) {
	return find(r, scanPages(), "WHERE report_id = ? ORDER BY no", reportID)
}

// ScanPapers returns what was written about the findings of the case, by day.
func (r reader) ScanPapers(caseID string) ([]record.ScanPaper, error) {
	return find(r, scanPapers(), "WHERE case_id = ? ORDER BY day, at, id", caseID)
}

// ScanVerdict returns the last judgement of the case's reports.
func (r reader) ScanVerdict(caseID string) (record.ScanVerdict, error) {
	return one(r, scanVerdicts(), "of case "+caseID, "WHERE case_id = ?", caseID)
}
