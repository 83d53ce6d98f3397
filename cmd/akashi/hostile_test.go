package main

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"akashi/beside/testkit"
	chromium "akashi/beside/testkit/browser"
	"akashi/beside/testkit/postgres"
)

// traps are what a file does once it is opened as more than bytes: every one calls a beacon and
// opens a dialog. Each is sent in every wrapping that can hold it.
func traps(beacon string) map[string]trap {
	script := `<script>alert(1);fetch('` + beacon + `',{mode:'no-cors'});new Image().src='` + beacon + `'</script>`
	calls := `alert(1);fetch('` + beacon + `',{mode:'no-cors'})`
	return map[string]trap{
		"svg":         {".svg", `<svg xmlns="http://www.w3.org/2000/svg" onload="` + calls + `"><script>` + calls + `</script></svg>`},
		"svg-foreign": {".svg", `<svg xmlns="http://www.w3.org/2000/svg"><foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><img src="` + beacon + `" onerror="` + calls + `"/></body></foreignObject></svg>`},
		"svg-image":   {".svg", `<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink"><image x:href="` + beacon + `"/><use href="` + beacon + `#a"/></svg>`},
		"html":        {".html", "<!DOCTYPE html><title>規程</title>" + script},
		"html-image":  {".html", `<html><img src=x onerror="` + calls + `"><img src="` + beacon + `">`},
		"html-meta":   {".html", `<html><meta http-equiv=refresh content="0;url=` + beacon + `">`},
		"html-frame":  {".html", `<html><iframe src="` + beacon + `"></iframe><object data="` + beacon + `"></object><embed src="` + beacon + `">`},
		"html-form":   {".html", `<html><form action="` + beacon + `" method=post><input name=a></form><script>document.forms[0].submit()</script>`},
		"html-style":  {".html", `<html><link rel=stylesheet href="` + beacon + `"><style>@import "` + beacon + `";body{background:url(` + beacon + `)}</style>`},
		"xhtml":       {".xhtml", `<html xmlns="http://www.w3.org/1999/xhtml"><head><script>` + calls + `</script></head></html>`},
		"xml-style":   {".xml", `<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="` + beacon + `"?><a/>`},
		"xml-entity":  {".xml", `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e SYSTEM "` + beacon + `">]><a>&e;</a>`},
		"xml-script":  {".xml", `<?xml version="1.0"?><a xmlns:h="http://www.w3.org/1999/xhtml"><h:script>` + calls + `</h:script></a>`},
		"mhtml":       {".mht", "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\nContent-Type: text/html\r\n\r\n" + script + "\r\n--x--\r\n"},
		"script":      {".js", calls},
		"text":        {".txt", "規程（見本）\n" + script + "\n"},
		"markdown":    {".md", "# 規程\n\n![](" + beacon + ")\n<img src=x onerror=\"" + calls + "\">\n"},
		"csv":         {".csv", "項目,値\n=HYPERLINK(\"" + beacon + "\"),=cmd|'/c calc'!A1\n"},
		"json":        {".json", `{"a":"` + strings.ReplaceAll(script, `"`, `\"`) + `"}`},
		"pdf-script":  {".pdf", pdf(`/OpenAction << /S /JavaScript /JS (app.alert\(1\);this.submitForm\("` + beacon + `"\)) >>`)},
		"pdf-address": {".pdf", pdf(`/OpenAction << /S /URI /URI (` + beacon + `) >>`)},
		"pdf-launch":  {".pdf", pdf(`/OpenAction << /S /Launch /F (calc.exe) >>`)},
		"pdf-html":    {".pdf", pdf("") + script},
		"gif-html":    {".gif", "GIF89a/*" + script + "*/=1;" + calls},
		"png-html":    {".png", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + script},
		"jpeg-html":   {".jpg", "\xff\xd8\xff\xfe\x00\x40" + script + "\xff\xd9"},
		"macro":       {".docm", zipped("[Content_Types].xml", "<Types/>", "word/document.xml", "<a/>", "word/vbaProject.bin", "Attribute VB_Name")},
		"template":    {".docx", zipped("[Content_Types].xml", "<Types/>", "word/document.xml", "<a/>", "word/_rels/settings.xml.rels", `<Relationships><Relationship Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" TargetMode="External" Target="`+beacon+`"/></Relationships>`)},
		"bomb":        {".zip", zipped("a.txt", strings.Repeat("0", 12<<20))},
		"bomb-nested": {".zip", zipped("b.zip", zipped("a.txt", strings.Repeat("0", 12<<20)))},
		"slip":        {".zip", zipped("../../../../slipped.txt", "x", `..\..\slipped.txt`, "x", "/slipped.txt", "x")},
		"zip-html":    {".zip", zipped("規程.html", script)},
	}
}

// trap is a file that acts, under its own extension.
type trap struct{ ext, content string }

