package app

import (
	"cmp"
	"context"
	"slices"
	"time"

	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/lifecycle"
	"akashi/scheme"
	"akashi/values/civil"
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
	Planned     bool               `json:"planned,omitempty"`      // the day is still to come: the register can change until then
	Today       *TodayView         `json:"today,omitempty"`        // where the day is another than today
	CorrectedTo string             `json:"corrected_to,omitempty"` // the right number, where this one was a mistake
}

// TodayView is what the number is worth today, beside the verdict for another day.
type TodayView struct {
	Standing lifecycle.Standing `json:"status"`
	Valid    bool               `json:"valid"`
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

	// CarriedOver is there for an entry that was not decided here (引継ぎ).
	CarriedOver *CarriedOver `json:"carried_over,omitempty"`

	Sample  bool `json:"sample"`
	Version int  `json:"version"`
}

// CarriedOver says where an entry was carried over from, as the office told it.
type CarriedOver struct {
	From string `json:"from"`
}

// PublicDecision is what the edition publishes of the decision behind a mark.
type PublicDecision struct {
	Case       string         `json:"case"`
	Outcome    record.Outcome `json:"outcome"`
	Decided    civil.Date     `json:"decided"`
	Filed      civil.Date     `json:"filed"`
	Edition    string         `json:"edition"`
	Dossier    string         `json:"dossier_sha256"`
	Points     *int           `json:"points,omitempty"`
	PointsPass *int           `json:"points_pass,omitempty"`
	Votes      *VoteCount     `json:"votes,omitempty"`
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
	No         int                  `json:"no"`
	Kind       record.MarkEventKind `json:"kind"`
	Day        civil.Date           `json:"day"`
	Until      civil.Date           `json:"until"`
	Clause     string               `json:"clause,omitempty"`
	Reason     string               `json:"reason,omitempty"`
	Correction string               `json:"correction,omitempty"` // why it stands in the place of others
	Changes    []record.FieldChange `json:"changes,omitempty"`    // texts of the entry that were put right
	Replaced   []ReplacedLine       `json:"replaced,omitempty"`   // what stood there before, the last first
	Barred     civil.Date           `json:"no_application_until,omitzero"`
}

// ReplacedLine is a line of the history that was corrected.
type ReplacedLine struct {
	No     int                  `json:"no"`
	Kind   record.MarkEventKind `json:"kind"`
	Day    civil.Date           `json:"day"`
	Until  civil.Date           `json:"until"`
	Clause string               `json:"clause,omitempty"`
	Reason string               `json:"reason,omitempty"`
}

// Verify tells the public what a number is worth on the day; the zero day is
// today. It never fails for an unknown number: that, too, is an answer.
func (a *App) Verify(ctx context.Context, number string, day civil.Date) (MarkView, error) {
	day = cmp.Or(day, a.Today())
	view := MarkView{Number: number, Standing: lifecycle.StandUnknown, AsOf: day, CheckedAt: a.Moment(), History: []HistoryLine{}}
	err := a.Look(ctx, access.Actor{}, func(w *desk.Work) error {
		m, known := desk.Find(w, w.Tx.Mark, number)
		if !known {
			m, known = desk.Find(w, w.Misnumbered, number)
			if known {
				view.misnumbered(w, m)
			}
			return nil
		}
		if err := w.OfMark(m); err != nil {
			return err
		}
		view = markView(w, day)
		return nil
	})
	return view, err
}

// misnumbered leads from a number that was a mistake, on any day, to the right one.
func (view *MarkView) misnumbered(w *desk.Work, m record.Mark) {
	view.Standing, view.CorrectedTo = lifecycle.StandCorrected, m.Number
	for _, line := range historyOf(desk.Read(w, w.MarkEvents, m.ID)) {
		if slices.ContainsFunc(line.Changes, func(c record.FieldChange) bool { return c.Field == "number" }) {
			view.History = append(view.History, line)
		}
	}
	if view.AsOf != w.Today {
		view.Today = &TodayView{Standing: lifecycle.StandCorrected}
	}
}

