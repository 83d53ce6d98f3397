package main

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"akashi/app/desk"
	"akashi/beside/testkit"
	"akashi/doors/cli"
	"akashi/record"
	"akashi/rules/access"
)

// enteredAs is somebody whom the office has already.
func enteredAs(t *testing.T, office *cli.Office, id string) browser {
	t.Helper()
	given, err := office.Readmit(context.Background(), id)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := office.SignIn(context.Background(), given.Link)
	if err != nil {
		t.Fatal(err)
	}
	s, err := atDoors(office, cli.Address{Silent: true})
	if err != nil {
		t.Fatal(err)
	}
	withSecond(t, office, secret)
	return browser{t, s.doors, secret}
}

// TestAReviewerSeesHowTheCaseStands judges on the page of a criterion: the line above tells
// the failure the moment it is certain, on the page and while it is written; the document lies
// beside it as a picture; and findings begin with what was judged not to be met.
func TestAReviewerSeesHowTheCaseStands(t *testing.T) {
	t.Parallel()
	testkit.Slow(t, "the demonstration is filled")
	office := openFilled(t).office
	b := enteredAs(t, office, "shinsa-jaipa")
	cases, err := office.Board(t.Context(), access.Actor{ID: "shinsa-jaipa", Role: "reviewer", Scheme: "anshin", Body: "jaipa"}, desk.CaseQuery{States: []record.CaseState{"document_review"}, Limit: desk.WholePage})
	if err != nil || len(cases.Cases) == 0 {
		t.Fatalf("no case to review: %v", err)
	}
	at := "/o/cases/" + cases.Cases[0].No
	item := at + "/items/7-1-2"
	shown := b.ask(http.MethodGet, item, nil)
	for _, says := range []string{`class="strip strip--"`, "届く最大", "0点なら不合格：7-1-1、7-1-2、7-1-3", "未判定（", "採点の基準は"} {
		if !strings.Contains(shown.text, says) {
			t.Errorf("the page does not say %q", says)
		}
	}
	picture := regexp.MustCompile(`<img class="desk__page" src="([^"]+)"`).FindStringSubmatch(shown.text)
	if picture == nil {
		t.Fatal("the document is not shown")
	}
	if drawn := b.ask(http.MethodGet, picture[1], nil); drawn.status != http.StatusOK || !strings.HasPrefix(drawn.text, "\x89PNG") {
		t.Errorf("the picture: %d", drawn.status)
	}
	if beyond := b.ask(http.MethodGet, strings.TrimSuffix(picture[1], "1")+"4", nil); beyond.status != http.StatusNotFound {
		t.Errorf("a fourth page of three: %d", beyond.status)
	}

	verdict := b.blank(item)
	verdict.Set("_item", "7-1-2")
	verdict.Set("answers.7-1-2", "0")
	verdict.Set("notes.7-1-2", "持ち出しを制限する措置がない。")
	answer := b.ask(http.MethodPost, "/do/cases/"+cases.Cases[0].No+"/judge", verdict, "Accept", "application/json")
	var told struct {
		Standing struct {
			Tone, Said string
			Figures    []string
		}
	}
	if err := json.Unmarshal([]byte(answer.text), &told); err != nil || told.Standing.Tone != "bad" || told.Standing.Said != "不合格が確定（判定の残りにかかわらない）：7-1-2が0点" {
		t.Errorf("while it is written: %s", answer.text)
	}
	if shown := b.ask(http.MethodGet, item, nil); !strings.Contains(shown.text, `strip--bad`) || !strings.Contains(shown.text, told.Standing.Said) {
		t.Error("the page does not say so")
	}

	findings := b.ask(http.MethodGet, "/do/cases/"+cases.Cases[0].No+"/raise-findings", nil).text
	for _, says := range []string{"持ち出しを制限する措置がない。", `value="7-1-2" selected`, `name="due"`} {
		if !strings.Contains(findings, says) {
			t.Errorf("the findings do not begin with %q", says)
		}
	}
	if due := regexp.MustCompile(`name="due"[^>]*value="(\d{4}-\d{2}-\d{2})"|value="(\d{4}-\d{2}-\d{2})"[^>]*name="due"`).FindString(findings); due == "" {
		t.Error("no usual day stands in the form")
	}
}

