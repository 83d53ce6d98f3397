package app

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"akashi/app/application"
	sitting "akashi/app/committee"
	"akashi/app/desk"
	"akashi/app/dispatch"
	"akashi/app/evidence"
	"akashi/app/retention"
	"akashi/app/review"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/committee"
	"akashi/rules/coverage"
	"akashi/rules/fees"
	"akashi/rules/lifecycle"
	"akashi/rules/scoring"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/yen"
)

// CaseView is a case as the actor may see it. Parts that the actor is not shown
// are absent.
type CaseView struct {
	No          string              `json:"no"`
	Scheme      string              `json:"scheme"`
	SchemeName  scheme.Text         `json:"scheme_name"`
	Edition     string              `json:"edition"`
	Type        record.CaseType     `json:"type"`
	State       lifecycle.State     `json:"state"`
	Version     int                 `json:"version"`
	Applicant   string              `json:"applicant,omitempty"`
	ApplicantID string              `json:"applicant_id,omitempty"`
	Service     string              `json:"service,omitempty"`
	Particulars *record.Particulars `json:"particulars,omitempty"` // of the applicant, as the case owns them
	IntakeBody  string              `json:"intake_body,omitempty"`
	Size        string              `json:"size,omitempty"`
	Opened      string              `json:"opened"`
	Filed       civil.Date          `json:"filed"`
	Returned    civil.Date          `json:"returned,omitzero"` // as on the board
	Accepted    civil.Date          `json:"accepted"`
	Round       int                 `json:"round"`
	Dossier     string              `json:"dossier_sha256,omitempty"`
	Session     string              `json:"session,omitempty"`
	SessionDay  civil.Date          `json:"-"`
	Book        *scheme.Edition     `json:"-"`                // its edition, with the intake bodies as they are
	Number      string              `json:"number,omitempty"` // of the mark renewed or granted
	Reason      string              `json:"reason,omitempty"`
	Decided     civil.Date          `json:"decided"`
	Closed      civil.Date          `json:"closed"`
	Turn        record.Role         `json:"turn"`                // role that the case waits for
	InCharge    string              `json:"in_charge,omitempty"` // name of who of the office sees it through; for the office
	Away        civil.Date          `json:"away_until,omitzero"` // last day on which that person is away
	Cover       string              `json:"cover,omitempty"`     // name of who covers until then
	YourTurn    bool                `json:"your_turn"`           // it waits for the actor
	Due         civil.Date          `json:"due"`                 // last day of what it waits for
	DueClause   string              `json:"due_clause,omitempty"`
	NextDate    *lifecycle.NextDay  `json:"next_date,omitempty"` // next day that counts, and why; none once nothing is to come
	Late        bool                `json:"late"`                // it has passed, and is no estimate
	Barred      civil.Date          `json:"no_application_until,omitzero"`
	CarriedOver *record.Carried     `json:"carried_over,omitempty"` // where it was begun, if not here
	Next        []desk.Offer        `json:"next"`                   // steps that the actor may take, and what stands in the way
	Can         []desk.Offer        `json:"can"`                    // what else the actor may do to the case now

	Score       *VoiceScore               `json:"score,omitempty"`
	Answers     []AnswerView              `json:"answers,omitempty"`
	Findings    []record.Finding          `json:"findings,omitempty"`
	Charges     []ChargeView              `json:"charges,omitempty"`
	Followed    []record.ChargeCorrection `json:"charges_corrected,omitempty"` // what charges were before they followed a correction
	Invoices    []InvoiceView             `json:"invoices,omitempty"`
	Dispatches  []DispatchView            `json:"letters,omitempty"`          // 発信文書
	ToDispatch  []record.DispatchKind     `json:"letters_to_issue,omitempty"` // kinds that the office may issue now
	Payments    []record.Payment          `json:"payments,omitempty"`
	Attachments []record.Attachment       `json:"attachments,omitempty"`
	Erased      []record.Erasure          `json:"erased,omitempty"` // documents that were erased, by their IDs
	Held        *record.Hold              `json:"held,omitempty"`   // what keeps the documents from being erased
	Visits      []record.Visit            `json:"visits,omitempty"`
	OnSite      *fees.SiteTime            `json:"onsite,omitempty"`             // the time of the first review, against the standard
	Corrected   []record.Visit            `json:"visits_corrected,omitempty"`   // those that no longer stand, and what took others out
	Eligibility []record.EligibilityCheck `json:"eligibility_checks,omitempty"` // what was found on site; the last stands
	Observed    []record.Observation      `json:"observations,omitempty"`       // what was seen on site, with what it replaced
	Closings    []record.Closing          `json:"closings,omitempty"`           // sheets of the closing meetings; the last stands
	CheckOuts   []record.CheckOut         `json:"check_outs,omitempty"`         // who carries or carried the case on a device
	Reviewers   []ReviewerView            `json:"reviewers,omitempty"`
	Alone       *AloneView                `json:"alone,omitempty"` // where each of two judges alone
	Report      *record.Report            `json:"report,omitempty"`
	Conflicts   []record.Conflict         `json:"conflicts,omitempty"`
	VotesCast   *int                      `json:"votes_cast,omitempty"`
	Votes       []VoteView                `json:"votes,omitempty"`
	Voided      []VoidedVote              `json:"votes_voided,omitempty"`
	VoteWords   []VoteWordView            `json:"vote_words,omitempty"` // dissents, and what was said of votes entered for a member
	Decision    *DecisionView             `json:"decision,omitempty"`
	Reexamined  []record.Reexamination    `json:"reexaminations,omitempty"` // 再審査の請求, in their order
	Notice      *record.Notice            `json:"notice,omitempty"`
	Notices     []record.Notice           `json:"notices_corrected,omitempty"` // those that no longer stand
	Evidence    *record.Evidence          `json:"evidence,omitempty"`          // as stated
	Worth       *evidence.EvidenceView    `json:"evidence_today,omitempty"`
	Diagnosis   *evidence.ScanView        `json:"diagnosis,omitempty"`
	Pages       []record.Page             `json:"pages,omitempty"`
	Statements  []record.Statement        `json:"statements,omitempty"`
	Exceptions  []record.Exception        `json:"exceptions,omitempty"`
	EvidenceDue []coverage.Due            `json:"evidence_due,omitzero"` // what filing and every verdict of met wait for
	Documents   []coverage.Handed         `json:"documents,omitempty"`   // of the checklist, those that are required
	DocsDue     []string                  `json:"documents_due,omitzero"`
	Intake      []IntakeLine              `json:"intake,omitempty"` // steps of the intake; to the applicant those sent back as missing
	Sample      bool                      `json:"sample,omitempty"`
	ByMonth     bool                      `json:"days_by_month,omitempty"` // days are told by the first of their month
}

