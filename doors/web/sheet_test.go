package web_test

import (
	"bytes"
	"encoding/base64"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// uploads sends a file as a browser does.
func uploads(t testing.TB, h http.Handler, path, field, content string) reply {
	t.Helper()
	return uploadsWith(t, h, path, field, content, nil)
}

// uploadsWith sends a file with other fields of the form.
func uploadsWith(t testing.TB, h http.Handler, path, field, content string, fields url.Values) reply {
	t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	file, err := form.CreateFormFile(field, "book.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	_, _ = file.Write([]byte(content))
	for name := range fields {
		_ = form.WriteField(name, fields.Get(name))
	}
	_ = form.Close()
	r := httptest.NewRequest(http.MethodPost, path, &body)
	r.Header.Set("Content-Type", form.FormDataContentType())
	r.AddCookie(&http.Cookie{Name: "akashi", Value: goodToken})
	return send(t, h, r)
}

// A workbook is compared first, with what nobody else has changed ticked; the chosen items
// are then sent with the same file.
func TestAWorkbookIsComparedAndTaken(t *testing.T) {
	t.Parallel()
	d := open(t, newOffice(t))
	const path = "/o/cases/SA-2026-0002/sheet"
	r := uploads(t, d, path, "sheet", "book")
	checkPage(t, r, "ja")
	ticked := map[string]bool{}
	for _, in := range r.all("input") {
		if attr(in, "name") == "items" {
			ticked[attr(in, "value")] = slices.ContainsFunc(in.Attr, func(a html.Attribute) bool { return a.Key == "checked" })
		}
	}
	if len(ticked) != 2 || !ticked["1-1-1"] || ticked["1-1-3"] {
		t.Errorf("ticked: %v", ticked)
	}
	if strings.Contains(r.Body.String(), "<b>") || r.Header().Get("Cache-Control") != "no-store" {
		t.Error("a cell of the workbook is read as markup, or the page is kept")
	}
	chosen := url.Values{"content": {base64.StdEncoding.EncodeToString([]byte("book"))}, "_key": {"k"}, "_version": {"4"}}
	again := post(path, chosen)
	again.AddCookie(&http.Cookie{Name: "akashi", Value: goodToken})
	if r := send(t, d, again); r.Code != http.StatusUnprocessableEntity || !strings.Contains(r.Body.String(), "1-1-3") {
		t.Errorf("nothing chosen: %d", r.Code)
	}
	chosen["items"] = []string{"1-1-1"}
	again = post(path, chosen)
	again.AddCookie(&http.Cookie{Name: "akashi", Value: goodToken})
	if r := send(t, d, again); r.Code != http.StatusSeeOther || r.Header().Get("Location") != "/o/cases/SA-2026-0002/items" {
		t.Errorf("taken: %d %s", r.Code, r.Header().Get("Location"))
	}
}

// Everything wrong with a workbook stands on the page with its cell.
func TestAWorkbookThatIsWrong(t *testing.T) {
	t.Parallel()
	d := open(t, newOffice(t))
	r := uploads(t, d, "/o/cases/SA-2026-0002/sheet", "sheet", "other")
	checkPage(t, r, "ja")
	if text := r.Body.String(); r.Code != http.StatusUnprocessableEntity || !strings.Contains(text, "回答!E4") || !strings.Contains(text, "ファイル全体") || !strings.Contains(text, "エラー") {
		t.Errorf("%d %s", r.Code, text)
	}
}
