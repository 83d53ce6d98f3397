package app_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"akashi/app"
	"akashi/app/committee"
	"akashi/app/desk"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/lifecycle"
	"akashi/values/civil"
	"akashi/values/fault"
)

func admin() access.Actor    { return access.Actor{ID: "admin", Role: record.RoleAdmin} }
func assessor() access.Actor { return access.Actor{ID: "asr1", Role: record.RoleAssessor} }

// aspect answers one aspect of every PrivacyMark item.
func (o *office) aspect(name, value string) string {
	ed, err := o.app.Shelf.Edition("pmark", "2006")
	if err != nil {
		o.t.Fatal(err)
	}
	answers := map[string]any{}
	for _, c := range ed.Criteria {
		answers[c.ID] = map[string]string{name: value}
	}
	body, _ := json.Marshal(answers)
	return string(body)
}

// pay pays every charge that is owed and returns what was paid.
func (o *office) pay(no string) (total int) {
	o.t.Helper()
	view, err := o.app.CaseView(context.Background(), secretariat(), no)
	if err != nil {
		o.t.Fatal(err)
	}
	for _, c := range view.Charges {
		if c.Status == record.ChargeOwed {
			body, _ := json.Marshal(map[string]any{"charge": c.ID, "amount": c.Amount})
			o.do(secretariat(), "record-payment", no, string(body))
			total += int(c.Amount)
		}
	}
	return total
}

// reviewed takes a PrivacyMark case of a size to its filed report.
func (o *office) reviewed(no string, minutes int) {
	o.t.Helper()
	o.do(secretariat(), "answer", no, `{"answers":`+o.allMet("pmark", "2006")+`}`)
	o.papers(no)
	o.do(secretariat(), "submit", no, `{}`)
	o.pay(no)
	o.do(secretariat(), "accept", no, `{}`)
	o.do(secretariat(), "assign", no, `{"user":"asr1"}`)
	o.do(assessor(), "begin-review", no, `{}`)
	o.do(assessor(), "judge", no, `{"answers":`+o.aspect("document", "met")+`}`)
	o.do(assessor(), "pass-documents", no, `{}`)
	body, _ := json.Marshal(map[string]any{"minutes": minutes, "persons": 2})
	o.do(assessor(), "log-visit", no, string(body))
	o.do(assessor(), "judge", no, `{"answers":`+o.aspect("operation", "met")+`}`)
	o.do(assessor(), "confirm-eligibility", no, `{"found":"登記と名簿を照らした"}`)
	o.do(assessor(), "finish-onsite", no, `{}`)
	o.do(assessor(), "file-report", no, `{"recommendation":"grant","summary":"適合"}`)
}

// decided puts the case before a session that is held today and decides as voted.
func (o *office) decided(no, choice string) (map[string]any, error) {
	o.t.Helper()
	o.voted(no, choice)
	out, err := o.try(secretariat(), "decide", no, `{"reasons":"審査会の議決による"}`)
	if err != nil {
		return nil, err
	}
	var view map[string]any
	return view, json.Unmarshal(out, &view)
}

// voted puts the case before a session that is held today, at which all seats
// vote as told.
func (o *office) voted(no, choice string) {
	o.t.Helper()
	day := civil.In(o.now).String()
	s := o.do(secretariat(), "plan-session", "", `{"scheme":"pmark","day":"`+day+`","cutoff":"`+day+`"}`)
	session := s["id"].(string)
	o.do(secretariat(), "schedule", no, `{"session":"`+session+`"}`)
	o.do(secretariat(), "open-session", session, `{}`)
	ed, _ := o.app.Shelf.Edition("pmark", "2006")
	for _, seat := range ed.Committee.Seats {
		o.do(secretariat(), "attend", session, `{"seats":["`+seat.ID+`"]}`)
		o.do(secretariat(), "vote", no, `{"seat":"`+seat.ID+`","choice":"`+choice+`"}`)
	}
}

func (o *office) pmarkDraft(name, capital string, persons, kind string) string {
	o.t.Helper()
	c := o.do(secretariat(), "open", "", `{"scheme":"pmark","type":"`+kind+`","applicant":{"name":"`+name+`","sample":true,
		"region":"hokkaido","industry":"service","capital":`+capital+`,"persons":`+persons+`}}`)
	return c["no"].(string)
}

