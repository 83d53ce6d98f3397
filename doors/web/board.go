package web

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"akashi/app"
	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/lifecycle"
	"akashi/values/civil"
	"akashi/values/fault"
	"akashi/values/yen"
)

// boardView is the board of cases (期限ボード) as its page shows it.
type boardView struct {
	Today           string
	Restore         desk.Restore // that the office has to go through
	Away            string       // who of the office is away today, and who covers; "" where everybody is there
	Text            string
	States, Schemes []option
	Stats           []stat
	Sittings        []sittingView
	Bench           *app.BenchView // of a member of the committee
	Turns           []benchTurn
	Sessions        []benchSession // that the office prepares
	Rows            []caseRow
	Filtered        bool          // something was asked for
	Shown           string        // which part of the board alone is shown, in a sentence; "" for all
	View            string        // the same as its address says it
	Path            string        // the address of what is shown, without its language
	Question        string        // what was asked for, as an address has it; "" for everything
	Kept            []keptSearch  // questions that the visitor has kept
	Sheet           string        // the same as a table for a spreadsheet
	Watches         bool          // the visitor has no turn in any case
	Office          bool          // the visitor is of the office, whose board counts everything
	Lead            string        // how many cases wait for the office
	Mine            []caseRow     // where it is the visitor's turn
	Begins          []desk.Offer  // what the visitor may begin
	Joining         string        // the applicant that the visitor has asked to act for, until the office answers
	Marks           []registerRow // of the visitor's own organisation, as the register tells everybody
	Bulk            bool          // the visitor may do something to several at once
	All             string        // where it is done to all that are shown
	Cut             bool          // there are more cases than the board holds
}

// stat is one figure over the board, with what it counts among others, and the way to what it
// counts; a bad one is to be dealt with first.
type stat struct {
	N     string
	Label string
	Part  string
	Path  string
	Bad   bool
	Here  bool // it is what the board shows
	Minor bool // it stands below the others
}

// boardPart is one part of the board, by the word that its address has.
type boardPart struct {
	View, Label string
	Has         func(c app.CaseLine, today civil.Date) bool
	Part        func(p page, these []app.CaseLine) string // what its figure says beside the count
	Bad         bool
	Minor       bool // a way below the figures, and no figure
}

// near reports a day that comes within the days in which a case is pressing.
func near(c app.CaseLine, today civil.Date) bool {
	return c.NextDate != nil && !c.NextDate.Day.Before(today) && c.NextDate.Day.Sub(today) <= soon
}

// waitsFor is the part in which it is the turn of some roles.
func waitsFor(view string, minor bool, roles ...record.Role) boardPart {
	return boardPart{View: view, Minor: minor, Label: "board." + view, Has: func(c app.CaseLine, _ civil.Date) bool { return slices.Contains(roles, c.Turn) },
		Part: func(p page, these []app.CaseLine) string {
			return p.part("board.part.late", howMany(these, func(c app.CaseLine) bool { return c.Late }))
		}}
}

// boardParts are the parts, each with a figure that leads to it.
var boardParts = []boardPart{
	{View: "late", Label: "board.over", Bad: true, Has: func(c app.CaseLine, _ civil.Date) bool { return c.Late },
		Part: func(p page, these []app.CaseLine) string {
			return p.part("board.over.fees", howMany(these, func(c app.CaseLine) bool { return c.NextDate.Why == lifecycle.WhyFee }))
		}},
	{View: "near", Label: "board.near", Has: near,
		Part: func(p page, these []app.CaseLine) string {
			return p.part("board.near.estimates", howMany(these, func(c app.CaseLine) bool { return c.NextDate.Kind == lifecycle.EstimateDay }))
		}},
	{View: "mine", Label: "board.mine", Minor: true, Has: func(c app.CaseLine, _ civil.Date) bool { return c.Mine || c.Covered },
		Part: func(p page, these []app.CaseLine) string {
			return p.part("board.part.late", howMany(these, func(c app.CaseLine) bool { return c.Late }))
		}},
	waitsFor("secretariat", false, record.RoleSecretariat),
	waitsFor("applicant", true, record.RoleApplicant),
	waitsFor("reviewer", true, record.RoleReviewer, record.RoleAssessor),
	{View: "unpaid", Label: "board.unpaid", Has: func(c app.CaseLine, _ civil.Date) bool { return c.Owed > 0 },
		Part: func(p page, these []app.CaseLine) string {
			var sum yen.Amount
			for _, c := range these {
				sum += c.Owed
			}
			if sum == 0 {
				return ""
			}
			return p.T("board.unpaid.sum", "sum", p.Yen(sum))
		}},
}

