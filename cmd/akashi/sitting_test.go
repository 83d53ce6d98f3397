package main

import (
	"encoding/json"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"akashi/app"
	"akashi/app/desk"
	"akashi/app/review"
	"akashi/beside/testkit"
	chromium "akashi/beside/testkit/browser"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/lifecycle"
	"akashi/values/civil"
)

// bench is the committee of anshin in the office of the demonstration, each with a browser.
type bench struct {
	*filled
	b       *chromium.Browser
	session string // that it sits in
	office  *hand
	second  *hand
	members map[string]*hand // by seat
}

// convenes lets the office and the holders of some seats sit down.
func convenes(f *filled, b *chromium.Browser, session string, seats ...string) *bench {
	t := &bench{filled: f, b: b, session: session, members: map[string]*hand{}}
	t.office, t.second = t.takes("jimukyoku"), t.takes("shinsakai")
	for _, seat := range seats {
		t.members[seat] = t.takes("anshin-" + seat)
	}
	return t
}

func (t *bench) takes(user string) *hand {
	t.Helper()
	given, err := t.filled.office.Readmit(t.Context(), user)
	if err != nil {
		t.Fatal(err)
	}
	return t.sits(t.b, chromium.Desktop, true).comes(given.Link)
}

// did is something that somebody has done before the story begins.
func (t *bench) did(user string, name access.Action, object string, input any) {
	t.Helper()
	actor, err := t.filled.office.UserActor(t.Context(), user)
	if err != nil {
		t.Fatal(err)
	}
	action, _ := app.FindAction(name)
	in := action.Input()
	body, _ := json.Marshal(input)
	if err := json.Unmarshal(body, in); err != nil {
		t.Fatal(err)
	}
	if _, err := t.filled.office.Do(t.Context(), desk.Request{Actor: actor}, action, object, in); err != nil {
		t.Fatalf("%s %s: %v", name, object, err)
	}
}

// sitting is the page of the session.
func (t *bench) sitting() string { return "/o/sessions/" + t.session }

// clears has a member say in each case that it has no conflict of interest.
func (t *bench) clears(seat string, cases ...string) {
	t.Helper()
	m := t.members[seat].goes(t.sitting())
	for _, no := range cases {
		m.clicks(`form[action$="/` + no + `/declare-no-conflict"] button`)
		m.confirms()
		m.sees("利害がない旨を記録しました")
	}
}

// leaves has a member say that it has a conflict of interest in a case.
func (t *bench) leaves(seat, no, why string) {
	t.Helper()
	t.members[seat].sends("/do/cases/"+no+"/declare-conflict", "note", why)
}

// votes has a member vote, who sees its vote once more before it is given.
func (t *bench) votes(no, choice string, seats ...string) {
	t.Helper()
	for _, seat := range seats {
		t.members[seat].sends("/do/cases/"+no+"/vote", "choice", choice).sees("票の確認").sendsHere()
	}
}

// decides has the office record a decision, and a second person confirm it.
func (t *bench) decides(no string, pairs ...string) {
	t.Helper()
	t.office.sends("/do/cases/"+no+"/decide", pairs...)
	t.confirmed()
}

// confirmed has the second person confirm what the office has just entered.
func (t *bench) confirmed() {
	t.Helper()
	waits := regexp.MustCompile(`/o/pending#([^/?#]+)`).FindStringSubmatch(t.office.page.Address())
	if waits == nil {
		t.Fatalf("it waits for nobody: %s", t.office.page.Address())
	}
	t.second.sends("/do/pending/" + waits[1] + "/confirm")
}

// does is the page of an act on the session.
func (t *bench) does(act string) string { return "/do/sessions/" + t.session + "/" + act }

// opens has the office open the session, and note who has come.
func (t *bench) opens() {
	t.Helper()
	t.office.sends(t.does("open-session")).sends(t.does("attend"), repeat("seats", slices.Sorted(maps.Keys(t.members)))...)
}

// closes has the office close the session with the draft of the minutes, which says some things.
func (t *bench) closes(words ...string) {
	t.Helper()
	t.office.sends(t.does("close-session")).goes(t.sitting()).sees(words...)
}

// tells reads the row of a case on the page of the session that is shown.
func (t *bench) tells(h *hand, no string, words ...string) {
	t.Helper()
	var row string
	h.page.Eval(`[...document.querySelectorAll("main tbody tr")].find((r) => r.innerText.includes("`+no+`"))?.innerText ?? ""`, &row)
	for _, w := range words {
		if !strings.Contains(row, w) {
			t.Errorf("%s: %q is not said of %s: %s", h.page.Address(), w, no, row)
		}
	}
}

// is looks at the state of a case.
func (t *bench) is(no string, want lifecycle.State) {
	t.Helper()
	if got := t.caseOf(no).state; got != want {
		t.Errorf("%s is %s, want %s", no, got, want)
	}
}

