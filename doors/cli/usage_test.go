package cli

import (
	"bytes"
	"context"
	"strings"
	"testing"
)

// said runs a command and returns what people are told of it.
func said(t *testing.T, args ...string) (int, string) {
	t.Helper()
	var out, errs bytes.Buffer
	p := Parts{Version: "1.2.3", Out: &out, Err: &errs, Env: func(string) (string, bool) { return "", false }}
	status := Run(context.Background(), p, args)
	return status, out.String() + errs.String()
}

// TestSlipsOfTypingAreGuessed misspells commands and flags, in both languages.
func TestSlipsOfTypingAreGuessed(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]string{
		"serv":                             "もしかして「serve」ではありませんか。",
		"case opne":                        "もしかして「open」ではありませんか。",
		"case open --typ new":              "もしかして「--type」ではありませんか。",
		"case open --shceme anshin":        "もしかして「--scheme」ではありませんか。",
		"case list --jsno":                 "もしかして「--json」ではありませんか。",
		"--lang en case open --typ new":    "Did you mean “--type”?",
		"--lang en scheme lst":             "Did you mean “list”?",
		"--lang en help serv":              "Did you mean “serve”?",
		"help case opne":                   "もしかして「open」ではありませんか。",
		"session plan --dya 2026-11-20":    "もしかして「--day」ではありませんか。",
		"case open --applicant_name x":     "もしかして「--applicant-name」ではありませんか。",
		"score --scheme anshin --answer x": "もしかして「--answers」ではありませんか。",
	} {
		if status, got := said(t, strings.Fields(line)...); status != ExitUsage || !strings.Contains(got, want) {
			t.Errorf("%s: status %d\n%swant %s", line, status, got, want)
		}
	}
	if _, got := said(t, "case", "open", "--zzzzzz", "1"); strings.Contains(got, "もしかして") {
		t.Errorf("a guess out of nothing: %s", got)
	}
}