func howMany(all []app.CaseLine, is func(app.CaseLine) bool) (n int) {
	for _, c := range all {
		if is(c) {
			n++
		}
	}
	return n
}

// partOf is the part that an address asks for: one of the table, or the cases that can come to
// the session of a day, tabled or not, or those that come too late for it.
func (p page) partOf(view string, q url.Values) (part boardPart, known bool) {
	for _, part := range boardParts {
		if part.View == view {
			return part, true
		}
	}
	day, err := civil.Parse(q.Get("day"))
	if err != nil {
		return part, false
	}
	on := map[string]func(c app.CaseLine) bool{
		"tabled":  func(c app.CaseLine) bool { return c.Reaches == day && c.State == lifecycle.Scheduled },
		"reaches": func(c app.CaseLine) bool { return c.Reaches == day && c.State != lifecycle.Scheduled },
		"misses":  func(c app.CaseLine) bool { return c.Reaches.After(day) },
	}[view]
	return boardPart{View: view, Has: func(c app.CaseLine, _ civil.Date) bool { return on(c) }}, on != nil
}

// listed are the cases for which an address of the board asks, whatever part of them it shows.
func (d *Door) listed(v *visit, asked url.Values) (board app.BoardView, part boardPart, q desk.CaseQuery, err error) {
	q = desk.CaseQuery{Scheme: tidy(asked.Get("scheme")), Text: tidy(asked.Get("q")), States: lifecycle.Open(), OrOwing: true, Limit: desk.WholePage}
	if state := tidy(asked.Get("state")); state != "" {
		q.States, q.OrOwing = []lifecycle.State{lifecycle.State(state)}, false
	}
	part, parted := v.page().partOf(tidy(asked.Get("view")), asked)
	if tidy(asked.Get("view")) != "" && !parted {
		return board, part, q, fault.New(fault.NotFound, "page-unknown", "")
	}
	board, err = d.Office.Board(v.r.Context(), v.actor, q)
	if err == nil && board.Next != "" && part.View == "late" { // beyond what the board holds
		q.Late = true
		board, err = d.Office.Board(v.r.Context(), v.actor, q)
	}
	slices.SortFunc(board.Cases, app.ByNextDay)
	return board, part, q, err
}

// ownMarks are the marks of the visitor's organisation.
func (d *Door) ownMarks(v *visit, p page) (rows []registerRow, err error) {
	if v.actor.ApplicantID == "" {
		return nil, nil
	}
	found, err := d.Office.Register(v.r.Context(), desk.MarkQuery{ApplicantID: v.actor.ApplicantID, Limit: desk.WholePage})
	for _, m := range found.Entries {
		rows = append(rows, p.registerRow(m))
	}
	return rows, err
}

