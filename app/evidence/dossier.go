package evidence

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"akashi/app/desk"
	"akashi/record"
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

// Freeze writes the dossier of the case down under its hash (申請書類の確定). From then
// on the case names it.
func Freeze(w *desk.Work, stage record.Stage) error {
	d, err := gather(w, stage)
	if err != nil {
		return err
	}
	body, err := json.Marshal(d)
	if err != nil {
		return fmt.Errorf("freeze dossier of %s: %w", w.Case.No, err)
	}
	sum := sha256.Sum256(body)
	w.Case.Dossier = hex.EncodeToString(sum[:])
	w.Facts["dossier"] = w.Case.Dossier
	return w.Add(&record.Dossier{Hash: w.Case.Dossier, CaseID: w.Case.ID, Stage: stage, Body: string(body), At: w.Now})
}

func gather(w *desk.Work, stage record.Stage) (d dossier, err error) {
	d = dossier{Format: 2, Stage: stage, Case: w.Case.No, Scheme: w.Case.Scheme, Edition: w.Case.Edition, Type: w.Case.Type,
		Filed: w.Case.Filed.String(), Service: w.Case.Service, IntakeBody: w.Case.IntakeBody, Size: w.Case.Size, Round: w.Case.Round,
		ApplicantID: w.Case.ApplicantID, Applicant: w.Case.Particulars, Facts: w.Case.Past, Evidence: w.Case.Evidence}
	if d.Declarations, err = w.Declarations(w.Case.ID); err != nil {
		return d, err
	}
	if d.Answers, err = w.Answers(w.Case.ID); err != nil {
		return d, err
	}
	if d.Attachments, err = w.Attachments(w.Case.ID); err != nil {
		return d, err
	}
	if d.Findings, err = w.Findings(w.Case.ID); err != nil {
		return d, err
	}
	if d.Visits, err = w.Visits(w.Case.ID); err != nil {
		return d, err
	}
	if d.ScanReports, err = w.ScanReports(w.Case.ID); err != nil {
		return d, err
	}
	if d.ScanPapers, err = w.ScanPapers(w.Case.ID); err != nil {
		return d, err
	}
	verdict, judged, err := desk.Known(w.ScanVerdict(w.Case.ID))
	if err != nil {
		return d, err
	}
	if judged {
		d.ScanVerdict = &verdict
	}
	report, written, err := desk.Known(w.Report(w.Case.ID))
	if written {
		d.Report = &report
	}
	return d, err
}
