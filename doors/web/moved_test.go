package web_test

import (
	"context"
	"fmt"
	"net/http"
	"testing"

	"akashi/app"
	"akashi/app/desk"
	"akashi/doors/web"
	"akashi/rules/access"
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