// ChargeView is a charge with what is open on it, and for how many days it has been
// late.
type ChargeView struct {
	record.Charge
	Open yen.Amount `json:"open"`
	Late int        `json:"late_days,omitempty"`
}

// plainCharge is a charge as its fields are written.
type plainCharge ChargeView

// MarshalJSON writes the amount of a charge that has one.
func (c ChargeView) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		plainCharge
		Amount *yen.Amount `json:"amount,omitempty"`
	}{plainCharge(c), c.priced()})
}

// priced is the amount of a charge that has one.
func (c ChargeView) priced() *yen.Amount {
	if c.Status == record.ChargeUnpriced {
		return nil
	}
	return &c.Amount
}

// DocumentsThere counts the documents of the checklist that are settled, as 5/8; "" when
// the case waits for none, or the actor is not shown them.
func (v CaseView) DocumentsThere() string {
	if len(v.DocsDue) == 0 {
		return ""
	}
	return fmt.Sprintf("%d/%d", len(v.Documents)-len(v.DocsDue), len(v.Documents))
}

// ItemsDue lists the criteria that evidence is still to come for, each once.
func (v CaseView) ItemsDue() (items []string) {
	for _, d := range v.EvidenceDue {
		if !slices.Contains(items, d.Item) {
			items = append(items, d.Item)
		}
	}
	return items
}

