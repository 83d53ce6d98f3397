package web

import (
	"net/http"
	"strings"
	"testing"

	"akashi/app/desk"
	"akashi/values/fault"
	"akashi/words"
)

// TestExplainSaysWhy holds what a page says against what the office gives: why a
// step is blocked, what is wrong with an input, which clause stands against it.
func TestExplainSaysWhy(t *testing.T) {
	t.Parallel()
	v := &visit{book: words.In(words.Japanese)}
	for _, c := range []struct {
		name   string
		err    error
		status int
		says   string
	}{
		{"a blocked step", &desk.Blockage{Event: "submit", State: "draft", Guards: []desk.Blocked{{Code: "guard.report_written", Clause: "I-15"}}},
			http.StatusConflict, "審査報告が書かれていません。"},
		{"a clause", &fault.Refusal{Clause: "I-15", Reason: "session.before-its-day", Detail: fault.With("day", "2026-12-05")},
			http.StatusConflict, "2026年12月5日"},
		{"an input", fault.Wrong("reason.missing", "/reason"), http.StatusUnprocessableEntity, "理由が書かれていません。"},
		{"a role", fault.New(fault.Forbidden, "access.role", ""), http.StatusForbidden, "あなたの役割では行えません"},
	} {
		f := v.explain(c.err)
		said := f.Message
		for _, g := range f.Grounds {
			said += g.Message
		}
		for _, p := range f.Problems {
			said += p.Message
		}
		if f.Status != c.status || !strings.Contains(said, c.says) {
			t.Errorf("%s: got %d %q, want %d %q", c.name, f.Status, said, c.status, c.says)
		}
	}
}
