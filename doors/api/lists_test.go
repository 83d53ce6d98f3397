package api_test

import (
	"net/http"
	"testing"

	"akashi/record"
)

// TestTheOfficeWorksOnListsByHTTP gives two cases to a reviewer at once and looks at what came in, as the commands do:
// what is rehearsed changes nothing, what is asked again under its key is done once, and who is not of the office is
// refused.
func TestTheOfficeWorksOnListsByHTTP(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.staff()
	first, draft := o.submitted("見本ネット"), o.opened("見本ひかり")
	o.post("jimukyoku", "/cases/"+first+"/accept", "{}")
	assign := `"act":"assign","value":"rev","cases":["` + first + `","` + draft + `"]`
	says := func(a answer, able bool, reviewers any) {
		t.Helper()
		if a.at("cases", "0", "able") != able || a.at("cases", "1", "able") != false || a.text("cases", "1", "code") == "" {
			t.Errorf("the first case is to be able %t, the draft not: %s", able, a.raw)
		}
		if got := o.get("jimukyoku", "/cases/"+first).at("reviewers", "0", "user"); got != reviewers {
			t.Errorf("the reviewer is %v, want %v", got, reviewers)
		}
	}
	says(o.must("jimukyoku", http.MethodPost, "/bulk", "{"+assign+`,"dry_run":true}`), true, nil)
	for range 2 {
		says(o.must("jimukyoku", http.MethodPost, "/bulk", "{"+assign+"}", "Idempotency-Key", "once-and-for-all"), true, "rev")
	}
	says(o.must("jimukyoku", http.MethodPost, "/bulk", "{"+assign+"}"), false, "rev")
	if a := o.send("jimukyoku", http.MethodPost, "/bulk", `{"act":"decide","cases":["`+first+`"]}`); a.status != http.StatusUnprocessableEntity {
		t.Errorf("an act that is done to one case at a time: %d %s", a.status, a.raw)
	}
	if a := o.get("jimukyoku", "/billing?scheme=anshin"); a.text("lines", "0", "no") != draft || a.at("lines", "1") != nil {
		t.Errorf("to come in: %s", a.raw)
	}
	if a := o.get("jimukyoku", "/billing?scheme=anshin&view=paid"); a.text("lines", "0", "no") != first || a.text("lines", "0", "received") != "80000" {
		t.Errorf("came in: %s", a.raw)
	}
	o.user("shinsain", record.RoleReviewer, `,"scheme":"anshin","body":"tca"`)
	for _, path := range []string{"/billing", "/office/erasures?scheme=anshin"} {
		if a := o.send("shinsain", http.MethodGet, path, ""); a.status < 400 {
			t.Errorf("a reviewer at %s: %d", path, a.status)
		}
	}
	if a := o.get("jimukyoku", "/office/erasures?scheme=anshin"); a.at("erased") == nil {
		t.Errorf("what was erased: %s", a.raw)
	}
}

// TestAListOfErasuresIsGivenBackByHTTP takes an empty list and refuses what is none, each line that names nothing here
// and whoever does not keep documents.
func TestAListOfErasuresIsGivenBackByHTTP(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.staff()
	no := o.opened("見本ひかり")
	line := `{"no":"` + no + `","file_id":"f","sha256":"ff","reason":"満了","name":"a.txt","months":12}`
	for body, want := range map[string]struct {
		status int
		code   string
	}{
		`{"scheme":"anshin","erased":[]}`:                                                                 {http.StatusOK, ""},
		`{"scheme":"anshin","erased":[` + line + `],"known_only":true}`:                                   {http.StatusOK, ""},
		`{"scheme":"anshin"}`:                                                                             {http.StatusUnprocessableEntity, "key-missing"},
		`{"scheme":"anshin","erased":[` + line + `],"dry_run":true}`:                                      {http.StatusUnprocessableEntity, "erase-again.unknown"},
		`{"scheme":"anshin","erased":[{"no":"","file_id":"","sha256":"","reason":""}],"known_only":true}`: {http.StatusUnprocessableEntity, "erase-again.line"},
		`{"scheme":"nowhere","erased":[]}`:                                                                {http.StatusUnprocessableEntity, ""},
	} {
		a := o.send("jimukyoku", http.MethodPost, "/office/erase-again", body)
		if a.status != want.status || want.code != "" && a.text("errors", "0", "code") != want.code {
			t.Errorf("%s: %d %s", body, a.status, a.raw)
		}
	}
	o.user("shinsain", record.RoleReviewer, `,"scheme":"anshin","body":"tca"`)
	if a := o.send("shinsain", http.MethodPost, "/office/erase-again", `{"scheme":"anshin","erased":[]}`); a.status != http.StatusForbidden {
		t.Errorf("a reviewer: %d %s", a.status, a.raw)
	}
}
