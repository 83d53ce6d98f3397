package demo_test

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"io"
	"slices"
	"testing"
	"time"

	"akashi/app"
	"akashi/app/desk"
	"akashi/app/people"
	"akashi/beside/fsck"
	"akashi/beside/testkit"
	"akashi/beside/testkit/blank"
	"akashi/beside/testkit/seals"
	"akashi/cmd/akashi/demo"
	"akashi/doors/cli"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/diagnosis"
	"akashi/rules/lifecycle"
	"akashi/schemes"
	"akashi/tools/factor"
	"akashi/tools/scan"
	"akashi/values/civil"
	"akashi/values/fault"
	"akashi/values/ident"
)

// office is an empty office on the day.
func office(t *testing.T, day string) (*app.App, string) {
	t.Helper()
	s, address := blank.Store(t)
	shelf, err := schemes.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	now := civil.Date{}
	if err := now.UnmarshalText([]byte(day)); err != nil {
		t.Fatal(err)
	}
	chance := func() string {
		b := make([]byte, 16)
		_, _ = rand.Read(b)
		return hex.EncodeToString(b)
	}
	made := now.Start()
	newID := func() string {
		made = made.Add(time.Millisecond) // what is made later sorts later
		id, err := ident.NewID(made, rand.Reader)
		if err != nil {
			t.Error(err)
		}
		return id
	}
	return app.New(desk.Desk{Store: s, Books: schemes.Office{}, Seals: seals.Office(t), Factor: factor.New(), Shelf: shelf, Now: func() time.Time { return now.Start().Add(12 * time.Hour) }, NewID: newID, Secret: chance,
		Files: keeper{}, Scans: scans{}}), address
}

// scans reads reports as the office does.
type scans struct{}

// Read reads one.
func (scans) Read(r io.Reader, as desk.ReadAs, each func(diagnosis.Finding) error) (diagnosis.Report, error) {
	return scan.Read(r, scan.Options{Format: as.Format}, each)
}

// TestFillOnAnyDay fills an office on days at which sessions, month ends and leap
// days stand differently.
func TestFillOnAnyDay(t *testing.T) {
	t.Parallel()
	days := []string{"2026-11-21", "2024-02-29", "2025-07-15", "2027-01-01"}
	if testing.Short() {
		days = days[:1]
	}
	for _, day := range days {
		t.Run(day, func(t *testing.T) {
			t.Parallel()
			o, address := office(t, day)
			d, err := demo.Fill(context.Background(), o)
			if err != nil {
				t.Fatal(err)
			}
			if !d.Filled || len(d.Marks) != 120 || len(d.Cases) != 24 || len(d.People) < 30 || len(d.Tokens) != len(d.People)+1 {
				t.Errorf("got %+v", d)
			}
			everyState(t, o)
			everybody(t, d.People)
			allApproved(t, o, d.People)
			report, err := fsck.Check(context.Background(), fsck.Office{Store: address})
			if err != nil || !report.OK {
				t.Errorf("the store is not sound: %v %v", report.Breaches, err)
			}
		})
	}
}

// allApproved looks at what waits for the committee: no chair opens with the minutes of past sessions.
func allApproved(t *testing.T, o *app.App, people []cli.DemoPerson) {
	t.Helper()
	for _, p := range people {
		if p.Role != record.RoleMember {
			continue
		}
		actor, err := o.UserActor(context.Background(), p.User)
		if err != nil {
			t.Fatal(err)
		}
		bench, err := o.Bench(context.Background(), actor)
		if err != nil {
			t.Fatal(err)
		}
		for _, turn := range bench.Turns {
			if turn.What == app.TurnApprove {
				t.Errorf("%s has the minutes of %s to approve", p.User, turn.Session)
			}
		}
	}
}

// hasItsDay looks at the next day of a case: there is one while something is to come, on
// the board and on its own page alike, and a fee that is late makes the case late.
func hasItsDay(t *testing.T, line app.CaseLine, view app.CaseView) {
	t.Helper()
	if lifecycle.IsOpen(line.State) && line.NextDate == nil {
		t.Errorf("%s has no next day while it is %s", line.No, line.State)
	}
	if line.NextDate != nil && (view.NextDate == nil || *line.NextDate != *view.NextDate) || line.Late != view.Late {
		t.Errorf("%s: the board has %+v, the case %+v", line.No, line.NextDate, view.NextDate)
	}
	for _, c := range view.Charges {
		if late := c.Status == record.ChargeOwed && !c.Due.IsZero() && line.NextDate != nil && c.Due == line.NextDate.Day && line.Late; late != (c.Late > 0) {
			t.Errorf("%s: %s is late for %d days, and the case late: %v", line.No, c.Code, c.Late, line.Late)
		}
	}
}

