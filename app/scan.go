package app

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"akashi/civil"
	"akashi/diagnosis"
	"akashi/fault"
	"akashi/lifecycle"
	"akashi/record"
	"akashi/scheme"
)

// ScanInput hands in a vulnerability report (診断結果書類).
type ScanInput struct {
	Name     string     `json:"name" doc:"file name"`
	Content  []byte     `json:"content" doc:"the report as the scanner wrote it, base64 in JSON"`
	Format   string     `json:"format,omitempty" doc:"name of a reader; found by content when empty"`
	ScanDate civil.Date `json:"scan_date,omitempty" doc:"day of the scan, where the report does not say"`
	RescanOf int        `json:"rescan_of,omitempty" doc:"number of the report that this one repeats"`

	TreatUnversionedAs string `json:"treat_unversioned_as,omitempty" enum:"v2,v3,v4" doc:"CVSS version of scores that name none"`
	UnversionedReason  string `json:"unversioned_reason,omitempty" doc:"why they are of that version"`
	UnversionedBy      string `json:"unversioned_by,omitempty" doc:"who says so"`
}

// Journaled is the input with the file's hash in the place of its content.
func (in ScanInput) Journaled() any {
	sum := sha256.Sum256(in.Content)
	in.Content = nil
	return struct {
		ScanInput
		SHA256 string `json:"sha256"`
	}{in, hex.EncodeToString(sum[:])}
}

// recordReport takes a vulnerability report in:
//  1. keep the file as it came, under its hash;
//  2. read it, finding by finding, and keep every one; what cannot be read as a
//     report is refused whole;
//  3. judge all that the case has handed in again.
func recordReport(w *work, in ScanInput) error {
	if err := w.mayHandIn(); err != nil {
		return err
	}
	reports, err := w.ScanReports(w.c.ID)
	if err != nil {
		return err
	}
	if err := w.checkScan(in, reports); err != nil {
		return err
	}
	kept, err := w.app.Files.Keep(w.ctx, in.Name, in.Content)
	if err != nil {
		return err
	}
	row := record.ScanReport{ID: w.id(), CaseID: w.c.ID, No: len(reports) + 1, Name: in.Name, SHA256: kept.SHA256,
		RescanOf: in.RescanOf, Received: w.today, By: w.actor.ID}
	if err := w.readScan(&row, in); err != nil {
		return err
	}
	declared := diagnosis.Declaration{Version: scheme.CVSSVersion(in.TreatUnversionedAs), By: in.UnversionedBy, Reason: in.UnversionedReason}
	return w.judgeScans(&declared)
}

// mayHandIn lets evidence on the diagnosis come while the applicant can still act.
func (w *work) mayHandIn() error {
	if w.edition.Diagnosis == nil {
		return fault.Problems{{Code: "scan.no-rule", Where: "/", Message: "the edition of this case asks for no vulnerability diagnosis"}}
	}
	return w.in(lifecycle.Draft, lifecycle.Submitted, lifecycle.Accepted, lifecycle.DocumentReview, lifecycle.DocumentCorrection)
}

func (w *work) checkScan(in ScanInput, reports []record.ScanReport) error {
	var p fault.Problems
	if in.Name == "" {
		p.Add("scan.name", "/name", "write the file's name")
	}
	if len(in.Content) == 0 {
		p.Add("scan.empty", "/content", "the file is empty")
	}
	if in.RescanOf < 0 || in.RescanOf > len(reports) {
		p.Addf("scan.rescan-of", "/rescan_of", "the case has no report %d", in.RescanOf)
	}
	if in.ScanDate.After(w.today) {
		p.Add("scan.day", "/scan_date", "the day has not come yet")
	}
	if in.TreatUnversionedAs != "" {
		if !contains([]string{"v2", "v3", "v4"}, in.TreatUnversionedAs) {
			p.Add("scan.version", "/treat_unversioned_as", "write v2, v3 or v4")
		}
		if in.UnversionedBy == "" || in.UnversionedReason == "" {
			p.Add("scan.declaration", "/unversioned_reason", "say who declares the version of the scores, and why")
		}
	}
	return p.Err()
}

