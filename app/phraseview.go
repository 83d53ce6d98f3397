package app

import (
	"context"

	"akashi/app/desk"
	"akashi/app/people"
	"akashi/record"
	"akashi/rules/access"
	"akashi/values/fault"
)

// OfficePhrases shows the phrases that the office keeps for a scheme, to who examines its cases.
func (a *App) OfficePhrases(ctx context.Context, actor access.Actor, key string) (kept record.OfficePhrases, err error) {
	var p fault.Problems
	if desk.Among(&p, "filter.scheme", "scheme", key, a.Shelf.Keys()); len(p) > 0 {
		return kept, p
	}
	if err := access.May(actor, access.ViewPhrases, access.Object{Kind: access.KindOffice, Scheme: key}).Err(); err != nil {
		return kept, err
	}
	err = a.Look(ctx, actor, func(w *desk.Work) error {
		kept = people.OfficePhrasesOf(w, key)
		return nil
	})
	if kept.Phrases == nil {
		kept.Phrases = []record.Phrase{}
	}
	return kept, err
}
