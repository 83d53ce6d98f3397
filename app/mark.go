package app

import (
	"context"
	"time"

	"akashi/access"
	"akashi/civil"
	"akashi/lifecycle"
	"akashi/record"
	"akashi/scheme"
)

// MarkView is what the public is told about one number: the verdict, the entry
// and its history. A number that the register does not know has only a standing.
type MarkView struct {
	Number      string             `json:"number"`
	Standing    lifecycle.Standing `json:"status"` // machine status of the verdict
	Valid       bool               `json:"valid"`  // true only for a valid mark
	AsOf        civil.Date         `json:"as_of"`  // day the standing is worked out for
	CheckedAt   time.Time          `json:"checked_at"`
	Mark        *MarkEntry         `json:"mark,omitempty"`
	Decision    *PublicDecision    `json:"decision,omitempty"`
	History     []HistoryLine      `json:"history"`
	Edition     *scheme.Edition    `json:"-"` // for the words of pages; nil when unknown
	UnderReview bool               `json:"renewal_under_review,omitempty"`
}

// MarkEntry is a register entry as published.
type MarkEntry struct {
	Scheme          string      `json:"scheme"`
	SchemeName      scheme.Text `json:"scheme_name"`
	Edition         string      `json:"edition"`
	Holder          string      `json:"holder"`
	HolderKana      string      `json:"holder_kana,omitempty"`
	CorporateNumber string      `json:"corporate_number,omitempty"`
	Service         string      `json:"service,omitempty"`
	Website         string      `json:"website,omitempty"`
	Address         string      `json:"address,omitempty"`
	Rank            int         `json:"list_rank,omitempty"` // place in the published list
	ControlNo       string      `json:"control_no,omitempty"`
	GrantCount      int         `json:"grant_count,omitempty"`
	Granted         civil.Date  `json:"granted"`
	ValidFrom       civil.Date  `json:"valid_from"`
	ValidTo         civil.Date  `json:"valid_to"`
	ListedAsOf      civil.Date  `json:"listed_as_of"`
	SuspendedUntil  civil.Date  `json:"suspended_until"` // planned; zero when open or not suspended
	Sample          bool        `json:"sample"`
	Version         int         `json:"version"`
}

// PublicDecision is what the edition publishes of the decision behind a mark.
type PublicDecision struct {
	Case       string     `json:"case"`
	Outcome    string     `json:"outcome"`
	Decided    civil.Date `json:"decided"`
	Filed      civil.Date `json:"filed"`
	Edition    string     `json:"edition"`
	Dossier    string     `json:"dossier_sha256"`
	Points     *int       `json:"points,omitempty"`
	PointsPass *int       `json:"points_pass,omitempty"`
	Votes      *VoteCount `json:"votes,omitempty"`
}

// VoteCount counts votes, never naming who gave them.
type VoteCount struct {
	For       int `json:"for"`
	Against   int `json:"against"`
	Abstained int `json:"abstained"`
	Recused   int `json:"recused"`
	Present   int `json:"present"`
	Quorum    int `json:"quorum"`
}

// HistoryLine is one line of a mark's public history.
type HistoryLine struct {
	Kind   string     `json:"kind"`
	Day    civil.Date `json:"day"`
	Until  civil.Date `json:"until"`
	Clause string     `json:"clause,omitempty"`
	Reason string     `json:"reason,omitempty"`
}

// Verify tells the public what a number is worth on the day; the zero day is
// today. It never fails for an unknown number: that, too, is an answer.
func (a *App) Verify(ctx context.Context, number string, day civil.Date) (MarkView, error) {
	if day.IsZero() {
		day = a.today()
	}
	view := MarkView{Number: number, Standing: lifecycle.StandUnknown, AsOf: day, CheckedAt: a.now(), History: []HistoryLine{}}
	err := a.Store.View(ctx, func(r Reader) error {
		m, known, err := notFound(r.Mark(number))
		if err != nil || !known {
			return err
		}
		view, err = a.markView(r, m, day)
		return err
	})
	return view, err
}

// Register answers the public's search of the register.
func (a *App) Register(ctx context.Context, q MarkQuery) (RegisterPage, error) {
	page := RegisterPage{Entries: []MarkView{}}
	if q.Limit == 0 || q.Limit > maxPage {
		q.Limit = maxPage
	}
	err := a.Store.View(ctx, func(r Reader) error {
		var err error
		if page.Total, err = r.CountMarks(q); err != nil {
			return err
		}
		marks, err := r.Marks(q)
		if err != nil {
			return err
		}
		for _, m := range marks {
			page.Entries = append(page.Entries, a.listed(m))
			page.Next = m.ID
		}
		if len(marks) < q.Limit {
			page.Next = ""
		}
		return nil
	})
	return page, err
}

// RegisterPage is one page of the register; Next asks for the one after it.
type RegisterPage struct {
	Total   int        `json:"total"`
	Entries []MarkView `json:"entries"`
	Next    string     `json:"next,omitempty"`
}

const maxPage = 100 // rows of one page of a list