// TestASittingInBrowsers goes through an afternoon of the committee, with each of its people at a
// browser of their own: a member who leaves a case after it has voted, of which the quorum
// holds and which is refused with a dissent; one of which so many leave that nothing can be decided; a member
// who goes in the middle; and a case that is put off, and granted in the next session.
func TestASittingInBrowsers(t *testing.T) {
	t.Parallel()
	testkit.Slow(t, "it is a story in browsers")
	onBothStores(t, func(t *testing.T, store string) {
		const refused, putOff, deserted = "SA-2026-0002", "SA-2026-0006", "SA-2026-0007"
		f := openFilledOn(t, store)
		s := &bench{filled: f, session: "anshin-2026-11-16-6"}
		s.did("shinsa-telesa", access.FileReport, deserted, review.ReportInput{Recommendation: record.RecommendGrant, Summary: "適合している。"})
		for _, no := range []string{putOff, deserted} {
			s.did("jimukyoku", access.Schedule, no, map[string]string{"session": s.session})
		}
		f.now = time.Date(2026, 11, 16, 4, 0, 0, 0, time.UTC)
		chromes := chromium.Open(t)
		s = convenes(f, chromes, s.session, "chair", "consumer_life", "consumer_affairs", "audit_firm", "jaipa", "telesa", "tca")
		s.clears("chair", putOff, deserted)
		s.clears("consumer_life", putOff)
		s.clears("consumer_affairs", putOff, deserted)
		s.clears("audit_firm", putOff)
		s.clears("jaipa", putOff, deserted)
		s.clears("telesa", refused, putOff)
		s.clears("tca", refused, deserted)
		s.leaves("consumer_life", deserted, "申請者の顧問をしていた。")
		s.leaves("audit_firm", deserted, "申請者の会計監査をしている。")
		s.opens()
		s.votes(refused, "refuse", "tca")
		s.leaves("tca", refused, "申請者から講演の依頼があった。")
		s.votes(refused, "refuse", "chair", "consumer_life", "consumer_affairs", "audit_firm")
		s.votes(refused, "grant", "telesa")
		s.office.sends(s.does("excuse"), "seat", "audit_firm", "reason", "急用のため退席")

		for _, h := range []*hand{s.office, s.members["chair"]} {
			h.goes(s.sitting()).sees("急用のため退席")
			s.tells(h, refused, "出席5、除外3", "足りています（余裕0）", "プロバイダー協会", "電気通信事業者協会", "効力を失った票：1票", "決定の記録を待つ")
			s.tells(h, putOff, "出席5、除外1、欠席2", "足りています（余裕0）", "採決（5名のうち0名が投票）")
			s.tells(h, deserted, "出席4、除外3、欠席1", "あと1名足りません", "監査法人", "このままでは決定できません")
		}
		if s.members["tca"].goes(s.sitting()); s.members["tca"].page.Count(`main a[href*="`+refused+`"]`) > 0 {
			t.Errorf("whoever has left %s is shown it", refused)
		}
		s.office.goes("/o/cases/"+refused+"/history").sees("議決のあとの回避", "申請者から講演の依頼があった。")
		s.decides(refused, "reasons", "苦情の受付が確かめられない。")
		s.is(refused, lifecycle.Refused)
		s.members["telesa"].sends("/do/cases/"+refused+"/dissent", "text", "補正を待つべきである。")

		s.office.goes("/do/cases/" + deserted + "/decide").sees("定足数に足りません（数えた席4、必要5）")
		if s.office.page.Count("main form .btn[type=submit]") > 0 {
			t.Errorf("%s can be decided without a quorum", deserted)
		}
		s.office.sends("/do/cases/"+deserted+"/defer", "reason", "定足数に足りないため")
		s.office.sends("/do/cases/"+putOff+"/defer", "reason", "約款の写しを待つため")
		s.closes("少数意見", "補正を待つべきである。", "途中で退席", "効力を失った票：1票", "定足数に足りないため")
		s.members["chair"].goes("/k").sees("議事録")
		s.members["chair"].sends(s.does("approve-minutes"))
		s.office.goes(s.sitting()).sees("承認")

		s.office.sends("/do/sessions/plan", "scheme", "anshin", "day", "2026-11-16", "reason", "継続審議のため")
		s.session = sessionID.FindStringSubmatch(s.office.page.Address())[1]
		s.office.sends("/do/cases/"+putOff+"/schedule", "session", s.session)
		s.office.sends("/do/cases/"+deserted+"/schedule", "session", s.session)
		delete(s.members, "audit_firm")
		for _, seat := range []string{"chair", "consumer_life", "consumer_affairs", "jaipa", "telesa"} {
			s.clears(seat, putOff)
		}
		s.opens()
		s.votes(putOff, "grant", "chair", "consumer_life", "consumer_affairs", "jaipa", "telesa")
		s.decides(putOff, "reasons", "約款の写しを確かめた。", "valid_to", "2028-11-15")
		s.is(putOff, lifecycle.Granted)
		s.is(deserted, lifecycle.Scheduled)
		s.office.goes(s.sitting()).sees("2件のうち1件が済みました。")
	})
}

