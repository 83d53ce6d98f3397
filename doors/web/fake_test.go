package web_test

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/net/html"

	"akashi/app"
	sitting "akashi/app/committee"
	"akashi/app/desk"
	"akashi/app/evidence"
	"akashi/app/judging"
	"akashi/app/people"
	"akashi/app/register"
	"akashi/doors/ask"
	"akashi/doors/web"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/committee"
	"akashi/rules/coverage"
	"akashi/rules/lifecycle"
	"akashi/rules/scoring"
	"akashi/scheme"
	"akashi/schemes"
	"akashi/values/civil"
	"akashi/values/fault"
	"akashi/values/ident"
)

// noon is the moment of every test: 12:00 in Tokyo on 21 November 2026.
var noon = time.Date(2026, 11, 21, 3, 0, 0, 0, time.UTC)

// office is a register of invented marks, one of each standing, and two cases.
type office struct {
	accounts
	shelf   *schemes.Shelf
	marks   map[string]app.MarkView
	version atomic.Uint64
	asked   atomic.Int64
	broken  error
	now     func() time.Time
}

const (
	goodLink   = "link-of-an-officer"
	goodToken  = "token-of-an-officer"
	adminToken = "token-of-the-administrator"
	clerkToken = "token-of-a-clerk"
	freshLink  = "link-of-who-has-no-password"
)

func day(text string) civil.Date {
	d, err := civil.Parse(text)
	if err != nil {
		panic(err)
	}
	return d
}

func newOffice(t testing.TB) *office {
	t.Helper()
	shelf, err := schemes.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	o := &office{shelf: shelf, marks: map[string]app.MarkView{}, now: func() time.Time { return noon }}
	for _, m := range []struct {
		number string
		stand  lifecycle.Standing
		kind   record.MarkEventKind
	}{
		{"J0901", lifecycle.Valid, record.MarkEventRenewed},
		{"J0902", lifecycle.StandSuspended, record.MarkEventSuspended},
		{"T0903", lifecycle.StandWithdrawn, record.MarkEventWithdrawn},
		{"D0904", lifecycle.StandEnded, record.MarkEventEnded},
		{"J0905", lifecycle.StandExpired, record.MarkEventGranted},
		{"J0906", lifecycle.NotYetValid, record.MarkEventGranted},
	} {
		o.add(t, m.number, m.stand, m.kind)
	}
	o.addListed(t)
	o.addPmark(t)
	return o
}

func (o *office) add(t testing.TB, number string, s lifecycle.Standing, kind record.MarkEventKind) {
	t.Helper()
	ed, err := o.shelf.Edition("anshin", "2014-07")
	if err != nil {
		t.Fatal(err)
	}
	points, pass := 98, 91
	view := app.MarkView{Number: number, Standing: s, Valid: s == lifecycle.Valid, AsOf: civil.In(noon), CheckedAt: noon, Edition: ed,
		Mark: &app.MarkEntry{Scheme: "anshin", SchemeName: ed.Name, Edition: "2014-07", Holder: "見本インターネット株式会社",
			HolderKana: "ミホンインターネット", CorporateNumber: "4011001098993", Service: "見本ネット光サービス", Website: "https://www.mihon.example/",
			GrantCount: 2, Granted: day("2024-12-01"), ValidFrom: day("2026-04-01"), ValidTo: day("2027-03-31"), Sample: true, Version: 3},
		Decision: &app.PublicDecision{Case: "SA-2026-0001", Outcome: "granted", Decided: day("2026-03-12"), Filed: day("2025-12-01"),
			Edition: "2014-07", Dossier: strings.Repeat("0a1b", 16), Points: &points, PointsPass: &pass,
			Votes: &app.VoteCount{For: 5, Abstained: 1, Recused: 1, Present: 6, Quorum: 4}},
		History: []app.HistoryLine{{Kind: kind, Day: day("2026-10-01")}, {Kind: record.MarkEventGranted, Day: day("2024-12-01")}}}
	switch s {
	case lifecycle.StandSuspended:
		view.Mark.SuspendedUntil = day("2027-01-31")
		view.History[0].Until = day("2027-01-31")
		view.History[0].Clause, view.History[0].Reason = "B1-03", "事故の報告に不備があったため"
	case lifecycle.StandWithdrawn:
		view.History[0].Clause, view.History[0].Reason = "B1-03", "勧告に従わなかったため"
	case lifecycle.StandExpired:
		view.Mark.ValidFrom, view.Mark.ValidTo = day("2024-12-01"), day("2026-03-31")
	case lifecycle.NotYetValid:
		view.Mark.ValidFrom, view.Mark.ValidTo = day("2027-04-01"), day("2028-03-31")
	}
	o.marks[number] = view
}

