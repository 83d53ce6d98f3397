package web_test

import (
	"context"
	"strings"
	"testing"

	"akashi/app"
	"akashi/app/rulebook"
	"akashi/rules/access"
	"akashi/scheme"
	"akashi/values/civil"
)

// Bodies are one of the edition, one that joins, and one that takes no more but still has cases.
func (o *office) Bodies(_ context.Context, actor access.Actor, key string) (app.BodyList, error) {
	if err := access.May(actor, access.ViewBodies, access.Object{Kind: access.KindOffice, Scheme: key}).Err(); err != nil || key != "anshin" {
		return app.BodyList{}, err
	}
	today := civil.In(noon)
	return app.BodyList{Bodies: []app.BodyLine{
		{ID: "jaipa", Code: "J", Name: scheme.Text{JA: "日本インターネットプロバイダー協会", EN: "JAIPA"}, Taking: true, WithBody: rulebook.WithBody{Open: 12}, People: []string{"受付A", "受付B"}},
		{ID: "tca", Code: "D", Name: scheme.Text{JA: "電気通信事業者協会", EN: "TCA"}, To: today.AddDays(-3), WithBody: rulebook.WithBody{Open: 2, Drafts: 1}, Reason: "運営会議の決定", People: []string{}},
		{ID: "mihonkyo", Code: "M", Name: scheme.Text{JA: "見本事業者協会", EN: "Mihon"}, From: today, Taking: true, Added: true, People: []string{}}}}, nil
}

// TestBodiesStandOnAPage finds the bodies with their days, cases and people, and the ways to both acts.
func TestBodiesStandOnAPage(t *testing.T) {
	t.Parallel()
	d := open(t, newOffice(t))
	for path, want := range map[string][]string{
		"/o/bodies":                           {"日本インターネットプロバイダー協会", "受付A、受付B", "受け付けていません", "運営会議の決定", "未提出1件", "/do/office/close-body?", "body=tca", "/do/office/add-body?"},
		"/en/o/bodies":                        {"JAIPA", "takes none today", "Change the last day"},
		"/do/office/close-body?scheme=anshin": {"見本事業者協会"},
	} {
		body := asOfficer(t, d, path).Body.String()
		for _, w := range want {
			if !strings.Contains(body, w) {
				t.Errorf("%s: %q is not there", path, w)
			}
		}
	}
}

// Joined is an edition beside whose bodies the office has one more.
func (o *office) Joined(_ context.Context, ed *scheme.Edition) (*scheme.Edition, error) {
	if len(ed.Organisation.IntakeBodies) == 0 {
		return ed, nil
	}
	with := *ed
	with.Organisation.IntakeBodies = append(append([]scheme.Body{}, ed.Organisation.IntakeBodies...),
		scheme.Body{ID: "mihonkyo", Code: "M", Name: scheme.Text{JA: "見本事業者協会", EN: "Mihon Operators Association"}, Days: civil.Range{From: civil.In(noon)}})
	return &with, nil
}
