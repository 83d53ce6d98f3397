package web_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"akashi/app"
	"akashi/app/desk"
	"akashi/doors/web"
	"akashi/record"
	"akashi/rules/access"
	"akashi/rules/retention"
)

// Erasures are none.
func (o *office) Erasures(context.Context, access.Actor, string) (app.ErasureList, error) {
	return app.ErasureList{Erased: []app.ErasedLine{}}, nil
}

// EraseAgain finds one document of the list again.
func (o *office) EraseAgain(_ context.Context, _ access.Actor, in app.EraseAgainInput) (app.AgainReport, error) {
	return app.AgainReport{Listed: len(in.Lines), Already: len(in.Lines) - 1, Again: []app.AgainCase{{No: "SA-2019-0004", Class: record.ClassEvidence, Names: []string{"規程集.pdf"}}}}, nil
}

// RestoreOpen is a restore that was gone through as far as one scheme goes.
func (o *office) RestoreOpen(actor access.Actor) desk.Restore {
	if actor.Role != record.RoleSecretariat {
		return desk.Restore{}
	}
	return desk.Restore{At: noon, Made: noon.AddDate(0, -1, 0), Open: []string{"anshin"}}
}

// Retention is one class that is due, one that is kept for ever, and a case that is held.
func (o *office) Retention(_ context.Context, actor access.Actor, scheme string) (app.RetentionList, error) {
	if err := access.May(actor, access.ViewRetention, access.Object{Kind: access.KindOffice, Scheme: scheme}).Err(); err != nil || scheme != "anshin" {
		return app.RetentionList{}, err
	}
	return app.RetentionList{Decided: []record.Retention{{Class: record.ClassEvidence, Months: 60, Reason: "文書管理規程 第8条"}, {Class: record.ClassPhotos, Months: 1}},
		Due: []app.RetentionLine{{No: "SA-2019-0004", Class: record.ClassEvidence, Files: 12, Months: 60,
			Verdict: retention.Verdict{Standing: retention.Due, From: day("2021-03-31"), Last: day("2026-03-31")}}},
		Held: []app.HoldLine{{No: "SA-2018-0002", Hold: record.Hold{Reason: "係争中"}}, {No: "SA-2018-0003", Hold: record.Hold{Reason: "照会", Released: noon}}}}, nil
}

// TestWhatIsDueToBeErasedStandsOnAPage finds the day with its reason, the way to erase, the periods
// and what is held; what is no longer held is not told.
func TestWhatIsDueToBeErasedStandsOnAPage(t *testing.T) {
	t.Parallel()
	d := open(t, newOffice(t))
	for path, want := range map[string][]string{
		"/o/retention":    {"SA-2019-0004", "2026年3月31日", "2021年3月31日に終わり、その翌日から60か月", "/do/cases/SA-2019-0004/erase?_next=%2Fo%2Fretention&amp;class=evidence", "文書管理規程 第8条", "ずっと", "係争中"},
		"/en/o/retention": {"31 March 2026", "60 months from the day after", "1 month", "ever"},
	} {
		body := asOfficer(t, d, path).Body.String()
		for _, w := range want {
			if !strings.Contains(body, w) {
				t.Errorf("%s: %q is not there", path, w)
			}
		}
		if strings.Contains(body, "SA-2018-0003") {
			t.Errorf("%s tells what is no longer held", path)
		}
	}
}

// TestWhatWasErasedIsNoLink names a file that was erased where it stood, with the day, and leads
// nowhere.
func TestWhatWasErasedIsNoLink(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	view, err := o.CaseView(t.Context(), access.Actor{ID: "officer", Role: "secretariat"}, "SA-2026-0002")
	if err != nil {
		t.Fatal(err)
	}
	for _, erased := range []bool{false, true} {
		if erased {
			view.Erased = []record.Erasure{{FileID: view.Attachments[0].ID, At: noon}}
		}
		d, err := web.New(web.Config{Office: &partial{o, view}, Shelf: o.shelf, Now: func() time.Time { return noon }})
		if err != nil {
			t.Fatal(err)
		}
		body := asOfficer(t, d, "/o/cases/SA-2026-0002/papers").Body.String()
		if leads := strings.Contains(body, `href="/o/cases/SA-2026-0002/files/f-1"`); leads == erased || !strings.Contains(body, "規程集.pdf") {
			t.Errorf("erased %v: a link leads to it: %v", erased, leads)
		}
	}
}
