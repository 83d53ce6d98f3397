package evidence

import (
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
	Pages        []record.Page        `json:"pages"`
	Statements   []record.Statement   `json:"statements"`
	Exceptions   []record.Exception   `json:"exceptions"`
	Findings     []record.Finding     `json:"findings"`
	Visits       []record.Visit       `json:"visits"`
	ScanReports  []record.ScanReport  `json:"scan_reports"`
	ScanPapers   []record.ScanPaper   `json:"scan_papers"`
	ScanVerdict  *record.ScanVerdict  `json:"scan_verdict,omitempty"`
	Report       *record.Report       `json:"report,omitempty"`
	Carried      *record.Carried      `json:"carried,omitempty"` // where the case was begun, if not here
}

// Freeze writes the dossier of the case down under its hash (申請書類の確定). From then
// on the case names it.
func Freeze(w *desk.Work, stage record.Stage) {
	body := w.Written(gather(w, stage))
	w.Case.Dossier = desk.Hash(body)
	w.Facts["dossier"] = w.Case.Dossier
	w.Add(&record.Dossier{Hash: w.Case.Dossier, CaseID: w.Case.ID, Stage: stage, Body: string(body), At: w.Now})
}

func gather(w *desk.Work, stage record.Stage) dossier {
	id := w.Case.ID
	d := dossier{Format: 2, Stage: stage, Case: w.Case.No, Scheme: w.Case.Scheme, Edition: w.Case.Edition, Type: w.Case.Type,
		Filed: w.Case.Filed.String(), Service: w.Case.Service, IntakeBody: w.Case.IntakeBody, Size: w.Case.Size, Round: w.Case.Round,
		ApplicantID: w.Case.ApplicantID, Applicant: w.Case.Particulars, Facts: w.Case.Past, Evidence: w.Case.Evidence,
		Declarations: desk.Read(w, w.Declarations, id), Answers: desk.Read(w, w.Answers, id), Attachments: desk.Read(w, w.Attachments, id),
		Pages: desk.Read(w, w.Pages, id), Statements: desk.Read(w, w.Statements, id), Exceptions: desk.Read(w, w.Exceptions, id),
		Findings: desk.Read(w, w.Findings, id), Visits: desk.Read(w, w.Visits, id),
		ScanReports: desk.Read(w, w.ScanReports, id), ScanPapers: desk.Read(w, w.ScanPapers, id)}
	if verdict, judged := desk.Find(w, w.ScanVerdict, id); judged {
		d.ScanVerdict = &verdict
	}
	if report, written := desk.Find(w, w.Report, id); written {
		d.Report = &report
	}
	if w.Case.IsCarried() {
		told := w.Case.Carried
		d.Carried = &told
	}
	return d
}
