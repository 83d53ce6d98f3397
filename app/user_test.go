package app_test

import (
	"context"
	"errors"
	"testing"
	"time"

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
