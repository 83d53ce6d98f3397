package record

import (
	"time"

	"akashi/values/civil"
)

// Dispatch is an official document as it went out, and never changes (発信文書). What was wrong on one is put right by
// another, which says which it replaces.
type Dispatch struct {
	ID       string          `json:"-"`
	No       string          `json:"no"` // SA-D2026-0007
	Kind     DispatchKind    `json:"kind"`
	Scheme   string          `json:"scheme"`
	Edition  string          `json:"edition"`
	CaseID   string          `json:"-"`
	Lang     string          `json:"lang"`
	Year     int             `json:"year"`
	Seq      int             `json:"seq"` // in the year, of the scheme; from 1, without gaps
	Replaces string          `json:"replaces,omitempty"`
	Issued   civil.Date      `json:"issued"`
	Content  DispatchContent `json:"content"`
	SHA256   string          `json:"sha256"` // of the PDF, which is kept
	By       string          `json:"by"`
	At       time.Time       `json:"at"`
}

// DispatchContent is what a document tells, frozen at the moment of its issue. Of its letters there is one, that of its kind.
type DispatchContent struct {
	Case            string                 `json:"case"`
	To              Addressee              `json:"to"`
	From            Sender                 `json:"from"`
	Acknowledgement *AcknowledgementLetter `json:"acknowledgement,omitempty"`
	Findings        *FindingsLetter        `json:"findings,omitempty"`
	Passing         *PassingLetter         `json:"passing,omitempty"`
	Refusal         *RefusalLetter         `json:"refusal,omitempty"`
	Certificate     *CertificateLetter     `json:"certificate,omitempty"`
	Renewal         *RenewalLetter         `json:"renewal,omitempty"`
	Correction      *CorrectionLetter      `json:"correction,omitempty"`
	VisitPlan       *VisitPlanLetter       `json:"visit_plan,omitempty"`
	Report          *ReportLetter          `json:"report,omitempty"`
	Agreement       *AgreementLetter       `json:"agreement,omitempty"`
	Measure         *MeasureLetter         `json:"measure,omitempty"`
}

// Addressee is to whom a document goes, as they were called on its day.
type Addressee struct {
	Name    string `json:"name"`
	Post    string `json:"post,omitempty"`   // 代表取締役
	Person  string `json:"person,omitempty"` // who holds it
	Address string `json:"address,omitempty"`
}

// Sender is in whose name a document goes out.
type Sender struct {
	Name    string `json:"name"`
	Post    string `json:"post,omitempty"` // of who signs
	Person  string `json:"person,omitempty"`
	Address string `json:"address,omitempty"`
	Phone   string `json:"phone,omitempty"`
}

// AcknowledgementLetter tells that an application has arrived (申請書類受領書).
type AcknowledgementLetter struct {
	Service string     `json:"service,omitempty"`
	Type    Said       `json:"type"` // new or renewal, as the scheme calls it
	Filed   civil.Date `json:"filed"`
}

// FindingsLetter tells what was found and by when it is to be answered (指摘事項通知書): what is open on its day.
type FindingsLetter struct {
	Service string        `json:"service,omitempty"`
	Due     civil.Date    `json:"due,omitzero"` // none where the day is an estimate
	Items   []FindingItem `json:"items"`
}

// FindingItem is one finding, under the number that it has in the case.
type FindingItem struct {
	No        int    `json:"no"`
	Criterion string `json:"criterion"`
	Text      string `json:"text"`
}

// CertificateLetter certifies that a mark was granted (登録証、使用許諾証).
type CertificateLetter struct {
	Title     Said       `json:"title"` // as the scheme calls it
	Mark      Said       `json:"mark"`
	Service   string     `json:"service,omitempty"`
	Number    string     `json:"number"`
	Granted   civil.Date `json:"granted"`
	ValidFrom civil.Date `json:"valid_from"`
	ValidTo   civil.Date `json:"valid_to"`
}

// RenewalLetter tells when the renewal of a mark is to be filed (更新案内).
type RenewalLetter struct {
	Mark    Said       `json:"mark"`
	Service string     `json:"service,omitempty"`
	Number  string     `json:"number"`
	ValidTo civil.Date `json:"valid_to"`
	Opens   civil.Date `json:"opens,omitzero"` // first day to file; none where the edition sets none
	Closes  civil.Date `json:"closes"`         // last day to file
}

// PassingLetter tells that an application has passed (合格通知書、付与適格決定通知書).
type PassingLetter struct {
	Service    string     `json:"service,omitempty"`
	Outcome    Said       `json:"outcome"` // as the scheme calls it
	Decided    civil.Date `json:"decided"`
	Points     int        `json:"points"`
	PointsPass int        `json:"points_pass"` // 0 where the edition has no points
	Conditions string     `json:"conditions,omitempty"`
	Number     string     `json:"number,omitempty"` // of the mark, once it is granted
	ValidFrom  civil.Date `json:"valid_from,omitzero"`
	ValidTo    civil.Date `json:"valid_to,omitzero"`
	Agreement  civil.Date `json:"agreement,omitzero"` // last day to conclude the agreement, where one follows
}

// RefusalLetter tells that an application has not passed, and why (不合格通知書).
type RefusalLetter struct {
	Service    string      `json:"service,omitempty"`
	Outcome    Said        `json:"outcome"`
	Decided    civil.Date  `json:"decided"`
	Points     int         `json:"points"`
	PointsPass int         `json:"points_pass"`
	Reasons    string      `json:"reasons"`
	Unmet      []UnmetItem `json:"unmet,omitempty"`
	ObjectBy   civil.Date  `json:"object_by,omitzero"` // last day to object, where the office has named one
}

// Said is a text of the edition in both languages.
type Said struct {
	JA string `json:"ja"`
	EN string `json:"en,omitempty"`
}

// UnmetItem is a criterion that was not met, as its edition prints it.
type UnmetItem struct {
	ID   string `json:"id"`
	Text Said   `json:"text"`
}

// DispatchKind says what a document is.
type DispatchKind string

// The kinds, in the order of the procedure.
const (
	DispatchAcknowledgement DispatchKind = "acknowledgement" // 申請書類受領書
	DispatchCorrection      DispatchKind = "correction"      // 補正依頼
	DispatchVisitPlan       DispatchKind = "visit-plan"      // 審査計画書
	DispatchFindings        DispatchKind = "findings"        // 指摘事項通知書
	DispatchPassing         DispatchKind = "passing"         // 合格通知書
	DispatchRefusal         DispatchKind = "refusal"         // 不合格通知書
	DispatchReport          DispatchKind = "report"          // 審査報告書
	DispatchAgreement       DispatchKind = "agreement"       // 契約書
	DispatchCertificate     DispatchKind = "certificate"     // 登録証
	DispatchRenewal         DispatchKind = "renewal"         // 更新案内
	DispatchSuspension      DispatchKind = "suspension"      // 一時停止通知
	DispatchWithdrawal      DispatchKind = "withdrawal"      // 取消通知
)

// DispatchKinds lists the kinds.
func DispatchKinds() []DispatchKind {
	return []DispatchKind{DispatchAcknowledgement, DispatchCorrection, DispatchVisitPlan, DispatchFindings, DispatchPassing, DispatchRefusal, DispatchReport,
		DispatchAgreement, DispatchCertificate, DispatchRenewal, DispatchSuspension, DispatchWithdrawal}
}
