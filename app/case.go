package app

import (
	"errors"

	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/lifecycle"
	"akashi/rules/scoring"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
)

// SubmitInput submits the application.
type SubmitInput struct {
	LateReason string `json:"late_reason,omitempty" doc:"why a renewal comes after its window, where the scheme lets it"`
}

// submit files the application:
//  1. the filing day is today;
//  2. ask the lifecycle: claims, declarations, eligibility, window, payment;
//  3. freeze what was submitted under its hash;
//  4. send the receipt.
func submit(w *work, in SubmitInput) error {
	w.c.Filed = w.today
	w.c.Reason = in.LateReason
	if err := w.move(lifecycle.Submit, nil); err != nil {
		return err
	}
	if err := w.judgeScans(nil); err != nil { // ages are judged for the filing day
		return err
	}
	if err := w.freeze(record.StageSubmitted); err != nil {
		return err
	}
	if err := w.save(); err != nil {
		return err
	}
	w.told = fault.With("no", w.c.No, "filed", w.c.Filed, "sha256", w.c.Dossier)
	return w.write(w.c.ApplicantID, "receipt", map[string]string{"no": w.c.No, "filed": w.c.Filed.String(), "sha256": w.c.Dossier})
}

// ReasonInput gives the reason of an act.
type ReasonInput struct {
	Reason string `json:"reason" doc:"why, in words the other side will read"`
}

func (in ReasonInput) check() error {
	if in.Reason != "" {
		return nil
	}
	return fault.Wrong("reason.missing", "/reason")
}

// sendBack returns an incomplete application to its draft (差戻し).
func sendBack(w *work, in ReasonInput) error {
	return w.closeWith(lifecycle.Return, in, "returned")
}

// withdraw ends the case at the applicant's wish (取下げ).
func withdraw(w *work, in ReasonInput) error {
	if w.c.State != lifecycle.Draft {
		w.c.Closed = w.today
	}
	return w.closeWith(lifecycle.Withdraw, in, "withdrawn")
}

func (w *work) closeWith(e lifecycle.Event, in ReasonInput, letter string) error {
	if err := in.check(); err != nil {
		return err
	}
	if err := w.move(e, nil); err != nil {
		return err
	}
	w.c.Reason = in.Reason
	if err := w.leaveAgenda(in.Reason); err != nil {
		return err
	}
	if err := w.save(); err != nil {
		return err
	}
	return w.write(w.c.ApplicantID, letter, map[string]string{"no": w.c.No, "reason": in.Reason})
}

// AcceptInput accepts the application after its review (形式審査).
type AcceptInput struct {
	Size string `json:"size,omitempty" doc:"size class as found; the class worked out from the particulars when empty"`
	Note string `json:"note,omitempty" doc:"what the review found"`
}

// accept takes the application in after its review (受理):
//  1. settle the size class as found;
//  2. ask the lifecycle: the fee that the review waits for is in;
//  3. note the day and tell the applicant.
func accept(w *work, in AcceptInput) error {
	if in.Size != "" {
		if err := w.knownSize(in.Size); err != nil {
			return err
		}
		w.c.Size = in.Size
	}
	if err := w.move(lifecycle.Accept, nil); err != nil {
		return err
	}
	w.c.Accepted = w.today
	if err := w.save(); err != nil {
		return err
	}
	return w.write(w.c.ApplicantID, "accepted", map[string]string{"no": w.c.No, "size": w.c.Size})
}

// NoInput is the input of an act that needs none.
type NoInput struct{}

func beginReview(w *work, _ NoInput) error {
	if err := w.move(lifecycle.BeginReview, nil); err != nil {
		return err
	}
	return w.save()
}

// missing puts a place to a name in the input that names nothing.
func missing(err error, where string) error {
	if err == nil || !errors.Is(err, fault.NotFound) {
		return err
	}
	p := fault.ProblemsIn(err)
	p[0].Where = where
	return p
}

// notFound turns a missing record into "none".
func notFound[T any](rec T, err error) (T, bool, error) {
	if errors.Is(err, fault.NotFound) {
		return rec, false, nil
	}
	return rec, err == nil, err
}

