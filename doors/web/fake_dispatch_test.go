package web_test

import (
	"context"
	"strings"
	"testing"

	"akashi/app"
	"akashi/app/dispatch"
	"akashi/record"
	"akashi/rules/access"
	"akashi/values/civil"
	"akashi/values/fault"
)

// sent are the official documents of the cases in these tests, the latest first: one, and another in its place.
func sent() []app.DispatchView {
	one := app.DispatchView{No: "SA-D2026-0001", Kind: record.DispatchPassing, Scheme: "anshin", Case: "SA-2026-0001", Lang: "ja", Issued: civil.MustOf(2026, 9, 1), ReplacedBy: "SA-D2026-0002",
		Content: record.DispatchContent{Case: "SA-2026-0001", To: record.Addressee{Name: "株式会社青葉ネット"}}, SHA256: strings.Repeat("5b", 32)}
	two := one
	two.No, two.Replaces, two.ReplacedBy = "SA-D2026-0002", one.No, ""
	return []app.DispatchView{two, one}
}

func (o *office) Dispatches(_ context.Context, actor access.Actor, _ app.DispatchQuery) (list app.DispatchList, err error) {
	if !actor.May(access.ViewLetters) {
		return list, fault.New(fault.Forbidden, "access.role", string(access.ViewLetters))
	}
	return app.DispatchList{Dispatches: sent(), Next: "01J"}, nil
}

func (o *office) DispatchView(_ context.Context, _ access.Actor, no string) (app.DispatchView, error) {
	for _, d := range sent() {
		if d.No == no {
			return d, nil
		}
	}
	return app.DispatchView{}, fault.New(fault.NotFound, "dispatch.none", no)
}

func (o *office) DispatchPaper(_ context.Context, _ access.Actor, no string) (app.FileView, error) {
	return app.FileView{Name: no + ".pdf", Type: "application/pdf", Content: []byte("%PDF")}, nil
}

func (o *office) DispatchPreview(_ context.Context, _ access.Actor, no string, in dispatch.IssueInput) (app.FileView, error) {
	return app.FileView{Name: no + "-" + string(in.Kind) + ".pdf", Type: "application/pdf", Content: []byte("%PDF draft")}, nil
}

// TestOfficialDocumentsStandOnTheirPages finds each with what took its place, and its file.
func TestOfficialDocumentsStandOnTheirPages(t *testing.T) {
	t.Parallel()
	d := open(t, newOffice(t))
	for path, want := range map[string][]string{
		"/o/letters":                                      {"SA-D2026-0001", "SA-D2026-0002 に差替え済み", "SA-D2026-0001 を差替え", "株式会社青葉ネット", "after=01J"},
		"/o/letters?scheme=anshin&kind=passing":           {"act=issue-letter", "no=anshin-1", "no=anshin-2", "value=passing"},
		"/en/o/letters":                                   {"Notice of passing", "replaced by SA-D2026-0002"},
		"/o/cases/SA-2026-0001/letters/SA-D2026-0001":     {"%PDF"},
		"/o/cases/SA-2026-0001/letter-draft?kind=passing": {"%PDF draft"},
	} {
		body := asOfficer(t, d, path).Body.String()
		for _, w := range want {
			if !strings.Contains(body, w) {
				t.Errorf("%s: %q is not there", path, w)
			}
		}
	}
	for _, path := range []string{"/o/cases/SA-2026-0002/letters/SA-D2026-0001", "/o/cases/SA-2026-0001/letters/SA-D2026-0009"} {
		if got := asOfficer(t, d, path); got.Code != 404 {
			t.Errorf("%s: %d", path, got.Code)
		}
	}
	if got := asOfficer(t, d, "/o/letters?from=soon"); got.Code != 422 {
		t.Errorf("a day that is none: %d", got.Code)
	}
}

func (o *office) MinutesPaper(_ context.Context, _ access.Actor, id, _ string) (app.FileView, error) {
	return app.FileView{Name: id + "-minutes.pdf", Type: "application/pdf", Content: []byte("%PDF minutes")}, nil
}

func (o *office) PackPaper(_ context.Context, _ access.Actor, id, _ string) (app.FileView, error) {
	return app.FileView{Name: id + "-pack.pdf", Type: "application/pdf", Content: []byte("%PDF pack")}, nil
}

func (o *office) ToIssue(_ context.Context, _ access.Actor, scheme string, _ record.DispatchKind) ([]string, error) {
	return []string{scheme + "-1", scheme + "-2"}, nil
}
