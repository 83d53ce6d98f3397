// Package rulebook is the chapter on what the office publishes of the scheme itself.
package rulebook

import (
	"context"
	"strings"

	"akashi/app/desk"
	"akashi/record"
	"akashi/scheme"
	"akashi/values/civil"
	"akashi/values/fault"
)

// RuleInput publishes a version of a regulation.
type RuleInput struct {
	Scheme   string     `json:"scheme" doc:"key of the scheme"`
	Document string     `json:"document" doc:"regulation, as in the scheme file"`
	Version  string     `json:"version" doc:"version, as printed"`
	From     civil.Date `json:"from" doc:"first day in force"`
	Link     string     `json:"link,omitempty" doc:"address where it stands"`
	Name     string     `json:"name,omitempty" doc:"file name"`
	Content  []byte     `json:"content,omitempty" doc:"the file, base64 in JSON"`
}

// About says what the policy asks about.
func (in RuleInput) About() desk.About { return desk.About{Scheme: in.Scheme} }

// Journaled is the input with the file's hash in the place of its content.
func (in RuleInput) Journaled() any {
	in.Content = nil
	return in
}

// Prepare inspects and keeps the file.
func (in *RuleInput) Prepare(ctx context.Context, d *desk.Desk) {
	d.KeepAhead(ctx, in.Name, in.Content)
}

// Publish publishes a version of a regulation of the scheme (規程の公表):
//  1. the regulation is one of the scheme, and the version is new;
//  2. a file, an address or both are there; the file is inspected and kept under its hash
//     as evidence is;
//  3. keep it beside the versions before it, which stay to be read.
func Publish(w *desk.Work, in RuleInput) (err error) {
	if w.Edition, err = w.Desk.Shelf.EditionAt(in.Scheme, w.Today); err != nil {
		return err
	}
	var p fault.Problems
	fault.OneOf(&p, "publish.document", "/document", in.Document, scheme.IDs(w.Edition.Organisation.Documents))
	p.Want(in.Version != "", "publish.version", "/version")
	p.Want(!in.From.IsZero(), "publish.from", "/from")
	p.Want(in.Link != "" || len(in.Content) > 0, "publish.nothing", "/link")
	p.Want(in.Link == "" || strings.HasPrefix(in.Link, "https://") || strings.HasPrefix(in.Link, "http://"), "publish.link", "/link", "given", in.Link)
	_, twice := desk.First(desk.Read(w, w.PublishedRules, in.Scheme), func(r record.PublishedRule) bool {
		return r.Document == in.Document && r.Version == in.Version
	})
	p.Want(!twice, "publish.twice", "/version", "given", in.Version)
	if err := p.Err(); err != nil {
		return err
	}
	rule := record.PublishedRule{ID: w.NewID(), Scheme: in.Scheme, Document: in.Document, Version: in.Version, From: in.From,
		Link: in.Link, By: w.Actor.ID, At: w.Now}
	if len(in.Content) > 0 {
		kept, err := w.KeepFile(in.Name, in.Content)
		if err != nil {
			return err
		}
		rule.Name, rule.Type, rule.Size, rule.SHA256 = in.Name, kept.Type, kept.Size, kept.SHA256
		w.Facts["sha256"] = kept.SHA256
	}
	w.Add(&rule)
	w.Result, w.Told = rule, fault.With("version", in.Version, "from", in.From)
	return nil
}
