package main

import (
	"encoding/json"
	"regexp"
	"slices"
	"testing"
	"time"

	"akashi/app"
	"akashi/app/desk"
	"akashi/app/review"
	chromium "akashi/beside/testkit/browser"
	"akashi/beside/testkit"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/lifecycle"
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
func convenes(f *filled, b *chromium.Browser, seats ...string) *bench {
	t := &bench{filled: f, b: b, members: map[string]*hand{}}
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
	waits := regexp.MustCompile(`/o/pending#([^/?#]+)`).FindStringSubmatch(t.office.page.Address())
	if waits == nil {
		t.Fatalf("the decision waits for nobody: %s", t.office.page.Address())
	}
	t.second.sends("/do/pending/" + waits[1] + "/confirm")
}

// tells reads the row of a case on the page of the session.
func (t *bench) tells(h *hand, no string, words ...string) {
	t.Helper()
	h.goes(t.sitting())
	h.sees(words...)
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
		seats := []string{"chair", "consumer_life", "consumer_affairs", "audit_firm", "jaipa", "telesa", "tca"}
		s = convenes(f, chromium.Open(t), seats...)
		s.session = "anshin-2026-11-16-6"

		s.clears("chair", putOff, deserted)
		s.clears("consumer_life", putOff)
		s.clears("consumer_affairs", putOff, deserted)
		s.clears("audit_firm", putOff)
		s.clears("jaipa", putOff, deserted)
		s.clears("telesa", refused, putOff)
		s.clears("tca", refused, deserted)
		s.leaves("consumer_life", deserted, "申請者の顧問をしていた。")
		s.leaves("audit_firm", deserted, "申請者の会計監査をしている。")
		_ = slices.Contains(seats, "")
	})
}