func newPmarkOffice(t *testing.T) *office {
	o := newOffice(t)
	o.do(admin(), "add-user", "", `{"id":"asr1","name":"審査員B","role":"assessor","scheme":"pmark"}`)
	o.at("2016-04-01")
	return o
}

// The printed totals of the 8 % table for new applications.
func TestEachSizePaysThePrintedTotal(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		size, capital, persons string
		total                  int
	}{
		{"small", "1000000", "5", 308_573},
		{"medium", "10000000", "6", 617_144},
		{"large", "50000001", "101", 1_234_286},
	} {
		t.Run(row.size, func(t *testing.T) {
			t.Parallel()
			o := newPmarkOffice(t)
			no := o.pmarkDraft("見本情報株式会社", row.capital, row.persons, "new")
			o.reviewed(no, 5*60)
			o.pay(no)
			view, err := o.decided(no, "grant")
			if err != nil || view["state"] != "agreement" {
				t.Fatalf("decided: %v %v", view["state"], err)
			}
			o.pay(no)
			o.at("2016-05-01")
			view = o.do(secretariat(), "conclude-agreement", no, `{}`)
			if view["state"] != "granted" || view["size"] != row.size {
				t.Fatalf("state %v, size %v", view["state"], view["size"])
			}
			total := 0
			for _, p := range view["payments"].([]any) {
				total += int(p.(map[string]any)["amount"].(float64))
			}
			if total != row.total {
				t.Errorf("paid %d, printed %d", total, row.total)
			}
			m, err := o.app.Verify(context.Background(), view["number"].(string), civil.Date{})
			if err != nil || !m.Valid || m.Mark.ValidTo.String() != "2018-03-31" {
				t.Errorf("verdict %v valid to %v: %v", m.Standing, m.Mark.ValidTo, err)
			}
		})
	}
}

func TestAnAgreementNotMadeInThreeMonthsLapses(t *testing.T) {
	t.Parallel()
	o := newPmarkOffice(t)
	no := o.pmarkDraft("見本情報株式会社", "1000000", "5", "new")
	o.reviewed(no, 300)
	o.pay(no)
	if _, err := o.decided(no, "grant"); err != nil {
		t.Fatal(err)
	}
	o.pay(no)
	o.at("2016-07-01") // decided 04-01, not counted: three months end on 07-01
	if _, err := o.try(secretariat(), "lapse", no, `{}`); !errors.Is(err, fault.Refused) {
		t.Fatalf("lapsed on the last day: %v", err)
	}
	o.at("2016-07-02")
	if _, err := o.try(secretariat(), "conclude-agreement", no, `{}`); !errors.Is(err, fault.Refused) {
		t.Fatalf("concluded a day late: %v", err)
	}
	if view := o.do(secretariat(), "lapse", no, `{}`); view["state"] != "lapsed" {
		t.Fatalf("state %v", view["state"])
	}
}

func TestARefusalBarsForThreeMonths(t *testing.T) {
	t.Parallel()
	o := newPmarkOffice(t)
	no := o.pmarkDraft("見本情報株式会社", "1000000", "5", "new")
	o.reviewed(no, 300)
	o.pay(no)
	view, err := o.decided(no, "refuse")
	if err != nil || view["state"] != "refused" {
		t.Fatalf("%v %v", view["state"], err)
	}
	o.at("2016-07-01")
	c := o.do(secretariat(), "open", "", `{"scheme":"pmark","type":"new","applicant_id":"`+view["applicant_id"].(string)+`"}`)
	again := c["no"].(string)
	o.do(secretariat(), "answer", again, `{"answers":`+o.allMet("pmark", "2006")+`}`)
	o.papers(again)
	_, err = o.try(secretariat(), "submit", again, `{}`)
	var blockage *desk.Blockage
	if !errors.As(err, &blockage) || blockage.Guards[0].Detail["earliest"] != "2016-07-02" {
		t.Fatalf("submitted inside the window: %v %+v", err, blockage)
	}
	o.at("2016-07-02")
	o.do(secretariat(), "submit", again, `{}`)
}