// ReviewerView is one who examines the case, or did: then it says until when and why.
type ReviewerView struct {
	User   string      `json:"user"`
	Name   string      `json:"name"`
	Role   record.Role `json:"role"`
	Since  time.Time   `json:"since"`
	Ended  time.Time   `json:"ended,omitzero"`
	Reason string      `json:"reason,omitempty"`
}

// VoteView is one vote. Until the decision has opened it nobody is shown the choice.
type VoteView struct {
	Seat       string        `json:"seat"`
	Round      int           `json:"round"`
	Choice     record.Choice `json:"choice,omitempty"`
	Sealed     bool          `json:"sealed,omitempty"`
	Commitment string        `json:"commitment,omitempty"`
	Salt       string        `json:"salt,omitempty"`
	EnteredBy  string        `json:"entered_by,omitempty"` // who entered it for the seat, where that was not its own holder
}

// VoidedVote is a vote that no longer stands, beside what replaced it. Whose it was
// and what stays sealed as long as that of a vote that stands.
type VoidedVote struct {
	Seat   string             `json:"seat,omitempty"`
	Choice record.Choice      `json:"choice,omitempty"`
	Kind   record.VoidingKind `json:"kind"`
	Reason string             `json:"reason,omitempty"`
	At     time.Time          `json:"at"`
}

// DecisionView is the decision on the case, with its reasons.
type DecisionView struct {
	Outcome    record.Outcome  `json:"outcome"`
	Decided    civil.Date      `json:"decided"`
	Session    string          `json:"session"`
	Dossier    string          `json:"dossier_sha256"`
	Points     *int            `json:"points,omitempty"` // as the votes, not where hardly another case has as many and names are withheld
	PointsPass *int            `json:"points_pass,omitempty"`
	Score      string          `json:"score"`
	Votes      *VoteCount      `json:"votes,omitempty"`
	Reasons    string          `json:"reasons,omitempty"`
	Conditions string          `json:"conditions,omitempty"`
	Explained  []record.Reason `json:"explained,omitempty"`
}

// caseView gathers the parts of a case that the actor is shown.
func caseView(w *desk.Work) CaseView {
	return partsOf(w, (*viewer).particulars, (*viewer).carried, (*viewer).identity, (*viewer).barred, (*viewer).steps, (*viewer).answers, (*viewer).findings, (*viewer).money,
		(*viewer).evidence, (*viewer).intake, (*viewer).team, (*viewer).alone, (*viewer).review, (*viewer).committee, (*viewer).decision, (*viewer).dispatches, (*viewer).coarse)
}

// partsOf gathers some parts of a case.
func partsOf(w *desk.Work, parts ...func(*viewer)) CaseView {
	object, err := w.Object()
	w.Fail(err)
	v := viewer{Work: w, mask: access.Fields(w.Actor, object)}
	for _, part := range parts {
		part(&v)
	}
	v.view.Book = w.Joined()
	return v.view
}

// CaseView returns a case as the actor may see it.
func (a *App) CaseView(ctx context.Context, actor access.Actor, no string) (view CaseView, err error) {
	err = a.LookAt(ctx, actor, desk.OnCase, no, func(w *desk.Work) { view = caseView(w) })
	return view, err
}

// viewer builds a view part by part, each under the mask of the actor.
type viewer struct {
	*desk.Work
	mask    access.Mask
	charges []record.Charge // none to whom they are not shown
	view    CaseView
}

func (v *viewer) particulars() {
	c := v.Case
	v.view = CaseView{No: v.NoOf(c), Scheme: c.Scheme, SchemeName: v.Edition.Name, Edition: c.Edition, Type: c.Type, State: c.State,
		Version: v.CaseVersion(), IntakeBody: c.IntakeBody, Size: c.Size, Opened: c.Opened.UTC().Format("2006-01-02T15:04:05Z"),
		Filed: c.Filed, Returned: sentBack(v.Work), Accepted: c.Accepted, Round: c.Round, Session: c.SessionID,
		Decided: c.Decided, Closed: c.Closed, Sample: c.Particulars.Sample,
		Turn: application.Turn(v.Work)}
	v.view.YourTurn = lifecycle.Awaits(v.Actor.Role, v.view.Turn, c.State)
	if c.SessionID != "" {
		v.view.SessionDay = desk.Read(v.Work, v.Tx.Session, c.SessionID).Day
	}
}

