package app_test

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"akashi/app/desk"
	"akashi/app/people"
	"akashi/record"
	"akashi/rules/access"
	"akashi/values/fault"
)

func TestSigningInLeavesThePrograms(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	o := newOffice(t)
	given := o.do(admin(), "add-user", "", `{"id":"jimukyoku","name":"事務局","role":"secretariat","scheme":"all"}`)
	token, link := given["token"].(string), given["link"].(string)
	browser, err := o.app.SignIn(ctx, link)
	if err != nil {
		t.Fatal(err)
	}
	if a, err := o.app.Actor(ctx, token); err != nil || a.ID != "jimukyoku" {
		t.Errorf("actor %+v: %v", a, err)
	}
	if a, err := o.app.Visitor(ctx, browser); err != nil || a.ID != "jimukyoku" {
		t.Errorf("visitor %+v: %v", a, err)
	}
	if _, err := o.app.Actor(ctx, browser); !errors.Is(err, fault.Forbidden) {
		t.Errorf("the secret of a browser opens the door to programs: %v", err)
	}
	if _, err := o.app.Visitor(ctx, token); !errors.Is(err, fault.Forbidden) {
		t.Errorf("the token of programs signs a browser in: %v", err)
	}
	if _, err := o.app.SignIn(ctx, link); !errors.Is(err, fault.Forbidden) {
		t.Errorf("a link spent twice: %v", err)
	}
	if err := o.app.SignOut(ctx, browser); err != nil {
		t.Fatal(err)
	}
	if _, err := o.app.Visitor(ctx, browser); !errors.Is(err, fault.Forbidden) {
		t.Errorf("signed out, and still somebody: %v", err)
	}
	again, err := o.app.Readmit(ctx, "jimukyoku")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := o.app.Actor(ctx, token); !errors.Is(err, fault.Forbidden) {
		t.Errorf("the old token still opens: %v", err)
	}
	if a, err := o.app.Actor(ctx, again.Token); err != nil || a.ID != "jimukyoku" {
		t.Errorf("the new token: %+v %v", a, err)
	}
}

// TestWhatIsHandedOutEnds goes to the last moment of each secret, and one further.
func TestWhatIsHandedOutEnds(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	for _, c := range []struct {
		title string
		lasts time.Duration
		opens func(o *office, token, link string) error
	}{
		{"a link, a week", 7 * 24 * time.Hour, func(o *office, _, link string) error {
			_, err := o.app.SignIn(ctx, link)
			return err
		}},
		{"a token, a year", 365 * 24 * time.Hour, func(o *office, token, _ string) error {
			_, err := o.app.Actor(ctx, token)
			return err
		}},
	} {
		o := newOffice(t)
		given := o.do(admin(), "add-user", "", `{"id":"jimukyoku","name":"事務局","role":"secretariat","scheme":"all"}`)
		token, link := given["token"].(string), given["link"].(string)
		made := o.now
		o.now = made.Add(c.lasts)
		if err := c.opens(o, token, link); !errors.Is(err, fault.Forbidden) {
			t.Errorf("%s: still good when it has ended: %v", c.title, err)
		}
		o.now = made.Add(c.lasts - time.Second)
		if err := c.opens(o, token, link); err != nil {
			t.Errorf("%s: not good in its last second: %v", c.title, err)
		}
	}
	o := newOffice(t)
	given := o.do(admin(), "add-user", "", `{"id":"jimukyoku","name":"事務局","role":"secretariat","scheme":"all"}`)
	browser, err := o.app.SignIn(ctx, given["link"].(string))
	if err != nil {
		t.Fatal(err)
	}
	for act, token := range map[string]error{"disable-user": fault.Forbidden, "enable-user": nil} {
		out := newOffice(t)
		given := out.do(admin(), "add-user", "", `{"id":"jimukyoku","name":"事務局","role":"secretariat","scheme":"all"}`)
		browser := must(out.app.SignIn(ctx, given["link"].(string)))
		out.do(admin(), "disable-user", "jimukyoku", `{}`)
		if act != "disable-user" {
			out.do(admin(), act, "jimukyoku", `{}`)
		}
		if _, err := out.app.Actor(ctx, given["token"].(string)); !errors.Is(err, token) {
			t.Errorf("%s: the token: %v, want %v", act, err, token)
		}
		if _, err := out.app.Visitor(ctx, browser); !errors.Is(err, fault.Forbidden) {
			t.Errorf("%s: the browser: %v", act, err)
		}
	}
	o.now = o.now.Add(12*time.Hour - time.Second)
	if _, err := o.app.Visitor(ctx, browser); err != nil {
		t.Errorf("signed out within the working day: %v", err)
	}
	o.now = o.now.Add(time.Second)
	if _, err := o.app.Visitor(ctx, browser); !errors.Is(err, fault.Forbidden) {
		t.Errorf("still signed in after twelve hours: %v", err)
	}
	if list, err := o.app.Users(ctx, admin()); err != nil || len(list) != 1 || list[0].SignedIn || list[0].Invited {
		t.Errorf("the list of users says %+v, %v", list, err)
	}
}