// readScan reads the file into the report's row and the rows of its findings.
func (w *work) readScan(row *record.ScanReport, in ScanInput) error {
	var rows []any
	report, err := w.app.Scans.Read(bytes.NewReader(in.Content), in.Format, func(f diagnosis.Finding) error {
		rows = append(rows, scanRow(row.ID, len(rows)+1, f))
		return nil
	})
	if err != nil {
		return err
	}
	if !in.ScanDate.IsZero() {
		report.ScanDate, report.Oldest = in.ScanDate, in.ScanDate
	}
	hosts, err := json.Marshal(report.Hosts)
	if err != nil {
		return err
	}
	unread, err := json.Marshal(report.RowErrors)
	if err != nil {
		return err
	}
	row.Format, row.Scanner, row.ScanDate, row.Oldest = report.Format, report.Scanner, report.ScanDate, report.Oldest
	row.ByHand, row.Findings, row.Hosts, row.RowErrors = report.ByHand, len(rows), string(hosts), string(unread)
	if err := w.Add(row); err != nil {
		return err
	}
	return w.Add(rows...)
}

// PaperInput is an opinion, or the record of a resolution.
type PaperInput struct {
	Findings  []string   `json:"findings,omitempty" doc:"findings by key, host|port|plugin"`
	PluginIDs []string   `json:"plugin_ids,omitempty" doc:"every finding of these tests"`
	Text      string     `json:"text" doc:"the opinion, or what was done"`
	By        string     `json:"by" doc:"the responsible person"`
	Date      civil.Date `json:"date,omitempty" doc:"day it was written; today when empty"`
}

func recordOpinion(w *work, in PaperInput) error    { return w.keepPaper(record.PaperOpinion, in) }
func recordResolution(w *work, in PaperInput) error { return w.keepPaper(record.PaperResolution, in) }

// keepPaper keeps what the responsible person wrote, and judges again.
func (w *work) keepPaper(kind string, in PaperInput) error {
	if err := w.mayHandIn(); err != nil {
		return err
	}
	if in.Date.IsZero() {
		in.Date = w.today
	}
	statement := diagnosis.Statement{Findings: in.Findings, PluginIDs: in.PluginIDs, Text: in.Text, By: in.By, Date: in.Date}
	if err := (diagnosis.Statements{Opinions: []diagnosis.Statement{statement}}).Check(); err != nil {
		return err
	}
	findings, err := json.Marshal(in.Findings)
	if err != nil {
		return err
	}
	plugins, err := json.Marshal(in.PluginIDs)
	if err != nil {
		return err
	}
	if err := w.Add(&record.ScanPaper{ID: w.id(), CaseID: w.c.ID, Kind: kind, Findings: string(findings), Plugins: string(plugins),
		Text: in.Text, Person: in.By, Day: in.Date, By: w.actor.ID, At: w.now}); err != nil {
		return err
	}
	return w.judgeScans(nil)
}

// judgeScans judges all that the case has handed in about its diagnosis, and
// keeps the verdict. A declaration replaces the one before it when it says
// something.
func (w *work) judgeScans(declared *diagnosis.Declaration) error {
	rows, err := w.ScanReports(w.c.ID)
	if err != nil || len(rows) == 0 {
		return err
	}
	verdict, known, err := notFound(w.ScanVerdict(w.c.ID))
	if err != nil {
		return err
	}
	if declared != nil && declared.Version != "" {
		body, err := json.Marshal(declared)
		if err != nil {
			return err
		}
		verdict.Unversioned = string(body)
	}
	judgement, err := w.diagnose(rows, verdict.Unversioned)
	if err != nil {
		return err
	}
	result, err := json.Marshal(judgement)
	if err != nil {
		return err
	}
	verdict.CaseID, verdict.Verdict, verdict.Result = w.c.ID, string(judgement.Result.Verdict), string(result)
	verdict.Filed, verdict.Judged = w.filing(), w.now
	w.facts["diagnosis"] = judgement.Result.Verdict
	if known {
		return w.Save(&verdict)
	}
	verdict.Version = 1
	return w.Add(&verdict)
}

// filing is the day against which ages are judged: the filing day, or today while
// the application is a draft.
func (w *work) filing() civil.Date {
	if w.c.Filed.IsZero() {
		return w.today
	}
	return w.c.Filed
}

// ScanJudgement is the verdict on everything a case has handed in, with what each
// re-scan showed.
type ScanJudgement struct {
	Result  diagnosis.Result `json:"judgement"`
	Rescans []Rescan         `json:"rescans"`
}

// Rescan is a re-scan beside the report that it repeats.
type Rescan struct {
	Report   int `json:"report"`
	RescanOf int `json:"rescan_of"`
	diagnosis.Comparison
}

