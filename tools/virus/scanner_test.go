package virus_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"strings"
	"testing"
	"time"

	"akashi/beside/testkit/scanner"
	"akashi/tools/virus"
	"akashi/values/fault"
)

func TestAScannerFindsAndPasses(t *testing.T) {
	t.Parallel()
	s, err := virus.Read(scanner.Start(t))
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Answers(t.Context()); err != nil {
		t.Errorf("it does not answer: %v", err)
	}
	long := bytes.Repeat([]byte("あかし\n"), 150_000) // in many pieces
	for name, file := range map[string]struct {
		content []byte
		found   string
	}{
		"what all find":        {scanner.Harmless(), "Harmless.UNOFFICIAL"},
		"the same far within":  {append(bytes.Clone(long), scanner.Harmless()...), "Harmless.UNOFFICIAL"},
		"a text":               {[]byte("個人情報保護方針"), ""},
		"a long one":           {long, ""},
		"nothing":              {nil, ""},
		"as long as one piece": {make([]byte, 64<<10), ""},
	} {
		if found, err := s.Look(t.Context(), bytes.NewReader(file.content)); err != nil || found != file.found {
			t.Errorf("%s: found %q, %v; want %q", name, found, err, file.found)
		}
	}
}

// TestWhatWasNotLookedAtIsNotClean: every way in which a scanner may fail to answer is an error.
func TestWhatWasNotLookedAtIsNotClean(t *testing.T) {
	t.Parallel()
	real, err := virus.Read(scanner.Start(t))
	if err != nil {
		t.Fatal(err)
	}
	if found, err := real.Look(t.Context(), bytes.NewReader(make([]byte, (scanner.Longest+1)<<20))); err == nil {
		t.Errorf("a file that is too long for it: %q", found)
	}
	if found, err := real.Look(t.Context(), io.MultiReader(strings.NewReader("見本"), broken{})); !errors.Is(err, errBroken) {
		t.Errorf("a file that breaks off: %q, %v", found, err)
	}
	for name, does := range map[string]func(net.Conn){
		"hangs up":         func(net.Conn) {},
		"says nothing":     func(c net.Conn) { _, _ = io.Copy(io.Discard, c) },
		"says half":        func(c net.Conn) { _, _ = c.Write([]byte("stream: OK")) },
		"speaks otherwise": func(c net.Conn) { _, _ = c.Write([]byte("HTTP/1.1 400 Bad Request\r\n\x00")) },
		"refuses":          func(c net.Conn) { _, _ = c.Write([]byte("UNKNOWN COMMAND\x00")) },
	} {
		s := listening(t, does)
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		if found, err := s.Look(ctx, strings.NewReader("見本")); err == nil {
			t.Errorf("%s: %q", name, found)
		}
		if err := s.Answers(ctx); err == nil {
			t.Errorf("%s: it answers", name)
		}
		cancel()
	}
}

var errBroken = errors.New("broken")

type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, errBroken }

// listening is a scanner that does something to everybody who calls.
func listening(t *testing.T, does func(net.Conn)) virus.Scanner {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go func() { does(c); _ = c.Close() }()
		}
	}()
	s, err := virus.Read("tcp://" + l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestAddressesOfAScanner(t *testing.T) {
	t.Parallel()
	for _, setting := range []string{"unix:///run/clamav/clamd.ctl", "tcp://127.0.0.1:3310", "tcp://[::1]:3310", "tcp://scanner.example:3310/"} {
		if _, err := virus.Read(setting); err != nil {
			t.Errorf("%s: %v", setting, err)
		}
	}
	for _, setting := range []string{"", "clamd", "/run/clamav/clamd.ctl", "unix://run/clamav", "tcp://127.0.0.1", "http://127.0.0.1:3310", "tcp://:3310"} {
		if _, err := virus.Read(setting); !errors.Is(err, fault.Invalid) {
			t.Errorf("%q was taken: %v", setting, err)
		}
	}
}
