package web_test

import (
	"context"
	"slices"
	"strings"

	"akashi/app"
	"akashi/record"
	"akashi/rules/access"
	"akashi/values/fault"
)

// File is the one file of the one case.
func (o *office) File(_ context.Context, actor access.Actor, no, id string) (app.FileView, error) {
	if _, err := o.CaseView(context.Background(), actor, no); err != nil {
		return app.FileView{}, err
	}
	if id != "f-1" {
		return app.FileView{}, fault.New(fault.NotFound, "case.no-such-file", id)
	}
	return app.FileView{Name: "規程集.pdf", Type: "application/pdf", SHA256: strings.Repeat("0a1b", 16), Content: []byte("%PDF-1.7\n")}, nil
}

// Messages are a question and its answer.
func (o *office) Messages(ctx context.Context, actor access.Actor, no string) (app.MessageList, error) {
	_, err := o.CaseView(ctx, actor, no)
	return app.MessageList{Messages: []record.Message{
		{ID: "m-1", Criterion: "1-1-2", Side: record.SideOffice, Text: "監査の日をお知らせください。", By: "shinsa", At: noon},
		{ID: "m-2", Criterion: "1-1-2", Side: record.SideApplicant, Text: "四月一日です。", By: "tanto", At: noon},
	}}, err
}

// Reusable are none.
func (o *office) Reusable(context.Context, access.Actor, string) ([]record.Attachment, error) {
	return nil, nil
}

// ItemView is a criterion of the one case; its file has two pages.
func (o *office) ItemView(ctx context.Context, actor access.Actor, no, item, _ string) (view app.ItemView, err error) {
	if view.CaseView, err = o.CaseView(ctx, actor, no); err != nil {
		return view, err
	}
	for _, f := range view.Attachments {
		if slices.Contains(strings.Split(f.Criterion, ","), item) {
			view.Files, view.Of = append(view.Files, f), 2
		}
	}
	view.Talk, err = o.Messages(ctx, actor, no)
	return view, err
}

// Page is a page of the one file.
func (o *office) Page(ctx context.Context, actor access.Actor, no, id string, n int) (app.PageView, error) {
	file, err := o.File(ctx, actor, no, id)
	return app.PageView{SHA256: file.SHA256, Picture: []byte("\x89PNG")}, err
}

// ToState is none.
func (o *office) ToState(context.Context, access.Actor, []string) (map[string]bool, error) {
	return nil, o.broken
}
