package web_test

import (
	"encoding/base64"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// A list is looked at first; the same file is then imported, and nobody says it twice.
func TestAListIsLookedAtAndImported(t *testing.T) {
	t.Parallel()
	d := open(t, newOffice(t))
	given := url.Values{"scheme": {"anshin"}, "content": {base64.StdEncoding.EncodeToString([]byte("book"))}, "_key": {"k"}, "source": {"list.xlsx"}}
	r := uploadsWith(t, d, "/o/import", "list", "book", url.Values{"scheme": {"anshin"}})
	checkPage(t, r, "ja")
	text := r.Body.String()
	for _, want := range []string{"2行を取り込む", "会社名がありません", "読み取らない列：備考", "有効期間のあるマーク1件、", "二人目の確認", `name="source" value="book.xlsx"`} {
		if !strings.Contains(text, want) {
			t.Errorf("not said: %s", want)
		}
	}
	send2 := func(values url.Values) reply {
		r := post("/o/import", values)
		r.AddCookie(&http.Cookie{Name: "akashi", Value: goodToken})
		return send(t, d, r)
	}
	if r := send2(given); r.Code != http.StatusSeeOther {
		t.Errorf("imported: %d", r.Code)
	}
	given.Set("scheme", "nowhere")
	given.Set("listed_as_of", "きのう")
	if r := send2(given); r.Code != http.StatusUnprocessableEntity || strings.Count(r.Body.String(), "<li>") < 2 {
		t.Errorf("wrong: %d", r.Code)
	}
	if r := uploadsWith(t, d, "/o/import", "list", "other", url.Values{"scheme": {"anshin"}}); r.Code != http.StatusUnprocessableEntity {
		t.Errorf("no list: %d", r.Code)
	}
}
