package web

import "testing"

func TestPagesNameNoFlags(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"氏名を入れてください（--by）。":         "氏名を入れてください。",
		"Write the name (--by).":    "Write the name.",
		"料金（税込み）は80,000円です。":        "料金（税込み）は80,000円です。",
		"hand in (--paper FILE) it": "hand in it",
	} {
		if got := unflagged(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}
