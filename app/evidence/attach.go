package evidence

import (
	"context"
	"strings"

	"akashi/app/desk"
	"akashi/record"
	"akashi/scheme"
	"akashi/values/fault"
)

// AttachInput hands in a file.
type AttachInput struct {
	Name      string `json:"name" doc:"file name"`
	Content   []byte `json:"content" doc:"the file, base64 in JSON"`
	Criterion string `json:"criterion,omitempty" doc:"criterion it is evidence for; several with commas between"`
	Document  string `json:"document,omitempty" doc:"line of the document checklist; several with commas between"`

	sum string // SHA-256 of the content, once it was asked for
}

// Identity is what the request is known again by.
func (in *AttachInput) Identity() any {
	in.sum = desk.Hash(in.Content)
	return in.Journaled()
}

// Journaled is the input with the file's hash in the place of its content.
func (in AttachInput) Journaled() any {
	if in.sum == "" {
		in.sum = desk.Hash(in.Content)
	}
	return map[string]any{"name": in.Name, "criterion": in.Criterion, "document": in.Document, "sha256": in.sum, "size": len(in.Content)}
}

// Prepare inspects and keeps the file.
func (in *AttachInput) Prepare(ctx context.Context, d *desk.Desk) {
	d.KeepAhead(ctx, in.Name, in.Content)
}

// Attach keeps a file as evidence, as it came (提出書類): inspected, under its hash,
// with the hash as read back on the receipt and what the inspection remarked.
func Attach(w *desk.Work, in AttachInput) error {
	var p fault.Problems
	p.Want(in.Name != "", "attach.name", "/name")
	p.Want(len(in.Content) > 0, "attach.empty", "/content")
	in.Criterion, in.Document = handedFor(w, &p, in.Criterion, in.Document)
	if err := p.Err(); err != nil {
		return err
	}
	_, err := keepFile(w, in)
	return err
}

// handedFor is what a file is handed in for, as it is kept: the criteria by their IDs, and the
// lines of the checklist.
func handedFor(w *desk.Work, p *fault.Problems, criterion, document string) (criteriaIDs, documentIDs string) {
	for _, id := range Several(document) {
		fault.OneOf(p, "attach.document", "/document", id, scheme.IDs(w.Edition.Documents))
	}
	return strings.Join(criteria(w, p, "/criterion", criterion), ","), strings.Join(Several(document), ",")
}

// criteria are the IDs of a list of criteria, by any of their names.
func criteria(w *desk.Work, p *fault.Problems, where, list string) (ids []string) {
	for _, name := range Several(list) {
		if len(w.Edition.Named(name)) == 0 {
			fault.Choose(p, "attach.criterion", where, name, w.Edition.CriterionIDs())
			continue
		}
		ids = append(ids, itemOf(w, name))
	}
	return ids
}

// keepFile keeps a file of the case and returns the ID of its attachment; none when
// there is no file.
func keepFile(w *desk.Work, in AttachInput) (string, error) {
	if len(in.Content) == 0 {
		return "", nil
	}
	kept, err := w.KeepFile(in.Name, in.Content)
	if err != nil {
		return "", err
	}
	w.Told = fault.With("name", in.Name, "size", kept.Size, "sha256", kept.SHA256, "flags", kept.Flags)
	a := &record.Attachment{ID: w.NewID(), CaseID: w.Case.ID, Criterion: in.Criterion, Document: in.Document, Name: in.Name,
		Type: kept.Type, Size: kept.Size, SHA256: kept.SHA256, Flags: kept.Flags, By: w.Actor.ID, At: w.Now}
	w.Add(a)
	return a.ID, nil
}