// listed is a mark as a line of the register, without its history.
func (a *App) listed(m record.Mark) MarkView {
	today := a.today()
	ed, _ := a.Shelf.Edition(m.Scheme, m.Edition)
	view := MarkView{Number: m.Number, Standing: lifecycle.StandingOn(m, today, false), AsOf: today,
		CheckedAt: a.now(), Mark: entryOf(m, ed), Edition: ed, History: []HistoryLine{}}
	view.Valid = view.Standing == lifecycle.Valid
	return view
}

func entryOf(m record.Mark, ed *scheme.Edition) *MarkEntry {
	e := &MarkEntry{Scheme: m.Scheme, Edition: m.Edition, Holder: m.Holder, HolderKana: m.HolderKana,
		CorporateNumber: m.CorporateNumber, Service: m.Service, Website: m.Website, Address: m.Address,
		Rank: m.Rank, ControlNo: m.ControlNo, GrantCount: m.GrantCount, Granted: m.Granted,
		ValidFrom: m.ValidFrom, ValidTo: m.ValidTo, ListedAsOf: m.ListedAsOf, Sample: m.Sample, Version: m.Version}
	if ed != nil {
		e.SchemeName = ed.Name
	}
	return e
}

// markView is everything the public may know of a mark on a day.
func (a *App) markView(r Reader, m record.Mark, day civil.Date) (MarkView, error) {
	ed, err := a.Shelf.Edition(m.Scheme, m.Edition)
	if err != nil {
		return MarkView{}, err
	}
	events, err := r.MarkEvents(m.ID)
	if err != nil {
		return MarkView{}, err
	}
	reviewing, err := renewalUnderReview(r, m, ed)
	if err != nil {
		return MarkView{}, err
	}
	onDay := standingRecord(m, events, day)
	view := MarkView{Number: m.Number, AsOf: day, CheckedAt: a.now(), Mark: entryOf(onDay, ed), Edition: ed,
		Standing: lifecycle.StandingOn(onDay, day, reviewing), UnderReview: reviewing, History: historyOf(events)}
	view.Valid = view.Standing == lifecycle.Valid
	if view.Standing == lifecycle.StandSuspended {
		view.Mark.SuspendedUntil = plannedEnd(events)
	}
	view.Decision, err = publicDecision(r, m, ed)
	return view, err
}

// standingRecord is the mark as it stood at the end of the day: its stored status
// rolled back over the events that came later.
func standingRecord(m record.Mark, events []record.MarkEvent, day civil.Date) record.Mark {
	status := ""
	for _, e := range events { // oldest first
		if e.Day.After(day) {
			break
		}
		switch e.Kind {
		case record.MarkEventListed:
			status = record.MarkListed
		case record.MarkEventGranted, record.MarkEventRestored:
			status = record.MarkActive
		case record.MarkEventSuspended:
			status = record.MarkSuspended
		case record.MarkEventWithdrawn:
			status = record.MarkWithdrawn
		case record.MarkEventEnded:
			status = record.MarkEnded
		}
	}
	if status != "" {
		m.Status = status
	}
	return m
}

func plannedEnd(events []record.MarkEvent) (until civil.Date) {
	for _, e := range events {
		if e.Kind == record.MarkEventSuspended {
			until = e.Until
		}
	}
	return until
}

// renewalUnderReview reports whether a renewal filed in time is still being
// reviewed and the edition lets the status continue meanwhile.
func renewalUnderReview(r Reader, m record.Mark, ed *scheme.Edition) (bool, error) {
	if !ed.Validity.ContinuesUnderReview.Value || m.Status != record.MarkActive {
		return false, nil
	}
	cases, err := r.Cases(CaseQuery{MarkID: m.ID, Type: string(scheme.Renewal), Visible: access.Everything()})
	if err != nil {
		return false, err
	}
	for _, c := range cases {
		if !c.Filed.IsZero() && !lifecycle.IsFinal(lifecycle.State(c.State)) {
			return true, nil
		}
	}
	return false, nil
}

func historyOf(events []record.MarkEvent) []HistoryLine {
	lines := make([]HistoryLine, len(events))
	for i, e := range events { // newest first, as people read it
		lines[len(events)-1-i] = HistoryLine{e.Kind, e.Day, e.Until, e.Clause, e.Reason}
	}
	return lines
}

func publicDecision(r Reader, m record.Mark, ed *scheme.Edition) (*PublicDecision, error) {
	if m.CaseID == "" {
		return nil, nil
	}
	c, err := r.Case(m.CaseID)
	if err != nil {
		return nil, err
	}
	d, known, err := notFound(r.Decision(c.ID))
	if err != nil || !known {
		return nil, err
	}
	public := &PublicDecision{Case: c.No, Outcome: d.Outcome, Decided: d.Decided, Filed: c.Filed, Edition: c.Edition, Dossier: d.Dossier}
	for _, part := range ed.Public.Decision.Value {
		switch part {
		case scheme.PublishVotes:
			public.Votes = &VoteCount{d.For, d.Against, d.Abstained, d.Recused, d.Present, d.Quorum}
		case scheme.PublishPoints:
			points, pass := d.Points, d.PointsPass
			public.Points, public.PointsPass = &points, &pass
		}
	}
	return public, nil
}

// markView is the mark of the work, for the answer.
func (w *work) markView() (MarkView, error) { return w.app.markView(w, w.mark, w.today) }
