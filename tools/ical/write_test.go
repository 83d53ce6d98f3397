package ical

import (
	"bytes"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"akashi/app/desk"
	"akashi/values/civil"
)

// What a text holds that the format has a sense for comes back as it was, on lines of at most 75 octets that end in
// CRLF and cut no character in two.
func TestATextComesBackAsItWas(t *testing.T) {
	t.Parallel()
	text := "名；a;b,c\\d:\"e\"\n" + strings.Repeat("証明書を納める最後の日", 20) + " " + strings.Repeat("x", 200) + "\r\n𠮷\x07"
	want := strings.NewReplacer("\r\n", "\n", "\x07", "").Replace(text)
	day, err := civil.Parse("2026-12-31")
	if err != nil {
		t.Fatal(err)
	}
	c := desk.Calendar{Lang: "ja", Name: "証", Stamp: time.Date(2026, 11, 10, 1, 0, 0, 0, time.UTC),
		Days: []desk.CalendarDay{{ID: "pmark.case.1.fee", Day: day, Summary: text, Text: text, Page: "https://a.example/o/cases/1", Kind: "hard"}}}
	var first, again bytes.Buffer
	for _, w := range []*bytes.Buffer{&first, &again} {
		if err := Write(w, c); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(first.Bytes(), again.Bytes()) {
		t.Error("the same calendar is not the same bytes")
	}
	lines := strings.SplitAfter(first.String(), "\r\n")
	for _, line := range lines {
		if len(strings.TrimSuffix(line, "\r\n")) > 75 || !utf8.ValidString(line) || strings.Contains(strings.TrimSuffix(line, "\r\n"), "\n") {
			t.Errorf("a line of %d octets: %q", len(line), line)
		}
	}
	if lines[len(lines)-1] != "" {
		t.Error("the last line has no end")
	}
	whole := strings.ReplaceAll(first.String(), "\r\n ", "")
	unescaped := strings.NewReplacer(`\\`, `\`, `\n`, "\n", `\;`, ";", `\,`, ",")
	for _, name := range []string{"SUMMARY;LANGUAGE=ja:", "DESCRIPTION:"} {
		_, after, _ := strings.Cut(whole, name)
		got, _, _ := strings.Cut(after, "\r\n")
		if got = unescaped.Replace(got); got != want {
			t.Errorf("%s%q, want %q", name, got, want)
		}
	}
	for _, line := range []string{"DTSTART;VALUE=DATE:20261231", "DTEND;VALUE=DATE:20270101", "DTSTAMP:20261110T010000Z", "UID:pmark.case.1.fee@akashi",
		"URL:https://a.example/o/cases/1", "CATEGORIES:hard"} {
		if !strings.Contains(whole, "\r\n"+line+"\r\n") {
			t.Errorf("no %s in\n%s", line, whole)
		}
	}
	if strings.Contains(whole, "VALARM") {
		t.Error("it rings")
	}
}
