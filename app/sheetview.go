package app

import (
	"context"

	"akashi/app/desk"
	"akashi/app/judging"
	"akashi/rules/access"
)

// AnswersBook is the workbook in which whoever may answer the criteria of a case does so
// away from the office, in a language.
func (a *App) AnswersBook(ctx context.Context, actor access.Actor, no, lang string) (FileView, error) {
	var book desk.Workbook
	if err := a.whileAnswering(ctx, actor, no, func(w *desk.Work) error {
		book = judging.AnswersBook(w)
		return nil
	}); err != nil {
		return FileView{}, err
	}
	return a.written(book, lang, book.Pins["case"])
}

// written is a workbook as a file.
func (a *App) written(book desk.Workbook, lang, name string) (FileView, error) {
	content, err := a.Sheets.Write(book, lang)
	return FileView{Name: name + ".xlsx", Type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", SHA256: desk.Hash(content), Content: content}, err
}

// CompareAnswers says what a workbook that came back would change, and changes nothing.
func (a *App) CompareAnswers(ctx context.Context, actor access.Actor, no string, file []byte) (view judging.SheetView, err error) {
	if err := a.whileAnswering(ctx, actor, no, func(*desk.Work) error { return nil }); err != nil {
		return view, err // nothing is read for who may not answer
	}
	cells, err := a.Sheets.Read(file)
	if err != nil {
		return view, err
	}
	err = a.whileAnswering(ctx, actor, no, func(w *desk.Work) (err error) {
		view, err = judging.CompareBook(w, cells)
		return err
	})
	return view, err
}

// whileAnswering looks at a case for whoever may answer its criteria now.
func (a *App) whileAnswering(ctx context.Context, actor access.Actor, no string, do func(*desk.Work) error) error {
	var ended error
	err := a.LookAt(ctx, actor, desk.OnCase, no, func(w *desk.Work) {
		if ended = w.Permit(access.Answer); ended == nil {
			ended = w.Possible(access.Answer)
		}
		if ended == nil {
			ended = do(w)
		}
	})
	if err != nil {
		return err
	}
	return ended
}