func (o *office) addListed(t testing.TB) {
	t.Helper()
	ed, err := o.shelf.Edition("anshin", "2014-07")
	if err != nil {
		t.Fatal(err)
	}
	for i := range 112 {
		number := fmt.Sprintf("SA2014-%03d", i+1)
		o.marks[number] = app.MarkView{Number: number, Standing: lifecycle.StandHistorical, AsOf: civil.In(noon), CheckedAt: noon, Edition: ed,
			Mark: &app.MarkEntry{Scheme: "anshin", SchemeName: ed.Name, Edition: "2014-07", Service: fmt.Sprintf("一覧のサービス%d", i+1),
				Holder: fmt.Sprintf("一覧の会社%d株式会社", i+1), Rank: i + 1, ListedAsOf: day("2014-07-01"), Version: 1},
			History: []app.HistoryLine{{Kind: record.MarkEventListed, Day: day("2014-07-01")}}}
	}
}

func (o *office) addPmark(t testing.TB) {
	t.Helper()
	ed, err := o.shelf.EditionAt("pmark", civil.In(noon))
	if err != nil {
		t.Fatal(err)
	}
	o.marks["10860360(07)"] = app.MarkView{Number: "10860360(07)", Standing: lifecycle.Valid, Valid: true, AsOf: civil.In(noon), CheckedAt: noon, Edition: ed,
		Mark: &app.MarkEntry{Scheme: "pmark", SchemeName: ed.Name, Edition: ed.ID, Holder: "見本システム株式会社", GrantCount: 7,
			ValidFrom: day("2025-12-01"), ValidTo: day("2027-11-30"), Sample: true, Version: 1}, History: []app.HistoryLine{}}
}

func (o *office) Verify(_ context.Context, number string, on civil.Date) (app.MarkView, error) {
	o.asked.Add(1)
	if o.broken != nil {
		return app.MarkView{}, o.broken
	}
	if on.IsZero() {
		on = civil.In(noon)
	}
	view, ok := o.marks[strings.ToUpper(ident.Narrow(number))]
	if !ok {
		return app.MarkView{Number: number, Standing: lifecycle.StandUnknown, AsOf: on, CheckedAt: noon, History: []app.HistoryLine{}}, nil
	}
	view.AsOf, view.CheckedAt = on, o.now()
	if today := civil.In(noon); on != today {
		view.Today, view.Planned = &app.TodayView{Standing: view.Standing, Valid: view.Valid}, on.After(today)
		if on.Before(today) && view.Standing == lifecycle.StandWithdrawn && on.Before(view.History[0].Day) {
			view.Standing = lifecycle.Valid
		}
	}
	if view.Standing == lifecycle.Valid && !view.Mark.ValidTo.After(on) {
		view.Standing, view.Valid = lifecycle.StandExpired, false
	}
	return view, nil
}

func (o *office) Register(_ context.Context, q desk.MarkQuery) (app.RegisterPage, error) {
	if o.broken != nil {
		return app.RegisterPage{}, o.broken
	}
	page := app.RegisterPage{Entries: []app.MarkView{}}
	after := q.After == ""
	for _, number := range slices.Sorted(maps.Keys(o.marks)) {
		m := o.marks[number]
		if q.Scheme != "" && q.Scheme != m.Mark.Scheme || !strings.Contains(m.Mark.Service+m.Mark.Holder+number, q.Text) {
			continue
		}
		page.Total++
		if after && len(page.Entries) < q.Limit {
			page.Entries = append(page.Entries, m)
			page.Next = number
		}
		after = after || number == q.After
	}
	if len(page.Entries) < q.Limit {
		page.Next = ""
	}
	return page, nil
}

func (o *office) RegisterVersion() uint64 { return o.version.Load() }

func (o *office) Sessions(_ context.Context, _ access.Actor, scheme string) ([]record.Session, []record.Tenure, error) {
	return []record.Session{{ID: "s1", Scheme: scheme, Day: day("2026-07-10")}, {ID: "s2", Scheme: scheme, Day: day("2027-03-12")}}, nil, nil
}

