package main

import (
	"bytes"
	"html"
	"maps"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"akashi/app"
	"akashi/app/desk"
	"akashi/doors/cli"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/lifecycle"
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

var calendarOf = regexp.MustCompile(`value="https?://[^"/]*(/calendar/[^"]+\.ics)"`)

// subscribes asks for an address of the calendar, and shows a code where one is asked for.
func (b *guest) subscribes() (path string) {
	b.Helper()
	page := b.post("/me/calendar")
	found := calendarOf.FindStringSubmatch(page.body)
	if page.status != http.StatusOK || found == nil {
		b.Fatalf("no address: %d %s", page.status, page.body)
	}
	return found[1]
}

// fetches asks for a calendar as a program does, that knows it by a tag or not.
func (e *entrance) fetches(path, tag string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodGet, path, nil)
	r.Header.Set("If-None-Match", tag)
	w := httptest.NewRecorder()
	e.door.ServeHTTP(w, r)
	return w
}

// An address of the calendar shows to whoever has it what its owner may see at that moment, no less and no more. It is
// told once and kept nowhere; a new one, an end and the end of the account close it at once, and it is then as one that
// never was.
func TestACalendarHasAnAddress(t *testing.T) {
	t.Parallel()
	f := openFilled(t)
	shown := func(user string) []string {
		var days []string
		actor, err := f.office.UserActor(t.Context(), user)
		if err != nil {
			t.Fatal(err)
		}
		list, err := f.office.Clocks(t.Context(), actor, app.ClockQuery{})
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range list.Clocks {
			days = append(days, c.Day.Day.String())
		}
		return days
	}
	given := func(path string) (days []string) {
		w := f.fetches(path, "")
		if w.Code != http.StatusOK || w.Header().Get("Content-Type") != "text/calendar; charset=utf-8" || w.Header().Get("Cache-Control") != "private, no-cache" {
			t.Fatalf("%d %v", w.Code, w.Header())
		}
		for _, e := range entriesOf(t, w.Body.String()) {
			if day := e["DTSTART"]; !strings.Contains(e["UID"], ".visit.") {
				days = append(days, day[:4]+"-"+day[4:6]+"-"+day[6:])
			}
		}
		return days
	}
	var old []string
	for _, user := range []string{"anshin-applicant-a", "anshin-chair", "shinsa-jaipa", "jimukyoku"} {
		b := f.as(user)
		b.wants(b.get("/me/calendar"), 200, "", "アドレスはまだありません。")
		first := b.subscribes()
		if got, want := given(first), shown(user); !slices.Equal(got, want) {
			t.Errorf("%s: the calendar has %v, the list %v", user, got, want)
		}
		if page := b.get("/me/calendar"); strings.Contains(page.body, ".ics") || !strings.Contains(page.body, "アドレスを作り直す") {
			t.Errorf("%s: an address is shown again, or cannot be renewed", user)
		}
		second := b.subscribes()
		if old = append(old, first); len(given(second)) == 0 {
			t.Errorf("%s: nothing is at the new address", user)
		}
		tag := f.fetches(second, "").Header().Get("ETag")
		f.now = f.now.Add(time.Minute)
		if w := f.fetches(second, tag); tag == "" || w.Code != http.StatusNotModified || w.Body.Len() > 0 {
			t.Errorf("%s: asked again with %q: %d", user, tag, w.Code)
		}
		switch user {
		case "anshin-chair":
			b.wants(b.post("/me/calendar", "end", "1"), 303, "/me?done=calendar-end")
			b.wants(b.get("/me?done=calendar-end"), 200, "", "カレンダーのアドレスをやめました。")
			old = append(old, second)
		case "shinsa-jaipa":
			act(t, f.office, access.DisableUser, user)
			if w := f.fetches(second, ""); w.Code != http.StatusNotFound {
				t.Errorf("of somebody kept out: %d", w.Code)
			}
			act(t, f.office, access.EnableUser, user)
			old = append(old, second)
		case "jimukyoku":
			if _, err := f.office.Readmit(t.Context(), user); err != nil {
				t.Fatal(err)
			}
			old = append(old, second)
		}
	}
	unknown := f.fetches("/calendar/"+strings.Repeat("A", 32)+".ics", "")
	for _, path := range append(old, "/calendar/x", "/calendar/.ics") {
		w := f.fetches(path, "")
		if w.Code != http.StatusNotFound || w.Body.String() != unknown.Body.String() || !maps.EqualFunc(w.Header(), unknown.Header(), slices.Equal) {
			t.Errorf("an address that is no more: %d %v %q, one that never was: %v %q", w.Code, w.Header(), w.Body, unknown.Header(), unknown.Body)
		}
	}
	for _, path := range old {
		f.keepsNoSecret(strings.TrimSuffix(strings.TrimPrefix(path, "/calendar/"), ".ics"))
	}
}

