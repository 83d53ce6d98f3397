package app

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"time"

	"akashi/app/desk"
	"akashi/app/retention"
	"akashi/record"
	"akashi/rules/access"
	"akashi/values/civil"
	"akashi/values/fault"
)

// ReceiptView says what was taken in with an application (受付票): that it was, and of each
// file what is kept, read back. It says nothing of whether the application will pass.
type ReceiptView struct {
	No      string
	Filed   civil.Date // zero: nothing was handed in yet
	At      time.Time
	Dossier string // SHA-256 of the papers as they were frozen, hex
	Files   []ReceiptFile
}

// ReceiptFile is one file of a receipt.
type ReceiptFile struct {
	Name, For string
	Size      int64 // bytes, as read back
	SHA256    string
	Kept      bool       // it was read back, and is what was received
	Erased    civil.Date // day on which it was erased; zero of what is kept
}

// Whole reports whether every file was read back as it was received, but those that were erased.
func (v ReceiptView) Whole() bool {
	_, lost := desk.First(v.Files, func(f ReceiptFile) bool { return !f.Kept && f.Erased.IsZero() })
	return !lost
}

// Receipt reads back what was handed in when the application was filed, for whoever is
// shown the evidence of the case.
func (a *App) Receipt(ctx context.Context, actor access.Actor, no string) (view ReceiptView, err error) {
	var papers struct {
		Attachments []record.Attachment `json:"attachments"`
		ScanReports []record.ScanReport `json:"scan_reports"`
	}
	erased := map[string]record.Erasure{}
	err = a.LookAt(ctx, actor, desk.OnCase, no, func(w *desk.Work) {
		object, err := w.Object()
		w.Fail(err)
		if !access.Fields(actor, object)[access.Evidence] {
			w.Fail(fault.New(fault.NotFound, "case.no-such-file", no))
			return
		}
		view.No, erased = w.Case.No, retention.Erased(w)
		for _, d := range desk.Read(w, w.Dossiers, w.Case.ID) {
			if d.Stage == record.StageSubmitted && !w.Case.Filed.IsZero() {
				view.Filed, view.At, view.Dossier = w.Case.Filed, d.At, d.Hash
				w.Fail(json.Unmarshal([]byte(d.Body), &papers))
			}
		}
	})
	if err != nil {
		return view, err
	}
	add := func(id string, f ReceiptFile) {
		if e, gone := erased[id]; gone {
			f.Erased = civil.In(e.At)
		} else {
			f = a.readBack(ctx, f)
		}
		view.Files = append(view.Files, f)
	}
	for _, f := range papers.Attachments {
		add(f.ID, ReceiptFile{Name: f.Name, For: f.Criterion, SHA256: f.SHA256, Size: f.Size})
	}
	for _, f := range papers.ScanReports {
		add(f.ID, ReceiptFile{Name: f.Name, SHA256: f.SHA256})
	}
	return view, ctx.Err()
}

// readBack reads a file as it is kept, without holding it.
func (a *App) readBack(ctx context.Context, f ReceiptFile) ReceiptFile {
	kept, err := a.Files.Open(ctx, f.SHA256)
	if err != nil {
		return f
	}
	hash := sha256.New()
	f.Size, err = io.Copy(hash, kept)
	f.Kept = errors.Join(err, kept.Close()) == nil && hex.EncodeToString(hash.Sum(nil)) == f.SHA256
	return f
}