// Register answers the public's search of the register.
func (a *App) Register(ctx context.Context, q desk.MarkQuery) (RegisterPage, error) {
	page := RegisterPage{Entries: []MarkView{}}
	if err := q.Check(a.Shelf.Keys()); err != nil {
		return page, err
	}
	q.Limit, q.On = desk.Page(q.Limit), a.Today()
	err := a.Look(ctx, access.Actor{}, func(w *desk.Work) error {
		var err error
		if q.Alive, err = keptAlive(w, q); err != nil {
			return err
		}
		page.Total = desk.Read(w, w.CountMarks, q)
		marks := desk.Read(w, w.Marks, q)
		for _, m := range marks {
			if err := w.OfMark(m); err != nil {
				return err
			}
			page.Entries = append(page.Entries, listed(w))
		}
		if len(marks) == q.Limit {
			page.Next = marks[q.Limit-1].ID
		}
		return nil
	})
	return page, err
}

// keptAlive are the marks past their last day that a renewal under review keeps valid,
// where the question is one for which that makes a difference.
func keptAlive(w *desk.Work, q desk.MarkQuery) (ids []string, err error) {
	if q.Standing != lifecycle.Valid && q.Standing != lifecycle.StandExpired && q.Standing != lifecycle.StandSuspended {
		return nil, nil
	}
	for _, m := range desk.Read(w, w.Marks, desk.MarkQuery{Scheme: q.Scheme, Standing: lifecycle.StandExpired, On: q.On, Renewing: true}) {
		if err := w.OfMark(m); err != nil {
			return nil, err
		}
		if renewalUnderReview(w, m, q.On) {
			ids = append(ids, m.ID)
		}
	}
	return ids, nil
}

// RegisterPage is one page of the register; Next asks for the one after it.
type RegisterPage struct {
	Total   int        `json:"total"`
	Entries []MarkView `json:"entries"`
	Next    string     `json:"next,omitempty"`
}

// listed is the mark of the work as a line of the register, with no more of its history
// than what its standing rests on. Whether a renewal is under review is asked only
// where it makes a difference.
func listed(w *desk.Work) MarkView {
	view := MarkView{Number: w.Mark.Number, Standing: lifecycle.StandingOn(w.Mark, w.Today, false), AsOf: w.Today,
		CheckedAt: w.Now, Mark: entryOf(w.Mark, w.Edition), Edition: w.Edition, History: []HistoryLine{}}
	if view.Standing == lifecycle.StandExpired {
		view.UnderReview = renewalUnderReview(w, w.Mark, w.Today)
		view.Standing = lifecycle.StandingOn(w.Mark, w.Today, view.UnderReview)
	}
	view.Valid = view.Standing == lifecycle.Valid
	if w.Mark.Status != record.MarkActive && w.Mark.Status != record.MarkListed {
		if line, ok := lifecycle.Behind(view.Standing, w.Today, desk.Read(w, w.MarkEvents, w.Mark.ID)); ok {
			view.History = historyOf([]record.MarkEvent{line})
		}
	}
	return view
}

func entryOf(m record.Mark, ed *scheme.Edition) *MarkEntry {
	var carried *CarriedOver
	if m.CaseID == "" {
		carried = &CarriedOver{m.CarriedFrom}
	}
	return &MarkEntry{CarriedOver: carried, Scheme: m.Scheme, SchemeName: ed.Name, Edition: m.Edition, Holder: m.Holder, HolderKana: m.HolderKana,
		CorporateNumber: m.CorporateNumber, Service: m.Service, Website: m.Website, Address: m.Address,
		Rank: m.Rank, ControlNo: m.ControlNo, GrantCount: m.GrantCount, Granted: m.Granted,
		ValidFrom: m.ValidFrom, ValidTo: m.ValidTo, ListedAsOf: m.ListedAsOf, Sample: m.Sample, Version: m.Version}
}