func TestOverrunIsProposedAndConfirmed(t *testing.T) {
	t.Parallel()
	o := newPmarkOffice(t)
	no := o.pmarkDraft("見本情報株式会社", "10000000", "6", "new") // medium: 6 hours
	o.reviewed(no, 8*60)
	view := o.do(secretariat(), "confirm-overrun", no, `{"charge":"overrun"}`)
	found := false
	for _, c := range view["charges"].([]any) {
		charge := c.(map[string]any)
		if charge["code"] == "overrun" {
			found = charge["amount"].(float64) == 82_286 && charge["status"] == string(record.ChargeOwed)
		}
	}
	if !found {
		t.Errorf("no overrun of 82,286 yen owed: %v", view["charges"])
	}
}

func TestFindingsAreAnsweredInTheSecondRound(t *testing.T) {
	t.Parallel()
	o := newPmarkOffice(t)
	no := o.pmarkDraft("見本情報株式会社", "1000000", "5", "new")
	o.do(secretariat(), "answer", no, `{"answers":`+o.allMet("pmark", "2006")+`}`)
	o.papers(no)
	o.do(secretariat(), "submit", no, `{}`)
	o.pay(no)
	o.do(secretariat(), "accept", no, `{}`)
	o.do(secretariat(), "assign", no, `{"user":"asr1"}`)
	o.do(assessor(), "begin-review", no, `{}`)
	view := o.do(assessor(), "raise-findings", no, `{"findings":[{"criterion":"3.3.1","aspect":"document","text":"特定の手順がない"}]}`)
	if due := view["due"]; due != "2016-07-01" {
		t.Errorf("three months from 2016-04-01, that day not counted: due %v", due)
	}
	answer := `{"corrections":[{"no":1,"text":"手順を定めた"}]}`
	o.do(secretariat(), "answer-findings", no, answer)
	o.do(assessor(), "judge-correction", no, `{"no":1,"result":"sent_back","text":"運用の記録がない"}`)
	o.do(assessor(), "raise-findings", no, `{}`)
	o.do(secretariat(), "answer-findings", no, answer)
	o.do(assessor(), "judge-correction", no, `{"no":1,"result":"accepted"}`)
	_, err := o.try(assessor(), "pass-documents", no, `{}`)
	if err == nil || !strings.Contains(err.Error(), "documents_judged") {
		t.Errorf("passed with items unjudged: %v", err)
	}
	o.do(assessor(), "judge", no, `{"answers":`+o.aspect("document", "met")+`}`)
	view = o.do(assessor(), "pass-documents", no, `{}`)
	if view["state"] != "onsite_review" || view["round"].(float64) != 3 {
		t.Errorf("state %v in round %v", view["state"], view["round"])
	}
}

// An answer given earlier on the day is not written again with the next one.
func TestAnAnswerIsWrittenOnce(t *testing.T) {
	t.Parallel()
	o := newPmarkOffice(t)
	no := o.pmarkDraft("見本情報株式会社", "1000000", "5", "new")
	o.do(secretariat(), "answer", no, `{"answers":`+o.allMet("pmark", "2006")+`}`)
	o.papers(no)
	o.do(secretariat(), "submit", no, `{}`)
	o.pay(no)
	o.do(secretariat(), "accept", no, `{}`)
	o.do(secretariat(), "assign", no, `{"user":"asr1"}`)
	o.do(assessor(), "begin-review", no, `{}`)
	for i, raised := range []string{"3.3.1", "3.3.2"} {
		o.do(assessor(), "raise-findings", no, `{"findings":[{"criterion":"`+raised+`","aspect":"document","text":"手順がない"}]}`)
		o.do(secretariat(), "answer-findings", no, fmt.Sprintf(`{"corrections":[{"no":%d,"text":"定めた"}]}`, i+1))
	}
	for _, f := range o.caseView(no).Findings {
		if f.Version != 2 {
			t.Errorf("finding %d has been written %d times, want raised and answered", f.No, f.Version)
		}
	}
}