func (o *office) Deputies(_ context.Context, _ access.Actor, scheme string) ([]record.Deputy, error) {
	return []record.Deputy{{Scheme: scheme, Seat: "telesa", From: day("2026-07-01"), To: day("2028-03-31"), Role: record.RoleSecretariat}}, nil
}

// ReadList has the one row of a list.
func (o *office) ReadList(_ context.Context, _ access.Actor, in register.ImportInput, file []byte) (register.ImportInput, []string, error) {
	if string(file) != "book" {
		return in, nil, fault.Wrong("sheet.xlsx", "file")
	}
	in.Rows = []register.ImportRow{{Row: 2, Holder: "見本"}}
	return in, []string{"備考"}, nil
}

func (o *office) RehearseImport(context.Context, access.Actor, register.ImportInput) (app.ImportView, error) {
	return app.ImportView{ImportReport: register.ImportReport{Rows: 4, Accepted: 2, Living: 1, Encoding: "UTF-8", Duplicates: []int{4}, Rejected: []register.RejectedRow{{Row: 5, Reason: "holder-missing"}}}, Waits: true}, nil
}

func (o *office) ListTemplate(context.Context, access.Actor, string, string) (app.FileView, error) {
	return app.FileView{Name: "register-anshin.xlsx", Content: []byte("book")}, nil
}

func (o *office) AnswersBook(context.Context, access.Actor, string, string) (app.FileView, error) {
	return app.FileView{Name: "SA-2026-0002.xlsx", Content: []byte("book")}, nil
}

// CompareAnswers has one change, or finds something wrong with what is no workbook.
func (o *office) CompareAnswers(_ context.Context, _ access.Actor, no string, file []byte) (judging.SheetView, error) {
	if string(file) != "book" {
		return judging.SheetView{}, fault.Problems{{Code: "workbook.word", Where: "回答!E4", Data: fault.With("given", "x")}, {Code: "workbook.another-kind", Where: "file"}}
	}
	return judging.SheetView{Case: no, Version: 2, Now: 4, Same: 50, Items: []judging.SheetItem{
		{Item: "1-1-1", Changes: []judging.SheetChange{{What: "answer", Cell: "回答!E2", From: "met", To: "unmet"}}},
		{Item: "1-1-3", Stale: true, Changes: []judging.SheetChange{{What: "note", Cell: "回答!F4", From: "いま", To: "<b>新しい</b>", Since: true}}}}}, nil
}

func (o *office) Receipt(_ context.Context, _ access.Actor, no string) (app.ReceiptView, error) {
	if no == "SA-2026-0001" {
		return app.ReceiptView{No: no}, nil
	}
	return app.ReceiptView{No: no, Filed: day("2026-07-01"), At: day("2026-07-01").Start(), Dossier: "5be0", Files: []app.ReceiptFile{
		{Name: "見本.pdf", For: "1-1-1", Size: 9, SHA256: "7f", Kept: true}, {Name: "診断.xml", SHA256: "8e"}}}, nil
}

func (o *office) Trail(context.Context, access.Actor, app.TrailQuery) (app.TrailView, error) {
	return app.TrailView{Cut: true, Lines: []app.TrailLine{{At: day("2026-07-01").Start(), Actor: "jimukyoku", Name: "見本 花子", Action: "disable-user", Kind: "user", Object: "shinsa", Reason: "見本"}}}, nil
}

func (o *office) SigningKey(access.Actor) (app.SigningKey, error) {
	return app.SigningKey{Name: "akashi-00000000", Verifier: "akashi-00000000+1+k"}, nil
}

func (o *office) Unreached(context.Context, access.Actor, string) (int, error) { return 1, nil }

func (o *office) Mail(context.Context, access.Actor, app.MailQuery) (app.MailList, error) {
	return app.MailList{Mails: []app.LetterLine{{Name: "見本 花子", Outgoing: record.Outgoing{Template: "accepted", Data: `{"no":"SA-2026-0001","size":"e"}`,
		Address: "hanako@mihon.example", At: day("2026-07-01").Start(), State: record.LetterSent, Sent: day("2026-07-01").Start()}}}}, nil
}

func (o *office) Journal(context.Context, access.Actor, desk.LeafQuery) (app.JournalView, error) {
	return app.JournalView{Leaves: []record.Leaf{{At: day("2026-07-01").Start(), Actor: "jimukyoku", Action: "accept", Data: `{"reason":"見本"}`}}}, nil
}

