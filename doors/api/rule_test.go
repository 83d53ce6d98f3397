package api_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"
)

// The pure rules with the numbers of the rule books, without a token.
func TestRulesAnswerWithTheNumbersAsPrinted(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	all := strings.TrimSuffix(o.allMet(), "}") + `,"scheme":"anshin","case":"new"}`
	for _, c := range []struct {
		name, method, path, body string
		keys                     []string
		want                     string
	}{
		{"anshin new, everything met", http.MethodPost, "/rules/score", all, []string{"points"}, "122"},
		{"and passes", http.MethodPost, "/rules/score", all, []string{"outcome"}, "pass"},
		{"nothing answered", http.MethodPost, "/rules/score", `{"scheme":"anshin","edition":"2014-07","case":"new","answers":{}}`, []string{"outcome"}, "incomplete"},
		{"pmark new medium, 10 %", http.MethodGet, "/rules/fees?scheme=pmark&case=new&size=medium&date=2019-10-01", "", []string{"total"}, "628573"},
		{"pmark renewal large, 8 %", http.MethodGet, "/rules/fees?scheme=pmark&case=renewal&size=large&date=2014-05-09", "", []string{"total"}, "925715"},
		{"pmark retail with 5 persons is small", http.MethodGet, "/rules/size?scheme=pmark&industry=retail&persons=5", "", []string{"size"}, "small"},
		{"refused on 15 March, three months", http.MethodPost, "/rules/eligibility",
			`{"scheme":"pmark","date":"2024-04-01","facts":{"refusals":["2024-03-15"],"region":"hokkaido"}}`, []string{"earliest"}, "2024-06-16"},
		{"no audits", http.MethodPost, "/rules/coverage", `{"scheme":"anshin","date":"2024-04-01","audits":[]}`, []string{"complete"}, "false"},
		{"pmark is valid for two years", http.MethodGet, "/rules/deadlines?scheme=pmark&decided=2014-05-09", "", []string{"validity", "to"}, "2016-05-08"},
	} {
		a := o.must("", c.method, c.path, c.body)
		got := a.text(c.keys...)
		if n, ok := a.at(c.keys...).(float64); ok {
			got = whole(n)
		}
		if got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func whole(n float64) string {
	text := ""
	for m := int(n); m > 0 || text == ""; m /= 10 {
		text = string(rune('0'+m%10)) + text
	}
	return text
}

func TestRulesSayWhereTheInputIsWrong(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	for _, c := range []struct {
		method, path, body string
		want               []string
	}{
		{http.MethodPost, "/rules/score", `{"scheme":"anshin","case":"new","answers":{"7-1-1":99,"9-9-9":"met"}}`, []string{"points-range /answers/7-1-1", "item-unknown /answers/9-9-9"}},
		{http.MethodPost, "/rules/eligibility", `{"scheme":"pmark","facts":{"refusals":["2024-02-30"],"age":1}}`, []string{"unknown-key /facts/age", "date-malformed /facts/refusals/0"}},
		{http.MethodPost, "/rules/eligibility", `{"scheme":"pmark","facts":null}`, nil},
		{http.MethodPost, "/rules/coverage", `{"scheme":"anshin","audits":{}}`, []string{"wrong-type /audits"}},
		{http.MethodGet, "/rules/fees?scheme=pmark&case=new", "", []string{"size-missing ?size"}},
		{http.MethodGet, "/rules/fees?scheme=pmark&case=new&size=small&revisit_minutes=60&revisit_persons=9", "", []string{"persons-range ?revisit_persons"}},
	} {
		a := o.send("", c.method, c.path, c.body).problem(http.StatusUnprocessableEntity, "invalid")
		if got := a.errors(); c.want != nil && !slices.Equal(got, c.want) {
			t.Errorf("%s %s: %q, want %q", c.path, c.body, got, c.want)
		}
	}
	for _, path := range []string{"/rules/fees?scheme=iso&case=new", "/schemes/iso", "/schemes/anshin/editions/1999/criteria", "/rules/size?scheme=anshin&industry=retail&persons=1"} {
		o.send("", http.MethodGet, path, "").problem(http.StatusNotFound, "not-found")
	}
}

func TestSchemesShowWhatRequestsName(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	if key := o.get("", "/schemes").text("schemes", "0", "key"); key != "anshin" {
		t.Errorf("first scheme %s", key)
	}
	a := o.get("", "/schemes/anshin")
	if a.text("editions", "0", "stats", "by_case_type", "new", "points_max") != "122" || len(a.at("editions", "0", "seats").([]any)) != 8 ||
		len(a.at("editions", "0", "intake_bodies").([]any)) != 3 {
		t.Errorf("anshin: %s", a.raw)
	}
	criteria := o.get("", "/schemes/anshin/editions/2014-07/criteria")
	if n := len(criteria.at("criteria").([]any)); n != 53 {
		t.Errorf("%d criteria, want 53", n)
	}
	o.send("", http.MethodGet, "/schemes/anshin", "", "If-None-Match", `"x", W/`+a.header.Get("ETag"))
}

// TestRegisterCanBeAskedAgainCheaply holds an entity tag against time, which
// changes nothing, and against a measure, which does.
func TestRegisterCanBeAskedAgainCheaply(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.staff()
	rows := `{"scheme":"anshin","listed_as_of":"2014-07-01","rows":[{"row":1,"rank":1,"holder":"見本一株式会社","service":"一"},{"row":2,"rank":2,"holder":"見本二株式会社"},{"row":3,"holder":""}]}`
	report := o.post("jimukyoku", "/registry/import", rows)
	if report.text("accepted") != "2" || report.text("rejected", "0", "row") != "3" {
		t.Fatalf("import: %s", report.raw)
	}
	first := o.get("", "/registry?limit=1")
	second := o.get("", "/registry?limit=1&after="+first.text("next"))
	if first.text("total") != "2" || first.text("entries", "0", "number") == second.text("entries", "0", "number") {
		t.Errorf("pages: %s %s", first.raw, second.raw)
	}
	at := "/registry/" + first.text("entries", "0", "number")
	for _, path := range []string{"/registry?limit=1", at, "/schemes", "/openapi.json", "/problems"} {
		tag := o.get("", path).header.Get("ETag")
		o.mu.Lock()
		o.now = o.now.Add(1e9)
		o.mu.Unlock()
		for _, asked := range []string{tag, "W/" + tag, `"other", ` + tag, "*"} {
			if again := o.send("", http.MethodGet, path, "", "If-None-Match", asked); again.status != http.StatusNotModified || len(again.raw) > 0 {
				t.Errorf("%s with %s: %d", path, asked, again.status)
			}
		}
		if other := o.send("", http.MethodGet, path, "", "If-None-Match", `"other"`); other.status != http.StatusOK {
			t.Errorf("%s with another tag: %d", path, other.status)
		}
	}
}
