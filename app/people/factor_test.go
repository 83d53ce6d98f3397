package people_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"akashi/app/people"
	"akashi/record"
	"akashi/values/fault"
)

func TestMayChoose(t *testing.T) {
	t.Parallel()
	u := record.User{ID: "shinsa-tanaka-1", Name: "見本 花子（一次審査担当）", Email: "hanako@mihon.example"}
	for _, c := range []struct{ given, want string }{
		{"", "password.short"},
		{"elevenchars", "password.short"},
		{"twelve chars", ""},
		{"十二文字の日本語でよい。", ""},
		{"aaaaaaaaaaaa", ""}, // no rule of which characters
		{strings.Repeat("x", 200), ""},
		{strings.Repeat("x", 201), "password.long"},
		{"Shinsa-Tanaka-1", "password.known"},
		{" shinsa-tanaka-1 ", "password.known"},
		{"見本 花子（一次審査担当）", "password.known"},
		{"HANAKO@mihon.example", "password.known"},
	} {
		got := ""
		if problems, ok := errors.AsType[fault.Problems](people.MayChoose(c.given, u)); ok {
			got = problems[0].Code
		}
		if got != c.want {
			t.Errorf("%q: got %q, want %q", c.given, got, c.want)
		}
	}
}

// TestStep: a code counts in its own half minute, the one before and the one after, and once.
func TestStep(t *testing.T) {
	t.Parallel()
	now := time.Unix(1_800_000_015, 0)
	at := func(t time.Time) int { return int(t.Unix() / 30) }
	code := func(t time.Time) (string, error) { return fmt.Sprintf("%06d", at(t)%1_000_000), nil }
	show := func(t time.Time) string { text, _ := code(t); return text }
	for _, c := range []struct {
		title, given string
		last         int
		want         int
	}{
		{"now", show(now), 0, at(now)},
		{"of a slow clock", show(now.Add(-30 * time.Second)), 0, at(now) - 1},
		{"of a fast clock", show(now.Add(30 * time.Second)), 0, at(now) + 1},
		{"a minute old", show(now.Add(-60 * time.Second)), 0, 0},
		{"a minute ahead", show(now.Add(60 * time.Second)), 0, 0},
		{"used already", show(now), at(now), 0},
		{"before the one used", show(now.Add(-30 * time.Second)), at(now), 0},
		{"after the one used", show(now.Add(30 * time.Second)), at(now), at(now) + 1},
		{"empty", "", 0, 0},
	} {
		got, err := people.Step(c.given, now, c.last, code)
		if got != c.want || (err == nil) != (c.want != 0) {
			t.Errorf("%s: got %d, %v, want %d", c.title, got, err, c.want)
		}
	}
}

func TestRecovery(t *testing.T) {
	t.Parallel()
	n := 0
	codes, kept := people.Recovery(func() string { n++; return fmt.Sprintf("ABCDEFGHIJKLMN%02dREST", n) })
	u := record.User{Recovery: kept}
	if len(codes) != 10 || people.Left(u) != 10 || codes[0] != "abcd-efgh-ijkl-mn01" || strings.Contains(kept, "abcd") || strings.Contains(kept, "ABCD") {
		t.Fatalf("got %v, kept as %s", codes, kept)
	}
	for _, c := range []struct {
		given string
		want  bool
		left  int
	}{
		{"abcd-efgh-ijkl-mn11", false, 10}, {"", false, 10},
		{"ＡＢＣＤ　efgh IJKLmn01", true, 9}, {"abcd-efgh-ijkl-mn01", false, 9}, {codes[9], true, 8},
	} {
		if got := people.Spend(&u, c.given); got != c.want || people.Left(u) != c.left {
			t.Errorf("%q: got %v, %d left", c.given, got, people.Left(u))
		}
	}
}
