package web

import (
	"context"

	"akashi/app"
	"akashi/record"
	"akashi/rules/access"
)

// packFile gives the cases of a session as one PDF.
func (d *Door) packFile(v *visit) error { return v.sessionFile(d.Office.PackPaper) }

// minutesFile gives the approved minutes of a session as PDF.
func (d *Door) minutesFile(v *visit) error { return v.sessionFile(d.Office.MinutesPaper) }

func (v *visit) sessionFile(of func(ctx context.Context, actor access.Actor, id, lang string) (app.FileView, error)) error {
	file, err := of(v.r.Context(), v.actor, v.r.PathValue("id"), string(v.book.Lang()))
	if err != nil {
		return err
	}
	v.private()
	return v.give(file)
}

// approved reports whether the minutes stand approved.
func (s sessionView) approved() bool {
	n := len(s.Steps)
	return n > 0 && s.Steps[n-1].Kind == record.MinutesApproved
}
