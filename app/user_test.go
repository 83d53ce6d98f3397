package app_test

import (
	"context"
	"errors"
	"testing"

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
	for _, secret := range []string{token, browser} {
		if a, err := o.app.Actor(ctx, secret); err != nil || a.ID != "jimukyoku" {
			t.Errorf("actor %+v: %v", a, err)
		}
	}
	if _, err := o.app.SignIn(ctx, link); !errors.Is(err, fault.Forbidden) {
		t.Errorf("a link spent twice: %v", err)
	}
	if err := o.app.SignOut(ctx, browser); err != nil {
		t.Fatal(err)
	}
	if _, err := o.app.Actor(ctx, browser); !errors.Is(err, fault.Forbidden) {
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
