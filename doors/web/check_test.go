package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// TestCheckBeforeAnAccount asks both schemes what anybody asks first. The sums are those of
// the printed tables, and each ground has its clause and its day.
func TestCheckBeforeAnAccount(t *testing.T) {
	t.Parallel()
	d := open(t, newOffice(t))
	for _, c := range []struct {
		name, path string
		status     int
		says       []string
		not        string
	}{
		{"S3-04a: three months after a refusal", "/a/check/pmark?case=new&date=2026-06-15&region=hokkaido&refusals=令和8年3月15日&industry=service&persons=5",
			http.StatusOK, []string{"この日には申請できません", "2026年6月15日まで", "根拠 3-1", "申請できる最初の日：2026年6月16日", "規模の区分：小規模", "314,288円"}, "申請できます。"},
		{"the day after it", "/a/check/pmark?case=new&date=2026-06-16&region=hokkaido&refusals=2026-03-15", http.StatusOK, []string{"申請できます。", "業種と従業者数を入れてください"}, "この日には"},
		{"a sentence that runs has no last day", "/en/a/check/pmark?case=new&region=hokkaido&serving=true", http.StatusOK, []string{"does not pass with time", "A sentence is too recent", "Ground 3-4"}, "through"},
		{"every ground at once", "/a/check/pmark?case=renewal&region=elsewhere&declarations.pms=no&cancellations=2026-01-01,2026-02-01&incidents.0.decided=2026-11-01&incidents.0.months=3",
			http.StatusOK, []string{"活動の拠点がありません", "宣誓されていない", "2027年1月1日まで", "2027年2月1日まで", "2027年2月1日まで", "根拠 3-3"}, "申請できます。"},
		{"a scheme without sizes", "/en/a/check/anshin?case=new&date=2014-07-01", http.StatusOK, []string{"You can apply.", "Review fee"}, "Capital"},
		{"every problem at once", "/a/check/pmark?case=neu&date=x&refusals=2027-01-01&incidents.0.months=700&industry=fishing&persons=0&capital=much", http.StatusUnprocessableEntity,
			[]string{"#f-case", "#f-date", "#f-incidents-0-months", "#f-industry", "#f-persons", "#f-capital"}, "申請できます。"},
		{"a day to come", "/a/check/pmark?case=new&date=2026-11-21&refusals=2026-11-20,2026-11-22", http.StatusUnprocessableEntity, []string{"#f-refusals", "2026年11月22日は申請の日（2026年11月21日）より後です"}, "申請できます。"},
		{"nothing asked yet", "/a/check/pmark", http.StatusOK, []string{"活動の拠点"}, "申請できます。"},
		{"a row more", "/a/check/pmark?case=new&_more=incidents", http.StatusOK, []string{`name="incidents.1.months"`}, "申請できます。"},
		{"no such scheme", "/a/check/nosuch", http.StatusNotFound, nil, "申請できます。"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			path, query, _ := strings.Cut(c.path, "?")
			values, err := url.ParseQuery(query)
			if err != nil {
				t.Fatal(err)
			}
			r := get(t, d, path+"?"+values.Encode())
			text := r.Body.String()
			if r.Code != c.status {
				t.Errorf("status %d, want %d", r.Code, c.status)
			}
			for _, say := range c.says {
				if !strings.Contains(text, say) {
					t.Errorf("does not say %q", say)
				}
			}
			if strings.Contains(text, c.not) {
				t.Errorf("says %q", c.not)
			}
		})
	}
}

// TestCheckHasTheLimitOfTheRules holds the page to what the rules may be asked.
func TestCheckHasTheLimitOfTheRules(t *testing.T) {
	t.Parallel()
	d := limited(t, newOffice(t), "questions=1/m:1")
	for _, want := range []int{http.StatusOK, http.StatusTooManyRequests} {
		if r := get(t, d, "/a/check/pmark?case=new"); r.Code != want {
			t.Errorf("got %d, want %d", r.Code, want)
		}
	}
	if r := get(t, d, "/a/check/pmark"); r.Code != http.StatusOK {
		t.Errorf("the empty form asks nothing: %d", r.Code)
	}
}
