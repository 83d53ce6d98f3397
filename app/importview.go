package app

import (
	"context"
	"encoding/json"

	"akashi/app/desk"
	"akashi/app/register"
	"akashi/rules/access"
	"akashi/values/fault"
)

// ImportView is what an import of a list would do, before anything is done.
type ImportView struct {
	register.ImportReport
	Waits   bool     // a second person would have to confirm it
	Ignored []string // headings that were not understood
}

// ReadList reads a file as an import of the register: CSV in any of the encodings of Japanese
// spreadsheets, or a workbook. The headings may be those that offices write. Nothing is read
// for who may not import.
func (a *App) ReadList(ctx context.Context, actor access.Actor, in register.ImportInput, file []byte) (list register.ImportInput, ignored []string, err error) {
	err = a.Look(ctx, actor, func(w *desk.Work) error { return w.PermitTo(access.ImportRegister, desk.OnRegister, &in) })
	if err != nil {
		return in, nil, err
	}
	if len(file) == 0 {
		return in, nil, fault.Wrong("file.empty", "/list")
	}
	columns, err := a.Sheets.Columns()
	if err != nil {
		return in, nil, err
	}
	rows, encoding, err := a.Sheets.Table(file)
	if err != nil {
		return in, nil, err
	}
	in.Encoding = encoding
	if in.Rows, in.Unread, err = register.ReadRegister(rows, columns); err == nil {
		ignored = register.Ignored(rows[0], columns)
	}
	return in, ignored, err
}

// RehearseImport says what would become of each row, and stores nothing.
func (a *App) RehearseImport(ctx context.Context, actor access.Actor, in register.ImportInput) (view ImportView, err error) {
	action, _ := FindAction(access.ImportRegister)
	out, err := a.Rehearse(ctx, actor, action, "", &in)
	if err == nil {
		err = json.Unmarshal(out.Body, &view.ImportReport)
	}
	view.Waits = out.Waits
	return view, err
}

// ListTemplate is an empty workbook for the living marks of a scheme, in a language.
func (a *App) ListTemplate(ctx context.Context, actor access.Actor, scheme, lang string) (FileView, error) {
	err := a.Look(ctx, actor, func(w *desk.Work) error {
		return w.PermitTo(access.ImportRegister, desk.OnRegister, &register.ImportInput{Scheme: scheme})
	})
	if err != nil {
		return FileView{}, err
	}
	latest := a.Shelf.Latest(scheme)
	if latest == nil {
		return FileView{}, fault.New(fault.NotFound, "scheme-unknown", scheme)
	}
	return a.written(register.Template(latest), lang, "register-"+scheme)
}