// wrappings make another file of a trap: its name and its bytes.
var wrappings = map[string]func(t trap) (name, content string){
	"as it is":     func(t trap) (string, string) { return "kitei" + t.ext, t.content },
	"as text":      func(t trap) (string, string) { return "kitei.txt", t.content },
	"as a picture": func(t trap) (string, string) { return "kitei.png", t.content },
	"two endings":  func(t trap) (string, string) { return `"><img src=x onerror=alert(1)>` + t.ext + ".csv", t.content },
	"traversal":    func(t trap) (string, string) { return "../../../../slipped" + t.ext, t.content },
	"bidi":         func(t trap) (string, string) { return "kitei\u202e" + "fdp" + t.ext, t.content },
	"control":      func(t trap) (string, string) { return "ki\r\n\x00tei\x1b[31m" + t.ext, "\xef\xbb\xbf \n" + t.content },
	"in a zip":     func(t trap) (string, string) { return "kitei.zip", zipped("kitei"+t.ext, t.content) },
}

// TestHostileUploadsInABrowser hands in files that act, in every wrapping, through the form in
// Chromium, to an office in a process of its own. What is refused is not kept; what is taken is
// opened at every address that serves it and from a page of another office's: nothing runs,
// nothing calls home, no file lies outside the folder, and the office stays small.
func TestHostileUploadsInABrowser(t *testing.T) {
	t.Parallel()
	testkit.Slow(t, "it hands in hundreds of files")
	t.Run("SQLite", func(t *testing.T) { t.Parallel(); uploadsActNowhere(t, "") })
	t.Run("PostgreSQL", func(t *testing.T) { t.Parallel(); uploadsActNowhere(t, postgres.Empty(t)) })
}

// uploadsActNowhere hands everything in to an office on a store; "" is the one in its folder.
func uploadsActNowhere(t *testing.T, store string) {
	var called atomic.Int64
	var frames atomic.Pointer[string]
	beacon := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/frames": // a page of somebody else's, which uses a file as everything
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			_, _ = w.Write([]byte(*frames.Load()))
		case "/favicon.ico":
		default:
			called.Add(1)
		}
	}))
	t.Cleanup(beacon.Close)
	all := traps(beacon.URL + "/beacon")
	p := chromium.Open(t).Page(t, chromium.Desktop)

	// The traps are sharp: opened as what they are, one of them is heard.
	sharp := all["html"].content
	frames.Store(&sharp)
	p.Visit(beacon.URL + "/frames")
	for range 100 {
		if called.Load() > 0 && len(p.ConsoleErrors()) > 0 {
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	if called.Load() == 0 || !strings.Contains(strings.Join(p.ConsoleErrors(), "\n"), "dialog") {
		t.Fatalf("a trap that is opened is not heard: %d calls, %q", called.Load(), p.ConsoleErrors())
	}
	called.Store(0)
	p.Forget()

	o := openSeparately(t, store)
	p.Goto(o.url + "/login?link=" + o.link)
	p.Click("main form .btn--line")
	no := o.file
	form := o.url + "/do/cases/" + no + "/attach?criterion=1-1-1&_next=/do/cases/" + no + "/attach"
	before := o.resident()
	p.Goto(form)
	sent, refused := 0, 0
	for kind, one := range all {
		for how, wrap := range wrappings {
			name, content := wrap(one)
			var chosen bool
			p.Eval(fmt.Sprintf(`(() => {
				const field = document.querySelector("[name=content]"), all = new DataTransfer();
				all.items.add(new File([Uint8Array.from(atob(%q), (c) => c.charCodeAt(0))], %s));
				field.files = all.files;
				document.querySelector('[name=criterion]').value ||= "1-1-1";
				return field.files.length === 1;
			})()`, base64.StdEncoding.EncodeToString([]byte(content)), quoted(name)), &chosen)
			p.Submit("main form.form", sent%4 > 0) // whole, and piece by piece
			sent++
			switch p.Status() {
			case http.StatusUnprocessableEntity, http.StatusConflict:
				refused++
			case http.StatusOK:
			default:
				t.Fatalf("%s %s is answered with %d: %s", kind, how, p.Status(), p.Text("main"))
			}
			if said := said(p); said != "" || called.Load() > 0 {
				t.Fatalf("%s %s ran while it was handed in: %s", kind, how, said)
			}
			if p.Status() == http.StatusConflict || p.Count("main form.form [name=content]") == 0 {
				p.Goto(form)
			}
		}
	}
	after := o.resident()

	// Whatever was taken is opened everywhere.
	var kept struct {
		Attachments []struct{ ID, Name string }
	}
	o.run(t, &kept, "case", "show", no, "--as", "tanto")
	if len(kept.Attachments) != sent-refused || sent < 250 || len(kept.Attachments) == 0 {
		t.Errorf("%d files sent, %d refused, %d kept", sent, refused, len(kept.Attachments))
	}
	for _, file := range kept.Attachments {
		if strings.ContainsAny(file.Name, "/\\\r\n\x00\x1b\u202e") {
			t.Errorf("a name is kept as it was sent: %q", file.Name)
		}
		at := o.url + "/o/cases/" + no + "/files/" + file.ID
		for _, path := range []string{at, at + "/pages/1", o.url + "/api/v1/cases/" + no + "/attachments/" + file.ID,
			o.url + "/o/cases/" + no + "/items/1-1-1?file=" + file.ID} {
			p.Visit(path)
		}
		page := fmt.Sprintf(`<!DOCTYPE html><iframe src=%[1]q></iframe><object data=%[2]q></object><embed src=%[1]q><img src=%[1]q><script src=%[1]q></script><link rel=stylesheet href=%[2]q>`, at, strings.Replace(at, "/o/", "/en/o/", 1))
		frames.Store(&page)
		p.Visit(beacon.URL + "/frames")
		if said := said(p); said != "" || called.Load() > 0 {
			t.Errorf("%q runs when it is opened: %s", file.Name, said)
			called.Store(0)
			p.Forget()
		}
	}
	if outside := o.strays(t); len(outside) > 0 {
		t.Errorf("files lie outside of the office: %q", outside)
	}
	const most = 160 << 10 // KiB
	if after-before > most {
		t.Errorf("the office grew from %d to %d KiB", before, after)
	}
	t.Logf("%d files, %d refused, %d kept; the office grew from %d to %d KiB", sent, refused, len(kept.Attachments), before, after)
}

// said is what a page did that it must not do: it opened a dialog.
func said(p *chromium.Page) string {
	for _, one := range p.ConsoleErrors() {
		if strings.HasPrefix(one, "dialog") {
			return one
		}
	}
	return ""
}

// quoted is a text as JavaScript writes it.
func quoted(text string) string {
	out, _ := json.Marshal(text) // strings always can be
	return string(out)
}

func pdf(catalogue string) string {
	return "%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R " + catalogue + " >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n" +
		"3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
}

// separate is an office in a process of its own.
type separate struct {
	dir, akashi, store, url, link, file string
	pid                                 int
}

// openSeparately makes an office with an applicant and a draft on a store, and serves it.
func openSeparately(t *testing.T, store string) *separate {
	t.Helper()
	o := &separate{dir: t.TempDir(), akashi: built(t), store: store}
	o.run(t, nil, "init")
	var user struct{ Link string }
	o.run(t, &user, "user", "add", "--id", "tanto", "--name", "担当", "--role", "applicant", "--scheme", "anshin")
	var opened struct{ No string }
	o.run(t, &opened, "case", "open", "--as", "tanto", "--scheme", "anshin", "--type", "new", "--service", "見本", "--intake-body", "jaipa", "--applicant-name", "見本株式会社")
	o.link, o.file = user.Link, opened.No
	said := &listener{found: make(chan string, 1)}
	cmd := exec.Command(o.akashi, "serve", "--addr", "127.0.0.1:0")
	cmd.Dir, cmd.Env, cmd.Stderr = o.dir, o.env(), said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
	o.pid = cmd.Process.Pid
	select {
	case o.url = <-said.found:
	case <-time.After(patience):
		t.Fatalf("the office did not open:\n%s", said)
	}
	return o
}

func (o *separate) env() []string {
	return append(os.Environ(), "AKASHI_DATABASE="+o.store, "AKASHI_DATA="+filepath.Join(o.dir, "office"), "AKASHI_LANG=ja", "AKASHI_NOW=2026-11-26T01:00:00Z")
}

// run runs a command of the office and reads its answer.
func (o *separate) run(t *testing.T, into any, args ...string) {
	t.Helper()
	cmd := exec.Command(o.akashi, append(args, "--json")...)
	cmd.Dir, cmd.Env = o.dir, o.env()
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v: %v\n%s%s", args, err, &out, &errs)
	}
	if into == nil {
		return
	}
	if err := json.Unmarshal(out.Bytes(), into); err != nil {
		t.Fatalf("%v: %v", args, err)
	}
}

