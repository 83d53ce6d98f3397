package app

import (
	"akashi/record"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
)

// dossier is the frozen picture of a case: everything the committee is shown and
// nothing that can change. Its fields are written in this order.
type dossier struct {
	Format       int                  `json:"format"`
	Stage        record.Stage         `json:"stage"`
	Case         string               `json:"case"`
	Scheme       string               `json:"scheme"`
	Edition      string               `json:"edition"`
	Type         record.CaseType      `json:"type"`
	Filed        string               `json:"filed"`
	Service      string               `json:"service"`
	IntakeBody   string               `json:"intake_body"`
	Size         string               `json:"size"`
	Round        int                  `json:"round"`
	Facts        record.Past          `json:"facts"`
	Evidence     record.Evidence      `json:"evidence"`
	ApplicantID  string               `json:"applicant_id"`
	Applicant    record.Particulars   `json:"applicant"`
	Declarations []record.Declaration `json:"declarations"`
	Answers      []record.Answer      `json:"answers"`
	Attachments  []record.Attachment  `json:"attachments"`
	Findings     []record.Finding     `json:"findings"`
	Visits       []record.Visit       `json:"visits"`
	ScanReports  []record.ScanReport  `json:"scan_reports"`
	ScanPapers   []record.ScanPaper   `json:"scan_papers"`
	ScanVerdict  *record.ScanVerdict  `json:"scan_verdict,omitempty"`
	Report       *record.Report       `json:"report,omitempty"`
}

// freeze writes the dossier of the case down under its hash (申請書類の確定). From then
// on the case names it.
func (w *work) freeze(stage record.Stage) error {
	d, err := w.dossier(stage)
	if err != nil {
		return err
	}
	body, err := json.Marshal(d)
	if err != nil {
		return fmt.Errorf("freeze dossier of %s: %w", w.c.No, err)
	}
	sum := sha256.Sum256(body)
	w.c.Dossier = hex.EncodeToString(sum[:])
	w.facts["dossier"] = w.c.Dossier
	return w.Add(&record.Dossier{Hash: w.c.Dossier, CaseID: w.c.ID, Stage: stage, Body: string(body), At: w.now})
}

func (w *work) dossier(stage record.Stage) (d dossier, err error) {
	d = dossier{Format: 2, Stage: stage, Case: w.c.No, Scheme: w.c.Scheme, Edition: w.c.Edition, Type: w.c.Type,
		Filed: w.c.Filed.String(), Service: w.c.Service, IntakeBody: w.c.IntakeBody, Size: w.c.Size, Round: w.c.Round,
		ApplicantID: w.c.ApplicantID, Applicant: w.c.Particulars, Facts: w.c.Past, Evidence: w.c.Evidence}
	if d.Declarations, err = w.Declarations(w.c.ID); err != nil {
		return d, err
	}
	if d.Answers, err = w.Answers(w.c.ID); err != nil {
		return d, err
	}
	if d.Attachments, err = w.Attachments(w.c.ID); err != nil {
		return d, err
	}
	if d.Findings, err = w.Findings(w.c.ID); err != nil {
		return d, err
	}
	if d.Visits, err = w.Visits(w.c.ID); err != nil {
		return d, err
	}
	if d.ScanReports, err = w.ScanReports(w.c.ID); err != nil {
		return d, err
	}
	if d.ScanPapers, err = w.ScanPapers(w.c.ID); err != nil {
		return d, err
	}
	verdict, judged, err := notFound(w.ScanVerdict(w.c.ID))
	if err != nil {
		return d, err
	}
	if judged {
		d.ScanVerdict = &verdict
	}
	report, written, err := notFound(w.Report(w.c.ID))
	if written {
		d.Report = &report
	}
	return d, err
}
