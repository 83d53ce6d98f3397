package main

import (
	"bytes"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"akashi/doors/cli"
)

// entriesOf reads a calendar as a program does that knows nothing of how it was written: its entries, each by the names
// of its lines without their parameters.
func entriesOf(t *testing.T, text string) (entries []map[string]string) {
	t.Helper()
	if !strings.HasPrefix(text, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n") || !strings.HasSuffix(text, "END:VCALENDAR\r\n") {
		t.Fatalf("no calendar: %q", text)
	}
	var entry map[string]string
	for line := range strings.SplitSeq(strings.ReplaceAll(text, "\r\n ", ""), "\r\n") {
		name, value, _ := strings.Cut(line, ":")
		name, _, _ = strings.Cut(name, ";")
		switch {
		case line == "BEGIN:VEVENT":
			entry = map[string]string{}
		case line == "END:VEVENT":
			entries, entry = append(entries, entry), nil
		case entry != nil:
			entry[name] = strings.NewReplacer(`\\`, `\`, `\n`, "\n", `\;`, ";", `\,`, ",").Replace(value)
		}
	}
	return entries
}

// A calendar has the days of the list of clocks, and beside them only those on which somebody was on site; each entry
// is named once and by nothing secret, and two looks at one moment are the same bytes.
func TestACalendarHasTheDaysOfTheClocks(t *testing.T) {
	t.Parallel()
	d := demonstration{t, t.TempDir()}
	d.json("demo", "--fill-only")
	run := func(args ...string) string {
		var out bytes.Buffer
		p := parts()
		p.Out, p.Err, p.Schemes.Shipped = &out, &bytes.Buffer{}, shippedOnce
		p.Env = func(name string) (string, bool) { return "https://a.example/", name == "AKASHI_PUBLIC_URL" }
		if status := cli.Run(t.Context(), p, append([]string{"--now", demoDay, "--data", filepath.Join(d.dir, "office")}, args...)); status != cli.ExitDone {
			t.Fatalf("akashi %v: status %d", args, status)
		}
		return out.String()
	}
	for _, user := range []string{"jimukyoku", "pjimu-1", "shinsa-jaipa", "genchi", "anshin-chair", "pmark-applicant-a", "anshin-responsible-b", "observer", "keiri", "admin"} {
		text := run("calendar", "--as", user)
		if again := run("calendar", "--as", user); again != text {
			t.Errorf("%s: another look is other bytes", user)
		}
		var got, want, ids []string
		visits := 0
		for _, e := range entriesOf(t, text) {
			if ids = append(ids, e["UID"]); strings.Contains(e["UID"], ".visit.") {
				visits++
				continue
			}
			got = append(got, e["DTSTART"][:4]+"-"+e["DTSTART"][4:6]+"-"+e["DTSTART"][6:]+" "+e["CATEGORIES"])
			if !strings.HasPrefix(e["SUMMARY"], "【") || !strings.HasPrefix(e["URL"], "https://a.example/") {
				t.Errorf("%s: %v", user, e)
			}
			if estimate := e["CATEGORIES"] == "estimate"; estimate != strings.Contains(e["SUMMARY"], "目安：") {
				t.Errorf("%s: %s is told as %s", user, e["CATEGORIES"], e["SUMMARY"])
			}
		}
		if user != "admin" { // who is shown no case has no list
			list, _ := d.json("clock", "list", "--as", user).(map[string]any)["clocks"].([]any)
			for _, clock := range list {
				day, _ := clock.(map[string]any)["day"].(map[string]any)
				want = append(want, day["day"].(string)+" "+day["kind"].(string))
			}
		}
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%s: the calendar has\n%v, the list\n%v", user, got, want)
		}
		slices.Sort(ids)
		if len(slices.Compact(slices.Clone(ids))) != len(ids) {
			t.Errorf("%s: two entries of one name: %v", user, ids)
		}
		if user == "genchi" && visits == 0 {
			t.Error("who was on site finds no day of it")
		}
	}
}
