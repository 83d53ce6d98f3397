package app

import (
	"context"
	"errors"
	"slices"

	"akashi/app/desk"
	"akashi/app/evidence"
	"akashi/app/people"
	"akashi/record"
	"akashi/rules/access"
	"akashi/values/fault"
)

// ItemView is one criterion of a case as the actor may see it: of the case, who it is of, how
// it stands and what may be done to it, its answers, findings and evidence; and what belongs to
// the criterion.
type ItemView struct {
	CaseView
	Talk    MessageList         // of the whole case
	Files   []record.Attachment // handed in for the criterion
	Open    int                 // which of them lies open
	Phrases []record.Phrase     // of the office, to who examines
	Of      int                 // pages of that one; 0 where none can be drawn
}

// ItemView looks at a criterion of a case, all of it in one state of the store, with the file
// that is asked for open beside it, or the first that there is.
func (a *App) ItemView(ctx context.Context, actor access.Actor, no, item, file string) (view ItemView, err error) {
	err = a.LookAt(ctx, actor, desk.OnCase, no, func(w *desk.Work) {
		view.CaseView = partsOf(w, (*viewer).particulars, (*viewer).identity, (*viewer).atItem, (*viewer).answers, (*viewer).findings, (*viewer).evidence, (*viewer).alone, (*viewer).coarse)
		view.Talk = messages(w)
		if w.Actor.May(access.ViewPhrases) {
			view.Phrases = people.OfficePhrasesOf(w, w.Case.Scheme).Phrases
		}
		if c, known := w.Edition.Criterion(item); known { // by a name that it had before, too
			item = c.ID
		}
	})
	for _, f := range view.Attachments {
		if slices.Contains(evidence.Several(f.Criterion), item) {
			view.Files = append(view.Files, f)
		}
	}
	if err != nil || len(view.Files) == 0 {
		return view, err
	}
	view.Open = max(0, slices.IndexFunc(view.Files, func(f record.Attachment) bool { return f.ID == file }))
	open := view.Files[view.Open]
	if view.Of, err = a.pages(ctx, open.Type, open.SHA256); errors.Is(err, fault.NotFound) {
		err = nil // the file itself can be had
	}
	return view, err
}

// atItem are the acts that can be done where one criterion is shown: all that leave the case
// at its step, and the one step that begins with criteria that were not met.
func (v *viewer) atItem() {
	v.view.Can = v.OffersOf(func(a desk.Action) bool { return len(a.Events) == 0 || a.Name == access.RaiseFindings })
}
