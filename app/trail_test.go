package app_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"akashi/app"
	"akashi/record"
	"akashi/rules/access"
	"akashi/values/fault"
)

// daysOff is something that the office settles.
const daysOff = `{"scheme":"anshin","from":"2027-05-10","to":"2027-05-11","state":"closed","reason":"設備点検"}`

// TestTheAdministratorReadsOnlyWhatIsAdministered: accounts and the office, and nothing that was
// done to a case.
func TestTheAdministratorReadsOnlyWhatIsAdministered(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.do(secretariat(), "set-days", "", daysOff)
	o.tabled()
	admin := access.Actor{ID: "root", Role: record.RoleAdmin}
	view, err := o.app.Trail(t.Context(), admin, app.TrailQuery{})
	if err != nil {
		t.Fatal(err)
	}
	if len(view.Lines) == 0 || slices.ContainsFunc(view.Lines, func(l app.TrailLine) bool { return l.Kind == "case" }) {
		t.Errorf("lines %+v", view.Lines)
	}
	for what, q := range map[string]app.TrailQuery{"another act": {Act: "publish-rule"}, "another actor": {Actor: "x"}, "later": {From: o.app.Today().AddDays(1)}, "before": {To: o.app.Today().AddDays(-400)}} {
		if some, err := o.app.Trail(t.Context(), admin, q); err != nil || len(some.Lines) != 0 {
			t.Errorf("%s: %d lines, %v", what, len(some.Lines), err)
		}
	}
	if some, err := o.app.Trail(t.Context(), admin, app.TrailQuery{Act: view.Lines[0].Action, Actor: view.Lines[0].Actor, From: o.app.Today().AddDays(-4000), To: o.app.Today()}); err != nil || len(some.Lines) == 0 {
		t.Errorf("%d lines, %v", len(some.Lines), err)
	}
	if _, err := o.app.Trail(t.Context(), secretariat(), app.TrailQuery{}); !errors.Is(err, fault.Forbidden) {
		t.Errorf("the secretariat: %v", err)
	}
}

// TestTheJournalGoesOnFromACheckpoint: a later journal does, one that was cut or is another does not.
func TestTheJournalGoesOnFromACheckpoint(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	before, err := o.app.Checkpoint(t.Context(), secretariat())
	if err != nil {
		t.Fatal(err)
	}
	text, _, _ := strings.Cut(before.Note, "\n\n")
	o.do(secretariat(), "set-days", "", daysOff)
	if found, err := o.app.Extends(t.Context(), secretariat(), []byte(text+"\n")); err != nil || len(found) > 0 {
		t.Errorf("%v, %v", found, err)
	}
	later, err := o.app.Checkpoint(t.Context(), secretariat())
	if err != nil || later.Size <= before.Size {
		t.Fatal(later, err)
	}
	lines := strings.Split(text, "\n")
	longer, other := slices.Clone(lines), slices.Clone(lines)
	longer[1] = "100000"
	other[2] = strings.Repeat("A", 43) + "="
	for want, lines := range map[string][]string{"journal-shorter": longer, "journal-other": other} {
		found, err := o.app.Extends(t.Context(), secretariat(), []byte(strings.Join(lines, "\n")+"\n"))
		if err != nil || len(found) != 1 || found[0].Code != want {
			t.Errorf("%v, %v; want %s", found, err, want)
		}
	}
	if _, err := o.app.Extends(t.Context(), secretariat(), []byte("x")); !errors.Is(err, fault.Invalid) {
		t.Errorf("no checkpoint: %v", err)
	}
}