// board shows the cases by deadline: those over it first, those without last. What is shown can
// be asked for again by its address.
func (d *Door) board(v *visit) error {
	p, asked := v.page(), v.r.URL.Query()
	board, part, q, err := d.listed(v, asked)
	if err != nil {
		return err
	}
	parted := part.View != ""
	asked.Del("as")
	view := boardView{Today: p.Day(board.Today), Text: q.Text, Filtered: v.r.URL.RawQuery != "", Schemes: v.schemeOptions(q.Scheme),
		States: v.stateOptions(v.query("state")), View: part.View, Cut: board.Next != "", Path: withQuery("/o", asked), Sheet: v.sheetPath()}
	view.Question = searchOf(asked)
	view.Bulk, view.All = v.actor.May(access.BulkActs), "/o/bulk?all=1&"+view.Question
	view.Kept = v.keptSearches(view.Question)
	view.Watches = v.actor.Role == record.RoleObserver
	view.Office = v.actor.Role == record.RoleSecretariat || v.actor.Role == record.RoleAccounts
	if view.Office {
		view.Lead = p.T("board.lead", "n", p.N(howMany(board.Cases, func(c app.CaseLine) bool { return c.Turn == record.RoleSecretariat })))
		view.Restore = d.Office.RestoreOpen(v.actor)
		away, err := d.absentIn(v, q.Scheme)
		if err != nil {
			return err
		}
		view.Away = p.awayToday(away)
		view.Stats, view.Sittings = p.stats(board, asked, part.View), d.sittings(p, board, q.Scheme)
	}
	if view.Marks, err = d.ownMarks(v, p); err != nil {
		return err
	}
	if parted {
		day, _ := civil.Parse(asked.Get("day")) // checked where it is asked for
		view.Shown = p.T("board.view."+part.View, "n", strconv.Itoa(soon), "day", p.Day(day))
		board.Cases = slices.DeleteFunc(board.Cases, func(c app.CaseLine) bool { return !part.Has(c, board.Today) })
	}
	if err := d.boardRows(v, p, &view, board); err != nil {
		return err
	}
	if v.asSheet() {
		return v.giveSheet("cases", view.sheet(p))
	}
	if v.actor.May(access.ViewRenewals) {
		renewals, err := d.Office.Renewals(v.r.Context(), v.actor, app.RenewalQuery{Scheme: q.Scheme, Limit: renewalsOnBoard})
		if err != nil {
			return err
		}
		ending, err := d.Office.Renewals(v.r.Context(), v.actor, app.RenewalQuery{Scheme: q.Scheme, Within: app.EndsSoon, Limit: renewalsOnBoard})
		if err != nil {
			return err
		}
		if view.Office {
			view.Stats = append(view.Stats, p.endingStat(ending, q.Scheme), p.renewalStat(renewals, q.Scheme))
		}
	}
	if view.Office && v.actor.May(access.ViewMatter) {
		open, err := d.Office.OpenMatters(v.r.Context(), v.actor, q.Scheme)
		if err != nil {
			return err
		}
		view.Stats = append(view.Stats, p.matterStat(open, q.Scheme))
		lost, err := d.Office.Unreached(v.r.Context(), v.actor, q.Scheme)
		if err != nil {
			return err
		}
		if lost > 0 {
			view.Stats = append(view.Stats, p.mailStat(lost))
		}
	}
	bench, err := d.Office.Bench(v.r.Context(), v.actor)
	if err != nil {
		return err
	}
	if v.actor.Role == record.RoleMember {
		view.Bench, view.Turns = &bench, p.benchTurns(bench)
	}
	view.Sessions = joined(view.Sittings, p.benchSessions(bench))
	for _, kind := range []desk.Kind{desk.OnCase, desk.OnSession} {
		begins, err := d.Office.Doable(v.r.Context(), v.actor, kind, "")
		if err != nil {
			return err
		}
		view.Begins = append(view.Begins, begins...)
	}
	if v.actor.Role == record.RoleApplicant && v.actor.ApplicantID == "" {
		asked, err := d.Office.Joining(v.r.Context(), v.guest)
		if err != nil {
			return err
		}
		view.Joining = organisationIn(asked.Input)
	}
	return v.show(http.StatusOK, boardPage(p, view))
}

// boardRows are the cases as the visitor sees them, and those that wait for the visitor.
func (d *Door) boardRows(v *visit, p page, view *boardView, board app.BoardView) error {
	signs, err := d.signs(v, board)
	if err != nil {
		return err
	}
	for _, c := range board.Cases {
		row := d.caseRow(p, c, board.Today)
		row.Path = casePath(c.No, tabOverview)
		if v.actor.May(access.LogVisit) && c.State == lifecycle.OnSiteReview {
			row.Visited = onSitePath(c.No)
		}
		mine := lifecycle.Awaits(v.actor.Role, c.Turn, c.State)
		if v.actor.Role == record.RoleResponsible {
			row.Path, mine = "/t/"+c.No, signs[c.No]
		}
		if row.Yours = mine; mine {
			view.Mine = append(view.Mine, row)
		}
		view.Rows = append(view.Rows, row)
	}
	return nil
}

// stats counts what the office looks at first, each with the way to what it counts.
func (p page) stats(b app.BoardView, asked url.Values, here string) (figures []stat) {
	for _, part := range boardParts {
		var these []app.CaseLine
		for _, c := range b.Cases {
			if part.Has(c, b.Today) {
				these = append(these, c)
			}
		}
		s := stat{N: p.N(len(these)), Label: p.T(part.Label, "n", strconv.Itoa(soon)), Part: part.Part(p, these), Bad: part.Bad && len(these) > 0, Minor: part.Minor, Here: part.View == here}
		if len(these) > 0 {
			s.Path = boardPath(asked, part.View, civil.Date{})
		}
		figures = append(figures, s)
	}
	return figures
}

