package main

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"akashi/app/people"
	"akashi/beside/testkit"
	chromium "akashi/beside/testkit/browser"
	"akashi/record"
)

// torn is a body that breaks off.
type torn struct{ io.Reader }

func (t torn) Read(p []byte) (int, error) {
	n, err := t.Reader.Read(p)
	if err == io.EOF {
		err = errors.New("the line is cut")
	}
	return n, err
}

func (torn) Close() error { return nil }

// TestAFileGoesOnWhereTheLineWasCut hands a file in on the page of a criterion, in a browser
// whose line is cut in the middle of a piece: no byte that had come is sent again, also after
// the page was closed.
func TestAFileGoesOnWhereTheLineWasCut(t *testing.T) {
	t.Parallel()
	testkit.Slow(t, "a browser takes its time")
	office := officeOf(t)
	b := signedIn(t, office, &people.UserInput{ID: "jimukyoku", Name: "事務局", Role: record.RoleSecretariat, Scheme: "all"})
	open := b.blank("/do/cases/open")
	for name, value := range map[string]string{"scheme": "anshin", "type": "new", "applicant.name": "見本インターネット株式会社", "service": "見本ネット", "intake_body": "jaipa"} {
		open.Set(name, value)
	}
	no := hasCase.FindStringSubmatch(b.ask(http.MethodPost, "/do/cases/open", open).to)
	if no == nil {
		t.Fatal("no case")
	}
	var came, pieces, cutAt atomic.Int64
	var away, forms atomic.Int64
	const cut = 300 << 10
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if away.Load() > 0 {
			away.Add(-1)
			panic(http.ErrAbortHandler)
		}
		if r.Method == http.MethodPatch {
			if pieces.Add(1) == cutAt.Load() {
				r.Body = torn{io.LimitReader(r.Body, cut)}
				away.Store(1)
				came.Add(cut)
			} else {
				came.Add(r.ContentLength)
			}
		}
		if r.Method == http.MethodPost && strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/") {
			forms.Add(r.ContentLength)
		}
		r.AddCookie(&http.Cookie{Name: "akashi", Value: b.cookie})
		b.doors.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	server.Config.ErrorLog = nil

	dir := t.TempDir()
	write := func(name, line string) (path string, size int64) {
		path, text := filepath.Join(dir, name), strings.Repeat(line, 150_000)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path, int64(len(text))
	}
	file, size := write("規程集.txt", "第三条　責任者を置く。\n")
	other, otherSize := write("別の規程.txt", "第四条　記録を残す。\n")
	page := chromium.Open(t).Page(t, chromium.Phone)
	item := "/o/cases/" + no[1] + "/items/1-1-1"
	wait := func(what string, is func() bool) {
		t.Helper()
		for range 400 {
			if is() {
				return
			}
			time.Sleep(50 * time.Millisecond)
		}
		t.Fatalf("%s: not so after 20 s (page says %q)", what, page.Text("main"))
	}
	cutAt.Store(2)
	page.Goto(server.URL + item)
	page.Upload("#hand input[type=file]", file)
	page.Press("#hand button[type=submit]")
	wait("the file is handed in", func() bool { return page.Count(`#evidence .bullets a[href*="/files/"]`) == 1 })
	if came.Load() != size {
		t.Errorf("%d bytes came, %d were to be sent", came.Load(), size)
	}
	if forms.Load() > 10_000 {
		t.Errorf("the form had %d bytes: the file came along", forms.Load())
	}

	// Nothing is sent once the page is closed; the same file chosen anew goes on.
	came.Store(0)
	pieces.Store(0)
	cutAt.Store(2)
	page.Goto(server.URL + item)
	page.Upload("#hand input[type=file]", other)
	away.Store(0)
	page.Press("#hand button[type=submit]")
	wait("the line is cut", func() bool { return pieces.Load() == 2 })
	page.Goto(server.URL + item)
	away.Store(0)
	page.Upload("#hand input[type=file]", other)
	page.Press("#hand button[type=submit]")
	wait("the other file is handed in", func() bool { return page.Count(`#evidence .bullets a[href*="/files/"]`) == 2 })
	if came.Load() != otherSize {
		t.Errorf("%d bytes came of the other file, %d were to be sent", came.Load(), otherSize)
	}

	// A form that is wrong elsewhere keeps its file; one whose file is wrong does not.
	page.Goto(server.URL + "/do/cases/" + no[1] + "/state")
	page.Upload("input[type=file]", file)
	page.Press(".form__end button")
	wait("the form comes back with its file", func() bool { return strings.Contains(page.Text("main"), "「規程集.txt」は届いています") })
	program, _ := write("規程.exe", "MZ")
	page.Goto(server.URL + item)
	page.Upload("#hand input[type=file]", program)
	page.Press("#hand button[type=submit]")
	wait("the program is refused", func() bool { return page.Count(".note--bad") == 1 })
	if strings.Contains(page.Text("main"), "届いています") {
		t.Error("a file that was refused is offered again")
	}
}
