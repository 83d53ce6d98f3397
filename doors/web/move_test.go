package web_test

import (
	"context"
	"encoding/base64"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"akashi/app"
	"akashi/app/desk"
	"akashi/app/moving"
	"akashi/rules/access"
	"akashi/values/fault"
)

func (o *office) MoveTemplate(context.Context, access.Actor, string, string) (app.FileView, error) {
	return app.FileView{Name: "move-in-anshin.xlsx", Content: []byte("book")}, nil
}

// RehearseMove takes two lines over, or finds two things wrong with what is no workbook.
func (o *office) RehearseMove(_ context.Context, _ access.Actor, in moving.Input) (app.MoveView, error) {
	if in.SHA256 != "" && in.SHA256 != desk.Hash(in.Sheet) {
		return app.MoveView{}, fault.Wrong("move.another-file", "/sheet")
	}
	if string(in.Sheet) != "book" {
		return app.MoveView{}, fault.Problems{{Code: "move.missing", Where: "案件!B3"}, {Code: "move.no-such-mark", Where: "未納!A4", Data: fault.With("given", "J9999")}}
	}
	return app.MoveView{Waits: true, MoveReport: moving.MoveReport{Scheme: in.Scheme, SHA256: desk.Hash(in.Sheet), Source: in.Source, AsOf: day("2026-11-01"), Taken: 2, Already: 1,
		Lines: []moving.MoveLine{{Page: "cases", Row: 3, Of: "H26-1", Object: "SA-2026-0009"}, {Page: "unpaid", Row: 3, Of: "H26-1", Object: "SA-2026-0009"},
			{Page: "renewals", Row: 3, Of: "J0901", Object: "J0901", Already: true, From: day("2026-08-01"), To: day("2026-12-01")}}}}, nil
}

func (o *office) MoveIn(ctx context.Context, req desk.Request, in moving.Input) (app.MoveView, desk.Outcome, error) {
	view, err := o.RehearseMove(ctx, req.Actor, in)
	return view, desk.Outcome{Kind: desk.OnOffice, Told: fault.With("n", 2, "already", 1)}, err
}

// A workbook is looked at first, with a word for each line; the same file is then taken over,
// and another one in its place is refused.
func TestAnOfficeMovesIn(t *testing.T) {
	t.Parallel()
	d := open(t, newOffice(t))
	r := uploadsWith(t, d, "/o/move-in", "book", "book", url.Values{"scheme": {"anshin"}, "as_of": {"令和8年11月1日"}, "source": {"紙の台帳"}})
	checkPage(t, r, "ja")
	text := r.Body.String()
	hash := desk.Hash([]byte("book"))
	for _, want := range []string{"確かめた2行を引き継ぐ", "引継ぎ済み", "更新の申請は", "二人目の確認", hash, `name="source" value="紙の台帳"`} {
		if !strings.Contains(text, want) {
			t.Errorf("not said: %s", want)
		}
	}
	given := url.Values{"scheme": {"anshin"}, "content": {base64.StdEncoding.EncodeToString([]byte("book"))}, "_key": {"k"}, "sha256": {hash}}
	taken := func(values url.Values) reply {
		r := post("/o/move-in", values)
		r.AddCookie(&http.Cookie{Name: "akashi", Value: goodToken})
		return send(t, d, r)
	}
	if r := taken(given); r.Code != http.StatusSeeOther {
		t.Errorf("taken over: %d", r.Code)
	}
	given.Set("content", base64.StdEncoding.EncodeToString([]byte("other")))
	if r := taken(given); r.Code != http.StatusUnprocessableEntity || !strings.Contains(r.Body.String(), "確かめたファイルと違う") {
		t.Errorf("another file: %d", r.Code)
	}
	wrong := uploadsWith(t, d, "/o/move-in", "book", "wrong", url.Values{"scheme": {"anshin"}})
	checkPage(t, wrong, "ja")
	for _, want := range []string{"案件!B3", "必ず書いてください", "未納!A4", "J9999"} {
		if !strings.Contains(wrong.Body.String(), want) {
			t.Errorf("not told: %s", want)
		}
	}
	if wrong.Code != http.StatusUnprocessableEntity {
		t.Errorf("wrong: %d", wrong.Code)
	}
	given.Set("as_of", "きのう")
	if r := taken(given); r.Code != http.StatusUnprocessableEntity {
		t.Errorf("a day that is none: %d", r.Code)
	}
}