func (v *viewer) identity() {
	if v.mask[access.Remarks] {
		v.view.Reason = v.Case.Reason
	}
	if v.mask[access.Identity] {
		v.view.Applicant, v.view.ApplicantID, v.view.Service = v.Case.Particulars.Name, v.Case.ApplicantID, v.Case.Service
		v.view.Dossier = v.Case.Dossier
	}
	if v.mask[access.Identity] && v.Case.MarkID != "" {
		v.view.Number = desk.Read(v.Work, v.Tx.Mark, v.Case.MarkID).Number
	}
	if v.mask[access.Contact] {
		v.view.Particulars = &v.Case.Particulars
	}
}

// barred is until when the applicant may not apply, by all that the register has of it.
func (v *viewer) barred() {
	if v.mask[access.Identity] && v.Case.Closed.IsZero() {
		v.view.Barred = application.BarredUntil(v.Work)
	}
}

func (v *viewer) steps() {
	v.view.Due, v.view.DueClause = application.Due(v.Work)
	user, called := inChargeOf(v.Work, desk.InChargeOf)
	if a, is := v.AwayOf(v.Case.Scheme, user); is {
		v.view.Away, v.view.Cover = a.To, calledBy(v.Work, a.Cover)
	}
	v.view.InCharge = called
	if v.mask[access.Money] {
		v.charges = desk.Read(v.Work, v.Charges, v.Case.ID)
	}
	if next := application.Next(v.Work, application.Awaited(v.Work), v.charges); !next.Day.IsZero() {
		v.view.NextDate, v.view.Late = &next, next.IsLate(v.Today)
	}
	v.view.Next, v.view.Can = []desk.Offer{}, []desk.Offer{}
	for _, o := range v.Offers() {
		if o.Event != "" {
			v.view.Next = append(v.view.Next, o)
		} else {
			v.view.Can = append(v.view.Can, o)
		}
	}
}

func (v *viewer) findings() {
	if v.mask[access.Findings] {
		v.view.Findings = desk.Read(v.Work, v.Findings, v.Case.ID)
	}
	for i := range v.view.Findings {
		v.byTeam(&v.view.Findings[i].RaisedBy)
	}
}

func (v *viewer) money() {
	if v.mask[access.Money] {
		v.view.Followed = desk.Read(v.Work, v.ChargeCorrections, v.Case.ID)
		v.view.Payments = desk.Read(v.Work, v.Payments, v.Case.ID)
		for _, c := range v.charges {
			v.view.Charges = append(v.view.Charges, ChargeView{c, fees.Open(c, v.view.Payments), fees.DaysLate(c, v.Today)})
		}
		if len(v.charges) > 0 {
			v.view.Invoices = invoicesOf(v.Work)
		}
	}
}

func (v *viewer) evidence() {
	if !v.mask[access.Evidence] {
		return
	}
	if stated := v.Case.Evidence; stated.IsStated() {
		v.view.Evidence = &stated
	}
	v.view.Attachments = desk.Read(v.Work, v.Attachments, v.Case.ID)
	v.view.Erased = v.erasures()
	worth := evidence.EvidenceToday(v.Work)
	if worth.Coverage != nil || worth.Scope != nil || len(worth.Ages) > 0 {
		v.view.Worth = &worth
	}
	v.view.Diagnosis = evidence.Scanned(v.Work)
	v.view.Pages = desk.Read(v.Work, v.Pages, v.Case.ID)
	v.view.Statements = desk.Read(v.Work, v.Statements, v.Case.ID)
	if !v.mask[access.Denials] {
		for i := range v.view.Statements {
			v.view.Statements[i].Denied = nil
		}
	}
	v.view.Exceptions = desk.Read(v.Work, v.Exceptions, v.Case.ID)
	due, list := evidence.Waiting(v.Work, v.told())
	v.view.EvidenceDue, v.view.Documents, v.view.DocsDue = append([]coverage.Due{}, due...), list, []string{}
	for _, d := range v.view.Documents {
		if !d.Counts() {
			v.view.DocsDue = append(v.view.DocsDue, d.ID)
		}
	}
}