func (o *office) Book(_ context.Context, ed *scheme.Edition) (app.BookView, error) {
	return app.BookView{Edition: ed}, nil
}

func (o *office) RuleFile(_ context.Context, _, id string) (app.FileView, error) {
	return app.FileView{}, fault.New(fault.NotFound, "publish.no-such-file", id)
}

// accounts are the entrance and the accounts, of which most tests need one way in.
type accounts struct{ web.Accounts }

func (o *office) Board(_ context.Context, actor access.Actor, q desk.CaseQuery) (app.BoardView, error) {
	if err := access.May(actor, access.ListCases, access.Object{Kind: access.KindCase}).Err(); err != nil {
		return app.BoardView{}, err
	}
	return app.BoardView{Today: civil.In(noon), Cases: []app.CaseLine{
		{No: "SA-2026-0003", Scheme: "anshin", Type: "new", State: "submitted", Applicant: "見本通信株式会社", Service: "見本ひかり", Turn: "secretariat", Filed: day("2026-11-01"), Returned: day("2026-10-20"), NextDate: next("2026-11-30", lifecycle.EstimateDay), Sample: true},
		{No: "SA-2026-0002", Scheme: "anshin", Type: "renewal", State: "document_correction", Applicant: "見本ケーブル株式会社", Service: "見本ケーブルネット", Turn: "applicant", Due: day("2026-11-24"), NextDate: next("2026-11-24", lifecycle.HardDay), Sample: true},
		{No: "PM-2026-0001", Scheme: "pmark", Type: "new", State: "onsite_correction", Applicant: "見本システム株式会社", Turn: "applicant", Due: day("2026-11-17"), NextDate: next("2026-11-17", lifecycle.HardDay), Late: true, Sample: true},
	}}, nil
}

// next is the next day of a case, as the reviewers stated it.
func next(text string, kind lifecycle.DayKind) *lifecycle.NextDay {
	return &lifecycle.NextDay{Day: day(text), Kind: kind, Why: lifecycle.WhyStated, From: day("2026-11-01")}
}

