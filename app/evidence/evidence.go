// Package evidence is the chapter on what a case rests on: files, dated documents,
// vulnerability reports, what the rules make of them, and the dossier that is frozen.
package evidence

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/coverage"
	"akashi/rules/diagnosis"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
)

// EvidenceInput states dated evidence: the shapes of the coverage rule for audits,
// and a day for each kind of dated evidence of the edition.
type EvidenceInput struct {
	Audits json.RawMessage       `json:"audits,omitempty" doc:"audits with completion day and items covered"`
	Assets []record.Asset        `json:"assets,omitempty" doc:"hosts of each class of systems that the diagnosis must look at"`
	Dates  map[string]civil.Date `json:"dates,omitempty" doc:"day of each dated document, by its ID in the edition"`
}

// State keeps the dated evidence as stated:
//  1. check every day and every audit against the edition, all at once;
//  2. keep what was stated, in the place of what was stated before;
//  3. what follows from it is worked out when asked, for the filing day.
func State(w *desk.Work, in EvidenceInput) error {
	stated, err := checkEvidence(w, in)
	if err != nil {
		return err
	}
	w.Case.Evidence = stated
	return nil
}

// checkEvidence returns the evidence as the record keeps it, and refuses what
// cannot be read, all problems at once.
func checkEvidence(w *desk.Work, in EvidenceInput) (record.Evidence, error) {
	stated := record.Evidence{Assets: in.Assets, Dates: in.Dates}
	var p fault.Problems
	for id, day := range in.Dates {
		p.Want(slices.Contains(scheme.IDs(w.Edition.Evidence), id), "evidence.unknown", "/dates/"+id, "given", id)
		p.Want(!day.After(w.Today), "evidence.day", "/dates/"+id, "given", day)
	}
	var unread, coverageErr error
	if len(in.Audits) > 0 {
		stated.Audits, unread = coverage.DecodeAudits(bytes.NewReader(in.Audits))
	}
	if unread == nil {
		_, coverageErr = coverageOf(w, stated)
	}
	_, scopeErr := scopeOf(w, stated)
	for _, err := range []error{unread, coverageErr, scopeErr} {
		problems, ok := err.(fault.Problems)
		if err != nil && !ok {
			return stated, err
		}
		p = append(p, problems...)
	}
	return stated, p.Err()
}

// EvidenceView is what follows from the dated evidence of a case today.
type EvidenceView struct {
	Coverage *coverage.Result `json:"coverage,omitempty"` // of the audits
	Scope    *coverage.Scope  `json:"scope,omitempty"`    // of the diagnosis
	Ages     []coverage.Age   `json:"ages,omitempty"`
}

// warning is how long before its last day an aging document is pointed out.
var warning = civil.Months(1)

// EvidenceToday is what the stated evidence is worth for the filing day.
func EvidenceToday(w *desk.Work) EvidenceView {
	return desk.Made(w, "evidence.today", func() EvidenceView { return today(w) })
}

func today(w *desk.Work) (view EvidenceView) {
	stated := w.Case.Evidence
	audited, err := coverageOf(w, stated)
	w.Fail(err)
	scanned, err := scopeOf(w, stated)
	w.Fail(err)
	view.Coverage, view.Scope = audited, scanned
	dated := coverage.DatedBy(w.Edition, stated.Dates, reportDay(w), auditDay(stated))
	if len(dated) > 0 {
		view.Ages, err = coverage.Ages(w.Edition, filing(w), warning, dated)
		w.Fail(err)
	}
	return view
}

// reportDay is the day of the oldest scan that the diagnosis still rests on: a
// report that a re-scan has replaced whole no longer counts.
func reportDay(w *desk.Work) civil.Date {
	reports, _ := diagnosis.Standing(received(desk.Read(w, w.ScanReports, w.Case.ID), scanHead))
	return diagnosis.FirstDay(reports)
}

// auditDay is the day of the last audit that is stated.
func auditDay(stated record.Evidence) (day civil.Date) {
	for _, a := range stated.Audits {
		if a.Completed.After(day) {
			day = a.Completed
		}
	}
	return day
}

// coverageOf asks the audit rule; nil where no audits are stated.
func coverageOf(w *desk.Work, stated record.Evidence) (*coverage.Result, error) {
	if len(stated.Audits) == 0 || w.Edition.Audit == nil {
		return nil, nil
	}
	result, err := coverage.Check(w.Edition, filing(w), stated.Audits)
	return &result, err
}

// scopeOf sets the stated assets beside the hosts of all reports handed in; nil
// where none are stated.
func scopeOf(w *desk.Work, stated record.Evidence) (*coverage.Scope, error) {
	if len(stated.Assets) == 0 {
		return nil, nil
	}
	var scanned []string
	for _, r := range desk.Read(w, w.ScanReports, w.Case.ID) {
		scanned = append(scanned, r.Hosts...)
	}
	scope, err := coverage.CheckScope(w.Edition.Diagnosis, stated.Assets, scanned)
	return &scope, err
}

// proof is a rule's own verdict on one criterion, which no first verdict may
// contradict upwards: where the evidence in the records shows that a criterion
// is not met, nobody can judge it met.
type proof struct {
	Criterion string
	Holds     bool
	Clause    string
	Verdict   string
}

// Proofs are the verdicts of the rules on what the case has handed in. Evidence
// that was only shown on paper leaves no proof, and the reviewer judges.
func Proofs(w *desk.Work) (all []proof) {
	if v, judged := desk.Find(w, w.ScanVerdict, w.Case.ID); judged && w.Edition.Diagnosis != nil {
		all = append(all, proof{w.Edition.Diagnosis.Criterion, v.Verdict == string(diagnosis.Pass), w.Edition.Diagnosis.Source, v.Verdict})
	}
	view := EvidenceToday(w)
	if view.Coverage != nil {
		all = append(all, proof{w.Edition.Audit.Criterion, view.Coverage.Complete, w.Edition.Audit.Source, fmt.Sprintf("missing %v", view.Coverage.Missing)})
	}
	if view.Scope != nil {
		gaps := fmt.Sprintf("missing %v, not scanned %v", view.Scope.Missing, view.Scope.NotScanned)
		all = append(all, proof{w.Edition.Diagnosis.Criterion, view.Scope.Complete, w.Edition.Diagnosis.Source, gaps})
	}
	return all
}
