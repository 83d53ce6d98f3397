package app

import (
	"context"
	"encoding/json"
	"slices"

	"akashi/access"
	"akashi/civil"
	"akashi/lifecycle"
	"akashi/record"
	"akashi/scheme"
	"akashi/scoring"
)

// CaseView is a case as the actor may see it. Parts that the actor is not shown
// are absent.
type CaseView struct {
	No          string      `json:"no"`
	Scheme      string      `json:"scheme"`
	SchemeName  scheme.Text `json:"scheme_name"`
	Edition     string      `json:"edition"`
	Type        string      `json:"type"`
	State       string      `json:"state"`
	Version     int         `json:"version"`
	Applicant   string      `json:"applicant,omitempty"`
	ApplicantID string      `json:"applicant_id,omitempty"`
	Service     string      `json:"service,omitempty"`
	IntakeBody  string      `json:"intake_body,omitempty"`
	Size        string      `json:"size,omitempty"`
	Opened      string      `json:"opened"`
	Filed       civil.Date  `json:"filed"`
	Accepted    civil.Date  `json:"accepted"`
	Round       int         `json:"round"`
	Dossier     string      `json:"dossier_sha256,omitempty"`
	Session     string      `json:"session,omitempty"`
	Number      string      `json:"number,omitempty"` // of the mark renewed or granted
	Reason      string      `json:"reason,omitempty"`
	Decided     civil.Date  `json:"decided"`
	Closed      civil.Date  `json:"closed"`
	Turn        string      `json:"turn"` // role that the case waits for
	Due         civil.Date  `json:"due"`  // last day of what it waits for
	DueClause   string      `json:"due_clause,omitempty"`
	Next        []Step      `json:"next"` // what may follow, and what stands in the way

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
	Evidence    json.RawMessage     `json:"evidence,omitempty"` // as stated
	Worth       *EvidenceView       `json:"evidence_today,omitempty"`
	Diagnosis   *ScanView           `json:"diagnosis,omitempty"`
	Sample      bool                `json:"sample,omitempty"`
}

// Step is one event that the lifecycle knows from the case's state.
type Step struct {
	Event   string   `json:"event"`
	Blocked []string `json:"blocked,omitempty"` // guards that do not hold now
}

// Standing is the score of one voice as it stands.
type Standing struct {
	Of     string         `json:"of"` // claim, first or final
	Result scoring.Result `json:"result"`
}

// AnswerView is one answer; verdicts that the actor is not shown are empty.
type AnswerView struct {
	Criterion     string `json:"criterion"`
	Aspect        string `json:"aspect,omitempty"`
	Claim         string `json:"claim,omitempty"`
	ClaimPoints   *int   `json:"claim_points,omitempty"`
	ClaimNote     string `json:"claim_note,omitempty"`
	First         string `json:"first,omitempty"`
	FirstPoints   *int   `json:"first_points,omitempty"`
	FirstNote     string `json:"first_note,omitempty"`
	Final         string `json:"final,omitempty"`
	FinalPoints   *int   `json:"final_points,omitempty"`
	FinalNote     string `json:"final_note,omitempty"`
	Justification string `json:"justification,omitempty"`
}

// VoteView is one unsealed vote.
type VoteView struct {
	Seat   string `json:"seat"`
	Choice string `json:"choice"`
}

// DecisionView is the decision on the case, with its reasons.
type DecisionView struct {
	Outcome    string          `json:"outcome"`
	Decided    civil.Date      `json:"decided"`
	Session    string          `json:"session"`
	Dossier    string          `json:"dossier_sha256"`
	Points     int             `json:"points"`
	PointsPass int             `json:"points_pass"`
	Score      string          `json:"score"`
	Votes      *VoteCount      `json:"votes,omitempty"`
	Reasons    string          `json:"reasons,omitempty"`
	Conditions string          `json:"conditions,omitempty"`
	Explained  json.RawMessage `json:"explained,omitempty"`
}