// TestANewWayInForSomebodyElseWaits: a link or a token of another's account waits for a second
// person, who then gets it; one's own does not, nor does any in an office that has nobody
// else. What the office keeps of it does not open its doors.
func TestANewWayInForSomebodyElseWaits(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	root := access.Actor{ID: "kanri", Role: record.RoleAdmin}
	o.do(admin(), "add-user", "", `{"id":"kanri","name":"管理者","role":"admin"}`)
	o.do(root, "add-user", "", `{"id":"jimukyoku","name":"事務局","role":"secretariat","scheme":"anshin"}`)
	waits := func(who access.Actor, act, user string) bool {
		t.Helper()
		out, err := o.ask(who, act, user, `{}`)
		if err != nil {
			t.Fatal(err)
		}
		return out.Waits
	}
	if waits(root, "invite-user", "jimukyoku") {
		t.Error("in an office of one its own link waits for nobody")
	}
	o.do(root, "add-user", "", `{"id":"fukujimu","name":"次長","role":"secretariat","scheme":"anshin"}`)
	o.do(root, "add-user", "", `{"id":"tantou","name":"申請担当","role":"applicant"}`)
	for _, c := range []struct {
		who       access.Actor
		act, user string
		want      bool
	}{
		{root, "invite-user", "fukujimu", true}, {root, "rotate-user", "fukujimu", true}, {root, "invite-user", "tantou", true},
		{root, "invite-user", "kanri", false}, {root, "rotate-user", "kanri", false},
		{access.Actor{ID: access.Console, Role: record.RoleAdmin}, "invite-user", "fukujimu", false}, // one other is left, which the machine could be
		{access.Actor{ID: access.Console, Role: record.RoleAdmin}, "invite-user", "kanri", true},
	} {
		if got := waits(c.who, c.act, c.user); got != c.want {
			t.Errorf("%s %s %s waits: %v, want %v", c.who.ID, c.act, c.user, got, c.want)
		}
	}
	out, err := o.ask(root, "rotate-user", "fukujimu", `{}`)
	if err != nil {
		t.Fatal(err)
	}
	body, err := o.again(secretariat(), "confirm", out.Object, "k", 0, &desk.NoInput{})
	var given people.Credentials
	if err != nil || json.Unmarshal([]byte(body), &given) != nil || given.Token == "" || given.Link == "" {
		t.Fatalf("the second person is given %s, %v", body, err)
	}
	again, err := o.again(secretariat(), "confirm", out.Object, "k", 0, &desk.NoInput{})
	if err != nil || strings.Contains(again, given.Token) || strings.Contains(again, given.Link) {
		t.Errorf("asked again it is given %s, %v", again, err)
	}
}

// TestARoleThatEndedMeanwhileActsNoMore: between the moment in which somebody was looked up
// and the act, the account was closed, or the role taken away.
func TestARoleThatEndedMeanwhileActsNoMore(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	o := newOffice(t)
	for _, id := range []string{"jimukyoku", "fukujimu", "daisan"} {
		o.do(admin(), "add-user", "", `{"id":"`+id+`","name":"事務局","role":"secretariat","scheme":"all"}`)
	}
	o.do(admin(), "grant-role", "daisan", `{"role":"observer","scheme":"anshin"}`)
	before := func(id string) access.Actor {
		who, err := o.app.UserActor(ctx, id)
		if err != nil {
			t.Fatal(err)
		}
		return who
	}
	closed, moved := before("fukujimu"), before("daisan")
	closed.Scheme, moved.Role = "", record.RoleAdmin // held once, and not any more
	plan := `{"scheme":"anshin","day":"2014-11-14"}`
	o.do(admin(), "disable-user", "fukujimu", `{"reason":"退職"}`)
	for name, who := range map[string]access.Actor{"access.unknown-token": closed, "access.role-ended": moved} {
		act, input := "plan-session", plan
		if who.Role == record.RoleAdmin {
			act, input = "add-user", `{"id":"dareka","name":"だれか","role":"observer","scheme":"anshin"}`
		}
		_, err := o.ask(who, act, "", input)
		if f, ok := errors.AsType[*fault.Error](err); !ok || f.Kind != fault.Forbidden || f.Code != name {
			t.Errorf("%s as %+v: %v", act, who, err)
		}
	}
}
