package web_test

import (
	"context"
	"strings"
	"testing"

	"akashi/app"
	"akashi/record"
	"akashi/rules/access"
	"akashi/values/civil"
)

// Absences are one that runs, of which the cover's account was closed since, and one to come that nobody covers.
func (o *office) Absences(_ context.Context, actor access.Actor, scheme string) (app.AbsenceList, error) {
	if err := access.May(actor, access.ViewAbsences, access.Object{Kind: access.KindOffice, Scheme: scheme}).Err(); err != nil || scheme != "anshin" {
		return app.AbsenceList{}, err
	}
	today := civil.In(noon)
	return app.AbsenceList{Absences: []app.AbsenceLine{
		{Absence: record.Absence{UserID: "tanto", From: today, To: today.AddDays(3)}, Name: "担当A", CoverName: "担当B", Now: true, CoverGone: true},
		{Absence: record.Absence{UserID: "jimu", From: today.AddDays(9), To: today.AddDays(9)}, Name: "担当C"}}}, nil
}

// TestWhoIsAwayStandsOnAPage finds people, days and who covers, and the ways to both acts.
func TestWhoIsAwayStandsOnAPage(t *testing.T) {
	t.Parallel()
	d := open(t, newOffice(t))
	for path, want := range map[string][]string{
		"/o/absences":    {"担当A", "担当B", "不在中", "停止されています", "担当C", "なし", "/do/office/end-absence?", "user=tanto", "/do/office/record-absence?"},
		"/en/o/absences": {"away now", "account is closed", "nobody"},
	} {
		body := asOfficer(t, d, path).Body.String()
		for _, w := range want {
			if !strings.Contains(body, w) {
				t.Errorf("%s: %q is not there", path, w)
			}
		}
		if n := strings.Count(body, "から"); path == "/o/absences" && n != 1 {
			t.Errorf("%s: days of %d absences stand as a span, want 1: the other is of one day", path, n)
		}
	}
}