// CaseView returns a case as the actor may see it.
func (a *App) CaseView(ctx context.Context, actor access.Actor, no string) (CaseView, error) {
	var view CaseView
	err := a.Store.View(ctx, func(r Reader) error {
		w := a.work(ctx, readOnly{r}, actor)
		if err := w.load(OnCase, no); err != nil {
			return err
		}
		if err := w.permit(access.ViewCase); err != nil {
			return err
		}
		var err error
		view, err = w.caseView()
		return err
	})
	return view, err
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

// viewer builds a view part by part, each under the mask of the actor.
type viewer struct {
	*work
	mask access.Mask
	view CaseView
}

func (v *viewer) particulars() {
	c := v.c
	v.view = CaseView{No: c.No, Scheme: c.Scheme, SchemeName: v.edition.Name, Edition: c.Edition, Type: c.Type, State: c.State,
		Version: c.Version, IntakeBody: c.IntakeBody, Size: c.Size, Opened: c.Opened.UTC().Format("2006-01-02T15:04:05Z"),
		Filed: c.Filed, Accepted: c.Accepted, Round: c.Round, Dossier: c.Dossier, Session: c.SessionID, Reason: c.Reason,
		Decided: c.Decided, Closed: c.Closed, Turn: turnOf(c.State)}
}

func (v *viewer) identity() error {
	a, err := v.Applicant(v.c.ApplicantID)
	v.view.Sample = a.Sample
	if v.mask[access.Identity] {
		v.view.Applicant, v.view.ApplicantID, v.view.Service = a.Name, a.ID, v.c.Service
	}
	return err
}

func (v *viewer) mark() error {
	if v.c.MarkID == "" || !v.mask[access.Identity] {
		return nil
	}
	m, err := v.Mark(v.c.MarkID)
	v.view.Number = m.Number
	return err
}

func (v *viewer) steps() (err error) {
	v.view.Next = []Step{}
	if v.view.Due, v.view.DueClause, err = v.due(); err != nil {
		return err
	}
	for _, e := range lifecycle.Open(v.edition.Process, lifecycle.State(v.c.State)) {
		asked, _ := lifecycle.Guards(v.edition.Process, lifecycle.State(v.c.State), e)
		step := Step{Event: string(e)}
		for _, g := range asked {
			if _, answered := guards()[g]; !answered {
				continue // answered only when it is done
			}
			answer, err := v.ask(g)
			if err != nil {
				return err
			}
			if !answer.holds {
				step.Blocked = append(step.Blocked, string(g))
			}
		}
		v.view.Next = append(v.view.Next, step)
	}
	return nil
}

// due is the deadline of the case with its clause, none where it has none.
func (w *work) due() (civil.Date, string, error) {
	day, clock, err := w.deadline()
	if day.IsZero() {
		return day, "", err
	}
	return day, w.clauseOf(clock), err
}

func (v *viewer) answers() error {
	if !v.mask[access.Evidence] {
		return nil
	}
	rows, err := v.Answers(v.c.ID)
	if err != nil {
		return err
	}
	for _, p := range places(v.edition) {
		r, _ := find(rows, p)
		a := AnswerView{Criterion: p.criterion, Aspect: p.aspect, Claim: r.Claim, ClaimPoints: r.ClaimPoints, ClaimNote: r.ClaimNote, Justification: r.Justification}
		if v.mask[access.FirstNotes] {
			a.First, a.FirstPoints, a.FirstNote = r.First, r.FirstPoints, r.FirstNote
		}
		if v.mask[access.FinalNotes] {
			a.Final, a.FinalPoints, a.FinalNote = r.Final, r.FinalPoints, r.FinalNote
		}
		v.view.Answers = append(v.view.Answers, a)
	}
	return v.standing(rows)
}

// standing scores the voice that stands: the latest one the actor is shown.
func (v *viewer) standing(rows []record.Answer) error {
	of, name := claim, "claim"
	if v.mask[access.FirstNotes] && slices.ContainsFunc(rows, func(a record.Answer) bool { return a.First != "" }) {
		of, name = first, "first"
	}
	if v.mask[access.FinalNotes] && slices.ContainsFunc(rows, func(a record.Answer) bool { return a.Final != "" }) {
		of, name = final, "final"
	}
	result, _, err := scoreRows(v.edition, scheme.CaseType(v.c.Type), rows, of)
	v.view.Score = &Standing{name, result}
	return err
}

func (v *viewer) findings() (err error) {
	if v.mask[access.Findings] {
		v.view.Findings, err = v.Findings(v.c.ID)
	}
	return err
}

func (v *viewer) money() (err error) {
	if !v.mask[access.Money] {
		return nil
	}
	if v.view.Charges, err = v.Charges(v.c.ID); err != nil {
		return err
	}
	v.view.Payments, err = v.Payments(v.c.ID)
	return err
}

func (v *viewer) evidence() (err error) {
	if !v.mask[access.Evidence] {
		return nil
	}
	v.view.Evidence = json.RawMessage(v.c.Evidence)
	if v.view.Attachments, err = v.Attachments(v.c.ID); err != nil {
		return err
	}
	worth, err := v.evidenceToday()
	if err != nil {
		return err
	}
	if worth.Coverage != nil || len(worth.Ages) > 0 {
		v.view.Worth = &worth
	}
	v.view.Diagnosis, err = v.scanView()
	return err
}

func (v *viewer) review() (err error) {
	if !v.mask[access.FirstNotes] {
		return nil
	}
	if v.view.Visits, err = v.Visits(v.c.ID); err != nil {
		return err
	}
	report, written, err := notFound(v.Report(v.c.ID))
	if written {
		v.view.Report = &report
	}
	return err
}

func (v *viewer) committee() (err error) {
	if v.mask[access.Conflicts] {
		if v.view.Conflicts, err = v.Conflicts(v.c.ID); err != nil {
			return err
		}
	}
	if v.c.SessionID == "" || !v.mask[access.VoteCount] {
		return nil
	}
	votes, err := v.Votes(v.c.SessionID, v.c.ID)
	cast := len(votes)
	v.view.VotesCast = &cast
	for _, x := range votes {
		if v.mask[access.Votes] || v.mask[access.OwnVote] && x.Seat == v.actor.Seat {
			v.view.Votes = append(v.view.Votes, VoteView{x.Seat, x.Choice})
		}
	}
	return err
}

func (v *viewer) decision() error {
	d, decided, err := notFound(v.Decision(v.c.ID))
	if err != nil || !decided || !v.mask[access.Outcome] {
		return err
	}
	view := &DecisionView{Outcome: d.Outcome, Decided: d.Decided, Session: d.SessionID, Dossier: d.Dossier,
		Points: d.Points, PointsPass: d.PointsPass, Score: d.Score}
	if v.mask[access.Tally] {
		view.Votes = &VoteCount{d.For, d.Against, d.Abstained, d.Recused, d.Present, d.Quorum}
	}
	if v.mask[access.FinalNotes] {
		view.Reasons, view.Conditions, view.Explained = d.Reasons, d.Conditions, json.RawMessage(d.Explained)
	}
	v.view.Decision = view
	return nil
}

// turnOf names the role that a case in the state waits for.
func turnOf(state string) string {
	return map[lifecycle.State]string{
		lifecycle.Draft:              record.RoleApplicant,
		lifecycle.Submitted:          record.RoleSecretariat,
		lifecycle.Accepted:           record.RoleSecretariat,
		lifecycle.DocumentReview:     record.RoleReviewer,
		lifecycle.DocumentCorrection: record.RoleApplicant,
		lifecycle.OnSiteReview:       record.RoleAssessor,
		lifecycle.OnSiteCorrection:   record.RoleApplicant,
		lifecycle.Reporting:          record.RoleReviewer,
		lifecycle.Ready:              record.RoleSecretariat,
		lifecycle.Scheduled:          record.RoleMember,
		lifecycle.Agreement:          record.RoleApplicant,
	}[lifecycle.State(state)]
}

// CaseLine is one line of a list of cases.
type CaseLine struct {
	No        string     `json:"no"`
	Scheme    string     `json:"scheme"`
	Type      string     `json:"type"`
	State     string     `json:"state"`
	Applicant string     `json:"applicant,omitempty"`
	Service   string     `json:"service,omitempty"`
	Turn      string     `json:"turn"`
	Filed     civil.Date `json:"filed"`
	Due       civil.Date `json:"due"`
	Sample    bool       `json:"sample,omitempty"`
}

// BoardView is the list of cases an actor sees, and when it was true.
type BoardView struct {
	Today civil.Date `json:"today"`
	Cases []CaseLine `json:"cases"`
	Next  string     `json:"next,omitempty"` // asks for the page after this one
}

// Board lists the cases that the actor may see, narrowed by the query.
func (a *App) Board(ctx context.Context, actor access.Actor, q CaseQuery) (BoardView, error) {
	board := BoardView{Today: a.today(), Cases: []CaseLine{}}
	if err := access.May(actor, access.ListCases, access.Object{Kind: access.KindCase, Scheme: actor.Scheme}).Err(); err != nil {
		return board, err
	}
	q.Visible = access.Visible(actor)
	if q.Limit == 0 || q.Limit > maxPage {
		q.Limit = maxPage
	}
	err := a.Store.View(ctx, func(r Reader) error {
		cases, err := r.Cases(q)
		if err != nil {
			return err
		}
		for _, c := range cases {
			line, err := a.line(ctx, r, actor, c)
			if err != nil {
				return err
			}
			board.Cases = append(board.Cases, line)
			board.Next = c.No
		}
		if len(cases) < q.Limit {
			board.Next = ""
		}
		return nil
	})
	return board, err
}

func (a *App) line(ctx context.Context, r Reader, actor access.Actor, c record.Case) (CaseLine, error) {
	w := a.work(ctx, readOnly{r}, actor)
	if err := w.load(OnCase, c.ID); err != nil {
		return CaseLine{}, err
	}
	due, _, err := w.due()
	if err != nil {
		return CaseLine{}, err
	}
	applicant, err := r.Applicant(c.ApplicantID)
	line := CaseLine{No: c.No, Scheme: c.Scheme, Type: c.Type, State: c.State, Turn: turnOf(c.State), Filed: c.Filed, Due: due, Sample: applicant.Sample}
	if !access.Visible(actor).Unnamed {
		line.Applicant, line.Service = applicant.Name, c.Service
	}
	return line, err
}

// SessionView is a session with its agenda.
type SessionView struct {
	record.Session
	SchemeName scheme.Text  `json:"scheme_name"`
	Seats      int          `json:"seats"`
	Quorum     int          `json:"quorum"`
	Present    []string     `json:"present"`
	Agenda     []AgendaLine `json:"agenda"`
}

// AgendaLine is one case on the agenda.
type AgendaLine struct {
	No    int    `json:"no"`
	Case  string `json:"case"`
	State string `json:"state"`
	Note  string `json:"note,omitempty"`
}

// SessionView returns a session as the actor may see it: cases in which the actor
// has a conflict of interest are left out.
func (a *App) SessionView(ctx context.Context, actor access.Actor, id string) (SessionView, error) {
	var view SessionView
	err := a.Store.View(ctx, func(r Reader) error {
		w := a.work(ctx, readOnly{r}, actor)
		if err := w.load(OnSession, id); err != nil {
			return err
		}
		if err := w.permit(access.ViewSession); err != nil {
			return err
		}
		var err error
		view, err = w.sessionView()
		return err
	})
	return view, err
}

// Sessions lists the sessions of a scheme, by day.
func (a *App) Sessions(ctx context.Context, scheme string) (list []record.Session, err error) {
	err = a.Store.View(ctx, func(r Reader) error {
		list, err = r.Sessions(scheme)
		return err
	})
	return list, err
}

func (w *work) sessionView() (SessionView, error) {
	seats := len(w.edition.Committee.Seats)
	view := SessionView{Session: w.session, SchemeName: w.edition.Name, Seats: seats,
		Quorum: w.edition.Committee.Quorum.Value.Of(seats), Present: []string{}, Agenda: []AgendaLine{}}
	present, err := w.Attendance(w.session.ID)
	if err != nil {
		return view, err
	}
	for _, a := range present {
		view.Present = append(view.Present, a.Seat)
	}
	agenda, err := w.Agenda(w.session.ID)
	if err != nil {
		return view, err
	}
	for _, item := range agenda {
		c, err := w.Case(item.CaseID)
		if err != nil {
			return view, err
		}
		object, err := objectOfCase(w, c)
		if err != nil {
			return view, err
		}
		if access.May(w.actor, access.ViewCase, object).Allowed {
			view.Agenda = append(view.Agenda, AgendaLine{item.No, c.No, item.State, item.Note})
		}
	}
	return view, nil
}
