package api_test

import (
	"bytes"
	"net/http"
	"strings"
	"sync"
	"testing"
)

const decision = `{"reasons":"基準に適合","valid_to":"2016-11-30"}`

func TestAnISPGetsTheMarkThroughTheAPIAlone(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.staff()
	no, session := o.scheduled("見本ネット")
	granted := o.post("jimukyoku", "/cases/"+no+"/decide", decision)
	number := granted.text("number")
	if granted.text("state") != "granted" || number != "J0001" || granted.text("decision", "points") != "122" {
		t.Fatalf("after the decision: %s", granted.raw)
	}
	o.post("jimukyoku", "/cases/"+no+"/record-notice", `{"received":"2014-11-14"}`)
	closed := o.post("jimukyoku", "/sessions/"+session+"/close-session", `{"minutes":"議事録"}`)
	if closed.text("state") != "closed" || closed.header.Get("ETag") != `"v4"` {
		t.Errorf("session: %s %s", closed.header.Get("ETag"), closed.raw)
	}
	mark := o.get("", "/registry/ｊ０００１")
	if mark.at("valid") != true || mark.text("decision", "points") != "122" || mark.text("status") != "valid" {
		t.Errorf("register entry: %s", mark.raw)
	}
	before := o.get("", "/registry/J0001?on=2014-11-13")
	if before.at("valid") == true {
		t.Errorf("valid before it was granted: %s", before.raw)
	}
	o.post("jimukyoku", "/marks/"+number+"/suspend-mark", `{"reason":"調査のため"}`)
	if got := o.get("", "/registry/J0001").text("status"); got != "suspended" {
		t.Errorf("suspended mark is %s", got)
	}
	found := o.get("", "/registry?q=見本&scheme=anshin&limit=1")
	if found.text("total") != "1" || found.text("entries", "0", "number") != number {
		t.Errorf("search: %s", found.raw)
	}
}

func TestTheJournalTellsTheWholeCase(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.staff()
	no := o.submitted("見本ネット")
	first := o.get("jimukyoku", "/cases/"+no+"/journal?limit=2")
	if first.text("leaves", "0", "action") == "" || first.text("leaves", "0", "object") != no {
		t.Errorf("first stretch: %s", first.raw)
	}
	rest := o.get("jimukyoku", "/cases/"+no+"/journal?from="+first.text("next"))
	if !strings.Contains(string(rest.raw), `"action":"submit"`) || strings.Contains(string(rest.raw), `"seq":`+first.text("leaves", "0", "seq")+",") {
		t.Errorf("second stretch: %s", rest.raw)
	}
	if got := o.send("", http.MethodGet, "/cases/"+no+"/journal", ""); got.status != http.StatusUnauthorized {
		t.Errorf("the public reads the journal: %d", got.status)
	}
}

func TestTwoDecideAtOnce(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.staff()
	no, _ := o.scheduled("見本ネット")
	o.post("jimukyoku", "/office/second-person", `{"scheme":"anshin","act":"decide","state":"off","reason":"見本"}`)
	answers := make([]answer, 2)
	var all sync.WaitGroup
	for i := range answers {
		all.Go(func() { answers[i] = o.send("jimukyoku", http.MethodPost, "/cases/"+no+"/decide", decision) })
	}
	all.Wait()
	first, second := answers[0], answers[1]
	if second.status == http.StatusOK {
		first, second = second, first
	}
	if first.status != http.StatusOK || first.text("number") != "J0001" {
		t.Fatalf("first: %d %s", first.status, first.raw)
	}
	second.problem(http.StatusConflict, "conflict")
	if second.text("current", "number") != "J0001" || second.text("current", "decision", "outcome") != "granted" {
		t.Errorf("the second is not told what the first decided: %s", second.raw)
	}
	if again := o.get("", "/registry?scheme=anshin").text("total"); again != "1" {
		t.Errorf("%s marks, want one", again)
	}
}

func TestIdempotencyKey(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.staff()
	body := `{"scheme":"anshin","type":"new","service":"見本ネット","intake_body":"jaipa","applicant":{"name":"見本株式会社"}}`
	first := o.must("jimukyoku", http.MethodPost, "/cases", body, "Idempotency-Key", "k-1")
	again := o.must("jimukyoku", http.MethodPost, "/cases", body, "Idempotency-Key", "k-1")
	if !bytes.Equal(first.raw, again.raw) || first.status != again.status || first.header.Get("Location") != "/api/v1/cases/"+first.text("no") ||
		again.header.Get("Location") != first.header.Get("Location") || again.header.Get("ETag") != first.header.Get("ETag") {
		t.Errorf("repeated: %d %v %s\nfirst:   %d %v %s", again.status, again.header, again.raw, first.status, first.header, first.raw)
	}
	if n := len(o.get("jimukyoku", "/cases").at("cases").([]any)); n != 1 {
		t.Errorf("%d cases, want 1", n)
	}
	other := strings.Replace(body, "見本ネット", "別の網", 1)
	o.send("jimukyoku", http.MethodPost, "/cases", other, "Idempotency-Key", "k-1").problem(http.StatusUnprocessableEntity, "key-used")
	for _, key := range []string{"a b", strings.Repeat("k", 201), "鍵"} {
		o.send("jimukyoku", http.MethodPost, "/cases", body, "Idempotency-Key", key).problem(http.StatusUnprocessableEntity, "invalid")
	}
}

func TestIfMatch(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.staff()
	no := o.opened("見本ネット")
	seen := o.get("jimukyoku", "/cases/"+no)
	tag := seen.header.Get("ETag")
	if tag != `"v1"` {
		t.Fatalf("ETag %s", tag)
	}
	amend := func(tag string) answer {
		return o.send("jimukyoku", http.MethodPost, "/cases/"+no+"/amend", `{"website":"https://mihon.example/"}`, "If-Match", tag)
	}
	if a := amend(tag); a.status != http.StatusOK || a.header.Get("ETag") != `"v2"` {
		t.Fatalf("amend: %d %s", a.status, a.raw)
	}
	late := amend(tag).problem(http.StatusPreconditionFailed, "changed")
	if late.text("current", "version") != "2" {
		t.Errorf("the asker is not told the present version: %s", late.raw)
	}
	for _, bad := range []string{"v2", `W/"v2"`, `"v02"`, `"v2", "v3"`, `"v-1"`, `"v99999999999999999999"`} {
		amend(bad).problem(http.StatusUnprocessableEntity, "invalid")
	}
	if a := amend("*"); a.status != http.StatusOK {
		t.Errorf("If-Match *: %d %s", a.status, a.raw)
	}
}

func TestBlockedStepNamesClauseAndReasons(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.staff()
	no := o.opened("見本ネット")
	p := o.send("jimukyoku", http.MethodPost, "/cases/"+no+"/submit", "{}").problem(http.StatusConflict, "refused")
	if p.text("event") != "submit" || p.text("state") != "draft" || !strings.Contains(string(p.raw), `"guard.paid_for_submission"`) {
		t.Errorf("blocked: %s", p.raw)
	}
	o.send("jimukyoku", http.MethodPost, "/cases/"+no+"/accept", "{}").problem(http.StatusConflict, "conflict")
	o.send("jimukyoku", http.MethodPost, "/cases/"+no+"/withdraw", "{\"reason\":\"\"}").problem(http.StatusUnprocessableEntity, "invalid")
}