// erasures are told without who made them to whoever is not of the office. A hold is the office's alone.
func (v *viewer) erasures() []record.Erasure {
	office := v.Permit(access.ViewRetention) == nil
	if h, held := retention.HoldOn(v.Work); held && office {
		v.view.Held = &h
	}
	all := slices.DeleteFunc(desk.Read(v.Work, v.Work.Erasures, v.Case.ID), func(e record.Erasure) bool {
		return e.Class == record.ClassPhotos && !v.mask[access.FirstNotes]
	})
	for i := range all {
		if !office {
			all[i].By = ""
		}
	}
	return all
}

func (v *viewer) team() {
	if !v.mask[access.Team] {
		return
	}
	if v.mask[access.FirstNotes] {
		v.view.CheckOuts = desk.Read(v.Work, v.Work.CheckOuts, v.Case.ID)
	}
	for _, a := range desk.Read(v.Work, v.Assignments, v.Case.ID) {
		user := desk.Read(v.Work, v.Tx.User, a.UserID)
		v.view.Reviewers = append(v.view.Reviewers, ReviewerView{a.UserID, user.Name, a.Role, a.At, a.Ended, a.Reason})
	}
}

func (v *viewer) review() {
	if !v.mask[access.FirstNotes] {
		return
	}
	visits := desk.Read(v.Work, v.Visits, v.Case.ID)
	for i := range visits {
		v.byTeam(&visits[i].By)
	}
	v.view.Visits = fees.StandingVisits(visits)
	for _, x := range visits {
		if _, stands := desk.First(v.view.Visits, func(s record.Visit) bool { return s.ID == x.ID }); !stands {
			v.view.Corrected = append(v.view.Corrected, x)
		}
	}
	v.view.Eligibility = desk.Read(v.Work, v.EligibilityChecks, v.Case.ID)
	for i := range v.view.Eligibility {
		v.byTeam(&v.view.Eligibility[i].By)
	}
	v.view.Observed, v.view.Closings = desk.Read(v.Work, v.Observations, v.Case.ID), desk.Read(v.Work, v.Work.Closings, v.Case.ID)
	for i := range v.view.Observed {
		v.byTeam(&v.view.Observed[i].By)
	}
	for i := range v.view.Closings {
		v.byTeam(&v.view.Closings[i].By)
	}
	if len(v.view.Visits) > 0 {
		v.view.OnSite = review.Time(v.Work, visits)
	}
	if report, written := desk.Find(v.Work, v.Report, v.Case.ID); written {
		v.byTeam(&report.By)
		v.view.Report = &report
	}
}

// byTeam leaves an author of the team out for whoever is not told who examines the case.
func (v *viewer) byTeam(author *string) {
	if !v.mask[access.Team] {
		*author = ""
	}
}

func (v *viewer) committee() {
	if v.mask[access.Conflicts] {
		v.view.Conflicts = desk.Read(v.Work, v.Conflicts, v.Case.ID)
	}
	if v.Case.SessionID == "" || !v.mask[access.VoteCount] {
		return
	}
	all := sitting.VotesOf(v.Work)
	voided, err := v.Voidings(v.Case.SessionID, v.Case.ID)
	v.Fail(err)
	votes := committee.Standing(all, voided)
	cast := len(votes)
	v.view.VotesCast = &cast
	if v.mask[access.VoteWords] {
		v.view.VoteWords = voteWords(v.Work)
	}
	for _, x := range votes {
		if v.unsealed(x.Seat) {
			v.view.Votes = append(v.view.Votes, v.vote(x))
		}
	}
	for _, x := range voided {
		v.view.Voided = append(v.view.Voided, v.voided(x, all))
	}
}