// TestACircularInBrowsers lets an office whose rules allow it have a case decided without a
// meeting: its decision waits for a second person, each member is asked by a letter that lets nobody in, declares itself and
// votes at home, and nothing is decided before the last has answered. Of another case a member asks for a
// meeting, which ends the circular for it.
func TestACircularInBrowsers(t *testing.T) {
	t.Parallel()
	testkit.Slow(t, "it is a story in browsers")
	onBothStores(t, func(t *testing.T, store string) {
		const granted, debated = "SA-2026-0006", "SA-2026-0007"
		f := openFilledOn(t, store)
		s := &bench{filled: f}
		s.did("shinsa-telesa", access.FileReport, debated, review.ReportInput{Recommendation: record.RecommendGrant, Summary: "適合している。"})
		seats := []string{"chair", "consumer_life", "consumer_affairs", "university", "audit_firm", "jaipa", "telesa", "tca"}
		f.now = f.now.Add(time.Hour)
		s = convenes(f, chromium.Open(t), "", seats...)

		s.office.goes("/o/office").sees("認められていません。審査委員会は会議で議決します。")
		s.office.sends("/do/office/allow-circular", "scheme", "anshin", "answers", "all", "reason", "運用管理規程の改正による。")
		s.confirmed()
		s.office.goes("/o/office").sees("投票できる席の全部の回答が必要です", "運用管理規程の改正による。")
		s.office.sends("/do/sessions/plan", "scheme", "anshin", "day", "2026-12-04", "circular", "true")
		s.session = sessionID.FindStringSubmatch(s.office.page.Address())[1]
		for _, no := range []string{granted, debated} {
			s.office.sends("/do/cases/"+no+"/schedule", "session", s.session)
		}
		s.office.goes(s.sitting()).sees("持ち回り決議", "回付の準備", "回答の期限", "2026年12月4日")
		s.office.sends(s.does("open-session"))

		for _, seat := range seats {
			if seat != "tca" { // which did the first stage
				s.clears(seat, granted)
			}
		}
		s.clears("tca", debated)
		s.members["tca"].goes("/do/cases/"+debated+"/ask-meeting").sendsHere("reason", "申請者の説明を聞いて決めたい。")
		s.office.goes(s.sitting()).sees("申請者の説明を聞いて決めたい。")
		s.is(debated, lifecycle.Ready)

		s.votes(granted, "grant", "chair", "consumer_life", "consumer_affairs", "university", "audit_firm", "jaipa")
		s.tells(s.office.goes(s.sitting()), granted, "採決（7名のうち6名が投票）")
		s.office.sees("回答 6名（8席に照会）")
		s.office.goes("/do/cases/" + granted + "/decide")
		if s.office.page.Count("main form .btn[type=submit]") > 0 {
			t.Error("a circular is decided before everybody has answered")
		}
		s.votes(granted, "grant", "telesa")
		s.decides(granted, "reasons", "審査基準に適合していると認める。", "valid_to", "2028-11-30")
		s.is(granted, lifecycle.Granted)
		s.closes("持ち回り決議", "回答7名（8席に照会）", "回答のなかった席1", "申請者の説明を聞いて決めたい。")
		s.members["chair"].sends(s.does("approve-minutes"))

		// Another goes round, and its last day passes with one answer, which is for the grant.
		const why = "申請者の説明を聞いた。"
		s.office.sends("/do/sessions/plan", "scheme", "anshin", "day", "2026-12-18", "circular", "true")
		s.session = sessionID.FindStringSubmatch(s.office.page.Address())[1]
		s.office.sends("/do/cases/"+debated+"/schedule", "session", s.session).sends(s.does("open-session"))
		s.clears("chair", debated)
		chair := s.members["chair"].sends("/do/cases/"+debated+"/vote", "choice", "refuse", "grounds", why).sees("票の確認", why)
		chair.clicks(`button[name="_sure"][value="back"]`)
		var kept string
		chair.page.Eval(`document.querySelector("[name=grounds]").value`, &kept)
		if kept != why {
			t.Errorf("who chooses again finds the grounds %q, want %q", kept, why)
		}
		chair.sendsHere("choice", "grant").sees("票の確認", why).sendsHere()
		f.now = civil.MustOf(2026, 12, 19).Start().Add(10 * time.Hour)
		s.office = s.takes("jimukyoku")
		s.tells(s.office.goes(s.sitting()), debated, "期限までに回答がそろわず、議決していません。")
		s.office.goes("/do/cases/" + debated + "/decide")
		if s.office.page.Count("main form .btn[type=submit]") > 0 {
			t.Error("silence decides")
		}
		s.office.sends("/do/cases/"+debated+"/defer", "reason", "回答がそろわなかったため")
		s.is(debated, lifecycle.Ready)
		s.closes("回答1名（8席に照会）", "回答がそろわなかったため")
		s.tells(s.office, debated, s.caseOf(debated).service)
		if strings.Contains(s.office.page.Text("main"), why) {
			t.Error("the grounds of a vote that decided nothing are told")
		}
	})
}
