package app

import (
	"context"
	"errors"
	"io"

	"akashi/app/desk"
	"akashi/app/evidence"
	"akashi/app/retention"
	"akashi/record"
	"akashi/rules/access"
	"akashi/values/civil"
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
func (a *App) File(ctx context.Context, actor access.Actor, no, id string) (FileView, error) {
	file, err := a.handed(ctx, actor, no, id)
	if err == nil {
		file.Content, err = a.received(ctx, file.SHA256)
	}
	return file, err
}

// handed is what is known of a file, without its content.
func (a *App) handed(ctx context.Context, actor access.Actor, no, id string) (file FileView, err error) {
	var erased record.Erasure
	err = a.LookAt(ctx, actor, desk.OnCase, no, func(w *desk.Work) {
		object, err := w.Object()
		w.Fail(err)
		mask := access.Fields(actor, object)
		erased = retention.Erased(w)[id]
		for _, o := range desk.Read(w, w.Observations, w.Case.ID) {
			if o.ID == id && mask[access.FirstNotes] {
				file = FileView{Name: o.Name, Type: o.Type, SHA256: o.SHA256}
				return
			}
		}
		if !mask[access.Evidence] {
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
	if err == nil && file.SHA256 != "" && erased.FileID != "" {
		err = fault.New(fault.Gone, "file.erased", id, "day", civil.In(erased.At), "reason", erased.Reason)
	}
	if err == nil && file.SHA256 == "" {
		err = fault.New(fault.NotFound, "case.no-such-file", id)
	}
	return file, err
}

// PageView is a page of a file, drawn (頁の画像).
type PageView struct {
	SHA256  string // of the file
	Picture []byte // PNG
}

// pages counts the pages of a file that was handed in. Where nothing can be drawn it is
// fault.NotFound: the file itself can be had.
func (a *App) pages(ctx context.Context, kind, hash string) (int, error) {
	if a.Pictures == nil {
		return 0, fault.New(fault.NotFound, "picture.none", "")
	}
	return a.Pictures.Pages(ctx, kind, hash, func() ([]byte, error) { return a.received(ctx, hash) })
}

// Page draws a page of a file, the first is 1, to whoever may open it.
func (a *App) Page(ctx context.Context, actor access.Actor, no, id string, n int) (v PageView, err error) {
	file, err := a.File(ctx, actor, no, id)
	if err != nil {
		return v, err
	}
	if a.Pictures == nil {
		return v, fault.New(fault.NotFound, "picture.none", "")
	}
	v.SHA256 = file.SHA256
	v.Picture, err = a.Pictures.Page(ctx, file.Type, file.SHA256, file.Content, n)
	return v, err
}

// received reads a file back. One that is gone or changed is our own failure; one that is
// encrypted waits for the key.
func (a *App) received(ctx context.Context, hash string) (content []byte, err error) {
	kept, err := a.Files.Open(ctx, hash)
	if errors.Is(err, fault.Unavailable) {
		return nil, err
	}
	if err != nil {
		return nil, &fault.Error{Code: "evidence-changed", What: hash, Err: err}
	}
	content, err = io.ReadAll(kept)
	if err = errors.Join(err, kept.Close()); err != nil || desk.Hash(content) != hash {
		return nil, &fault.Error{Code: "evidence-changed", What: hash, Err: err}
	}
	return content, nil
}

// Reusable are the files that can be handed in once more for a case, to whoever may do so.
func (a *App) Reusable(ctx context.Context, actor access.Actor, no string) (files []record.Attachment, err error) {
	err = a.LookAt(ctx, actor, desk.OnCase, no, func(w *desk.Work) {
		if w.Permit(access.Reuse) == nil {
			files = evidence.Reusable(w)
		}
	})
	return files, err
}