// TestACaseIsGivenByName gives a case to a reviewer on the page that tells load and conflicts,
// takes it away with a reason, and names nobody by ID on the way.
func TestACaseIsGivenByName(t *testing.T) {
	t.Parallel()
	testkit.Slow(t, "the demonstration is filled")
	office := openFilled(t).office
	b := enteredAs(t, office, "jimukyoku")
	cases, err := office.Board(t.Context(), access.Actor{ID: "shinsa-jaipa", Role: "reviewer", Scheme: "anshin", Body: "jaipa"}, desk.CaseQuery{States: []record.CaseState{"document_review"}, Limit: desk.WholePage})
	if err != nil || len(cases.Cases) == 0 {
		t.Fatalf("no case under review: %v", err)
	}
	at := "/o/cases/" + cases.Cases[0].No + "/assign"
	shown := b.ask(http.MethodGet, at, nil)
	for _, says := range []string{"担当から外す", "別の受付団体の審査員です"} {
		if !strings.Contains(shown.text, says) {
			t.Errorf("the page does not say %q", says)
		}
	}
	away := url.Values{"_key": {"k-1"}, "_next": {at}, "user": {"shinsa-jaipa"}}
	if wrong := b.ask(http.MethodPost, "/do/cases/"+cases.Cases[0].No+"/unassign", away); wrong.status != http.StatusUnprocessableEntity {
		t.Errorf("without a reason: %d", wrong.status)
	}
	away.Set("reason", "病気")
	if done := b.ask(http.MethodPost, "/do/cases/"+cases.Cases[0].No+"/unassign", away); done.status != http.StatusSeeOther || done.to != at {
		t.Fatalf("taken off: %d to %s", done.status, done.to)
	}
	if back := b.ask(http.MethodPost, "/do/cases/"+cases.Cases[0].No+"/assign", url.Values{"_key": {"k-2"}, "_next": {at}, "user": {"shinsa-jaipa"}}); back.status != http.StatusSeeOther {
		t.Fatalf("given back: %d %s", back.status, back.text)
	}
	if refused := enteredAs(t, office, "shinsa-jaipa").ask(http.MethodGet, at, nil); refused.status != http.StatusNotFound {
		t.Errorf("a reviewer sees the load of others: %d", refused.status)
	}
}

// TestPhrasesStandBesideTheNote writes phrases down and finds them where verdicts are given:
// that of another item does not stand there, nor do they with anybody else.
func TestPhrasesStandBesideTheNote(t *testing.T) {
	t.Parallel()
	testkit.Slow(t, "the demonstration is filled")
	office := openFilled(t).office
	b := enteredAs(t, office, "shinsa-jaipa")
	cases, err := office.Board(t.Context(), access.Actor{ID: "shinsa-jaipa", Role: "reviewer", Scheme: "anshin", Body: "jaipa"}, desk.CaseQuery{States: []record.CaseState{"document_review"}, Limit: desk.WholePage})
	if err != nil || len(cases.Cases) == 0 {
		t.Fatalf("no case to review: %v", err)
	}
	item := "/o/cases/" + cases.Cases[0].No + "/items/7-1-2"
	done := b.ask(http.MethodPost, "/me/phrases", url.Values{"phrases": {"承認の日がない。\n7-1-2 持ち出しの措置がない。\n1-1-1 約款にない。"}, "next": {item}})
	if done.status != http.StatusSeeOther || done.to != item {
		t.Fatalf("kept: %d to %s", done.status, done.to)
	}
	text := b.ask(http.MethodGet, item, nil).text
	own, all := strings.Index(text, "持ち出しの措置がない。"), strings.Index(text, "承認の日がない。")
	if own < 0 || all < own || strings.Contains(text, "約款にない。") {
		t.Error("the phrases of the item, and then those for all, do not stand on its page")
	}
	if long := b.ask(http.MethodPost, "/me/phrases", url.Values{"phrases": {strings.Repeat("長", 501)}}); long.status != http.StatusUnprocessableEntity || !strings.Contains(long.text, "1行目の文例が長すぎます") {
		t.Errorf("a phrase without end: %d", long.status)
	}
	if other := enteredAs(t, office, "jimukyoku").ask(http.MethodGet, item, nil); strings.Contains(other.text, "持ち出しの措置がない。") {
		t.Error("somebody else is shown them")
	}
}