// vote is a vote with what proves it, and by whom it was entered for its seat (代理記録).
func (v *viewer) vote(x record.Vote) VoteView {
	view := VoteView{Seat: x.Seat, Choice: x.Choice, Commitment: x.Commitment, Round: x.Round}
	o, opened := desk.First(desk.Read(v.Work, v.OpenedVotes, v.Case.ID), func(o record.OpenedVote) bool { return o.VoteID == x.ID })
	if view.Sealed = x.Choice == record.VoteSealed; opened {
		view.Salt = o.Salt
	}
	if u, _ := desk.Find(v.Work, v.Tx.User, x.By); !slices.ContainsFunc(v.InRoles(u), func(r record.InRole) bool { return r.Seat == x.Seat }) {
		view.EnteredBy = x.By
	}
	return view
}

// unsealed reports whether the actor is shown the vote of the seat.
func (v *viewer) unsealed(seat string) bool {
	return v.mask[access.Votes] || v.mask[access.OwnVote] && seat == v.Actor.Seat
}

// voided is a vote that no longer stands. What was said of a single vote could tell
// whose it was.
func (v *viewer) voided(x record.Voiding, votes []record.Vote) VoidedVote {
	view := VoidedVote{Kind: x.Kind, At: x.At}
	recused := x.Kind == record.VoteRecused && v.mask[access.Conflicts]
	if v.unsealed(x.Seat) || recused || x.Kind == record.VotesReopened && v.mask[access.Remarks] {
		view.Reason = x.Reason
	}
	if v.unsealed(x.Seat) || recused {
		view.Seat = x.Seat
	}
	vote, given := desk.First(votes, func(o record.Vote) bool { return o.Seat == x.Seat && o.Round == x.Round })
	if given && v.unsealed(x.Seat) {
		view.Choice = vote.Choice
	}
	return view
}

func (v *viewer) decision() {
	d, decided := desk.Find(v.Work, v.Decision, v.Case.ID)
	if v.mask[access.Outcome] && v.mask[access.Remarks] && (decided || v.Case.IsCarried()) { // paper may have the decision
		v.notices()
	}
	if !decided || !v.mask[access.Outcome] {
		return
	}
	view := &DecisionView{Outcome: d.Outcome, Decided: d.Decided, Session: d.SessionID,
		Points: &d.Points, PointsPass: &d.PointsPass, Score: d.Score}
	if v.mask[access.Identity] {
		view.Dossier = d.Dossier
	}
	if v.mask[access.Tally] {
		view.Votes = &VoteCount{d.For, d.Against, d.Abstained, d.Recused, d.Present, d.Quorum}
	}
	if v.mask[access.FinalNotes] {
		view.Reasons, view.Conditions, view.Explained = d.Reasons, d.Conditions, v.explained(d.Explained)
	}
	v.view.Decision = view
	if !v.mask[access.Remarks] {
		return
	}
	v.view.Reexamined = desk.Read(v.Work, v.Reexaminations, v.Case.ID)
}

// dispatches are the official documents, to whom they went and to the office.
func (v *viewer) dispatches() {
	object, err := v.Object()
	v.Fail(err)
	if access.Allows(v.Actor, access.ViewLetters, object) {
		v.view.Dispatches = dispatchesOf(v.Work)
	}
	if access.Allows(v.Actor, access.IssueLetter, object) {
		v.view.ToDispatch = dispatch.Kinds(v.Work)
	}
}

// notices are the days on which the notice of the decision was received: the one that stands,
// and those before it.
func (v *viewer) notices() {
	if notices := desk.Read(v.Work, v.Work.Notices, v.Case.ID); len(notices) > 0 {
		last := len(notices) - 1
		v.view.Notice, v.view.Notices = &notices[last], notices[:last]
	}
}

// explained is the ground of a decision by its parts: that of the score, and under their
// own fields that of the votes and who left the case.
func (v *viewer) explained(all []record.Reason) (shown []record.Reason) {
	for _, r := range all {
		if r.Rule != committee.RuleOfOutcome {
			shown = append(shown, r)
		} else if v.mask[access.Tally] && v.mask[access.Conflicts] {
			shown = append(shown, r)
		} else if v.mask[access.Tally] {
			shown = append(shown, committee.Nameless(r))
		}
	}
	return scoring.Veiled(shown, v.veiled)
}
