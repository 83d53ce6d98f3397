package evidence

import (
	"akashi/app/desk"
	"akashi/record"
	"akashi/values/fault"
)

// AttachInput hands in a file.
type AttachInput struct {
	Name      string `json:"name" doc:"file name"`
	Content   []byte `json:"content" doc:"the file, base64 in JSON"`
	Criterion string `json:"criterion,omitempty" doc:"criterion it is evidence for"`
	Document  string `json:"document,omitempty" doc:"line of the document checklist"`
}

// Journaled is the input with the file's hash in the place of its content.
func (in AttachInput) Journaled() any {
	return map[string]any{"name": in.Name, "criterion": in.Criterion, "document": in.Document,
		"sha256": desk.Hash(in.Content), "size": len(in.Content)}
}

// Attach keeps a file as evidence, as it came (提出書類): inspected, under its hash,
// with the hash as read back on the receipt.
func Attach(w *desk.Work, in AttachInput) error {
	var p fault.Problems
	p.Want(in.Name != "", "attach.name", "/name")
	p.Want(len(in.Content) > 0, "attach.empty", "/content")
	if in.Criterion != "" && len(w.Edition.Named(in.Criterion)) == 0 {
		fault.Choose(&p, "attach.criterion", "/criterion", in.Criterion, w.Edition.CriterionIDs())
	}
	if err := p.Err(); err != nil {
		return err
	}
	kept, err := w.Desk.Files.Keep(w.Context, in.Name, in.Content)
	if err != nil {
		return err
	}
	w.Told = fault.With("name", in.Name, "size", kept.Size, "sha256", kept.SHA256)
	w.Add(&record.Attachment{ID: w.NewID(), CaseID: w.Case.ID, Criterion: in.Criterion, Document: in.Document, Name: in.Name,
		Type: kept.Type, Size: kept.Size, SHA256: kept.SHA256, By: w.Actor.ID, At: w.Now})
	return nil
}