// everyState looks for each thing that a visitor should find.
func everyState(t *testing.T, o *app.App) {
	t.Helper()
	page, err := o.Register(context.Background(), desk.MarkQuery{Text: "見本"})
	if err != nil {
		t.Fatal(err)
	}
	standings := map[lifecycle.Standing]int{}
	for _, e := range page.Entries {
		standings[e.Standing]++
		if !e.Mark.Sample {
			t.Errorf("%s is not marked as a sample", e.Number)
		}
	}
	want := map[lifecycle.Standing]int{lifecycle.Valid: 4, lifecycle.StandSuspended: 1, lifecycle.StandWithdrawn: 1, lifecycle.StandExpired: 1, lifecycle.StandEnded: 1}
	for s, n := range want {
		if standings[s] != n {
			t.Errorf("%d marks are %s, want %d", standings[s], s, n)
		}
	}
	actor, err := o.UserActor(context.Background(), "jimukyoku")
	if err != nil {
		t.Fatal(err)
	}
	board, err := o.Board(context.Background(), actor, desk.CaseQuery{})
	if err != nil {
		t.Fatal(err)
	}
	states := map[lifecycle.State]int{}
	conflicts, opinions, again := 0, 0, 0
	for _, c := range board.Cases {
		states[c.State]++
		view, err := o.CaseView(context.Background(), actor, c.No)
		if err != nil {
			t.Fatal(err)
		}
		hasItsDay(t, c, view)
		for _, tie := range view.Conflicts {
			if tie.Kind == "declared" {
				conflicts++
			}
		}
		for _, v := range view.Visits {
			if v.Kind == record.VisitRevisit {
				again++
			}
		}
		if err := o.Store.View(context.Background(), func(r desk.Reader) error {
			full, err := r.Case(c.No)
			if err != nil {
				return err
			}
			papers, err := r.ScanPapers(full.ID)
			opinions += len(papers)
			return err
		}); err != nil {
			t.Fatal(err)
		}
	}
	if conflicts == 0 || opinions == 0 || again == 0 {
		t.Errorf("%d conflicts, %d opinions, %d further visits: one of each should be seen", conflicts, opinions, again)
	}
	for _, s := range lifecycle.States() {
		if states[s] == 0 {
			t.Errorf("no case is %s: %v", s, states)
		}
	}
}

func TestFillAgainGivesAFreshWayIn(t *testing.T) {
	testkit.Slow(t, "fills a demonstration of its own")
	t.Parallel()
	o, _ := office(t, "2026-11-21")
	first, err := demo.Fill(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	gone := func(p cli.DemoPerson) bool { return p.User == "observer" }
	disable, _ := app.FindAction(access.DisableUser)
	if _, err := o.Do(context.Background(), desk.Request{Actor: access.Actor{ID: "admin", Role: record.RoleAdmin}}, disable, "observer", disable.Input()); err != nil {
		t.Fatal(err)
	}
	again, err := demo.Fill(context.Background(), o)
	if slices.ContainsFunc(again.People, gone) {
		t.Error("who was disabled is given a way in")
	}
	if err != nil || again.Filled || len(again.Cases) != len(first.Cases) || again.People[0].Login == first.People[0].Login {
		t.Errorf("got %+v %v", again, err)
	}
	if _, err := o.SignIn(context.Background(), first.People[0].Login); !errors.Is(err, fault.Forbidden) {
		t.Errorf("the old link still opens: %v", err)
	}
	for _, p := range again.People {
		if _, err := o.SignIn(context.Background(), p.Login); err != nil {
			t.Errorf("the new link of %s does not open: %v", p.User, err)
		}
	}
	for _, given := range again.Tokens {
		if actor, err := o.Actor(context.Background(), given.Token); err != nil || actor.ID != given.User {
			t.Errorf("token of %s: %v %v", given.User, actor.ID, err)
		}
	}
}

// everybody looks for each person that a visitor may want to be.
func everybody(t *testing.T, there []cli.DemoPerson) {
	t.Helper()
	roles, order := map[string]int{}, []string{}
	for _, p := range there {
		roles[string(p.Role)+" "+p.Scheme]++
		order = append(order, string(p.Role))
	}
	desks := []string{"secretariat", "clerk", "reviewer", "assessor", "member", "applicant", "responsible", "accounts", "observer", "admin"}
	if got := slices.Compact(order); !slices.Equal(got, desks) {
		t.Errorf("people come in the order %v, want %v", got, desks)
	}
	for who, least := range map[string]int{"secretariat anshin": 1, "secretariat pmark": 2, "clerk anshin": 3, "reviewer anshin": 3, "assessor pmark": 1,
		"member anshin": 8, "member pmark": 3, "applicant anshin": 2, "responsible anshin": 2, "applicant pmark": 2, "responsible pmark": 2,
		"observer ": 1, "accounts ": 1, "admin ": 1, "secretariat ": 1} {
		if roles[who] < least {
			t.Errorf("%d people are %s, want %d: %v", roles[who], who, least, roles)
		}
	}
}

func TestFillLeavesARealOfficeAlone(t *testing.T) {
	t.Parallel()
	o, _ := office(t, "2026-11-21")
	action, _ := app.FindAction("add-user")
	if _, err := o.Do(context.Background(), desk.Request{Actor: access.Actor{ID: "admin", Role: record.RoleAdmin}}, action, "", &people.UserInput{ID: "hanako", Name: "花子", Role: "secretariat", Scheme: "all"}); err != nil {
		t.Fatal(err)
	}
	if _, err := demo.Fill(context.Background(), o); !errors.Is(err, fault.Conflict) {
		t.Errorf("got %v, want a conflict", err)
	}
}