func (o *office) CaseView(_ context.Context, actor access.Actor, no string) (app.CaseView, error) {
	if err := access.May(actor, access.ListCases, access.Object{Kind: access.KindCase}).Err(); err != nil {
		return app.CaseView{}, err
	}
	if no == "SA-2026-0001" {
		return correctedCase(), nil
	}
	if no != "SA-2026-0002" {
		return app.CaseView{}, fault.New(fault.NotFound, "case-unknown", no)
	}
	ed, err := o.shelf.Edition("anshin", "2014-07")
	if err != nil {
		return app.CaseView{}, err
	}
	five, three := 5, 3
	return app.CaseView{No: no, Scheme: "anshin", SchemeName: ed.Name, Edition: "2014-07", Type: "renewal", State: "document_correction",
		Applicant: "見本ケーブル株式会社", Service: "見本ケーブルネット", Filed: day("2026-10-01"), Round: 1, Turn: "applicant",
		Due: day("2026-11-24"), DueClause: "I-15", NextDate: next("2026-11-24", lifecycle.HardDay), Sample: true, Dossier: strings.Repeat("0a1b", 16),
		Next: []desk.Offer{{Action: "answer-findings", Event: "answer_findings", Blocked: []string{"findings_answered"},
			Blockers: []desk.Blocker{{Blocked: desk.Blocked{Code: "guard.findings_answered", Clause: "I-15", Detail: map[string]string{"open": "1"}},
				Cures: []desk.Cure{{Action: "answer-findings", Roles: []record.Role{"applicant"}}}}}},
			{Action: "withdraw", Event: "withdraw", Aside: true}},
		Can: []desk.Offer{{Action: "attach"}, {Action: "record-evidence"}, {Action: "state"}},
		Evidence: &record.Evidence{Audits: []record.Audit{{Completed: day("2027-02-26"), Items: []string{"A08", "A09", "A10", "A11", "A12", "A13", "A14", "A15"}},
			{Completed: day("2026-09-10"), Items: []string{"A01", "A02", "A03", "A04", "A05", "A06", "A07", "A08"}}, {Completed: day("2026-05-08"), Items: []string{"A02", "A03", "A16"}}}},
		Score: &app.VoiceScore{Of: "first", Result: scoring.Result{Outcome: "incomplete", Points: 88, PointsMax: 117, PointsPass: 91, PointsReachable: 103, MandatoryMet: 25, MandatoryTotal: 26, Unanswered: []string{"7-1-1"}},
			Outlook: scoring.Outlook{PointsCertain: 88, PointsReachable: 103, ZeroFailsOpen: []string{"7-1-1"}, CanPass: true}},
		Answers: []app.AnswerView{{Criterion: "1-1-1", Claim: "met", First: "met"}, {Criterion: "1-1-3", Claim: "met", ClaimPoints: &three},
			{Criterion: "7-1-1", ClaimPoints: &five, ClaimNote: "別紙のとおり"}},
		Findings:    []record.Finding{{Criterion: "3-1-1", State: "open", Text: "責任者の連絡先が読み取れません。", Raised: day("2026-11-01"), Due: day("2026-11-24")}},
		Charges:     []app.ChargeView{{Charge: record.Charge{Code: "renewal_review", Amount: 60_000, Status: "paid", Paid: day("2026-09-30")}}},
		Attachments: []record.Attachment{{ID: "f-1", Name: "規程集.pdf", Size: 9, Criterion: "1-1-1", SHA256: strings.Repeat("0a1b", 16)}},
		Pages:       []record.Page{{Criteria: []string{"7-4-1"}, URL: "https://mihon.example/", Seen: "掲示を確かめた"}},
		Statements:  []record.Statement{{Post: "responsible", Person: "見本 花子", Items: []record.Stated{{Item: "1-1-3"}}, SHA256: strings.Repeat("0a1b", 16)}},
		Exceptions:  []record.Exception{{Documents: []string{"audit_report"}, Reason: "設立から1年に満たない"}},
		EvidenceDue: []coverage.Due{{Item: "7-1-1", Asks: "document"}, {Item: "7-5-2", Asks: "document"}, {Item: "7-5-2", Asks: "web"}, {Item: "1-1-4", Asks: "statement", Post: "responsible"}},
		Documents:   []coverage.Handed{{ID: "renewal_form", State: "there"}, {ID: "diagnosis_report", State: "too_old"}}, DocsDue: []string{"diagnosis_report"},
		Visits:    []record.Visit{{Kind: "first", Day: day("2026-10-20"), Minutes: 300, Persons: 2}},
		Diagnosis: diagnosed(),
	}, nil
}

// diagnosed is a diagnosis of which one finding has to be resolved, on two hosts, and another has
// its opinion.
func diagnosed() *evidence.ScanView {
	return &evidence.ScanView{Verdict: "FAIL_LEVEL_III", Filed: day("2026-10-01"), Judged: noon,
		Reports: []record.ScanReport{{No: 1, Name: "first.nessus", Scanner: "Nessus", ScanDate: day("2026-09-20"), Hosts: []string{"192.0.2.10", "192.0.2.20"}, Findings: 3}},
		Papers:  []record.ScanPaper{{Kind: record.PaperOpinion, Plugins: []string{"90012"}, Text: "上流で遮断しており届かない", Person: "見本 花子", Day: day("2026-09-21")}},
		Result: []byte(`{"judgement":{"metric":"v2","verdict":"FAIL_LEVEL_III","blocking":["192.0.2.10|80|90011","192.0.2.20|80|90011"],"findings":[
			{"host":"192.0.2.10","port":"80","plugin_id":"90011","name":"Sample remote execution","cves":["CVE-2020-1"],"cvss2":{"reported":7.5},"band":"ge7"},
			{"host":"192.0.2.20","port":"80","plugin_id":"90011","name":"Sample remote execution","cvss2":{"reported":7.5},"band":"ge7"},
			{"host":"192.0.2.10","port":"443","plugin_id":"90012","name":"Sample denial of service","cvss2":{"reported":5.0},"band":"ge4"}]}}`)}
}

