package app

import (
	"context"
	"errors"
	"io"

	"akashi/app/desk"
	"akashi/rules/access"
	"akashi/values/fault"
)

// FileView is a file of a case as it was received.
type FileView struct {
	Name    string `json:"name"`
	Type    string `json:"type"` // media type as inspected; "" for a report of a scanner
	SHA256  string `json:"sha256"`
	Content []byte `json:"-"`
}

// File gives back what was handed in with a case, by the ID of the attachment or of the
// report, to whoever is shown the evidence of the case. What is kept under the hash is
// hashed on the way: a file that is no longer what was received is never handed out.
func (a *App) File(ctx context.Context, actor access.Actor, no, id string) (file FileView, err error) {
	err = a.LookAt(ctx, actor, desk.OnCase, no, func(w *desk.Work) {
		object, err := w.Object()
		w.Fail(err)
		if !access.Fields(actor, object)[access.Evidence] {
			return
		}
		for _, f := range desk.Read(w, w.Attachments, w.Case.ID) {
			if f.ID == id {
				file = FileView{Name: f.Name, Type: f.Type, SHA256: f.SHA256}
			}
		}
		for _, f := range desk.Read(w, w.ScanReports, w.Case.ID) {
			if f.ID == id {
				file = FileView{Name: f.Name, SHA256: f.SHA256}
			}
		}
	})
	if err != nil {
		return file, err
	}
	if file.SHA256 == "" {
		return file, fault.New(fault.NotFound, "case.no-such-file", id)
	}
	file.Content, err = a.received(ctx, file.SHA256)
	return file, err
}

// received reads a file back. One that is gone or changed is our own failure.
func (a *App) received(ctx context.Context, hash string) (content []byte, err error) {
	kept, err := a.Files.Open(ctx, hash)
	if err != nil {
		return nil, &fault.Error{Code: "evidence-changed", What: hash, Err: err}
	}
	content, err = io.ReadAll(kept)
	if err = errors.Join(err, kept.Close()); err != nil || desk.Hash(content) != hash {
		return nil, &fault.Error{Code: "evidence-changed", What: hash, Err: err}
	}
	return content, nil
}