// renewalStat counts the marks whose renewal may be filed now.
func (p page) renewalStat(list app.RenewalList, scheme string) stat {
	s := stat{N: p.N(len(list.Marks)), Label: p.T("renewals.title"), Part: p.nearestRenewal(list)}
	if len(list.Marks) > 0 {
		s.Path = withQuery("/o/renewals", renewalsAsked(scheme, ""))
	}
	return s
}

// boardPath is the address of a part of what is shown.
func boardPath(asked url.Values, view string, day civil.Date) string {
	q := url.Values{"view": {view}}
	for _, kept := range []string{"q", "scheme", "state"} {
		if value := asked.Get(kept); value != "" {
			q.Set(kept, value)
		}
	}
	if !day.IsZero() {
		q.Set("day", day.String())
	}
	return withQuery("/o", q)
}

func withQuery(path string, q url.Values) string {
	if len(q) == 0 {
		return path
	}
	return path + "?" + q.Encode()
}

// sittingView is a session to come, with what is tabled and what can still come to it.
type sittingView struct {
	Title, Day, Cutoff string
	Path               string // of the session; "" where only its month is known
	Ways               []link // to the cases: tabled, still in time, too late
	id                 string
	Bench              *benchSession // who comes, where that is known
}

// joined puts what is known of a session's bench to the session, and leaves the others.
func joined(all []sittingView, benches []benchSession) (left []benchSession) {
	for _, b := range benches {
		at := slices.IndexFunc(all, func(s sittingView) bool { return s.id == b.ID })
		if at < 0 {
			left = append(left, b)
			continue
		}
		all[at].Bench = &b
	}
	return left
}

// sittings are those to come, of each scheme the next.
func (d *Door) sittings(p page, b app.BoardView, only string) (all []sittingView) {
	for _, s := range b.Sittings {
		ed, err := d.edition(s.Scheme, "")
		if err != nil {
			continue
		}
		one := sittingView{Title: p.T("board.sitting", "scheme", p.shortName(ed)), Day: p.Day(s.Day), id: s.ID}
		if s.ID == "" && s.Cutoff.IsZero() {
			one.Day = p.T("board.sitting.month", "day", p.Day(s.Day))
		} else {
			one.Path = objectPath(desk.OnSession, s.ID)
		}
		if !s.Cutoff.IsZero() {
			one.Cutoff = p.T("board.sitting.cutoff", "day", p.Day(s.Cutoff))
			if s.Cutoff.Before(b.Today) {
				one.Cutoff = p.T("board.sitting.closed", "day", p.Day(s.Cutoff))
			}
		}
		for _, view := range []string{"tabled", "reaches", "misses"} {
			part, _ := p.partOf(view, url.Values{"day": {s.Day.String()}})
			n := howMany(b.Cases, func(c app.CaseLine) bool { return c.Scheme == s.Scheme && part.Has(c, b.Today) })
			if n > 0 {
				one.Ways = append(one.Ways, link{Path: boardPath(url.Values{"scheme": {s.Scheme}}, view, s.Day), Label: p.T("board.sitting."+view, "n", p.N(n))})
			}
		}
		all = append(all, one)
	}
	return all
}

// sheet is the list as it is shown, for a spreadsheet.
func (b boardView) sheet(p page) sheet {
	s := sheet{Head: []string{p.T("board.col.case"), p.T("register.scheme"), p.T("table.type"), p.T("mark.holder"), p.T("mark.service"), p.T("board.state"), p.T("board.col.turn")}}
	if b.dated() {
		s.Head = append(s.Head, p.T("table.day"), p.T("table.kind"), p.T("table.left"), p.T("table.why"))
	}
	if b.Office {
		s.Head = append(s.Head, p.T("board.unpaid"))
	}
	for _, c := range b.Rows {
		row := []string{c.No, c.SchemeName, c.TypeName, c.Applicant, c.Service, c.StateName, c.TurnName}
		if b.dated() {
			day, kind := "", ""
			if c.NextDate != nil {
				day, kind = c.NextDate.Day.String(), p.T("day-kind."+string(c.NextDate.Kind))
			}
			row = append(row, day, kind, c.Left, c.Why)
		}
		if b.Office {
			row = append(row, strconv.FormatInt(int64(c.Owed), 10))
		}
		s.Rows = append(s.Rows, row)
	}
	return s
}
