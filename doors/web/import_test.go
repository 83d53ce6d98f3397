package web_test

import (
	"context"
	"encoding/base64"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"akashi/app/desk"
	"akashi/doors/web"
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

// holding is an office in which every act waits for a second person.
type holding struct{ *office }

func (holding) Do(context.Context, desk.Request, desk.Action, string, any) (desk.Outcome, error) {
	return desk.Outcome{Kind: desk.OnPending, Object: "p-1", Version: 1, Waits: true}, nil
}

// TestWhatWaitsIsSeenAmongWhatWaits sends the form of an act and that of a list: what waits for
// a second person is led to where it stands, alike, or to the page that was asked for.
func TestWhatWaitsIsSeenAmongWhatWaits(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	d, err := web.New(web.Config{Office: holding{o}, Shelf: o.shelf, Now: func() time.Time { return noon }})
	if err != nil {
		t.Fatal(err)
	}
	list := url.Values{"scheme": {"anshin"}, "content": {base64.StdEncoding.EncodeToString([]byte("book"))}, "_key": {"k"}, "source": {"list.xlsx"}}
	for _, c := range []struct {
		path  string
		given url.Values
		want  string
	}{
		{"/o/import", list, "/o/pending#p-1"},
		{"/do/cases/SA-2026-0001/write-message", url.Values{"text": {"a"}}, "/o/pending#p-1"},
		{"/do/cases/SA-2026-0001/write-message", url.Values{"text": {"a"}, "_next": {"/o/cases/SA-2026-0001/items/1-1-1"}}, "/o/cases/SA-2026-0001/items/1-1-1"},
	} {
		r := post(c.path, c.given)
		r.AddCookie(&http.Cookie{Name: "akashi", Value: goodToken})
		if got := send(t, d, r); got.Code != http.StatusSeeOther || got.Header().Get("Location") != c.want {
			t.Errorf("%s leads to %d %s, want %s", c.path, got.Code, got.Header().Get("Location"), c.want)
		}
	}
}
