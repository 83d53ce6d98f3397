package browser_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"akashi/beside/testkit/browser"
)

// sound is a page without fault; each row of TestProblems spoils one thing.
const sound = `<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>登録簿</title>
<link rel="icon" href="data:,"><meta name="viewport" content="width=device-width"></head>
<body><main><h1>登録簿</h1><h2>さがす</h2>
<form action="/next"><label for="q">番号</label><input id="q" name="q"><button>さがす</button></form>
<table><caption>結果</caption><tr><td>J0072</td></tr></table>
<p id="said"></p><script>document.getElementById("said").textContent = "script"</script>
</main></body></html>`

func TestBrowser(t *testing.T) {
	t.Parallel()
	b := browser.Open(t)
	t.Run("a sound page", func(t *testing.T) {
		t.Parallel()
		for _, width := range []int{browser.Phone, browser.Desktop} {
			p := b.Page(t, width)
			p.Goto(serve(t, sound))
			p.Check()
			var inner int
			p.Eval("innerWidth", &inner)
			if inner != width || p.Status() != http.StatusOK || p.Text("#said") != "script" {
				t.Errorf("got width %d, status %d, text %q", inner, p.Status(), p.Text("#said"))
			}
			picture := filepath.Join(t.TempDir(), "page.png")
			p.Screenshot(picture)
			if data, err := os.ReadFile(picture); err != nil || !strings.HasPrefix(string(data), "\x89PNG") {
				t.Errorf("no picture: %v", err)
			}
		}
	})
	t.Run("a form without script", func(t *testing.T) {
		t.Parallel()
		p := b.Page(t, browser.Phone).WithoutScript()
		p.Goto(serve(t, sound))
		if got := p.Count("#said:empty"); got != 1 {
			t.Error("the script of the page ran")
		}
		p.Fill("#q", "Ｊ００７２")
		p.Click("button")
		if got := p.Address(); !strings.HasSuffix(got, "/next?q=%EF%BC%AA%EF%BC%90%EF%BC%90%EF%BC%97%EF%BC%92") {
			t.Errorf("got %s", got)
		}
		if p.Status() != http.StatusNotFound {
			t.Errorf("got status %d, want 404", p.Status())
		}
	})
	t.Run("problems", func(t *testing.T) { t.Parallel(); testProblems(t, b) })
	t.Run("complaints", func(t *testing.T) { t.Parallel(); testComplaints(t, b) })
}

func testProblems(t *testing.T, b *browser.Browser) {
	p := b.Page(t, browser.Phone)
	for _, row := range []struct{ title, old, new, want string }{
		{"no language", ` lang="ja"`, ``, "no lang"},
		{"no title", `<title>登録簿</title>`, ``, "no title"},
		{"no main", `main>`, `div>`, "one <main>"},
		{"two h1", `<h2>さがす</h2>`, `<h1>さがす</h1>`, "2 h1"},
		{"a heading skipped", `<h2>さがす</h2>`, `<h3>さがす</h3>`, "follows h1"},
		{"too wide", `<p id="said">`, `<p id="said" style="width:500px">`, "in a window of 390"},
		{"no label", `for="q"`, ``, "<input#q> has no label"},
		{"an empty label", `>番号<`, `><`, "<input#q> has no label"},
		{"a button without a name", `<button>さがす`, `<button>`, "<button> has no name"},
		{"a link without a name", `<p id`, `<a href="/x"><svg></svg></a><p id`, "<a> has no name"},
		{"a picture without words", `<p id`, `<img src="data:,"><p id`, "has no alt"},
		{"no caption", `<caption>結果</caption>`, ``, "no caption"},
		{"a label for nothing", `for="q"`, `for="r"`, "names #r"},
		{"an id twice", `<p id="said">`, `<p id="q"></p><p id="said">`, "id q is there twice"},
	} {
		p.Goto(serve(t, strings.ReplaceAll(sound, row.old, row.new)))
		if got := p.Problems(); !slices.ContainsFunc(got, func(s string) bool { return strings.Contains(s, row.want) }) {
			t.Errorf("%s: got %q, want %q", row.title, got, row.want)
		}
	}
}

func testComplaints(t *testing.T, b *browser.Browser) {
	for _, row := range []struct{ title, script, want string }{
		{"console.error", `console.error("broken")`, "broken"},
		{"exception", `throw new Error("thrown")`, "thrown"},
		{"resource", `document.head.append(Object.assign(document.createElement("script"), {src: "/gone.js"}))`, "/gone.js"},
		{"another host", `document.head.append(Object.assign(document.createElement("script"), {src: "http://example.com/x.js"}))`, "example.com"},
	} {
		p := b.Page(t, browser.Desktop)
		p.Goto(serve(t, strings.Replace(sound, "</script>", ";"+row.script+"</script>", 1)))
		if got := p.ConsoleErrors(); !strings.Contains(strings.Join(got, "\n"), row.want) {
			t.Errorf("%s: got %q, want %q", row.title, got, row.want)
		}
	}
}

// serve answers the page at its root, and 404 anywhere else.
func serve(t *testing.T, page string) string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/" {
			w.WriteHeader(http.StatusNotFound)
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = fmt.Fprint(w, page)
	}))
	t.Cleanup(server.Close)
	return server.URL + "/"
}