// SessionView is a session that was moved, or one that was called off.
func (o *office) SessionView(_ context.Context, actor access.Actor, id string) (app.SessionView, error) {
	if err := access.May(actor, access.ViewSession, access.Object{Kind: access.KindSession}).Err(); err != nil {
		return app.SessionView{}, err
	}
	view := app.SessionView{Session: record.Session{ID: id, Scheme: "anshin", Day: day("2026-11-27"), Cutoff: day("2026-11-20"), State: "planned"}, Seats: 8, Quorum: 5,
		Present: []string{"chair"}, Held: []app.HeldSeat{{Seat: "chair", Name: "見本 花子"}}, Deputy: &app.DeputySeat{Seat: "telesa", To: day("2028-03-31")}, Excused: []app.ExcusedSeat{{Seat: "telesa", Reason: "病気のため", At: noon}},
		Agenda: []app.AgendaLine{{No: 1, Case: "SA-2026-0002", State: "deferred", Note: "証拠を待つ"}},
		Moves:  []record.SessionMove{{FromDay: day("2026-11-13"), Day: day("2026-11-27"), Reason: "台風のため", At: noon}}}
	bench := committee.Foreseen{Quorum: 5, Count: 3, Most: 5, Can: true}
	for i, stand := range []committee.Stand{committee.StandComing, committee.StandComing, committee.StandPresent, committee.StandSilent, committee.StandUndeclared, committee.StandRecused, committee.StandAbsent, committee.StandAbsent} {
		bench.Stands = append(bench.Stands, committee.SeatStand{Seat: strconv.Itoa(i), Stand: stand})
	}
	switch id {
	case "s-moved":
		view.Bench, view.Undeclared = &bench, []app.Undeclared{{No: 2, Case: "SA-2026-0001", Applicant: "見本電信株式会社", Service: "見本ネット", IntakeBody: "jaipa", Examiners: []string{"一次審査員 A"}}}
		view.Agenda = append(view.Agenda, app.AgendaLine{No: 3, Case: "SA-2026-0003", State: "pending", Bench: &bench, Progress: &sitting.Progress{Step: sitting.StepVote, Voted: 2, Entitled: 5}, Next: &desk.Offer{Action: access.Vote}})
		return view, nil
	case "s-off":
		view.State, view.Reason, view.NextMonth, view.Agenda = record.SessionCancelled, "案件がない", "2027-03-01", nil
		return view, nil
	}
	return app.SessionView{}, fault.New(fault.NotFound, "session-unknown", id)
}

// Bench is what waits for nobody.
func (o *office) Precedents(context.Context, access.Actor, ...string) (map[string][]app.PrecedentView, error) {
	return nil, nil
}

func (o *office) Bench(context.Context, access.Actor) (app.BenchView, error) {
	return app.BenchView{}, nil
}