func TestARenewalIsFiledInItsWindow(t *testing.T) {
	t.Parallel()
	o := newPmarkOffice(t)
	no := o.pmarkDraft("見本情報株式会社", "1000000", "5", "new")
	o.reviewed(no, 300)
	o.pay(no)
	if _, err := o.decided(no, "grant"); err != nil {
		t.Fatal(err)
	}
	o.pay(no)
	granted := o.do(secretariat(), "conclude-agreement", no, `{}`)
	number := granted["number"].(string)
	open := `{"scheme":"pmark","type":"renewal","renews":"` + number + `","applicant_id":"` + granted["applicant_id"].(string) + `"}`
	o.at("2017-07-31") // expires 2018-03-31: open 2017-08-01 to 2017-11-30
	c := o.do(secretariat(), "open", "", open)
	renewal := c["no"].(string)
	o.papers(renewal)
	if _, err := o.try(secretariat(), "submit", renewal, `{}`); !errors.Is(err, fault.Refused) {
		t.Fatalf("filed a day before the window: %v", err)
	}
	o.at("2017-12-01")
	if _, err := o.try(secretariat(), "submit", renewal, `{}`); !errors.Is(err, fault.Refused) {
		t.Fatalf("filed a day after the window: %v", err)
	}
	o.at("2017-11-30")
	o.papers(renewal) // the register extract of July is too old by now
	o.do(secretariat(), "submit", renewal, `{}`)
	o.pay(renewal)
	o.at("2018-04-10") // expired meanwhile, but under review
	m, err := o.app.Verify(context.Background(), number, civil.Date{})
	if err != nil || !m.Valid || !m.UnderReview {
		t.Errorf("while the renewal is reviewed: %v %v", m.Standing, err)
	}
}

func TestTwoSecretariesDecideAtOnce(t *testing.T) {
	t.Parallel()
	o := newPmarkOffice(t)
	no := o.pmarkDraft("見本情報株式会社", "1000000", "5", "new")
	o.reviewed(no, 300)
	o.pay(no)
	o.voted(no, "grant")
	action, _ := app.FindAction("decide")
	answers := make(chan error, 2)
	for _, who := range []string{"jimukyoku", "jimukyoku2"} {
		go func() {
			actor := access.Actor{ID: who, Role: record.RoleSecretariat}
			_, err := o.app.Do(context.Background(), desk.Request{Actor: actor}, action, no, &committee.DecideInput{Reasons: who})
			answers <- err
		}()
	}
	first, second := <-answers, <-answers
	if first != nil {
		first, second = second, first
	}
	var conflict *desk.Collision
	if first != nil || !errors.As(second, &conflict) || !strings.Contains(string(conflict.Current), `"outcome":"granted"`) {
		t.Fatalf("one %v, the other %v", first, second)
	}
}

// granted takes a small applicant to its mark and returns the case.
func (o *office) granted() map[string]any {
	o.t.Helper()
	no := o.pmarkDraft("見本情報株式会社", "1000000", "5", "new")
	o.reviewed(no, 300)
	o.pay(no)
	if _, err := o.decided(no, "grant"); err != nil {
		o.t.Fatal(err)
	}
	o.pay(no)
	return o.do(secretariat(), "conclude-agreement", no, `{}`)
}

func (o *office) standing(number, day string) lifecycle.Standing {
	o.t.Helper()
	var on civil.Date
	if day != "" {
		on, _ = civil.Parse(day)
	}
	m, err := o.app.Verify(context.Background(), number, on)
	if err != nil {
		o.t.Fatal(err)
	}
	return m.Standing
}

func TestARenewalSentBackDoesNotKeepAMarkAlive(t *testing.T) {
	t.Parallel()
	o := newPmarkOffice(t)
	g := o.granted()
	number := g["number"].(string)
	o.at("2017-10-01")
	c := o.do(secretariat(), "open", "", `{"scheme":"pmark","type":"renewal","renews":"`+number+`","applicant_id":"`+g["applicant_id"].(string)+`"}`)
	renewal := c["no"].(string)
	o.papers(renewal)
	o.do(secretariat(), "submit", renewal, `{}`)
	o.at("2018-04-01")
	if got := o.standing(number, ""); got != lifecycle.Valid {
		t.Errorf("under review the day after expiry: %s", got)
	}
	page, err := o.app.Register(context.Background(), desk.MarkQuery{Text: number})
	if err != nil || len(page.Entries) != 1 || !page.Entries[0].Valid {
		t.Errorf("the register's list says otherwise than the verdict: %+v %v", page.Entries, err)
	}
	o.do(secretariat(), "return", renewal, `{"reason":"書類の不足"}`)
	if got := o.standing(number, ""); got != lifecycle.StandExpired {
		t.Errorf("sent back: %s", got)
	}
}

