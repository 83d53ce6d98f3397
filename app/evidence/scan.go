package evidence

import (
	"bytes"
	"cmp"
	"encoding/json"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/diagnosis"
	"akashi/values/civil"
	"akashi/values/fault"
)

// ScanInput hands in a vulnerability report (診断結果書類).
type ScanInput struct {
	Name     string          `json:"name" doc:"file name"`
	Content  []byte          `json:"content" doc:"the report as the scanner wrote it, base64 in JSON"`
	Format   string          `json:"format,omitempty" doc:"name of a reader; found by content when empty"`
	ScanDate civil.Date      `json:"scan_date,omitempty" doc:"day of the scan, where the report does not say"`
	Mapping  json.RawMessage `json:"mapping,omitempty" doc:"what the columns of a CSV of any shape hold"`
	RescanOf int             `json:"rescan_of,omitempty" doc:"number of the report that this one repeats"`

	TreatUnversionedAs string `json:"treat_unversioned_as,omitempty" enum:"v2,v3,v4" doc:"CVSS version of scores that name none"`
	UnversionedReason  string `json:"unversioned_reason,omitempty" doc:"why they are of that version"`
	UnversionedBy      string `json:"unversioned_by,omitempty" doc:"who says so"`
}

// Journaled is the input with the file's hash in the place of its content.
func (in ScanInput) Journaled() any {
	sum := desk.Hash(in.Content)
	in.Content = nil
	return struct {
		ScanInput
		SHA256 string `json:"sha256"`
	}{in, sum}
}

// RecordReport takes a vulnerability report in:
//  1. keep the file as it came, under its hash;
//  2. read it, finding by finding, and keep every one; what cannot be read as a
//     report is refused whole, and so is a re-scan from before what it repeats;
//  3. judge all that the case has handed in again.
func RecordReport(w *desk.Work, in ScanInput) error {
	if !DiagnosisAsked(w) {
		return fault.Wrong("scan.no-rule", "/")
	}
	reports := desk.Read(w, w.ScanReports, w.Case.ID)
	if err := checkScan(w, in, reports); err != nil {
		return err
	}
	kept, err := w.Desk.Files.Keep(w.Context, in.Name, in.Content)
	if err != nil {
		return err
	}
	w.Told = fault.With("name", in.Name, "size", kept.Size, "sha256", kept.SHA256)
	row := record.ScanReport{ID: w.NewID(), CaseID: w.Case.ID, No: len(reports) + 1, Name: in.Name, SHA256: kept.SHA256,
		RescanOf: in.RescanOf, Received: w.Today, By: w.Actor.ID}
	report, err := readScan(w, &row, in)
	if err != nil {
		return err
	}
	var declared *record.ScoreVersion
	if in.TreatUnversionedAs != "" {
		declared = &record.ScoreVersion{Version: in.TreatUnversionedAs, By: in.UnversionedBy, Reason: in.UnversionedReason}
	}
	judgeScans(w, declared, &report)
	return nil
}

func checkScan(w *desk.Work, in ScanInput, reports []record.ScanReport) error {
	var p fault.Problems
	p.Want(in.Name != "", "scan.name", "/name")
	p.Want(len(in.Content) > 0, "scan.empty", "/content")
	p.Want(in.RescanOf >= 0 && in.RescanOf <= len(reports), "scan.rescan-of", "/rescan_of", "given", in.RescanOf)
	p.Want(!in.ScanDate.After(w.Today), "scan.day", "/scan_date", "given", in.ScanDate)
	if in.TreatUnversionedAs != "" {
		fault.OneOf(&p, "scan.version", "/treat_unversioned_as", in.TreatUnversionedAs, []string{"v2", "v3", "v4"})
		p.Want(in.UnversionedBy != "" && in.UnversionedReason != "", "scan.declaration", "/unversioned_reason")
	}
	return p.Err()
}

// readScan reads the file into the report's row and the rows of its findings.
func readScan(w *desk.Work, row *record.ScanReport, in ScanInput) (diagnosis.Report, error) {
	var rows []any
	var findings []diagnosis.Finding
	report, err := w.Desk.Scans.Read(bytes.NewReader(in.Content), desk.ReadAs{Format: in.Format, Mapping: in.Mapping}, func(f diagnosis.Finding) error {
		rows = append(rows, scanRow(row.ID, len(rows)+1, f))
		findings = append(findings, f)
		return nil
	})
	if err != nil {
		return report, err
	}
	if !in.ScanDate.IsZero() {
		report.ScanDate, report.Oldest = in.ScanDate, in.ScanDate
	}
	if err := checkRescan(w, in.RescanOf, report); err != nil {
		return report, err
	}
	report.Findings = findings
	row.Format, row.Scanner, row.ScanDate, row.Oldest = report.Format, report.Scanner, report.ScanDate, report.Oldest
	row.ByHand, row.Findings, row.Hosts, row.RowErrors = report.ByHand, len(rows), report.Hosts, report.RowErrors
	w.Add(row)
	w.Add(rows...)
	return report, nil
}

// checkRescan refuses a re-scan that was made before what it repeats: it shows nothing
// of what was found later.
func checkRescan(w *desk.Work, rescanOf int, again diagnosis.Report) error {
	if rescanOf == 0 {
		return nil
	}
	repeated := diagnosis.Repeated(received(desk.Read(w, w.ScanReports, w.Case.ID), scanHead), rescanOf)
	if day := again.FirstDay(); !day.IsZero() && day.Before(repeated) {
		return fault.Wrong("scan.rescan-early", "/rescan_of", "day", day, "repeated", repeated)
	}
	return nil
}

// PaperInput is an opinion, or the record of a resolution.
type PaperInput struct {
	Findings  []string   `json:"findings,omitempty" doc:"findings by key, host|port|plugin"`
	PluginIDs []string   `json:"plugin_ids,omitempty" doc:"every finding of these tests"`
	Text      string     `json:"text" doc:"the opinion, or what was done"`
	By        string     `json:"by" doc:"the responsible person"`
	Date      civil.Date `json:"date,omitempty" doc:"day it was written; today when empty"`
}

// RecordOpinion keeps what the responsible person says of findings (意見書).
func RecordOpinion(w *desk.Work, in PaperInput) error { return keepPaper(w, record.PaperOpinion, in) }

// RecordResolution keeps that findings were resolved, and how (対応報告).
func RecordResolution(w *desk.Work, in PaperInput) error {
	return keepPaper(w, record.PaperResolution, in)
}

// keepPaper keeps what the responsible person wrote, and judges again.
func keepPaper(w *desk.Work, kind record.PaperKind, in PaperInput) error {
	in.Date = cmp.Or(in.Date, w.Today)
	statement := diagnosis.Statement{Findings: in.Findings, PluginIDs: in.PluginIDs, Text: in.Text, By: in.By, Date: in.Date}
	if err := (diagnosis.Statements{Opinions: []diagnosis.Statement{statement}}).Check(); err != nil {
		return err
	}
	w.Add(&record.ScanPaper{ID: w.NewID(), CaseID: w.Case.ID, Kind: kind, Findings: in.Findings, Plugins: in.PluginIDs,
		Text: in.Text, Person: in.By, Day: in.Date, By: w.Actor.ID, At: w.Now})
	JudgeAgain(w)
	return nil
}

// DiagnosisAsked reports whether the edition asks for a diagnosis: not every one does.
func DiagnosisAsked(w *desk.Work) bool { return w.Edition.Diagnosis != nil }