// markView is everything the public may know of the mark of the work on a day. A day
// gone by is answered from the history of the mark and of its renewals, not from what
// became of them; a day to come as it is planned, from what is entered now.
func markView(w *desk.Work, day civil.Date) MarkView {
	m := w.Mark
	events := desk.Read(w, w.MarkEvents, m.ID)
	onDay := m
	if day.Before(w.Today) {
		onDay = lifecycle.AtEndOf(day, m, events)
	}
	view := MarkView{Number: m.Number, AsOf: day, CheckedAt: w.Now, Mark: entryOf(onDay, w.Edition), Edition: w.Edition,
		History: historyOf(events), Planned: day.After(w.Today)}
	view.UnderReview = !view.Planned && renewalUnderReview(w, onDay, day)
	view.Standing = lifecycle.StandingOn(onDay, day, view.UnderReview)
	view.Valid = view.Standing == lifecycle.Valid
	if day != w.Today {
		now := lifecycle.StandingOn(m, w.Today, renewalUnderReview(w, m, w.Today))
		view.Today = &TodayView{now, now == lifecycle.Valid}
	}
	if view.Standing == lifecycle.StandSuspended {
		view.Mark.SuspendedUntil = lifecycle.PlannedEnd(events)
	}
	view.Decision = publicDecision(w, m)
	return view
}

// renewalUnderReview reports whether a renewal filed in time was being reviewed on the
// day and the edition lets the status continue meanwhile. One that was sent back is
// with the applicant, not under review; one that came late, even with a reason, does
// not keep an expired mark alive.
func renewalUnderReview(w *desk.Work, m record.Mark, day civil.Date) bool {
	running := m.Status == record.MarkActive || m.Status == record.MarkSuspended
	if !w.Edition.Validity.ContinuesUnderReview.Value || !running {
		return false
	}
	for _, c := range desk.Read(w, w.Cases, desk.CaseQuery{MarkID: m.ID, Type: record.Renewal, Visible: access.Everything()}) {
		renewal := lifecycle.Renewal{Filed: c.Filed, Closed: c.Closed}
		if w.Reaches(m.ValidTo) {
			window := w.RenewalWindow(m.ValidTo)
			renewal.InTime = window == nil || !c.Filed.After(window.Rolled)
		}
		if c.State != lifecycle.Draft && renewal.KeepsAlive(day) {
			return true
		}
	}
	return false
}

// historyOf tells what stands, newest first as people read it, each line with what it
// replaced.
func historyOf(events []record.MarkEvent) []HistoryLine {
	lines := []HistoryLine{}
	for _, e := range slices.Backward(lifecycle.StandingLines(events)) {
		lines = append(lines, HistoryLine{e.No, e.Kind, e.Day, e.Until, e.Clause, e.Reason, e.Correction, e.Changes, replacedBy(e, events),
			record.Incident{Decided: e.Day, Months: e.NoApplication}.Until()})
	}
	return lines
}

func replacedBy(e record.MarkEvent, events []record.MarkEvent) (was []ReplacedLine) {
	for _, o := range slices.Backward(events) {
		if e.Corrects != 0 && o.No == e.Corrects {
			was = append(was, ReplacedLine{o.No, o.Kind, o.Day, o.Until, o.Clause, o.Reason})
			e = o
		}
	}
	return was
}

// publicDecision is what the edition publishes of the decision behind a mark.
// Votes stay sealed until their session has closed.
func publicDecision(w *desk.Work, m record.Mark) *PublicDecision {
	if m.CaseID == "" {
		return nil
	}
	c := desk.Read(w, w.Tx.Case, m.CaseID)
	d, known := desk.Find(w, w.Decision, c.ID)
	if !known {
		return nil
	}
	session := desk.Read(w, w.Tx.Session, d.SessionID)
	public := &PublicDecision{Case: c.No, Outcome: d.Outcome, Decided: d.Decided, Filed: c.Filed, Edition: c.Edition, Dossier: d.Dossier}
	for _, part := range w.Edition.Public.Decision.Value {
		switch {
		case part == scheme.PublishVotes && session.State == record.SessionClosed:
			public.Votes = &VoteCount{d.For, d.Against, d.Abstained, d.Recused, d.Present, d.Quorum}
		case part == scheme.PublishPoints:
			points, pass := d.Points, d.PointsPass
			public.Points, public.PointsPass = &points, &pass
		}
	}
	return public
}