// CaseView is a case as the actor may see it. Parts that the actor is not shown
// are absent.
type CaseView struct {
	No          string          `json:"no"`
	Scheme      string          `json:"scheme"`
	SchemeName  scheme.Text     `json:"scheme_name"`
	Edition     string          `json:"edition"`
	Type        record.CaseType `json:"type"`
	State       lifecycle.State `json:"state"`
	Version     int             `json:"version"`
	Applicant   string          `json:"applicant,omitempty"`
	ApplicantID string          `json:"applicant_id,omitempty"`
	Service     string          `json:"service,omitempty"`
	IntakeBody  string          `json:"intake_body,omitempty"`
	Size        string          `json:"size,omitempty"`
	Opened      string          `json:"opened"`
	Filed       civil.Date      `json:"filed"`
	Accepted    civil.Date      `json:"accepted"`
	Round       int             `json:"round"`
	Dossier     string          `json:"dossier_sha256,omitempty"`
	Session     string          `json:"session,omitempty"`
	Number      string          `json:"number,omitempty"` // of the mark renewed or granted
	Reason      string          `json:"reason,omitempty"`
	Decided     civil.Date      `json:"decided"`
	Closed      civil.Date      `json:"closed"`
	Turn        record.Role     `json:"turn"`      // role that the case waits for
	YourTurn    bool            `json:"your_turn"` // the actor is of that role
	Due         civil.Date      `json:"due"`       // last day of what it waits for
	DueClause   string          `json:"due_clause,omitempty"`
	Next        []Offer         `json:"next"` // steps that the actor may take, and what stands in the way
	Can         []Offer         `json:"can"`  // what else the actor may do to the case now

	Score       *Standing           `json:"score,omitempty"`
	Answers     []AnswerView        `json:"answers,omitempty"`
	Findings    []record.Finding    `json:"findings,omitempty"`
	Charges     []record.Charge     `json:"charges,omitempty"`
	Payments    []record.Payment    `json:"payments,omitempty"`
	Attachments []record.Attachment `json:"attachments,omitempty"`
	Visits      []record.Visit      `json:"visits,omitempty"`
	Report      *record.Report      `json:"report,omitempty"`
	Conflicts   []record.Conflict   `json:"conflicts,omitempty"`
	VotesCast   *int                `json:"votes_cast,omitempty"`
	Votes       []VoteView          `json:"votes,omitempty"`
	Decision    *DecisionView       `json:"decision,omitempty"`
	Evidence    *record.Evidence    `json:"evidence,omitempty"` // as stated
	Worth       *EvidenceView       `json:"evidence_today,omitempty"`
	Diagnosis   *ScanView           `json:"diagnosis,omitempty"`
	Sample      bool                `json:"sample,omitempty"`
}

// Standing is the score of one voice as it stands.
type Standing struct {
	Of     string         `json:"of"` // claim, first or final
	Result scoring.Result `json:"result"`
}

// AnswerView is one answer; verdicts that the actor is not shown are empty.
type AnswerView struct {
	Criterion     string         `json:"criterion"`
	Aspect        string         `json:"aspect,omitempty"`
	Claim         record.Verdict `json:"claim,omitempty"`
	ClaimPoints   *int           `json:"claim_points,omitempty"`
	ClaimNote     string         `json:"claim_note,omitempty"`
	First         record.Verdict `json:"first,omitempty"`
	FirstPoints   *int           `json:"first_points,omitempty"`
	FirstNote     string         `json:"first_note,omitempty"`
	Final         record.Verdict `json:"final,omitempty"`
	FinalPoints   *int           `json:"final_points,omitempty"`
	FinalNote     string         `json:"final_note,omitempty"`
	Justification string         `json:"justification,omitempty"`
}

// VoteView is one unsealed vote.
type VoteView struct {
	Seat   string        `json:"seat"`
	Choice record.Choice `json:"choice"`
}

// DecisionView is the decision on the case, with its reasons.
type DecisionView struct {
	Outcome    record.Outcome  `json:"outcome"`
	Decided    civil.Date      `json:"decided"`
	Session    string          `json:"session"`
	Dossier    string          `json:"dossier_sha256"`
	Points     int             `json:"points"`
	PointsPass int             `json:"points_pass"`
	Score      string          `json:"score"`
	Votes      *VoteCount      `json:"votes,omitempty"`
	Reasons    string          `json:"reasons,omitempty"`
	Conditions string          `json:"conditions,omitempty"`
	Explained  []record.Reason `json:"explained,omitempty"`
}

// caseView gathers the parts of a case that the actor is shown.
func (w *work) caseView() (CaseView, error) {
	object, err := w.object()
	if err != nil {
		return CaseView{}, err
	}
	v := viewer{work: w, mask: access.Fields(w.actor, object)}
	v.particulars()
	for _, part := range []func() error{v.identity, v.mark, v.steps, v.answers, v.findings, v.money, v.evidence, v.review, v.committee, v.decision} {
		if err := part(); err != nil {
			return CaseView{}, err
		}
	}
	return v.view, nil
}