// TestAMarkBeyondTheHolidays lists the renewal of a mark whose last day no calendar reaches, as an
// office may have entered it once: its line has no day, and the others have theirs.
func TestAMarkBeyondTheHolidays(t *testing.T) {
	t.Parallel()
	o := newPmarkOffice(t)
	g := o.granted()
	number := g["number"].(string)
	o.at("2017-10-01")
	renewal := o.do(secretariat(), "open", "", `{"scheme":"pmark","type":"renewal","renews":"`+number+`","applicant_id":"`+g["applicant_id"].(string)+`"}`)["no"].(string)
	err := o.app.Store.Update(t.Context(), func(tx desk.Tx) error {
		m, err := tx.Mark(number)
		m.ValidTo = civil.MustOf(2099, 3, 31)
		return errors.Join(err, tx.Save(&m))
	})
	if err != nil {
		t.Fatal(err)
	}
	board, err := o.app.Board(t.Context(), secretariat(), desk.CaseQuery{})
	if err != nil || !slices.ContainsFunc(board.Cases, func(c app.CaseLine) bool { return c.No == renewal }) {
		t.Errorf("the board: %+v %v", board.Cases, err)
	}
	if _, err := o.app.CaseView(t.Context(), secretariat(), renewal); err != nil {
		t.Errorf("the case: %v", err)
	}
	o.papers(renewal)
	if _, err := o.try(secretariat(), "submit", renewal, `{}`); !errors.Is(err, fault.Refused) {
		t.Errorf("filed before a window that nobody knows: %v", err)
	}
}

func TestEventsOfOneMomentKeepTheirOrder(t *testing.T) {
	t.Parallel()
	o := newPmarkOffice(t)
	number := o.granted()["number"].(string)
	for _, act := range []string{"suspend-mark", "restore-mark", "end-mark"} {
		o.do(secretariat(), act, number, `{"reason":"見本"}`)
	}
	if got := o.standing(number, ""); got != lifecycle.StandEnded {
		t.Errorf("restored and then ended: %s", got)
	}
	o.at("2016-06-01")
	if got := o.standing(number, "2016-04-01"); got != lifecycle.StandEnded {
		t.Errorf("looking back at that day: %s", got)
	}
}

func TestARefusalFollowsTheCorporateNumber(t *testing.T) {
	t.Parallel()
	o := newPmarkOffice(t)
	entry := `{"scheme":"pmark","type":"new","applicant":{"name":"見本情報株式会社","corporate_number":"4011001098993",
		"region":"hokkaido","industry":"service","capital":1000000,"persons":5}}`
	no := o.do(secretariat(), "open", "", entry)["no"].(string)
	o.reviewed(no, 300)
	o.pay(no)
	if _, err := o.decided(no, "refuse"); err != nil {
		t.Fatal(err)
	}
	o.at("2016-05-01")
	again := o.do(secretariat(), "open", "", entry)["no"].(string)
	o.do(secretariat(), "answer", again, `{"answers":`+o.allMet("pmark", "2006")+`}`)
	o.papers(again)
	if _, err := o.try(secretariat(), "submit", again, `{}`); !errors.Is(err, fault.Refused) {
		t.Errorf("entered anew, the refused applicant applied: %v", err)
	}
}

func TestVotesStaySealedUntilTheSessionCloses(t *testing.T) {
	t.Parallel()
	o := newPmarkOffice(t)
	g := o.granted()
	number, session := g["number"].(string), g["session"].(string)
	m, err := o.app.Verify(context.Background(), number, civil.Date{})
	if err != nil || m.Decision == nil || m.Decision.Votes != nil {
		t.Fatalf("while the session sits: %+v %v", m.Decision, err)
	}
	o.do(secretariat(), "close-session", session, `{"minutes":"議事録"}`)
	if m, err = o.app.Verify(context.Background(), number, civil.Date{}); err != nil || m.Decision.Votes == nil {
		t.Fatalf("after the session: %+v %v", m.Decision, err)
	}
}

func TestANewNumberPassesOverThoseCarriedOver(t *testing.T) {
	t.Parallel()
	o := newPmarkOffice(t)
	o.do(admin(), "import-register", "", `{"scheme":"pmark","rows":[
		{"row":2,"number":"99000001(03)","holder":"見本一号株式会社","valid_from":"2015-01-01","valid_to":"2016-12-31"},
		{"row":3,"number":"99000002","holder":"見本二号株式会社","valid_from":"2015-01-01","valid_to":"2016-12-31"}]}`)
	if got := o.granted()["number"]; got != "99000003(01)" {
		t.Errorf("number %v, want 99000003(01)", got)
	}
}