// act does an act to a user at the console of the administrator.
func act(t *testing.T, office *cli.Office, name access.Action, user string) {
	t.Helper()
	a, _ := app.FindAction(name)
	if _, err := office.Do(t.Context(), desk.Request{Actor: access.Actor{ID: "admin", Role: record.RoleAdmin}}, a, user, &desk.NoInput{}); err != nil {
		t.Fatal(err)
	}
}

// Every row of the list, the head of a case and the page of a session lead to a file with that one day, for whoever is
// shown it.
func TestOneDayIsGivenToACalendar(t *testing.T) {
	t.Parallel()
	f := openFilled(t)
	link := regexp.MustCompile(`href="(/o/clocks\?as=ics[^"]*)"`)
	for _, user := range []string{"jimukyoku", "anshin-applicant-a"} {
		b := f.as(user)
		list := b.get("/o/clocks")
		actor, err := f.office.UserActor(t.Context(), user)
		if err != nil {
			t.Fatal(err)
		}
		clocks, err := f.office.Clocks(t.Context(), actor, app.ClockQuery{})
		if err != nil {
			t.Fatal(err)
		}
		found := link.FindAllStringSubmatch(list.body, -1)
		if len(found) != len(clocks.Clocks) {
			t.Fatalf("%s: %d rows lead to %d days", user, len(clocks.Clocks), len(found))
		}
		for i, at := range found {
			of := clocks.Clocks[i]
			entries := entriesOf(t, b.get(html.UnescapeString(at[1])).body)
			if want := strings.ReplaceAll(of.Day.Day.String(), "-", ""); len(entries) != 1 || entries[0]["DTSTART"] != want {
				t.Errorf("%s: %v, want the day %s", at[1], entries, want)
			}
			page := map[desk.Kind]string{desk.OnCase: "/o/cases/", desk.OnSession: "/o/sessions/"}[of.On] + of.Of
			if of.Day.Why == lifecycle.WhySitting || of.Day.Kind == lifecycle.EstimateDay {
				if body := b.get(page).body; !strings.Contains(body, at[1]) {
					t.Errorf("%s: %s does not lead to %s", user, page, at[1])
				}
			}
		}
		if all := entriesOf(t, b.get("/o/clocks?as=ics").body); len(all) != len(clocks.Clocks) {
			t.Errorf("%s: the list as a calendar has %d days, want %d", user, len(all), len(clocks.Clocks))
		}
	}
	hidden := "/o/clocks?as=ics&clock=pmark.case.PM-2026-0003.usual"
	if got := f.as("jimukyoku").get(hidden); got.status != http.StatusOK {
		t.Errorf("the office: %d", got.status)
	}
	missing := f.as("anshin-applicant-a").get(strings.ReplaceAll(hidden, "0003", "9999"))
	if got := f.as("anshin-applicant-a").get(hidden); got.status != http.StatusNotFound || strings.ReplaceAll(got.body, "0003", "9999") != missing.body {
		t.Errorf("a day of another's case: %d", got.status)
	}
}
