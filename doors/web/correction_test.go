package web_test

import (
	"slices"
	"strings"
	"testing"

	"akashi/app"
	"akashi/record"
)

// correctedCase is a decided case of which everything was put right that can be.
func correctedCase() app.CaseView {
	return app.CaseView{No: "SA-2026-0001", Scheme: "anshin", Edition: "2014-07", Type: "new", State: "granted", InCharge: "担当A", Away: day("2026-11-30"), Cover: "担当B", Session: "s-moved", SessionDay: day("2026-11-27"),
		Charges: []app.ChargeView{{Charge: record.Charge{ID: "c-1", Code: "new_review", Amount: 80_000, Status: "owed"}, Open: 80_000},
			{Charge: record.Charge{ID: "c-2", Code: "annual", Amount: 20_000, Status: "owed", Due: day("2026-04-20")}, Open: 20_000}},
		Payments: []record.Payment{{ID: "p-1", ChargeID: "c-1", Amount: 80_000, Received: day("2026-02-01")},
			{ID: "p-2", ChargeID: "c-1", Amount: -80_000, Received: day("2026-02-03"), Reverses: "p-1", Reason: "二重に入力した"}},
		Followed: []record.ChargeCorrection{{ChargeID: "c-2", FromAmount: 20_000, FromDue: day("2026-04-19"), Reason: "受領日の訂正", At: noon}},
		Visits:   []record.Visit{{ID: "v-3", Kind: "first", Day: day("2026-02-10"), Minutes: 390, Persons: 2, Corrects: "v-2", Reason: "終わりの時刻の誤り"}},
		Corrected: []record.Visit{{ID: "v-1", Kind: "first", Day: day("2026-02-09"), Minutes: 300, Persons: 2},
			{ID: "v-2", Kind: "first", Day: day("2026-02-10"), Minutes: 300, Persons: 2, Corrects: "v-1", Reason: "日付の誤り"},
			{ID: "v-4", Kind: "revisit", Day: day("2026-02-20"), Minutes: 60, Persons: 1},
			{ID: "v-5", Kind: "revisit", Day: day("2026-02-20"), Corrects: "v-4", Reason: "行われなかった"}},
		Reviewers: []app.ReviewerView{{Name: "見本 次郎", Role: "reviewer"}, {Name: "見本 三郎", Role: "reviewer", Ended: noon, Reason: "別の案件と取り違えた"}},
		Votes:     []app.VoteView{{Seat: "chair", Choice: "grant", EnteredBy: "officer"}, {Seat: "member_1", Sealed: true}},
		Voided: []app.VoidedVote{{Seat: "chair", Choice: "refuse", Kind: record.VoteCorrected, Reason: "票の読み違い", At: noon},
			{Kind: record.VotesReopened, Reason: "判定の誤り", At: noon}},
		Decision: &app.DecisionView{Outcome: "granted", Decided: day("2026-03-12")},
		Notice:   &record.Notice{Received: day("2026-03-21"), Reason: "配達証明による", At: noon},
		Notices:  []record.Notice{{Received: day("2026-03-20")}}}
}