// TestPhrasesOfTheOffice keeps phrases for a scheme and finds them, marked as the office's, where
// verdicts are given and where findings are written, with everybody who examines and nobody else.
func TestPhrasesOfTheOffice(t *testing.T) {
	t.Parallel()
	testkit.Slow(t, "the demonstration is filled")
	office := openFilled(t).office
	b := enteredAs(t, office, "shinsa-jaipa")
	cases, err := office.Board(t.Context(), access.Actor{ID: "shinsa-jaipa", Role: "reviewer", Scheme: "anshin", Body: "jaipa"}, desk.CaseQuery{States: []record.CaseState{"document_review"}, Limit: desk.WholePage})
	if err != nil || len(cases.Cases) == 0 {
		t.Fatalf("no case to review: %v", err)
	}
	no := cases.Cases[0].No
	secretary := enteredAs(t, office, "shinsakai")
	const form = "/do/office/set-phrases"
	wrong := secretary.ask(http.MethodPost, form, url.Values{"scheme": {"anshin"}, "phrases": {"9-9-9 ない項目の文例。"}})
	if wrong.status != http.StatusUnprocessableEntity || !strings.Contains(wrong.text, "9-9-9") {
		t.Errorf("a phrase for an item that there is not: %d", wrong.status)
	}
	if kept := secretary.ask(http.MethodPost, form, url.Values{"scheme": {"anshin"}, "phrases": {"承認の日の記載がない。\n7-1-2 持ち出しを制限していない。\n1-1-1 約款にない。"}}); kept.status != http.StatusSeeOther {
		t.Fatalf("kept: %d %s", kept.status, kept.text)
	}
	if again := secretary.ask(http.MethodGet, form+"?scheme=anshin", nil); !strings.Contains(again.text, "7-1-2 持ち出しを制限していない。") {
		t.Error("the form does not hold what is kept")
	}
	text := b.ask(http.MethodGet, "/o/cases/"+no+"/items/7-1-2", nil).text
	if !strings.Contains(text, "持ち出しを制限していない。") || !strings.Contains(text, "承認の日の記載がない。") || strings.Contains(text, "約款にない。") {
		t.Error("the phrases of the office for the item and for all do not stand on its page")
	}
	if findings := b.ask(http.MethodGet, "/do/cases/"+no+"/raise-findings", nil); !strings.Contains(findings.text, "約款にない。") {
		t.Error("the phrases of the office are not offered where findings are written")
	}
	if refused := b.ask(http.MethodPost, form, url.Values{"scheme": {"anshin"}, "phrases": {"書き換え"}}); refused.status != http.StatusForbidden {
		t.Errorf("a reviewer writes the phrases of the office: %d", refused.status)
	}
	if chair := enteredAs(t, office, "anshin-chair").ask(http.MethodGet, "/o/cases/"+no+"/items/7-1-2", nil); strings.Contains(chair.text, "持ち出しを制限していない。") {
		t.Error("the committee is offered them")
	}
}

// TestACaseOnOnePage reads the summary as those who may: the committee the reviewer's opinion
// and the names of items, an applicant neither.
func TestACaseOnOnePage(t *testing.T) {
	t.Parallel()
	testkit.Slow(t, "the demonstration is filled")
	office := openFilled(t).office
	const at = "/o/cases/SA-2026-0001/report"
	chair := enteredAs(t, office, "anshin-chair").ask(http.MethodGet, at, nil)
	for _, says := range []string{"strip--bad", "必須の6-2-2が不適合", "合格とするのが相当", "すべての項目を確認した。", "10／15", "知らせる手順が書面にない"} {
		if !strings.Contains(chair.text, says) {
			t.Errorf("the chair is not told %q", says)
		}
	}
	if observer := enteredAs(t, office, "observer").ask(http.MethodGet, at, nil); strings.Contains(observer.text, "合格とするのが相当") || strings.Contains(observer.text, "知らせる手順") {
		t.Error("an observer is told what the reviewer thinks")
	}
	if stranger := enteredAs(t, office, "anshin-applicant-a").ask(http.MethodGet, at, nil); stranger.status != http.StatusNotFound {
		t.Errorf("another applicant: %d", stranger.status)
	}
}
