package web_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"akashi/app"
	"akashi/app/desk"
	"akashi/doors/web"
	"akashi/rules/access"
	"akashi/scheme"
	"akashi/values/fault"
)

// shifting is an office that somebody writes to whenever it is looked at jointly, and each time
// where always.
type shifting struct {
	*office
	joint, looked int
	always        bool
}

type isJoint struct{}

func (m *shifting) Joint(ctx context.Context) (context.Context, func()) {
	m.joint++
	return context.WithValue(ctx, isJoint{}, true), func() {}
}

func (m *shifting) Board(ctx context.Context, a access.Actor, q desk.CaseQuery) (app.BoardView, error) {
	if m.looked++; m.always || ctx.Value(isJoint{}) != nil {
		return app.BoardView{}, fmt.Errorf("read: %w", desk.ErrMoved)
	}
	return m.office.Board(ctx, a, q)
}

// TestAPageIsLookedAtOnceMore where the office was written to in the middle of a look, and not
// a third time.
func TestAPageIsLookedAtOnceMore(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		office *shifting
		status int
	}{
		"once":   {&shifting{office: newOffice(t)}, http.StatusOK},
		"always": {&shifting{office: newOffice(t), always: true}, http.StatusInternalServerError},
	} {
		m := c.office
		d, err := web.New(web.Config{Office: m, Shelf: m.shelf, Now: m.now})
		if err != nil {
			t.Fatal(err)
		}
		r := asOfficer(t, d, "/o")
		if r.Code != c.status || m.joint != 1 || m.looked != 2 {
			t.Errorf("%s: %d after %d joint looks and %d boards, want %d after 1 and 2", name, r.Code, m.joint, m.looked, c.status)
		}
	}
}

// unread is an office of which a part cannot be read: the bodies that were added, and what lies
// ahead of an act.
type unread struct {
	*office
	err       error
	onlyJoint bool
	acts      int
}

func (u *unread) Joint(ctx context.Context) (context.Context, func()) {
	return context.WithValue(ctx, isJoint{}, true), func() {}
}

func (u *unread) Joined(ctx context.Context, ed *scheme.Edition) (*scheme.Edition, error) {
	if !u.onlyJoint || ctx.Value(isJoint{}) != nil {
		return nil, u.err
	}
	return u.office.Joined(ctx, ed)
}

func (u *unread) Ahead(context.Context, access.Actor, desk.Action, string) (desk.Ahead, error) {
	if u.onlyJoint {
		return desk.Ahead{}, nil
	}
	return desk.Ahead{}, u.err
}

func (u *unread) Visitor(ctx context.Context, token string) (app.Visitor, error) {
	v, err := u.office.Visitor(ctx, token)
	v.Actor.Seat = "chair"
	return v, err
}

func (u *unread) Do(ctx context.Context, r desk.Request, a desk.Action, no string, in any) (desk.Outcome, error) {
	u.acts++
	return u.office.Do(ctx, r, a, no, in)
}

// TestNoPartOfAPageIsMissingUnsaid: where a part could not be read the page is looked at once more or
// fails; only what is for everybody goes on with what the edition itself says, and a sealed vote is not
// given unasked because nobody could see whether it may be given.
func TestNoPartOfAPageIsMissingUnsaid(t *testing.T) {
	t.Parallel()
	broken, away := errors.New("disk on fire"), fault.New(fault.Unavailable, "store-busy", "")
	for name, c := range map[string]struct {
		office *unread
		path   string
		status int
	}{
		"moved once":        {&unread{err: desk.ErrMoved, onlyJoint: true}, "/admin/schemes", http.StatusOK},
		"broken":            {&unread{err: broken}, "/admin/schemes", http.StatusInternalServerError},
		"away":              {&unread{err: away}, "/admin/schemes", http.StatusServiceUnavailable},
		"away to everybody": {&unread{err: away}, "/s/anshin", http.StatusOK},
	} {
		c.office.office = newOffice(t)
		d, err := web.New(web.Config{Office: c.office, Shelf: c.office.shelf, Now: c.office.now})
		if err != nil {
			t.Fatal(err)
		}
		r := asOfficer(t, d, c.path)
		if there := strings.Contains(r.Body.String(), "見本事業者協会"); r.Code != c.status || there != c.office.onlyJoint {
			t.Errorf("%s: %d, and the added body is there: %v; want %d and %v", name, r.Code, there, c.status, c.office.onlyJoint)
		}
	}
	u := &unread{office: newOffice(t), err: broken}
	d, err := web.New(web.Config{Office: u, Shelf: u.shelf, Now: u.now})
	if err != nil {
		t.Fatal(err)
	}
	r := post("/do/cases/SA-2026-0001/vote", url.Values{"choice": {"grant"}, "_key": {"K"}})
	r.AddCookie(&http.Cookie{Name: "akashi", Value: goodToken})
	if got := send(t, d, r); got.Code != http.StatusInternalServerError || u.acts != 0 {
		t.Errorf("a vote that nobody could look ahead of: %d, given %d times, want 500 and none", got.Code, u.acts)
	}
}