func (w *work) diagnose(rows []record.ScanReport, unversioned string) (ScanJudgement, error) {
	terms := diagnosis.Terms{ApplicationDate: w.filing()}
	if unversioned != "" {
		if err := json.Unmarshal([]byte(unversioned), &terms.TreatUnversionedAs); err != nil {
			return ScanJudgement{}, err
		}
	}
	var err error
	if terms.Statements, err = w.statements(); err != nil {
		return ScanJudgement{}, err
	}
	standing := map[int]diagnosis.Report{} // by the number of the first report of a line of re-scans
	line := map[int]int{}
	judgement := ScanJudgement{Rescans: []Rescan{}}
	for _, row := range rows {
		report, err := w.scanReport(row)
		if err != nil {
			return judgement, err
		}
		root := row.No
		if row.RescanOf > 0 {
			root = line[row.RescanOf]
			var seen diagnosis.Comparison
			report, seen = diagnosis.Supersede(standing[root], report)
			judgement.Rescans = append(judgement.Rescans, Rescan{row.No, row.RescanOf, seen})
		}
		line[row.No], standing[root] = root, report
	}
	var all []diagnosis.Report
	for _, row := range rows {
		if report, ok := standing[row.No]; ok {
			all = append(all, report)
		}
	}
	judgement.Result = diagnosis.Judge(*w.edition.Diagnosis, diagnosis.Union(all), terms)
	judgement.Result.Findings = onDuty(judgement.Result)
	return judgement, nil
}

// onDuty keeps the findings that ask something of the applicant; the others stay
// in the rows of their report.
func onDuty(r diagnosis.Result) []diagnosis.Judged {
	asks := map[string]bool{}
	for _, keys := range [][]string{r.Blocking, r.Resolved, r.OpinionRequired, r.Undecidable, r.Mismatches} {
		for _, key := range keys {
			asks[key] = true
		}
	}
	kept := []diagnosis.Judged{}
	for _, f := range r.Findings {
		if asks[f.Key()] && f.Live() {
			kept = append(kept, f)
		}
	}
	return kept
}

func (w *work) statements() (all diagnosis.Statements, err error) {
	papers, err := w.ScanPapers(w.c.ID)
	if err != nil {
		return all, err
	}
	for _, p := range papers {
		s := diagnosis.Statement{Text: p.Text, By: p.Person, Date: p.Day}
		if err := errors.Join(json.Unmarshal([]byte(p.Findings), &s.Findings), json.Unmarshal([]byte(p.Plugins), &s.PluginIDs)); err != nil {
			return all, err
		}
		if p.Kind == record.PaperOpinion {
			all.Opinions = append(all.Opinions, s)
		} else {
			all.Resolutions = append(all.Resolutions, s)
		}
	}
	return all, nil
}

// scanReport is a report as the rule reads it, from its rows.
func (w *work) scanReport(row record.ScanReport) (diagnosis.Report, error) {
	r := diagnosis.Report{Format: row.Format, Scanner: row.Scanner, ScanDate: row.ScanDate, Oldest: row.Oldest, ByHand: row.ByHand}
	if err := errors.Join(json.Unmarshal([]byte(row.Hosts), &r.Hosts), json.Unmarshal([]byte(row.RowErrors), &r.RowErrors)); err != nil {
		return r, fmt.Errorf("read report %d of %s: %w", row.No, w.c.No, err)
	}
	findings, err := w.ScanFindings(row.ID)
	for _, f := range findings {
		r.Findings = append(r.Findings, scanFinding(f))
	}
	return r, err
}

// passVerdict is the one verdict under which the criterion can be met.
const passVerdict = string(diagnosis.Pass)

// noScore stands in a row for a score that is not there.
const noScore = -1

func scanRow(report string, seq int, f diagnosis.Finding) *record.ScanFinding {
	return &record.ScanFinding{ReportID: report, Seq: seq, Host: f.Host, Port: f.Port, Protocol: f.Protocol, PluginID: f.PluginID,
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

// ScanView is what a case has handed in about its diagnosis, and the verdict.
type ScanView struct {
	Verdict string              `json:"verdict"`
	Filed   civil.Date          `json:"judged_for"` // filing day that ages were judged for
	Judged  time.Time           `json:"judged_at"`
	Reports []record.ScanReport `json:"reports"`
	Papers  []record.ScanPaper  `json:"papers"`
	Result  json.RawMessage     `json:"result"` // lists of findings by duty, with reasons
}

// scanView is nil for a case that has handed in no report.
func (w *work) scanView() (*ScanView, error) {
	v, judged, err := notFound(w.ScanVerdict(w.c.ID))
	if err != nil || !judged {
		return nil, err
	}
	view := &ScanView{Verdict: v.Verdict, Filed: v.Filed, Judged: v.Judged, Result: json.RawMessage(v.Result)}
	if view.Reports, err = w.ScanReports(w.c.ID); err != nil {
		return nil, err
	}
	view.Papers, err = w.ScanPapers(w.c.ID)
	return view, err
}
