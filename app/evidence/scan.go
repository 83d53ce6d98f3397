package evidence

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"sync"

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
	RescanOf int             `json:"rescan_of,omitempty" minimum:"0" maximum:"1000" doc:"number of the report that this one repeats"`

	TreatUnversionedAs string `json:"treat_unversioned_as,omitempty" enum:"v2,v3,v4" doc:"CVSS version of scores that name none"`
	UnversionedReason  string `json:"unversioned_reason,omitempty" doc:"why they are of that version"`
	UnversionedBy      string `json:"unversioned_by,omitempty" doc:"who says so"`

	read *scanRead // before the transaction
}

// Identity is what the request is known again by.
func (in ScanInput) Identity() any { return in.Journaled() }

// Journaled is the input with the file's hash in the place of its content.
func (in ScanInput) Journaled() any {
	sum := desk.Hash(in.Content)
	in.Content = nil
	return struct {
		ScanInput
		SHA256 string `json:"sha256"`
	}{in, sum}
}

// Prepare reads the report while it is inspected and kept.
func (in *ScanInput) Prepare(ctx context.Context, d *desk.Desk) {
	var both sync.WaitGroup
	both.Go(func() { d.KeepAhead(ctx, in.Name, in.Content) })
	both.Go(func() { in.read = readScan(d, *in) })
	both.Wait()
}

// RecordReport takes a vulnerability report in:
//  1. keep the file as it came, under its hash;
//  2. read it, finding by finding, and keep every one; what cannot be read as a
//     report is refused whole, and so is a re-scan from before what it repeats;
//  3. judge all that the case has handed in again.
//
// Keeping and reading are done before the transaction.
func RecordReport(w *desk.Work, in ScanInput) error {
	if !DiagnosisAsked(w) {
		return fault.Wrong("scan.no-rule", "/")
	}
	reports := desk.Read(w, w.ScanReports, w.Case.ID)
	if err := checkScan(w, in, reports); err != nil {
		return err
	}
	kept, err := w.KeepFile(in.Name, in.Content)
	if err != nil {
		return err
	}
	w.Told = fault.With("name", in.Name, "size", kept.Size, "sha256", kept.SHA256)
	if in.read == nil {
		in.read = readScan(w.Desk, in)
	}
	read := *in.read
	if read.err != nil {
		return read.err
	}
	if err := checkRescan(w, in.RescanOf, read.Report); err != nil {
		return err
	}
	row := record.ScanReport{ID: w.NewID(), CaseID: w.Case.ID, No: len(reports) + 1, Name: in.Name, SHA256: kept.SHA256,
		Format: read.Format, Scanner: read.Scanner, ScanDate: read.ScanDate, Oldest: read.Oldest, ByHand: read.ByHand,
		Findings: len(read.Findings), Hosts: read.Hosts, RowErrors: read.RowErrors, RescanOf: in.RescanOf, Received: w.Today, By: w.Actor.ID}
	rows := []any{&row}
	for _, page := range read.pages {
		page.ReportID = row.ID
		rows = append(rows, page)
	}
	w.Add(rows...)
	var declared *record.ScoreVersion
	if in.TreatUnversionedAs != "" {
		declared = &record.ScoreVersion{Version: in.TreatUnversionedAs, By: in.UnversionedBy, Reason: in.UnversionedReason}
	}
	judgeScans(w, declared, &read.Report)
	return nil
}

func checkScan(w *desk.Work, in ScanInput, reports []record.ScanReport) error {
	var p fault.Problems
	p.Want(in.Name != "", "scan.name", "/name")
	p.Want(len(in.Content) > 0, "scan.empty", "/content")
	p.Want(len(reports) < mostReports, "scan.too-many-reports", "/content", "most", mostReports)
	p.Want(in.RescanOf >= 0 && in.RescanOf <= len(reports), "scan.rescan-of", "/rescan_of", "given", in.RescanOf)
	p.Want(!in.ScanDate.After(w.Today), "scan.day", "/scan_date", "given", in.ScanDate)
	if in.TreatUnversionedAs != "" {
		fault.OneOf(&p, "scan.version", "/treat_unversioned_as", in.TreatUnversionedAs, []string{"v2", "v3", "v4"})
		p.Want(in.UnversionedBy != "" && in.UnversionedReason != "", "scan.declaration", "/unversioned_reason")
	}
	return p.Err()
}

const (
	mostFindings = 200_000 // of one report; the largest seen in public has a third of that
	mostReports  = 50      // of one case
	pageOf       = 500     // findings
)

// scanRead is a report as it was read, or why it could not be.
type scanRead struct {
	diagnosis.Report
	pages []*record.ScanPage
	err   error
}

// readScan reads the file into a report and the pages of its findings.
func readScan(d *desk.Desk, in ScanInput) *scanRead {
	var read scanRead
	var findings []diagnosis.Finding
	read.Report, read.err = d.Scans.Read(bytes.NewReader(in.Content), desk.ReadAs{Format: in.Format, Mapping: in.Mapping}, func(f diagnosis.Finding) error {
		if len(findings) == mostFindings {
			return fault.Wrong("scan.too-many", "/content", "most", mostFindings)
		}
		findings = append(findings, f)
		return nil
	})
	if !in.ScanDate.IsZero() {
		read.ScanDate, read.Oldest = in.ScanDate, in.ScanDate
	}
	read.Findings = findings
	for page := range slices.Chunk(findings, pageOf) {
		rows := make([]record.ScanFinding, len(page))
		for i, f := range page {
			rows[i] = scanRow(f)
		}
		text, err := json.Marshal(rows)
		if err != nil {
			read.err = err
			return &read
		}
		read.pages = append(read.pages, &record.ScanPage{No: len(read.pages) + 1, Findings: text})
	}
	return &read
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
