package web_test

import (
	"net/url"
	"strings"
	"testing"
)

func TestRegisterPages(t *testing.T) {
	t.Parallel()
	d := open(t, newOffice(t))
	seen, path, pages := map[string]bool{}, "/registry?q="+url.QueryEscape("一覧の会社"), 0
	for ; path != "" && pages < 10; pages++ {
		r := get(t, d, path)
		if !strings.Contains(r.Body.String(), "112件") {
			t.Fatalf("%s: the count is not there", path)
		}
		for _, a := range r.all("a") {
			if href := attr(a, "href"); strings.HasPrefix(href, "/registry/SA2014-") {
				seen[href] = true
			}
		}
		path = r.link("次のページ")
	}
	if len(seen) != 112 || pages != 3 {
		t.Errorf("saw %d entries on %d pages, want 112 on 3", len(seen), pages)
	}
}

func TestRegisterSaysWhatTheListIs(t *testing.T) {
	t.Parallel()
	d := open(t, newOffice(t))
	if body := get(t, d, "/registry").Body.String(); !strings.Contains(body, "2014年7月に公表された取得サービスの一覧です。その後の状況は、ここではわかりません。") {
		t.Error("nothing is said of the list of 2014")
	}
	if body := get(t, d, "/registry?scheme=pmark").Body.String(); strings.Contains(body, "2014年7月に公表") {
		t.Error("the list of another scheme is spoken of")
	}
	if r := get(t, d, "/registry?q="+url.QueryEscape(`"><b>`)); !strings.Contains(r.Body.String(), "見つかりませんでした") || len(r.all("b")) != 0 {
		t.Error("a search for nothing")
	}
}

func TestFind(t *testing.T) {
	t.Parallel()
	d := open(t, newOffice(t))
	for text, want := range map[string]string{
		"Ｊ０９０１":        "/v/J0901",
		"10860360(07)": "/v/10860360%2807%29",
		"見本":           "/registry?q=%E8%A6%8B%E6%9C%AC",
		"//evil.test":  "/registry?q=%2F%2Fevil.test",
		"":             "/registry?q=",
	} {
		for _, lang := range []string{"", "/en"} {
			if got := get(t, d, lang+"/find?q="+url.QueryEscape(text)).Header().Get("Location"); got != lang+want {
				t.Errorf("%q: got %q, want %q", text, got, lang+want)
			}
		}
	}
}
