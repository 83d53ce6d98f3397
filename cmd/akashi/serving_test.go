package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"html"
	"io"
	"net/http"
	"os/exec"
	"regexp"
	"sync"
	"syscall"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// patience is how long a story waits for the office to open its doors.
const patience = 20 * time.Second

// open is the office serving its pages, in a process of its own.
type open struct {
	cmd  *exec.Cmd
	url  string
	said *listener
}

// serves opens the doors of the office; they stay open while the story goes on,
// until it says `closes` or ends.
func serves(ts *testscript.TestScript, _ bool, _ []string) {
	s := of(ts)
	said := &listener{found: make(chan string, 1)}
	cmd := exec.Command(s.akashi, "serve", "--addr", "127.0.0.1:0", "--now", ts.Getenv("AKASHI_NOW"))
	cmd.Dir, cmd.Env, cmd.Stderr = ts.MkAbs("."), environ(ts), said
	ts.Check(cmd.Start())
	s.open = &open{cmd: cmd, said: said}
	ts.Defer(func() { _ = s.close() })
	select {
	case s.open.url = <-said.found:
	case <-time.After(patience):
		ts.Fatalf("the office did not open:\n%s", said)
	}
}

// closes closes the doors again.
func closes(ts *testscript.TestScript, _ bool, _ []string) { ts.Check(of(ts).close()) }

func (s *story) close() error {
	if s.open == nil {
		return nil
	}
	was := s.open
	s.open = nil
	if err := was.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		return err
	}
	if err := was.cmd.Wait(); err != nil {
		return fmt.Errorf("close the office: %w\n%s", err, was.said)
	}
	return nil
}

// get asks the open office for a page and keeps the JSON it answers.
func get(ts *testscript.TestScript, _ bool, args []string) {
	need(ts, args, "get PATH", 1)
	if of(ts).open == nil {
		ts.Fatalf("the office is closed; say serves first")
	}
	body, err := fetched(of(ts).open.url + args[0])
	ts.Check(err)
	ts.Logf("[%s]\n%s", args[0], body)
	of(ts).answer, err = readJSON(body)
	ts.Check(err)
}

// downloads follows the first link of a page whose text is the name of a file, and holds
// what comes back to the file, byte by byte.
func downloads(ts *testscript.TestScript, _ bool, args []string) {
	need(ts, args, "downloads PAGE FILE", 2)
	if of(ts).open == nil {
		ts.Fatalf("the office is closed; say serves first")
	}
	page, err := fetched(of(ts).open.url + args[0])
	ts.Check(err)
	link := regexp.MustCompile(`href="([^"]+)"[^>]*>[^<]*` + regexp.QuoteMeta(args[1])).FindSubmatch(page)
	if link == nil {
		ts.Fatalf("%s leads to no %s", args[0], args[1])
	}
	got, err := fetched(of(ts).open.url + html.UnescapeString(string(link[1])))
	ts.Check(err)
	if want := ts.ReadFile(args[1]); string(got) != want {
		ts.Fatalf("%s is %q, want %q", link[1], got, want)
	}
}

func fetched(url string) (body []byte, err error) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, response.Body.Close()) }()
	return io.ReadAll(io.LimitReader(response.Body, 1<<20))
}

// listener waits for the address in what the office says while it opens.
type listener struct {
	mu    sync.Mutex
	text  bytes.Buffer
	heard bool
	found chan string
}

// Write hears the office.
func (l *listener) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.text.Write(p)
	if url := regexp.MustCompile(`http://[0-9.]+:[0-9]+`).FindString(l.text.String()); url != "" && !l.heard {
		l.heard = true
		l.found <- url
	}
	return len(p), nil
}

// String is all that the office has said.
func (l *listener) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}