// open opens the door of an office.
func open(t testing.TB, o *office) *web.Door {
	t.Helper()
	d, err := web.New(web.Config{Office: o, Shelf: o.shelf, Now: func() time.Time { return noon },
		Machine: func(context.Context) []ask.Condition {
			return []ask.Condition{{Code: "disk", State: "is", Figures: fault.With("free", 1, "least", 1024)}, {Code: "backup", State: "never", Good: true, Cure: true}}
		},
		Whole: func(context.Context) (found fault.Problems, err error) {
			found.Add("journal-root", "head")
			return found, nil
		}})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// reply is the answer to one request, with its page taken apart.
type reply struct {
	*httptest.ResponseRecorder
	root *html.Node
	path string // that was asked for
}

func get(t testing.TB, h http.Handler, path string) reply {
	t.Helper()
	return send(t, h, httptest.NewRequest(http.MethodGet, path, nil))
}

// asOfficer asks with the cookie of the secretariat.
func asOfficer(t testing.TB, h http.Handler, path string) reply {
	t.Helper()
	r := httptest.NewRequest(http.MethodGet, path, nil)
	r.AddCookie(&http.Cookie{Name: "akashi", Value: tokenFor(path)})
	return send(t, h, r)
}

// parts are the addresses of the parts of a case.
func parts(path string) []string {
	return []string{path, path + "/items", path + "/papers", path + "/fees", path + "/history"}
}

// wholeCase is a case as the officer reads it, part by part.
func wholeCase(t testing.TB, h http.Handler, path string) (all []reply, body string) {
	t.Helper()
	for _, part := range parts(path) {
		r := asOfficer(t, h, part)
		all, body = append(all, r), body+r.Body.String()
	}
	return all, body
}

// tokenFor is the token of whoever a page is for.
func tokenFor(path string) string {
	if strings.HasPrefix(strings.TrimPrefix(path, "/en"), "/admin") {
		return adminToken
	}
	if strings.HasSuffix(path, "?desk=clerk") {
		return clerkToken
	}
	return goodToken
}

func send(t testing.TB, h http.Handler, r *http.Request) reply {
	t.Helper()
	if r.Host == "example.com" {
		r.Host = "localhost" // where a browser would ask its device for a passkey
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	root, err := html.Parse(strings.NewReader(w.Body.String()))
	if err != nil {
		t.Fatal(err)
	}
	return reply{w, root, r.URL.Path}
}

// all returns the elements of a name.
func (r reply) all(name string) []*html.Node {
	var found []*html.Node
	for n := range r.root.Descendants() {
		if n.Type == html.ElementNode && n.Data == name {
			found = append(found, n)
		}
	}
	return found
}

// text returns the text of the first element of a name.
func (r reply) text(name string) string {
	if found := r.all(name); len(found) > 0 {
		return textOf(found[0])
	}
	return ""
}

// link returns where the link with the words leads.
func (r reply) link(words string) string {
	for _, a := range r.all("a") {
		if textOf(a) == words {
			return attr(a, "href")
		}
	}
	return ""
}

func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// Ahead has nothing to say of acts.
func (o *office) Ahead(context.Context, access.Actor, desk.Action, string) (desk.Ahead, error) {
	return desk.Ahead{}, o.broken
}

// KeepSearch keeps nothing.
func (o *office) KeepSearch(context.Context, app.Visitor, record.Search) error { return o.broken }

// Choices names nobody.
func (o *office) Choices(context.Context, access.Actor, desk.Action, string, desk.About) (map[string][]desk.Named, error) {
	return nil, o.broken
}

// Do does nothing.
func (o *office) Do(context.Context, desk.Request, desk.Action, string, any) (desk.Outcome, error) {
	return desk.Outcome{}, o.broken
}

// Doable is nothing.
func (o *office) Doable(context.Context, access.Actor, desk.Kind, string) ([]desk.Offer, error) {
	return nil, o.broken
}

// PendingActs are none.
func (o *office) PendingActs(context.Context, access.Actor) (app.PendingList, error) {
	return app.PendingList{}, o.broken
}

// SecondPeople has one act that waits by the office's decision, and one by none.
func (o *office) SecondPeople(context.Context, access.Actor, string) ([]desk.Waiting, error) {
	return []desk.Waiting{{Word: scheme.SecondDecide, On: true, Decided: record.Safeguard{Round: 1, On: true, Reason: "内規による", By: "officer", At: noon}}, {Word: scheme.SecondRules}}, o.broken
}

// Users are one who is in, and one who is kept out.
func (o *office) Users(_ context.Context, actor access.Actor) ([]app.UserLine, error) {
	return []app.UserLine{{User: record.User{ID: "hanako", Name: "見本 花子", Role: record.RoleSecretariat, Scheme: "anshin", Email: "h@mihon.example"}, SignedIn: true,
		Can: []desk.Offer{{Action: access.InviteUser}, {Action: access.DisableUser}}},
		{User: record.User{ID: "taro", Name: "見本 太郎", Role: record.RoleReviewer, Body: "jaipa", Disabled: true}, Can: []desk.Offer{{Action: access.EnableUser}}}}, o.broken
}

// AskPasskey asks for a passkey, and OfferPasskey to make one.
func (o *office) AskPasskey(context.Context, desk.Site) (app.KeyOffer, error) {
	return app.KeyOffer{Options: `{"challenge":"AAAAAAAAAAAAAAAAAAAAAA"}`, Box: "box"}, nil
}

// OfferPasskey asks to make one.
func (o *office) OfferPasskey(context.Context, app.Visitor, desk.Site) (app.KeyOffer, error) {
	return app.KeyOffer{Options: `{"rp":{"name":"Akashi","id":"localhost"},"user":{"id":"AAAA","name":"a","displayName":"a"},"challenge":"AAAAAAAAAAAAAAAAAAAAAA","pubKeyCredParams":[]}`, Box: "box"}, nil
}

// Organisation is one with two contacts, one of whom comes from elsewhere.
func (o *office) Organisation(context.Context, app.Visitor) (app.Organisation, error) {
	return app.Organisation{Invites: true, Contacts: []people.Colleague{
		{Contact: record.Contact{UserID: "officer", Kind: record.StaffContact}, Name: "見本 花子", Email: "h@mihon.example", Acting: true},
		{Contact: record.Contact{UserID: "c", Kind: record.Consultant, From: day("2026-11-01"), To: day("2027-03-31")}, Name: "代理 太郎", Email: "d@mihon.example", Waits: true, Ends: true}}}, nil
}
