package evidence

import (
	"cmp"
	"encoding/json"
	"fmt"
	"time"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/diagnosis"
	"akashi/scheme"
	"akashi/values/civil"
)

// JudgeAgain judges what the case has handed in when nothing has been added to it.
func JudgeAgain(w *desk.Work) { judgeScans(w, nil, nil) }

// judgeScans judges all that the case has handed in about its diagnosis. A
// declaration on scores without a version replaces the one before it when it says
// something; the report of the last row is not read again when it just was.
//  1. let each re-scan take the place of the report it repeats, host by host;
//  2. put the reports that stand side by side;
//  3. judge them with every opinion and resolution, for the filing day, or for today
//     while there is none;
//  4. keep the verdict, in the place of the one before.
func judgeScans(w *desk.Work, declared *record.ScoreVersion, last *diagnosis.Report) {
	rows := desk.Read(w, w.ScanReports, w.Case.ID)
	if len(rows) == 0 {
		return
	}
	verdict, known := desk.Find(w, w.ScanVerdict, w.Case.ID)
	verdict.Unversioned = cmp.Or(declared, verdict.Unversioned)
	judgement := diagnose(w, rows, verdict.Unversioned, last)
	verdict.CaseID, verdict.Verdict, verdict.Result = w.Case.ID, string(judgement.Result.Verdict), w.Written(judgement)
	verdict.Filed, verdict.Judged = filing(w), w.Now
	w.Facts["diagnosis"] = judgement.Result.Verdict
	if known {
		w.Save(&verdict)
		return
	}
	verdict.Version = 1
	w.Add(&verdict)
}

// filing is the day against which ages are judged: the filing day, or today while
// the application is a draft.
func filing(w *desk.Work) civil.Date {
	if w.Case.Filed.IsZero() {
		return w.Today
	}
	return w.Case.Filed
}

// ScanJudgement is the verdict on everything a case has handed in, with what each
// re-scan showed.
type ScanJudgement struct {
	Result  diagnosis.Result   `json:"judgement"`
	Rescans []diagnosis.Rescan `json:"rescans"`
	Totals  map[string]int     `json:"totals,omitempty"` // of lists that are longer than what is listed
}

// mostListed is how many entries of each list of findings are kept with the verdict, and
// so told with the case; the report has them all.
const mostListed = 500

// shorten cuts the lists down to what is listed, and says how long they were.
func (j *ScanJudgement) shorten() {
	r := &j.Result
	cut(j, "findings", &r.Findings)
	cut(j, "mismatch_details", &r.Differences)
	cut(j, "row_errors", &r.RowErrors)
	for name, list := range map[string]*[]string{"blocking": &r.Blocking, "resolved": &r.Resolved, "opinion_required": &r.OpinionRequired,
		"opinion_missing": &r.OpinionMissing, "undecidable": &r.Undecidable, "mismatches": &r.Mismatches} {
		cut(j, name, list)
	}
	for i := range j.Rescans {
		again := &j.Rescans[i]
		for name, list := range map[string]*[]string{"gone": &again.Gone, "still_there": &again.StillThere, "new": &again.New, "not_scanned": &again.NotScanned} {
			cut(j, fmt.Sprintf("rescans/%d/%s", i, name), list)
		}
	}
}

func cut[T any](j *ScanJudgement, name string, list *[]T) {
	if len(*list) <= mostListed {
		return
	}
	if j.Totals == nil {
		j.Totals = map[string]int{}
	}
	j.Totals[name], *list = len(*list), (*list)[:mostListed]
}

func diagnose(w *desk.Work, rows []record.ScanReport, unversioned *record.ScoreVersion, last *diagnosis.Report) ScanJudgement {
	terms := diagnosis.Terms{ApplicationDate: filing(w), Submitted: filing(w),
		Statements: diagnosis.Written(desk.Read(w, w.ScanPapers, w.Case.ID))}
	if u := unversioned; u != nil {
		terms.TreatUnversionedAs = diagnosis.Declaration{Version: scheme.CVSSVersion(u.Version), By: u.By, Reason: u.Reason}
	}
	all, rescans := diagnosis.Standing(received(rows, func(row record.ScanReport) diagnosis.Report {
		if last != nil && row.No == len(rows) {
			return *last
		}
		return scanReport(w, row)
	}))
	result := diagnosis.Judge(*w.Edition.Diagnosis, diagnosis.Union(all), terms)
	result.Findings = result.OnDuty() // the others stay in the rows of their report
	judgement := ScanJudgement{Result: result, Rescans: rescans}
	judgement.shorten()
	return judgement
}

// received are the reports of a case as the rule looks at them.
func received(rows []record.ScanReport, read func(record.ScanReport) diagnosis.Report) (all []diagnosis.Received) {
	for _, row := range rows {
		all = append(all, diagnosis.Received{No: row.No, RescanOf: row.RescanOf, Report: read(row)})
	}
	return all
}

// scanReport is a report as the rule reads it, from its rows.
func scanReport(w *desk.Work, row record.ScanReport) diagnosis.Report {
	r := scanHead(row)
	for _, page := range desk.Read(w, w.ScanPages, row.ID) {
		var rows []record.ScanFinding
		w.Fail(json.Unmarshal(page.Findings, &rows))
		for _, f := range rows {
			r.Findings = append(r.Findings, scanFinding(f))
		}
	}
	return r
}

// scanHead is a report without its findings.
func scanHead(row record.ScanReport) diagnosis.Report {
	return diagnosis.Report{Format: row.Format, Scanner: row.Scanner, ScanDate: row.ScanDate, Oldest: row.Oldest,
		Hosts: row.Hosts, ByHand: row.ByHand, RowErrors: row.RowErrors, EndUntold: !diagnosis.SaysItsEnd(row.Format)}
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

// Judgement is the verdict with what it rests on, finding by finding.
func (v ScanView) Judgement() (j ScanJudgement, err error) {
	err = json.Unmarshal(v.Result, &j)
	return j, err
}

// Scanned is nil for a case that has handed in no report.
func Scanned(w *desk.Work) *ScanView {
	v, judged := desk.Find(w, w.ScanVerdict, w.Case.ID)
	if !judged {
		return nil
	}
	return &ScanView{Verdict: v.Verdict, Filed: v.Filed, Judged: v.Judged, Result: v.Result,
		Reports: desk.Read(w, w.ScanReports, w.Case.ID), Papers: desk.Read(w, w.ScanPapers, w.Case.ID)}
}
