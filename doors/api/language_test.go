package api_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"
	"unicode"
)

// TestAnswersInTheLanguageAskedFor provokes the door in Japanese: each sentence of
// each problem is Japanese, without a place that nobody filled; without a language
// that it speaks it answers in English.
func TestAnswersInTheLanguageAskedFor(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.staff()
	no := o.opened("見本ネット")
	for _, c := range []struct{ user, method, path, body string }{
		{"jimukyoku", http.MethodPost, "/cases", `{"scheme":"anshin",`},
		{"jimukyoku", http.MethodPost, "/cases", `{"scheme":"anshin","type":"newest","bogus":1}`},
		{"jimukyoku", http.MethodPost, "/cases", `{"scheme":"ansin","type":"new"}`},
		{"jimukyoku", http.MethodPost, "/cases/" + no + "/submit", `{}`},
		{"jimukyoku", http.MethodPost, "/cases/" + no + "/judge", `{"answers":{"1-1-1":"met"}}`},
		{"jimukyoku", http.MethodPost, "/cases/" + no + "/decide", `{"outcome":"grant","reasons":"x"}`},
		{"jimukyoku", http.MethodPost, "/cases/" + no + "/accept", `{}`},
		{"jimukyoku", http.MethodPost, "/cases/" + no + "/answer", `{"answers":{"9-9-9":"met","7-1-1":2.5}}`},
		{"jimukyoku", http.MethodGet, "/cases/XX-1", ""},
		{"jimukyoku", http.MethodGet, "/cases?state=foo", ""},
		{"", http.MethodGet, "/registry?status=valid&bogus=1", ""},
		{"", http.MethodGet, "/nothing", ""},
		{"", http.MethodGet, "/cases", ""},
		{"", http.MethodDelete, "/registry", ""},
		{"", http.MethodGet, "/problems/nonsense", ""},
	} {
		ja := o.send(c.user, c.method, c.path, c.body, "Accept-Language", "fr, ja-JP;q=0.8, en;q=0.5")
		if ja.status < 400 || ja.header.Get("Content-Language") != "ja" || !strings.Contains(strings.Join(ja.header.Values("Vary"), ", "), "Accept-Language") {
			t.Errorf("%s %s: status %d, language %q", c.method, c.path, ja.status, ja.header.Get("Content-Language"))
		}
		sentences(t, c.path, ja.body)
		en := o.send(c.user, c.method, c.path, c.body, "Accept-Language", "fr")
		if title := en.text("title"); strings.IndexFunc(title, isJapanese) >= 0 || en.header.Get("Content-Language") != "en" {
			t.Errorf("%s: answers %q to a reader of French", c.path, title)
		}
	}
}

// sentences looks at every sentence of a problem.
func sentences(t *testing.T, path string, in any) {
	t.Helper()
	switch in := in.(type) {
	case []any:
		for _, v := range in {
			sentences(t, path, v)
		}
	case map[string]any:
		for key, v := range in {
			text, isText := v.(string)
			if !isText || key != "title" && key != "detail" && key != "message" {
				sentences(t, path, v)
				continue
			}
			if strings.IndexFunc(text, isJapanese) < 0 || regexp.MustCompile(`\{[a-z_:]+\}|map\[|\[[0-9]+ |%!|「」`).MatchString(text) {
				t.Errorf("%s: %s is %q", path, key, text)
			}
		}
	}
}

func isJapanese(r rune) bool { return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) }
