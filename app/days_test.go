package app_test

import (
	"encoding/json"
	"errors"
	"testing"

	"akashi/app/rulebook"
	"akashi/record"
	"akashi/rules/access"
	"akashi/values/fault"
)

// TestADayOffMovesTheLastDayToFile: pmark's window for renewals ends on the next business day
// (B2-01). A mark that runs to 2027-05-14 is filed for until Thursday 2027-01-14; with the office
// closed from then to Friday, on Monday the 18th. What is set last about a day stands.
func TestADayOffMovesTheLastDayToFile(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.at("2026-11-10")
	o.do(admin(), "add-user", "", `{"id":"jimukyoku","name":"事務局","role":"secretariat","scheme":"all"}`)
	o.do(secretariat(), "import-register", "", `{"scheme":"pmark","source":"紙の台帳","rows":[{"row":1,"number":"10860360(07)","holder":"見本株式会社","valid_from":"2025-05-15","valid_to":"2027-05-14"}]}`)
	set := func(input string) (told rulebook.DaysSet, err error) {
		body, err := o.try(secretariat(), "set-days", "", input)
		if err == nil {
			err = json.Unmarshal(body, &told)
		}
		return told, err
	}
	moved := func(told rulebook.DaysSet, err error, was, now string) {
		t.Helper()
		if err != nil || len(told.Moved) != 1 || told.Moved[0].Was.String() != was || told.Moved[0].Now.String() != now {
			t.Errorf("moved %+v, %v; want from %s to %s", told.Moved, err, was, now)
		}
	}
	told, err := set(`{"scheme":"pmark","state":"closed","from":"2027-01-14","to":"2027-01-15","reason":"事務局の移転"}`)
	moved(told, err, "2027-01-14", "2027-01-18")
	told, err = set(`{"scheme":"pmark","state":"open","from":"2027-01-15","reason":"移転は一日で終わる"}`)
	moved(told, err, "2027-01-18", "2027-01-15")

	list, err := o.app.OfficeDays(t.Context(), access.Actor{ID: "k", Role: record.RoleAccounts, Scheme: "pmark"}, "pmark")
	if err != nil || len(list.Days) != 2 || list.Days[1].From.String() != "2027-01-15" || !list.Days[1].Open {
		t.Errorf("set are %+v, %v", list.Days, err)
	}
	for name, c := range map[string]struct{ input, code string }{
		"a day that is over":   {`{"scheme":"pmark","state":"closed","from":"2026-11-09","reason":"x"}`, "days.past"},
		"a Sunday":             {`{"scheme":"pmark","state":"closed","from":"2026-11-15","reason":"x"}`, "days.nothing"},
		"a Saturday worked":    {`{"scheme":"pmark","state":"open","from":"2026-11-14","reason":"x"}`, "days.nothing"},
		"a yearly closure":     {`{"scheme":"pmark","state":"open","from":"2026-12-29","reason":"x"}`, "days.nothing"},
		"backwards":            {`{"scheme":"pmark","state":"closed","from":"2026-12-02","to":"2026-12-01","reason":"x"}`, "days.span"},
		"a slip in the year":   {`{"scheme":"pmark","state":"closed","from":"2026-12-02","to":"2027-12-02","reason":"x"}`, "days.span"},
		"holidays not known":   {`{"scheme":"pmark","state":"closed","from":"2051-01-05","reason":"x"}`, "calendar-unknown-year"},
		"without a reason":     {`{"scheme":"pmark","state":"closed","from":"2026-12-02","reason":" "}`, "days.reason"},
		"neither open nor not": {`{"scheme":"pmark","state":"half","from":"2026-12-02","reason":"x"}`, "enum"},
	} {
		_, err := set(c.input)
		if problems := fault.ProblemsIn(err); len(problems) != 1 || problems[0].Code != c.code && c.code != "enum" {
			t.Errorf("%s: %v, want %s", name, err, c.code)
		}
	}
	if _, err := o.try(access.Actor{ID: "k", Role: record.RoleAccounts, Scheme: "pmark"}, "set-days", "", `{"scheme":"pmark","state":"closed","from":"2026-12-02","reason":"x"}`); !errors.Is(err, fault.Forbidden) {
		t.Errorf("set by the accounts: %v", err)
	}
}