// resident is the most memory that the office has had so far, in KiB; 0 where the system does
// not tell.
func (o *separate) resident() int {
	status, _ := os.ReadFile("/proc/" + strconv.Itoa(o.pid) + "/status")
	found := regexp.MustCompile(`VmHWM:\s+(\d+) kB`).FindSubmatch(status)
	if found == nil {
		return 0
	}
	n, _ := strconv.Atoi(string(found[1]))
	return n
}

// strays are files beside the office's folder, and those in it that have no name of the
// office's own.
func (o *separate) strays(t *testing.T) (all []string) {
	t.Helper()
	own := regexp.MustCompile(`^office(\.key|/(incoming(/[0-9a-f]{32}(\.info)?)?|akashi\.db(-wal|-shm)?|[a-z.-]*key[a-z.-]*|[a-z-]+\.lock|evidence(/tmp|/[0-9a-f]{2}(/[0-9a-f]{64}(\.[a-z]+)?)?)?))?$`)
	err := filepath.WalkDir(o.dir, func(path string, d fs.DirEntry, err error) error {
		rest, _ := filepath.Rel(o.dir, path)
		if err == nil && rest != "." && !own.MatchString(rest) {
			all = append(all, rest)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// zipped is an archive of names and contents.
func zipped(pairs ...string) string {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for i := 0; i < len(pairs); i += 2 {
		f, _ := w.Create(pairs[i]) // a buffer takes everything
		_, _ = f.Write([]byte(pairs[i+1]))
	}
	_ = w.Close()
	return out.String()
}