// TestWhatWasCorrectedStandsBesideIt finds on the page of a case all that no longer
// stands, struck out, and why.
func TestWhatWasCorrectedStandsBesideIt(t *testing.T) {
	t.Parallel()
	d := open(t, newOffice(t))
	for path, want := range map[string][]string{
		"/o/cases/SA-2026-0001": {"入金80,000円（2026年2月1日）", "20,000円（2026年4月19日まで）", "2026年2月10日 5時間、2人", "2026年2月9日 5時間、2人",
			"2026年2月20日 再審査 1時間、1人", "見本 三郎（一次審査員）", "議決の訂正：委員長（英知法律事務所 弁護士）：否", "判定のやり直しにより無効", "2026年3月20日"},
		"/en/o/cases/SA-2026-0001": {"Paid 80,000 yen, 1 February 2026", "20 March 2026"},
	} {
		all, body := wholeCase(t, d, path)
		var struck []string
		for _, r := range all {
			for _, n := range r.all("del") {
				struck = append(struck, textOf(n))
			}
		}
		for _, words := range want {
			if !slices.Contains(struck, words) {
				t.Errorf("%s: %q is not struck out; %q are", path, words, struck)
			}
		}
		for _, why := range []string{"二重に入力した", "受領日の訂正", "終わりの時刻の誤り", "日付の誤り", "行われなかった", "別の案件と取り違えた", "票の読み違い", "判定の誤り", "配達証明による"} {
			if strings.Count(body, why) != 1 {
				t.Errorf("%s: %q is told %d times, want once", path, why, strings.Count(body, why))
			}
		}
	}
	_, body := wholeCase(t, d, "/o/cases/SA-2026-0001")
	for _, words := range []string{"2026年2月10日　6時間30分、2人", "見本 次郎（一次審査員）", "代理記録：officer", "担当の終了（2026年11月21日）：", "決定まで封印", "訂正（2026年2月3日）："} {
		if !strings.Contains(body, words) {
			t.Errorf("%q is not there", words)
		}
	}
}

// TestALineOfTheHistoryThatWasWrongIsStruckOut shows the public a measure that was put
// right, with what stood there before and why.
func TestALineOfTheHistoryThatWasWrongIsStruckOut(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	m := o.marks["J0902"]
	m.History = slices.Clone(m.History)
	m.History[0].Correction = "日付の誤り"
	m.History[0].Replaced = []app.ReplacedLine{{Kind: record.MarkEventSuspended, Day: day("2026-10-11"), Reason: "報告の不備"}}
	m.History[0].Barred = day("2027-04-01")
	o.marks["J0902"] = m
	r := get(t, open(t, o), "/registry/J0902")
	if got := r.text("del"); got != "2026年10月11日 一時停止 報告の不備" || strings.Count(r.Body.String(), "日付の誤り") != 1 {
		t.Errorf("struck out: %q", got)
	}
	if !strings.Contains(r.Body.String(), "申請を不可とする期間：2027年4月1日まで") {
		t.Error("the months without application are not told")
	}
}

// TestASessionTellsWhatBecameOfIt shows the day that a session was moved from, who is
// excused and why one was called off; the case leads to its session.
func TestASessionTellsWhatBecameOfIt(t *testing.T) {
	t.Parallel()
	d := open(t, newOffice(t))
	for path, want := range map[string]string{"/o/sessions/s-moved": "2026年11月13日", "/en/o/sessions/s-moved": "13 November 2026", "/o/sessions/s-off": "2026年11月27日"} {
		if r := asOfficer(t, d, path); r.Code != 200 || r.text("del") != want {
			t.Errorf("%s: %d, struck out %q, want %q", path, r.Code, r.text("del"), want)
		}
	}
	for path, want := range map[string][]string{
		"/o/sessions/s-moved":   {"変更（2026年11月21日）：", "台風のため", "病気のため", "見本 花子", "が委員長の職務を代理（2028年3月31日まで）", "/do/seats/end-deputy?", "出席 1名（席 8、定足数 5）", `href="/o/cases/SA-2026-0002"`, "持越し", "証拠を待つ"},
		"/o/sessions/s-off":     {"中止：案件がない　次の開催回は2027年3月1日から計画できます。", "議案はありません"},
		"/o/cases/SA-2026-0001": {`href="/o/sessions/s-moved"`},
	} {
		body := asOfficer(t, d, path).Body.String()
		for _, words := range want {
			if !strings.Contains(body, words) {
				t.Errorf("%s: %q is not there", path, words)
			}
		}
	}
	if r := asOfficer(t, d, "/o/sessions/none"); r.Code != 404 {
		t.Errorf("a session that nobody knows: %d", r.Code)
	}
}
